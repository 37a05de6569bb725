"""The verbs of the cart."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from functools import reduce
from uuid import UUID

from sqlalchemy import event
from sqlmodel import Session

from backend.cart import policy, repository
from backend.cart.errors import (
    CartEmpty,
    CartFull,
    CartNotFound,
    NotInCart,
    NotSold,
    OtherCurrency,
    SoldOut,
)
from backend.cart.guest_carts import GuestCarts
from backend.cart.person_carts import PersonCarts
from backend.cart.policy import Change, Content, Line, Outcome, Verb
from backend.cart.schemas import (
    MOST_LINES,
    MOST_PER_LINE,
    CartChange,
    CartContents,
    CartOwner,
    CartView,
)
from backend.cart.store import CartStore
from backend.catalog import service as catalog
from backend.catalog.schemas import SellableOffer
from backend.inventory import service as inventory
from backend.kit import log
from backend.kit.errors import InvalidInput, Unavailable

_LONGEST_OPERATION_ID = 100

_logger = log.logger(__name__)


def view(session: Session, owner: CartOwner) -> CartView:
    """The cart at present prices, with what is wrong in words. Three reads, two of them SQL for a guest.

    Raises Unavailable when guests' carts cannot be reached.
    """
    content = _store(session, owner).read()
    return policy.view(owner, content, *_facts(session, content))


def count(session: Session, owner: CartOwner) -> int:
    """How many units are in the cart, for the header. One read."""
    return sum(line.quantity for line in _store(session, owner).read().lines)


def add(session: Session, owner: CartOwner, *, offer_id: UUID, quantity: int, operation_id: str) -> CartView:
    """Put `quantity` (1 to 99) more units into the cart; it stops at what is available and at 99 per line.

    What was not added is in `changes`. A repeated `operation_id` changes nothing. Raises NotSold, SoldOut,
    CartFull (100 lines), OtherCurrency, InvalidInput, Unavailable.
    """
    _check_quantity(quantity, least=1)
    store = _store(session, owner)
    content = store.read_for_change()
    offers, availability = _facts(session, content, offer_id)
    offer = _sold(offers, offer_id)
    if content.lines and offer.currency != content.currency:
        raise OtherCurrency(f"Your cart is in {content.currency}; please order this separately.")
    available = availability.get(offer_id, 0)
    if available < 1:
        raise SoldOut(f"{offer.title} is sold out.", field="offer_id")
    before = content.line(offer_id)
    change = Change(Verb.ADD, offer_id, quantity, policy.limit(available), offer.price_minor, offer.currency)
    outcome, after = store.apply(change, operation_id=_checked(operation_id))
    if outcome is Outcome.FULL:
        raise CartFull(f"A cart holds at most {MOST_LINES} different items. Remove one first.")
    wanted = (before.quantity if before else 0) + quantity
    return _changed(session, owner, after, offers, availability, offer, outcome, wanted)


def add_all(
    session: Session, owner: CartOwner, *, lines: Sequence[tuple[UUID, int]], operation_id: str
) -> CartView:
    """`add` for several (offer, quantity) at once: one that cannot be added leaves the cart as it was.

    Raises what `add` raises, and InvalidInput for an offer that is named twice.
    """
    wanted = dict(lines)
    if len(wanted) < len(lines):
        raise InvalidInput("Name each offer once, with its whole quantity.", field="lines")
    operation_id = _checked(operation_id)
    store = _store(session, owner)
    content = store.read_for_change()
    offers, availability = _facts(session, content, *wanted)
    currency = content.currency if content.lines else None
    for offer_id, quantity in lines:
        _check_quantity(quantity, least=1)
        offer = _sold(offers, offer_id)
        currency = currency or offer.currency
        if offer.currency != currency:
            raise OtherCurrency(f"Your cart is in {currency}; please order {offer.title} separately.")
        if availability.get(offer_id, 0) < 1:
            raise SoldOut(f"{offer.title} is sold out.", field="offer_id")
    if len({line.offer_id for line in content.lines} | set(wanted)) > MOST_LINES:
        raise CartFull(f"A cart holds at most {MOST_LINES} different items. Remove one first.")
    before = {line.offer_id: line.quantity for line in content.lines}
    outcomes, content = store.apply_all(
        [
            Change(
                Verb.ADD,
                offer_id,
                quantity,
                policy.limit(availability[offer_id]),
                offers[offer_id].price_minor,
                offers[offer_id].currency,
            )
            for offer_id, quantity in lines
        ],
        operation_id=operation_id,
    )
    changes: list[CartChange] = []
    for (offer_id, quantity), outcome in zip(lines, outcomes, strict=True):
        line = content.line(offer_id)
        asked = quantity + before.get(offer_id, 0)
        if outcome is Outcome.APPLIED and line is not None and line.quantity < asked:
            changes.append(policy.capped(offers[offer_id], availability[offer_id], line.quantity))
    if unknown := _unknown(content, offers):
        others, units = catalog.sellable_offers(session, unknown), inventory.availability(session, unknown)
        offers, availability = {**offers, **others}, {**availability, **units}
    return policy.view(owner, content, offers, availability, tuple(changes))


def require(session: Session, owner: CartOwner, cart_id: UUID) -> None:
    """Raises CartNotFound when `cart_id` is not the owner's present cart, Unavailable."""
    if _store(session, owner).read().id != cart_id:
        raise _not_the_cart()


