"""A seller's offers: their prices, their limits, whether they are on sale."""

from typing import Any
from uuid import UUID

from sqlmodel import Session

from backend.catalog import repository
from backend.catalog.errors import OfferNotFound
from backend.catalog.events import OfferPriceChanged, ProductChanged
from backend.catalog.models import Offer, OfferPrice, Variant
from backend.catalog.schemas import SellerProductRow
from backend.catalog.service.owning import require_seller
from backend.identity.schemas import Actor
from backend.kit import clock, outbox
from backend.kit.errors import InvalidInput


def set_price(
    session: Session,
    offer_id: UUID,
    *,
    seller_id: UUID,
    price_minor: int,
    compare_at_minor: int | None,
    actor: Actor,
) -> None:
    """Change the price of a seller's offer (minor units). Raises OfferNotFound, InvalidInput."""
    offer = _own_offer(session, offer_id, seller_id, actor)
    if not 0 < price_minor <= 100_000_000:
        raise InvalidInput("The price must be above zero and at most 1,000,000.00.", field="price")
    if compare_at_minor is not None and compare_at_minor <= price_minor:
        raise InvalidInput("The former price must be above the price.", field="compare_at")
    if (offer.price_minor, offer.compare_at_minor) == (price_minor, compare_at_minor):
        return
    old, offer.price_minor, offer.compare_at_minor = offer.price_minor, price_minor, compare_at_minor
    offer.updated_at = clock.now()
    product_id = _product_of(session, offer)
    outbox.record(
        session,
        OfferPriceChanged(
            offer_id=offer.id,
            product_id=product_id,
            old_price_minor=old,
            price_minor=price_minor,
            currency=offer.currency,
        ),
    )
    outbox.record(session, ProductChanged(product_id=product_id))


def set_order_limit(
    session: Session, offer_id: UUID, *, seller_id: UUID, max_per_order: int | None, actor: Actor
) -> None:
    """Say how many units of a seller's offer one order may take (1 to 99); None lifts the limit.

    Carts that hold more are told, and have to lower it before they can be ordered. Raises OfferNotFound,
    InvalidInput.
    """
    offer = _own_offer(session, offer_id, seller_id, actor)
    if max_per_order is not None and not 1 <= max_per_order <= 99:
        raise InvalidInput("Choose a limit between 1 and 99, or none.", field="max_per_order")
    if offer.max_per_order != max_per_order:
        offer.max_per_order = max_per_order
        offer.updated_at = clock.now()


def set_price_in(
    session: Session,
    offer_id: UUID,
    *,
    seller_id: UUID,
    currency: str,
    price_minor: int | None,
    compare_at_minor: int | None = None,
    actor: Actor,
) -> None:
    """Set what a seller's offer costs in another currency (minor units), or None to convert it again.

    Raises OfferNotFound, InvalidInput.
    """
    offer = _own_offer(session, offer_id, seller_id, actor)
    if not (len(currency) == 3 and currency.isascii() and currency.isupper()):
        raise InvalidInput("A currency is three capital letters, such as EUR.", field="currency")
    if currency == offer.currency:
        raise InvalidInput(f"The offer is in {currency}: change its price itself.", field="currency")
    row = session.get(OfferPrice, (offer_id, currency))
    if price_minor is None:
        if row is not None:
            session.delete(row)
            session.flush()
            outbox.record(session, ProductChanged(product_id=_product_of(session, offer)))
        return
    if not 0 < price_minor <= 10_000_000_000:
        raise InvalidInput("The price must be above zero and at most 100,000,000.00.", field="price")
    if compare_at_minor is not None and compare_at_minor <= price_minor:
        raise InvalidInput("The former price must be above the price.", field="compare_at")
    row = row or OfferPrice(offer_id=offer_id, currency=currency, price_minor=price_minor)
    row.price_minor, row.compare_at_minor, row.updated_at = price_minor, compare_at_minor, clock.now()
    session.add(row)
    session.flush()
    outbox.record(session, ProductChanged(product_id=_product_of(session, offer)))


def set_active(session: Session, offer_id: UUID, *, seller_id: UUID, is_active: bool, actor: Actor) -> None:
    """Put a seller's offer on sale or take it off. Raises OfferNotFound."""
    offer = _own_offer(session, offer_id, seller_id, actor)
    if offer.is_active != is_active:
        offer.is_active = is_active
        offer.updated_at = clock.now()
        outbox.record(session, ProductChanged(product_id=_product_of(session, offer)))


def list_products_of_seller(
    session: Session,
    seller_id: UUID,
    *,
    text: str = "",
    is_active: bool | None = None,
    product_id: UUID | None = None,
    offer_id: UUID | None = None,
    page: int = 1,
    size: int = 50,
    actor: Actor,
) -> tuple[tuple[SellerProductRow, ...], int]:
    """A page of a seller's offers and how many there are in all. Two statements.

    Narrowed to those on or off sale, to one product or to one offer when named. Raises NotFound for a
    stranger.
    """
    require_seller(actor, seller_id)
    rows, total = repository.offers_of_seller(
        session,
        seller_id,
        text=text.strip(),
        is_active=is_active,
        product_id=product_id,
        offer_id=offer_id,
        offset=(max(page, 1) - 1) * size,
        limit=size,
    )
    return (
        tuple(
            SellerProductRow(
                product_id=product.id,
                product_slug=product.slug,
                title=product.title,
                options_text=", ".join(
                    str(variant.options[name]) for name in product.option_names if name in variant.options
                ),
                sku=variant.sku,
                barcode=variant.barcode,
                weight_grams=variant.weight_grams,
                offer_id=offer.id,
                price_minor=offer.price_minor,
                compare_at_minor=offer.compare_at_minor,
                currency=offer.currency,
                is_active=offer.is_active,
                picture_key=picture,
                max_per_order=offer.max_per_order,
            )
            for product, variant, offer, picture in rows
        ),
        total,
    )


def _own_offer(session: Session, offer_id: UUID, seller_id: UUID, actor: Actor) -> Offer:
    require_seller(actor, seller_id)
    offer = session.get(Offer, offer_id, with_for_update=True)
    if offer is None or offer.seller_id != seller_id:
        raise OfferNotFound("There is no such offer among your products.")
    return offer


def _product_of(session: Session, offer: Offer) -> UUID:
    variant: Any = session.get(Variant, offer.variant_id)
    return variant.product_id
