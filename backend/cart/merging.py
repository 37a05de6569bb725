"""Carts that come to their owner: the guest's at sign-in, one that Redis lost, what was to be told."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import reduce
from uuid import UUID

from sqlalchemy import event
from sqlmodel import Session

from backend.cart import policy, repository
from backend.cart.facts import facts_of, store_of
from backend.cart.guest_carts import GuestCarts
from backend.cart.person_carts import PersonCarts
from backend.cart.policy import Content, Line
from backend.cart.schemas import CartChange, CartOwner
from backend.kit import log
from backend.kit.errors import Unavailable

_logger = log.logger(__name__)


def merge(session: Session, *, visitor_id: UUID, person_id: UUID) -> tuple[CartChange, ...]:
    """At sign-in the guest's cart goes into the person's; answers what to tell the shopper.

    Quantities add up but stop at what is available, at 99 and at the seller's limit; promotion codes and what
    was saved for later come along. What changed is kept for `take_notices`, too. The guest's cart is emptied
    after the commit; merging it again changes nothing. Raises Unavailable, and then both carts are as before.
    """
    guest_store, own_store = GuestCarts(visitor_id), PersonCarts(session, person_id)
    guests, saved = guest_store.read(), guest_store.saved()
    if not guests.lines and not saved and not guests.codes:
        return ()
    mine = own_store.read_for_change()
    if any(code not in mine.codes for code in guests.codes):
        own_store.keep_codes(reduce(policy.with_code, guests.codes, mine.codes))
    changes = [*_take_in_lines(session, guest_store, own_store, guests, mine, person_id)]
    new = own_store.take_in_saved(saved)
    if saved:
        after_commit(session, lambda: guest_store.forget_saved(saved))
    if new:
        count = f"{len(new)} item{'' if len(new) == 1 else 's'}"
        changes.append(CartChange(f"{count} that you saved for later came along.", "saved"))
    own_store.notice(changes)
    return tuple(changes)


def _take_in_lines(
    session: Session,
    guest_store: GuestCarts,
    own_store: PersonCarts,
    guests: Content,
    mine: Content,
    person_id: UUID,
) -> tuple[CartChange, ...]:
    cart_id = guests.id
    if cart_id is None or not guests.lines:
        return ()
    assert mine.id is not None, "a locked cart exists"
    operation_id = f"merge:{cart_id}:{guests.revision}"
    after_commit(session, lambda: guest_store.settle(cart_id, guests.lines))
    if repository.is_applied(session, mine.id, operation_id):
        return ()
    currency = mine.currency if mine.lines else guests.currency
    lines, changes = policy.merged(mine, guests, *facts_of(session, replace(guests, currency=currency)))
    own_store.take_in(lines, currency=currency, operation_id=operation_id)
    repository.remember_merged(session, cart_id, person_id)
    return changes


def take_notices(session: Session, owner: CartOwner) -> tuple[CartChange, ...]:
    """What happened to a cart that its owner has not been shown yet; once. Raises Unavailable."""
    told = store_of(session, owner).take_notices()
    # Of a currency that was changed to and fro only the last step is worth telling.
    last = {change.offer_id: change for change in told if change.kind == "currency"}
    return tuple(one for one in told if one.kind != "currency" or last[one.offer_id] is one)


def bring_back(
    session: Session,
    *,
    visitor_id: UUID,
    cart_id: UUID,
    currency: str,
    lines: Sequence[tuple[UUID, int, int]],
) -> bool:
    """Make a guest's cart again under its old id from (offer id, quantity, seen price), after Redis lost it.

    False when the visitor has a cart, or when it went into a person's. Raises Unavailable.
    """
    store = GuestCarts(visitor_id)
    if not lines or store.read().id is not None or repository.is_merged(session, cart_id):
        return False
    return store.bring_back(cart_id, currency, [Line(*line) for line in lines])


def after_commit(session: Session, act: Callable[[], None]) -> None:
    """Do `act`, which reaches for a guest's cart, once the transaction is in the database."""

    def run(_: Session) -> None:
        try:
            act()
        except Unavailable as error:
            _logger.warning("guest_cart_not_emptied", reason=error.message)

    event.listen(session, "after_commit", run, once=True)
