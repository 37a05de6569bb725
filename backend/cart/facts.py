"""What every verb of the cart begins with: whose store, which offers, how far the stock reaches."""

from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from sqlmodel import Session

from backend.cart import policy
from backend.cart.errors import NotSold, OtherCurrency, SoldOut
from backend.cart.guest_carts import GuestCarts
from backend.cart.person_carts import PersonCarts
from backend.cart.policy import Content, Outcome
from backend.cart.schemas import MOST_PER_LINE, CartChange, CartOwner, CartView
from backend.cart.showing import shown
from backend.cart.store import CartStore
from backend.catalog import service as catalog
from backend.catalog.schemas import SellableOffer
from backend.inventory import service as inventory
from backend.inventory.schemas import Reach
from backend.kit.cache import NearCache
from backend.kit.errors import InvalidInput
from backend.pricing import currencies

_LONGEST_OPERATION_ID = 100
# While everybody wants the same thing, nearly all have to be told that it is gone.
_sold_out: NearCache[str] = NearCache(size=1_000, ttl_s=0.1)
NOTHING = Reach()

Facts = tuple[dict[UUID, SellableOffer], dict[UUID, Reach]]
"""Offers by id, and how far the stock reaches for each beside the lines of the cart."""


def store_of(session: Session, owner: CartOwner) -> CartStore:
    """Where this owner's cart is kept. Raises InvalidInput for nobody."""
    if owner.person_id is not None:
        return PersonCarts(session, owner.person_id)
    if owner.visitor_id is not None:
        return GuestCarts(owner.visitor_id)
    raise InvalidInput("Your browser did not keep our cookie, which a cart needs. Please allow it.")


def facts_of(
    session: Session,
    content: Content,
    *more: UUID,
    wanted: Mapping[UUID, int] | None = None,
    currency: str | None = None,
) -> Facts:
    """What is known about the cart's offers, `more` and `wanted` (units to be added): two statements at once.

    Prices are in the currency of the cart; those of an empty one in `currency`, or as the sellers ask.
    """
    demand = {line.offer_id: line.quantity for line in content.lines}
    for offer_id, units in (wanted or {}).items():
        demand[offer_id] = demand.get(offer_id, 0) + units
    target = content.currency if content.lines else currency
    offer_ids = demand.keys() | set(more)
    inventory.expect_reach(session, offer_ids)
    return (
        _offers(session, offer_ids, target),
        inventory.reach(session, demand, more=more),
    )


def currency_for(content: Content, wanted: str | None) -> str | None:
    """The currency of what is added; None: the offer's. Raises OtherCurrency."""
    if wanted and content.lines and wanted != content.currency:
        raise OtherCurrency(
            f"Your cart is in {content.currency}. Change its currency first, or order this separately.",
            field="currency",
        )
    return content.currency if content.lines else wanted


def _offers(session: Session, offer_ids: Collection[UUID], currency: str | None) -> dict[UUID, SellableOffer]:
    offers = catalog.sellable_offers(session, offer_ids)
    return offers if currency is None else currencies.present(session, offers, currency)


def sold(offers: Mapping[UUID, SellableOffer], offer_id: UUID) -> SellableOffer:
    """The offer when it is on sale. Raises NotSold."""
    offer = offers.get(offer_id)
    if offer is None or not offer.is_active:
        raise NotSold("This is no longer sold. Choose another offer.", field="offer_id")
    return offer


def room_for(offer: SellableOffer, reach: Reach, before: int = 0) -> int:
    """The most units that its line may have, at least one. Raises SoldOut."""
    if reach.alone < 1:
        _sold_out.put(offer.offer_id, offer.title)
        raise _is_sold_out(offer.title)
    most = policy.limit(offer, reach, before)
    if most < 1:
        raise SoldOut(
            f"What is left of {offer.title} is in your cart already, as part of something else.",
            field="offer_id",
        )
    return most


def refuse_sold_out(offer_ids: Iterable[UUID]) -> None:
    """Refuse what was sold out a tenth of a second ago, without looking again. Raises SoldOut."""
    for offer_id in offer_ids:
        if (title := _sold_out.peek(offer_id)) is not None:
            raise _is_sold_out(title)


def _is_sold_out(title: str) -> SoldOut:
    return SoldOut(f"{title} is sold out.", field="offer_id")


def changed(
    session: Session,
    owner: CartOwner,
    content: Content,
    facts: Facts,
    offer: SellableOffer,
    outcome: Outcome,
    wanted: int,
) -> CartView:
    """The cart after a change of one line, saying when it has less than `wanted`."""
    line = content.line(offer.offer_id)
    changes: tuple[CartChange, ...] = ()
    if outcome is Outcome.APPLIED and line is not None and line.quantity < wanted:
        changes = (policy.capped(offer, facts[1].get(offer.offer_id, NOTHING), line.quantity),)
    return shown(session, owner, content, *completed(session, content, facts), changes)


def completed(session: Session, content: Content, facts: Facts) -> Facts:
    """The facts, with those of lines that another tab added since they were read.

    Stock is read again when offers share it, so that the view counts what has just been put in.
    """
    offers, stock = facts
    unknown: Collection[UUID] = {line.offer_id for line in content.lines if line.offer_id not in stock}
    if unknown or any(one.shares for one in stock.values()):
        more = _offers(session, unknown, content.currency) if unknown else {}
        demand = {line.offer_id: line.quantity for line in content.lines}
        return {**offers, **more}, inventory.reach(session, demand)
    return offers, stock


def check_quantity(quantity: int, *, least: int) -> None:
    """Raises InvalidInput for a number that no line can have."""
    if not least <= quantity <= MOST_PER_LINE:
        raise InvalidInput(f"Choose a quantity between {least} and {MOST_PER_LINE}.", field="quantity")


def checked_operation(operation_id: str) -> str:
    """The operation id. Raises InvalidInput for an empty or endless one."""
    if not 1 <= len(operation_id) <= _LONGEST_OPERATION_ID:
        raise InvalidInput(
            f"An operation id has 1 to {_LONGEST_OPERATION_ID} characters.", field="operation_id"
        )
    return operation_id
