"""Saved for later: lines put aside, looked at, moved back."""

from uuid import UUID

from sqlmodel import Session

from backend.cart import policy
from backend.cart.errors import CartFull, NotInCart, NotSaved, OtherCurrency, SavedFull
from backend.cart.facts import changed, checked_operation, facts_of, room_for, sold, store_of
from backend.cart.policy import Change, Outcome, Verb
from backend.cart.schemas import MOST_LINES, MOST_SAVED, CartOwner, CartView, SavedLineView
from backend.cart.showing import shown
from backend.catalog import service as catalog
from backend.inventory import service as inventory
from backend.pricing import currencies


def saved(session: Session, owner: CartOwner, *, currency: str | None = None) -> tuple[SavedLineView, ...]:
    """What was put aside for later at present prices, in the order of saving.

    Prices are in the currency of the cart; beside an empty one in `currency`, or as the sellers ask. Raises
    Unavailable.
    """
    store = store_of(session, owner)
    lines = store.saved()
    if not lines:
        return ()
    content = store.read()
    cart_currency = content.currency if content.lines else None
    offer_ids = [line.offer_id for line in lines]
    offers, units = catalog.sellable_offers(session, offer_ids), inventory.availability(session, offer_ids)
    if target := cart_currency or currency:
        offers = currencies.present(session, offers, target)
    return tuple(
        policy.saved_view(line, offers.get(line.offer_id), units[line.offer_id], cart_currency=cart_currency)
        for line in lines
    )


def save_for_later(session: Session, owner: CartOwner, *, offer_id: UUID, operation_id: str) -> CartView:
    """Move a line from the cart to the saved ones, with its quantity; one that is there already is replaced.

    Raises NotInCart, SavedFull (100 lines), InvalidInput, Unavailable.
    """
    store = store_of(session, owner)
    outcome, content = store.apply(Change(Verb.SAVE, offer_id), operation_id=checked_operation(operation_id))
    if outcome is Outcome.MISSING:
        raise NotInCart("This is no longer in your cart. It may have been removed in another tab.")
    if outcome is Outcome.FULL:
        raise SavedFull(f"You have saved {MOST_SAVED} items for later. Remove one first.")
    return shown(session, owner, content, *facts_of(session, content))


def move_back(
    session: Session, owner: CartOwner, *, offer_id: UUID, operation_id: str, currency: str | None = None
) -> CartView:
    """Move a saved line into the cart at the present price; it stops where adding does, and says so.

    An empty cart takes on `currency`, where one is given.

    Raises NotSaved and what adding raises; the line stays saved then.
    """
    store = store_of(session, owner)
    content = store.read_for_change()
    line = next((one for one in store.saved() if one.offer_id == offer_id), None)
    facts = facts_of(session, content, offer_id, currency=currency)
    if line is None:
        return _moved_already(session, owner, operation_id)
    offer = sold(facts[0], offer_id)
    if content.lines and offer.currency != content.currency:
        raise OtherCurrency(f"Your cart is in {content.currency}; please order {offer.title} separately.")
    most = room_for(offer, facts[1][offer_id])
    before = content.line(offer_id)
    change = Change(Verb.BACK, offer_id, line.quantity, most, offer.price_minor, offer.currency)
    outcome, after = store.apply(change, operation_id=checked_operation(operation_id))
    if outcome is Outcome.MISSING:
        raise _not_saved()
    if outcome is Outcome.FULL:
        raise CartFull(f"A cart holds at most {MOST_LINES} different items. Remove one first.")
    wanted = (before.quantity if before else 0) + line.quantity
    return changed(session, owner, after, facts, offer, outcome, wanted)


def drop_saved(session: Session, owner: CartOwner, *, offer_id: UUID, operation_id: str) -> None:
    """Forget a saved line; that it is gone already is fine. Raises InvalidInput, Unavailable."""
    store = store_of(session, owner)
    store.apply(Change(Verb.DROP, offer_id), operation_id=checked_operation(operation_id))


def _moved_already(session: Session, owner: CartOwner, operation_id: str) -> CartView:
    """A repeat of a move that was done answers the cart. Raises NotSaved for anything else."""
    store = store_of(session, owner)
    # Nothing has this id: only the memory of the operation can answer.
    nothing = Change(Verb.REMOVE, UUID(int=0))
    outcome, content = store.apply(nothing, operation_id=checked_operation(operation_id))
    if outcome is not Outcome.REPEATED:
        raise _not_saved()
    return shown(session, owner, content, *facts_of(session, content))


def _not_saved() -> NotSaved:
    return NotSaved("This is no longer saved for later. It may have been moved in another tab.")
