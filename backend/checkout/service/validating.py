"""The cart's lines against the catalogue: everything that is not as the shopper saw it, in one answer."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlmodel import Session

from backend.catalog.schemas import SellableOffer
from backend.checkout.errors import CartChanged
from backend.checkout.schemas import DraftLine
from backend.inventory import service as inventory
from backend.kit.errors import InvalidInput


def valid_lines(
    session: Session,
    wanted: Sequence[tuple[UUID, int, int]],
    offers: Mapping[UUID, SellableOffer],
    *,
    checkout_id: UUID,
) -> tuple[list[DraftLine], str]:
    """The lines (offer, quantity, seen price) with their offers, and their currency. No statement.

    Raises CartChanged with every line that moved: its price, that it is no longer sold, that it exceeds the
    seller's limit per order; then what is short is said as well, for which the stock is looked up, too.
    """
    changes: dict[UUID, list[dict[str, Any]]] = {}
    lines: list[DraftLine] = []
    for offer_id, quantity, seen_minor in wanted:
        found = _changes(offer_id, offers.get(offer_id), quantity, seen_minor)
        if found:
            changes[offer_id] = found
        else:
            lines.append(_draft_line(offers[offer_id], quantity))
    if changes:
        for offer_id, short in _shortages(session, wanted, offers, checkout_id).items():
            changes.setdefault(offer_id, []).append(short)
        raise CartChanged(
            "Some things in your cart have changed. Please look at them before you pay.",
            facts={"lines": [one for offer_id, _, _ in wanted for one in changes.get(offer_id, ())]},
        )
    currencies = {offers[line.offer_id].currency for line in lines}
    if len(currencies) > 1:
        raise InvalidInput("These items are sold in different currencies: order them apart.", field="lines")
    return lines, currencies.pop()


def refuse_other_currency(lines: Sequence[DraftLine], currency: str, *, before: Mapping[str, Any]) -> None:
    """The shopper saw another currency than the cart is in by now: say what each line costs in this one.

    `before` is the quote that was prepared last, as it is stored. Raises CartChanged.
    """
    seen = {one["key"].partition(":")[0]: one["unit_price_minor"] for one in before.get("lines", ())}
    raise CartChanged(
        f"Your cart is in {currency} now. Please look at its prices before you pay.",
        facts={
            "currency": currency,
            "lines": [
                {
                    "offer_id": str(line.offer_id),
                    "title": line.title,
                    "problem": "currency",
                    "old_minor": seen.get(str(line.offer_id)),
                    "old_currency": before.get("currency"),
                    "new_minor": line.unit_price_minor,
                    "new_currency": currency,
                }
                for line in lines
            ],
        },
    )


def _changes(
    offer_id: UUID, offer: SellableOffer | None, quantity: int, seen_minor: int
) -> list[dict[str, Any]]:
    if offer is None or not offer.is_active:
        return [_change(offer_id, offer, "unavailable", seen_minor, None)]
    found = []
    if offer.price_minor != seen_minor:
        found.append(_change(offer_id, offer, "price", seen_minor, offer.price_minor))
    if offer.max_per_order is not None and quantity > offer.max_per_order:
        limit = _change(offer_id, offer, "limit", seen_minor, offer.price_minor)
        found.append(limit | {"requested": quantity, "allowed": offer.max_per_order})
    return found


def _shortages(
    session: Session,
    wanted: Sequence[tuple[UUID, int, int]],
    offers: Mapping[UUID, SellableOffer],
    checkout_id: UUID,
) -> dict[UUID, dict[str, Any]]:
    """What is short beside the rest; what this checkout holds already counts as there."""
    sold = [
        (offer, units, seen) for offer, units, seen in wanted if offer in offers and offers[offer].is_active
    ]
    held: dict[tuple[UUID, UUID], int] = {}
    for one in inventory.allocations(session, checkout_id):
        held[one.offer_id, one.warehouse_id] = one.units
    stock = inventory.reach(session, {offer_id: units for offer_id, units, _ in sold})
    found: dict[UUID, dict[str, Any]] = {}
    for offer_id, units, seen_minor in sold:
        own = sum(count for (offer, _), count in held.items() if offer == offer_id)
        available = stock[offer_id].in_turn + own
        if available < units:
            offer = offers[offer_id]
            short = _change(offer_id, offer, "short", seen_minor, offer.price_minor)
            found[offer_id] = short | {"requested": units, "available": available}
    return found


def _change(
    offer_id: UUID, offer: SellableOffer | None, problem: str, old_minor: int, new_minor: int | None
) -> dict[str, Any]:
    return {
        "offer_id": str(offer_id),
        "title": offer.title if offer else "",
        "problem": problem,
        "old_minor": old_minor,
        "new_minor": new_minor,
    }


def _draft_line(offer: SellableOffer, quantity: int) -> DraftLine:
    return DraftLine(
        offer_id=offer.offer_id,
        product_id=offer.product_id,
        variant_id=offer.variant_id,
        seller_id=offer.seller_id,
        seller_name=offer.seller_name,
        commission_bps=offer.commission_bps,
        sku=offer.sku,
        title=offer.title,
        options=offer.options,
        picture_key=offer.picture_key,
        quantity=quantity,
        unit_price_minor=offer.price_minor,
        tax_class=offer.tax_class,
        weight_grams=offer.weight_grams,
        handling_days=offer.handling_days,
        category_id=offer.category_id,
        seller_country=offer.seller_country,
        seller_currency=offer.seller_currency,
    )