def set_quantity(
    session: Session, owner: CartOwner, *, offer_id: UUID, quantity: int, operation_id: str
) -> CartView:
    """Make the line `quantity` units (0 removes it); it stops at what is available, which `changes` tells.

    Raises NotInCart, NotSold, SoldOut, InvalidInput, Unavailable.
    """
    _check_quantity(quantity, least=0)
    if quantity == 0:
        return remove(session, owner, offer_id=offer_id, operation_id=operation_id)
    store = _store(session, owner)
    content = store.read_for_change()
    offers, availability = _facts(session, content, offer_id)
    line = content.line(offer_id)
    if line is None:
        raise NotInCart("This is no longer in your cart. It may have been removed in another tab.")
    offer = _sold(offers, offer_id)
    available = availability.get(offer_id, 0)
    if available < 1:
        raise SoldOut(f"{offer.title} is sold out.", field="offer_id")
    change = Change(
        Verb.SET, offer_id, quantity, policy.limit(available), line.seen_price_minor, offer.currency
    )
    outcome, after = store.apply(change, operation_id=_checked(operation_id))
    if outcome is Outcome.MISSING:
        raise NotInCart("This is no longer in your cart. It may have been removed in another tab.")
    return _changed(session, owner, after, offers, availability, offer, outcome, quantity)


def remove(session: Session, owner: CartOwner, *, offer_id: UUID, operation_id: str) -> CartView:
    """Take the line out; that it is gone already is fine. Raises InvalidInput, Unavailable."""
    store = _store(session, owner)
    _, content = store.apply(Change(Verb.REMOVE, offer_id), operation_id=_checked(operation_id))
    return policy.view(owner, content, *_facts(session, content))


def accept_prices(session: Session, owner: CartOwner) -> CartView:
    """The shopper has seen the present prices: they are no longer a problem. Raises Unavailable."""
    store = _store(session, owner)
    content = store.read()
    offers, availability = _facts(session, content)
    store.see_prices({offer_id: offer.price_minor for offer_id, offer in offers.items()})
    seen = replace(
        content,
        lines=tuple(
            replace(line, seen_price_minor=offers[line.offer_id].price_minor)
            if line.offer_id in offers
            else line
            for line in content.lines
        ),
    )
    return policy.view(owner, seen, offers, availability)


def merge(session: Session, *, visitor_id: UUID, person_id: UUID) -> tuple[CartChange, ...]:
    """At sign-in the guest's cart goes into the person's; answers what to tell the shopper.

    Quantities add up but stop at what is available and at 99. The guest's cart is emptied after the commit;
    merging it again changes nothing. Raises Unavailable, and then both carts are as before.
    """
    guest_store, own_store = GuestCarts(visitor_id), PersonCarts(session, person_id)
    guests = guest_store.read()
    if guests.id is None or not guests.lines:
        return ()
    cart_id = guests.id
    mine = own_store.read_for_change()
    assert mine.id is not None, "a locked cart exists"
    operation_id = f"merge:{cart_id}:{guests.revision}"
    _after_commit(session, lambda: guest_store.settle(cart_id, guests.lines))
    if repository.is_applied(session, mine.id, operation_id):
        return ()
    lines, changes = policy.merged(mine, guests, *_facts(session, guests))
    own_store.take_in(lines, currency=guests.currency, operation_id=operation_id)
    if guests.codes:
        own_store.keep_codes(reduce(policy.with_code, guests.codes, mine.codes))
    return changes


