"""The verbs of the cart."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from sqlmodel import Session

from backend.cart import policy
from backend.cart.codes import apply_code, remove_code
from backend.cart.errors import (
    CartEmpty,
    CartFull,
    CartNotFound,
    NotInCart,
    OtherCurrency,
)
from backend.cart.facts import (
    changed,
    check_quantity,
    checked_operation,
    completed,
    currency_for,
    facts_of,
    refuse_sold_out,
    room_for,
    sold,
    store_of,
)
from backend.cart.guest_carts import GuestCarts
from backend.cart.merging import after_commit, bring_back, merge, take_notices
from backend.cart.person_carts import PersonCarts
from backend.cart.policy import Change, Line, Outcome, Verb
from backend.cart.saving import drop_saved, move_back, save_for_later, saved
from backend.cart.schemas import MOST_LINES, CartChange, CartContents, CartOwner, CartView
from backend.cart.showing import shown
from backend.cart.store import CartStore
from backend.catalog import service as catalog
from backend.kit.errors import InvalidInput
from backend.pricing import currencies

__all__ = [
    "accept_prices",
    "add",
    "add_all",
    "apply_code",
    "bring_back",
    "contents_for_checkout",
    "count",
    "drop_saved",
    "is_open",
    "lines_for_checkout",
    "mark_ordered",
    "merge",
    "move_back",
    "remove",
    "remove_code",
    "require",
    "save_for_later",
    "saved",
    "set_currency",
    "set_quantity",
    "take_notices",
    "view",
]


def view(session: Session, owner: CartOwner) -> CartView:
    """The cart at present prices, with what is wrong in words. Three reads, two of them SQL for a guest.

    Raises Unavailable when guests' carts cannot be reached.
    """
    content = store_of(session, owner).read()
    return shown(session, owner, content, *facts_of(session, content))


def count(session: Session, owner: CartOwner) -> int:
    """How many units are in the cart, for the header. One read."""
    return sum(line.quantity for line in store_of(session, owner).read().lines)


def add(
    session: Session,
    owner: CartOwner,
    *,
    offer_id: UUID,
    quantity: int,
    operation_id: str,
    currency: str | None = None,
) -> CartView:
    """Put `quantity` (1 to 99) more units into the cart; it stops at what is available beside the other
    lines, at 99 per line and at the seller's limit per order.

    A cart has one currency: that of its first line, `currency` where it is given, else the offer's; prices of
    others are converted. What was not added is in `changes`. A repeated `operation_id` changes nothing.
    Raises NotSold, SoldOut, CartFull (100 lines), OtherCurrency, InvalidInput, Unavailable.
    """
    check_quantity(quantity, least=1)
    refuse_sold_out([offer_id])
    store = store_of(session, owner)
    content = store.read_for_change()
    target = currency_for(content, currency)
    facts = facts_of(session, content, offer_id, currency=target)
    offer = sold(facts[0], offer_id)
    if target and offer.currency != target:
        raise OtherCurrency(f"Your cart is in {target}; please order this separately.")
    most = room_for(offer, facts[1][offer_id])
    before = content.line(offer_id)
    change = Change(Verb.ADD, offer_id, quantity, most, offer.price_minor, offer.currency)
    outcome, after = store.apply(change, operation_id=checked_operation(operation_id))
    if outcome is Outcome.FULL:
        raise CartFull(f"A cart holds at most {MOST_LINES} different items. Remove one first.")
    wanted = (before.quantity if before else 0) + quantity
    return changed(session, owner, after, facts, offer, outcome, wanted)


def add_all(
    session: Session,
    owner: CartOwner,
    *,
    lines: Sequence[tuple[UUID, int]],
    operation_id: str,
    currency: str | None = None,
) -> CartView:
    """`add` for several (offer, quantity) at once: one that cannot be added leaves the cart as it was.

    Raises what `add` raises, and InvalidInput for an offer that is named twice.
    """
    wanted = dict(lines)
    if len(wanted) < len(lines):
        raise InvalidInput("Name each offer once, with its whole quantity.", field="lines")
    operation_id = checked_operation(operation_id)
    refuse_sold_out(wanted)
    store = store_of(session, owner)
    content = store.read_for_change()
    currency = currency_for(content, currency)
    offers, stock = facts_of(session, content, wanted=wanted, currency=currency)
    if currency is None and (first := offers.get(lines[0][0])):
        currency = first.currency
        offers = currencies.present(session, offers, currency)
    before = {line.offer_id: line.quantity for line in content.lines}
    limits: dict[UUID, int] = {}
    for offer_id, quantity in lines:
        check_quantity(quantity, least=1)
        offer = sold(offers, offer_id)
        if offer.currency != currency:
            raise OtherCurrency(f"Your cart is in {currency}; please order {offer.title} separately.")
        # New lines stand behind those that are there, in their order.
        reach = (
            stock[offer_id]
            if offer_id in before
            else replace(stock[offer_id], beside=stock[offer_id].in_turn)
        )
        limits[offer_id] = room_for(offer, reach)
    if len({line.offer_id for line in content.lines} | set(wanted)) > MOST_LINES:
        raise CartFull(f"A cart holds at most {MOST_LINES} different items. Remove one first.")
    outcomes, content = store.apply_all(
        [
            Change(
                Verb.ADD,
                offer_id,
                quantity,
                limits[offer_id],
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
            changes.append(policy.capped(offers[offer_id], stock[offer_id], line.quantity))
    return shown(session, owner, content, *completed(session, content, (offers, stock)), changes)


def is_open(session: Session, owner: CartOwner) -> bool:
    """Whether the owner has a cart, be it empty. One read. Raises Unavailable."""
    return store_of(session, owner).read().id is not None


def require(session: Session, owner: CartOwner, cart_id: UUID) -> None:
    """Raises CartNotFound when `cart_id` is not the owner's present cart, Unavailable."""
    if store_of(session, owner).read().id != cart_id:
        raise _not_the_cart()


