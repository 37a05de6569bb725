"""A cart as its shopper sees it: present prices, what is wrong, and what promotions take off."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from uuid import UUID

from sqlmodel import Session

from backend.cart import policy
from backend.cart.policy import Content
from backend.cart.schemas import CartChange, CartOwner, CartView
from backend.catalog.schemas import SellableOffer
from backend.inventory.schemas import Reach
from backend.pricing import promotions
from backend.pricing.promotion_policy import Discounts
from backend.pricing.schemas import PricedLine


def shown(
    session: Session,
    owner: CartOwner,
    content: Content,
    offers: Mapping[UUID, SellableOffer],
    stock: Mapping[UUID, Reach],
    changes: Iterable[CartChange] = (),
) -> CartView:
    """The cart with its promotions. No statement more when it has no code and no limited promotion runs."""
    view = policy.view(owner, content, offers, stock, changes)
    found = discounts(session, owner, content, offers)
    if found is None:
        return view
    return replace(
        view,
        promotions=tuple(one.applied() for one in found.allocations),
        discount_minor=sum(found.lines),
        unused_codes=found.unused,
    )


def discounts(
    session: Session, owner: CartOwner, content: Content, offers: Mapping[UUID, SellableOffer]
) -> Discounts | None:
    """What promotions take off the goods; None when none runs. First orders are told apart at checkout."""
    sold = [line for line in content.lines if line.offer_id in offers and offers[line.offer_id].is_active]
    if content.id is None or not sold:
        return None
    found = promotions.offered(session, codes=content.codes, cart_id=content.id, person_id=owner.person_id)
    if not (found.rules or found.unused):
        return None
    lines = []
    for line in sold:
        offer = offers[line.offer_id]
        lines.append(
            PricedLine(
                key=str(line.offer_id),
                seller_id=offer.seller_id,
                warehouse_id=offer.seller_id,  # not known yet, nor needed
                unit_price_minor=offer.price_minor,
                quantity=line.quantity,
                offer_id=line.offer_id,
                product_id=offer.product_id,
                category_id=offer.category_id,
            )
        )
    return promotions.preview(lines, found, person_id=owner.person_id, currency=content.currency)