def contents_for_checkout(session: Session, owner: CartOwner, *, cart_id: UUID | None = None) -> CartContents:
    """The cart's id, its lines and its promotion codes.

    Raises CartEmpty, Unavailable, and CartNotFound when it is not the cart that is named.
    """
    content = _store(session, owner).read()
    if cart_id not in (None, content.id):
        raise _not_the_cart()
    if content.id is None or not content.lines:
        raise CartEmpty("Your cart is empty. Put something into it first.")
    return CartContents(
        content.id,
        tuple((line.offer_id, line.quantity, line.seen_price_minor) for line in content.lines),
        content.codes,
    )


def lines_for_checkout(
    session: Session, owner: CartOwner, *, cart_id: UUID | None = None
) -> tuple[UUID, tuple[tuple[UUID, int, int], ...]]:
    """`contents_for_checkout` without the codes."""
    contents = contents_for_checkout(session, owner, cart_id=cart_id)
    return contents.cart_id, contents.lines


def mark_ordered(
    session: Session,
    owner: CartOwner,
    cart_id: UUID,
    *,
    bought: Mapping[UUID, int] | None = None,
) -> None:
    """The cart became an order: what was bought (units by offer; None: everything) leaves it.

    What else came in meanwhile stays in a new cart. Repeating it changes nothing. `owner` is the one whose
    cart it was, as the checkout remembers; a guest's cart is emptied after the commit.
    """
    lines = None if bought is None else tuple(Line(offer, units, 0) for offer, units in bought.items())
    if owner.person_id is not None:
        PersonCarts(session, owner.person_id).settle(cart_id, lines)
    elif owner.visitor_id is not None:
        guest_store = GuestCarts(owner.visitor_id)
        _after_commit(session, lambda: guest_store.settle(cart_id, lines))


def _not_the_cart() -> CartNotFound:
    return CartNotFound("There is no such cart. It may have been ordered, or belong to somebody else.")


def _store(session: Session, owner: CartOwner) -> CartStore:
    if owner.person_id is not None:
        return PersonCarts(session, owner.person_id)
    if owner.visitor_id is not None:
        return GuestCarts(owner.visitor_id)
    raise InvalidInput("Your browser did not keep our cookie, which a cart needs. Please allow it.")


def _facts(
    session: Session, content: Content, *more: UUID
) -> tuple[dict[UUID, SellableOffer], dict[UUID, int]]:
    offer_ids = {line.offer_id for line in content.lines} | set(more)
    return catalog.sellable_offers(session, offer_ids), inventory.availability(session, offer_ids)


def _sold(offers: Mapping[UUID, SellableOffer], offer_id: UUID) -> SellableOffer:
    offer = offers.get(offer_id)
    if offer is None or not offer.is_active:
        raise NotSold("This is no longer sold. Choose another offer.", field="offer_id")
    return offer


def _changed(
    session: Session,
    owner: CartOwner,
    content: Content,
    offers: Mapping[UUID, SellableOffer],
    availability: Mapping[UUID, int],
    offer: SellableOffer,
    outcome: Outcome,
    wanted: int,
) -> CartView:
    if unknown := _unknown(content, offers):
        others, units = catalog.sellable_offers(session, unknown), inventory.availability(session, unknown)
        offers, availability = {**offers, **others}, {**availability, **units}
    line = content.line(offer.offer_id)
    changes: tuple[CartChange, ...] = ()
    if outcome is Outcome.APPLIED and line is not None and line.quantity < wanted:
        changes = (policy.capped(offer, availability.get(offer.offer_id, 0), line.quantity),)
    return policy.view(owner, content, offers, availability, changes)


def _unknown(content: Content, offers: Mapping[UUID, SellableOffer]) -> Collection[UUID]:
    """Lines that another tab added since the offers were read, and those whose offer is withdrawn."""
    return {line.offer_id for line in content.lines if line.offer_id not in offers}


def _check_quantity(quantity: int, *, least: int) -> None:
    if not least <= quantity <= MOST_PER_LINE:
        raise InvalidInput(f"Choose a quantity between {least} and {MOST_PER_LINE}.", field="quantity")


def _checked(operation_id: str) -> str:
    if not 1 <= len(operation_id) <= _LONGEST_OPERATION_ID:
        raise InvalidInput(
            f"An operation id has 1 to {_LONGEST_OPERATION_ID} characters.", field="operation_id"
        )
    return operation_id


def _after_commit(session: Session, act: Callable[[], None]) -> None:
    def run(_: Session) -> None:
        try:
            act()
        except Unavailable as error:
            _logger.warning("guest_cart_not_emptied", reason=error.message)

    event.listen(session, "after_commit", run, once=True)