def set_quantity(
    session: Session, owner: CartOwner, *, offer_id: UUID, quantity: int, operation_id: str
) -> CartView:
    """Make the line `quantity` units (0 removes it); it stops at what is available, which `changes` tells.

    Raises NotInCart, NotSold, SoldOut, InvalidInput, Unavailable.
    """
    check_quantity(quantity, least=0)
    if quantity == 0:
        return remove(session, owner, offer_id=offer_id, operation_id=operation_id)
    store = store_of(session, owner)
    content = store.read_for_change()
    facts = facts_of(session, content, offer_id)
    line = content.line(offer_id)
    if line is None:
        raise NotInCart("This is no longer in your cart. It may have been removed in another tab.")
    offer = sold(facts[0], offer_id)
    most = room_for(offer, facts[1][offer_id], line.quantity)
    change = Change(Verb.SET, offer_id, quantity, most, line.seen_price_minor, offer.currency)
    outcome, after = store.apply(change, operation_id=checked_operation(operation_id))
    if outcome is Outcome.MISSING:
        raise NotInCart("This is no longer in your cart. It may have been removed in another tab.")
    return changed(session, owner, after, facts, offer, outcome, quantity)


def remove(session: Session, owner: CartOwner, *, offer_id: UUID, operation_id: str) -> CartView:
    """Take the line out; that it is gone already is fine. Raises InvalidInput, Unavailable."""
    store = store_of(session, owner)
    _, content = store.apply(Change(Verb.REMOVE, offer_id), operation_id=checked_operation(operation_id))
    return shown(session, owner, content, *facts_of(session, content))


def accept_prices(session: Session, owner: CartOwner) -> CartView:
    """The shopper has seen the present prices: they are no longer a problem. Raises Unavailable."""
    store = store_of(session, owner)
    content = store.read()
    offers, stock = facts_of(session, content)
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
    return shown(session, owner, seen, offers, stock)


def set_currency(session: Session, owner: CartOwner, *, currency: str) -> CartView:
    """Show and charge the cart in another currency from now on.

    `changes` say line by line what it was and what it is now, and are kept for `take_notices`. Nothing
    changes in an empty cart: the next line brings its currency. Raises CurrencyNotKnown, OtherCurrency when
    something in it cannot be sold in this currency, Unavailable.
    """
    currency = currencies.checked(session, currency)
    store = store_of(session, owner)
    content = store.read_for_change()
    if aside := store.saved():
        _turn_saved(session, store, [line.offer_id for line in aside], currency)
    if not content.lines or content.currency == currency:
        return shown(session, owner, content, *facts_of(session, content))
    turned = replace(content, currency=currency)
    offers, stock = facts_of(session, turned)
    if stuck := [one.title for one in offers.values() if one.currency != currency]:
        raise OtherCurrency(f"{stuck[0]} is not sold in {currency}.", field="currency")
    prices = {offer_id: one.price_minor for offer_id, one in offers.items()}
    store.change_currency(currency, prices)
    changes = policy.turned(content, offers, currency)
    store.notice(changes)
    lines = tuple(
        replace(line, seen_price_minor=prices.get(line.offer_id, line.seen_price_minor))
        for line in content.lines
    )
    return shown(session, owner, replace(turned, lines=lines), offers, stock, changes)


def _turn_saved(session: Session, store: CartStore, offer_ids: Sequence[UUID], currency: str) -> None:
    """What was put aside is seen in the currency from now on: that is no change of its price."""
    offers = currencies.present(session, catalog.sellable_offers(session, offer_ids), currency)
    store.see_saved({offer_id: one.price_minor for offer_id, one in offers.items()})


def contents_for_checkout(session: Session, owner: CartOwner, *, cart_id: UUID | None = None) -> CartContents:
    """The cart's id, its lines and its promotion codes.

    Raises CartEmpty, Unavailable, and CartNotFound when it is not the cart that is named.
    """
    content = store_of(session, owner).read()
    if cart_id not in (None, content.id):
        raise _not_the_cart()
    if content.id is None or not content.lines:
        raise CartEmpty("Your cart is empty. Put something into it first.")
    return CartContents(
        content.id,
        tuple((line.offer_id, line.quantity, line.seen_price_minor) for line in content.lines),
        content.codes,
        content.currency,
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
        after_commit(session, lambda: guest_store.settle(cart_id, lines))


def _not_the_cart() -> CartNotFound:
    return CartNotFound("There is no such cart. It may have been ordered, or belong to somebody else.")
