"""What a change makes of a cart, and what is wrong with its lines. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from backend.cart.schemas import (
    MOST_CODES,
    MOST_LINES,
    MOST_PER_LINE,
    CartChange,
    CartLineView,
    CartOwner,
    CartView,
    NoteKind,
    ProblemKind,
    SavedLineView,
)
from backend.catalog.schemas import SellableOffer
from backend.inventory.schemas import Reach
from backend.kit.money import format_minor

# A retry comes within seconds; this many later changes may lie between it and its first try.
REMEMBERED_OPERATIONS = 200
_FEW = 5
_NONE = Reach()


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it is stored."""

    offer_id: UUID
    quantity: int
    seen_price_minor: int


@dataclass(frozen=True, slots=True)
class Content:
    """A cart as it is stored; `id` is empty for one that does not exist yet. Lines in the order of adding.

    `codes` are promotion codes in capitals, in the order of entering.
    """

    id: UUID | None = None
    currency: str = "USD"
    lines: tuple[Line, ...] = ()
    revision: int = 0
    codes: tuple[str, ...] = ()

    def line(self, offer_id: UUID) -> Line | None:
        """The line of an offer."""
        return next((line for line in self.lines if line.offer_id == offer_id), None)


class Verb(StrEnum):
    """What a change does to a line."""

    ADD = "add"
    SET = "set"
    REMOVE = "remove"
    SAVE = "save"
    """Out of the cart, to the lines saved for later."""
    BACK = "back"
    """From the saved lines into the cart, as `ADD` does."""
    DROP = "drop"
    """Out of the saved lines."""


class Outcome(StrEnum):
    """What became of a change."""

    APPLIED = "applied"
    REPEATED = "repeated"
    MISSING = "missing"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one line. `limit` is the most that the line may grow to; it never shrinks a line."""

    verb: Verb
    offer_id: UUID
    quantity: int = 0
    limit: int = MOST_PER_LINE
    price_minor: int = 0
    currency: str = "USD"


def applied(content: Content, change: Change) -> tuple[Outcome, Content]:
    """`content` after `change`; the guests' script in `guest_carts.py` does the same inside Redis."""
    old = content.line(change.offer_id)
    if change.verb is Verb.DROP:
        return Outcome.APPLIED, content
    if change.verb not in {Verb.ADD, Verb.BACK} and old is None:
        return Outcome.MISSING, content
    if old is None and len(content.lines) >= MOST_LINES:
        return Outcome.FULL, content
    if change.verb in {Verb.REMOVE, Verb.SAVE}:
        return Outcome.APPLIED, replace(
            content, lines=tuple(line for line in content.lines if line.offer_id != change.offer_id)
        )
    before = old.quantity if old else 0
    if change.verb in {Verb.ADD, Verb.BACK}:
        quantity = max(before, min(before + change.quantity, change.limit))
    else:
        quantity = min(change.quantity, change.limit)
    new = Line(change.offer_id, quantity, change.price_minor)
    if old is None:
        currency = content.currency if content.lines else change.currency
        return Outcome.APPLIED, replace(content, lines=(*content.lines, new), currency=currency)
    return Outcome.APPLIED, replace(
        content, lines=tuple(new if line.offer_id == change.offer_id else line for line in content.lines)
    )


def with_code(codes: tuple[str, ...], code: str) -> tuple[str, ...]:
    """`codes` and `code` behind them, once; the earliest give way beyond the most that a cart keeps."""
    return (*(one for one in codes if one != code), code)[-MOST_CODES:]


def order_limit(offer: SellableOffer) -> int:
    """The most units that one order takes: 99, or what the seller allows."""
    return min(MOST_PER_LINE, offer.max_per_order or MOST_PER_LINE)


def limit(offer: SellableOffer, reach: Reach, before: int = 0) -> int:
    """The most units that a line may grow to, or be lowered to from `before`, beside the other lines."""
    return min(order_limit(offer), max(reach.beside, min(before, reach.in_turn)))


def capped(offer: SellableOffer, reach: Reach, quantity: int) -> CartChange:
    """Says that a line could not grow as asked."""
    most, left = order_limit(offer), reach.beside
    if left >= most:
        reason = f"one order takes at most {most}"
    elif left == reach.alone:
        reason = f"only {left} {'is' if left == 1 else 'are'} available"
    else:
        reason = f"only {left} {'is' if left == 1 else 'are'} left beside what shares its stock in your cart"
    return CartChange(f"{offer.title}: {reason}, so your cart has {quantity}.", "capped", offer.offer_id)


def turned(content: Content, offers: Mapping[UUID, SellableOffer], currency: str) -> tuple[CartChange, ...]:
    """Says line by line what became of the prices of a cart that is in `currency` now."""
    return tuple(
        CartChange(
            f"{offers[line.offer_id].title}: was {format_minor(line.seen_price_minor, content.currency)}, "
            f"is now {format_minor(offers[line.offer_id].price_minor, currency)}.",
            "currency",
            line.offer_id,
        )
        for line in content.lines
        if line.offer_id in offers
    )


def merged(
    mine: Content,
    guests: Content,
    offers: Mapping[UUID, SellableOffer],
    stock: Mapping[UUID, Reach],
) -> tuple[tuple[Line, ...], tuple[CartChange, ...]]:
    """The lines to write into the person's cart so that it takes in the guest's, and what to tell.

    Quantities add up but stop at what is available and at the limit; what cannot be bought is left out.
    A line that the person had keeps the price that they saw.
    """
    lines: list[Line] = []
    changes: list[CartChange] = []
    room = MOST_LINES - len(mine.lines)
    currency = mine.currency if mine.lines else guests.currency
    for line in guests.lines:
        offer, reach = offers.get(line.offer_id), stock.get(line.offer_id, _NONE)
        # What shares stock in the cart that comes out is said by the cart; here each line stands alone.
        reach = Reach(reach.alone, reach.alone, reach.alone)
        own = mine.line(line.offer_id)
        left_out = _left_out(offer, reach.alone, own, room, currency)
        if left_out:
            changes.append(CartChange(left_out, "left_out", line.offer_id))
            continue
        assert offer is not None, "a missing offer is left out"
        before = own.quantity if own else 0
        quantity = max(before, min(before + line.quantity, limit(offer, reach)))
        seen = line.seen_price_minor if guests.currency == currency else offer.price_minor
        lines.append(Line(line.offer_id, quantity, own.seen_price_minor if own else seen))
        if quantity < before + line.quantity:
            changes.append(capped(offer, reach, quantity))
        elif own:
            changes.append(
                CartChange(
                    f"{offer.title}: {line.quantity} more from before you signed in, {quantity} in all.",
                    "added",
                    line.offer_id,
                )
            )
        else:
            changes.append(
                CartChange(f"{offer.title} was kept from before you signed in.", "added", line.offer_id)
            )
        room -= own is None
    return tuple(lines), tuple(changes)


def _left_out(
    offer: SellableOffer | None, available: int, own: Line | None, room: int, currency: str
) -> str | None:
    if offer is None:
        return "An item that is no longer sold was left out of your cart."
    if not offer.is_active:
        return f"{offer.title} is no longer sold and was left out of your cart."
    if own is None and available < 1:
        return f"{offer.title} is sold out and was left out of your cart."
    if own is None and room < 1:
        return f"{offer.title} was left out: a cart holds at most {MOST_LINES} different items."
    if offer.currency != currency:
        return f"{offer.title} is sold in {offer.currency} and was left out of your cart."
    return None


def view(
    owner: CartOwner,
    content: Content,
    offers: Mapping[UUID, SellableOffer],
    stock: Mapping[UUID, Reach],
    changes: Iterable[CartChange] = (),
) -> CartView:
    """A cart at present prices with what is wrong in words."""
    lines = tuple(
        _line_view(line, offers.get(line.offer_id), stock.get(line.offer_id, _NONE), content.currency)
        for line in content.lines
    )
    return CartView(
        id=content.id,
        owner=owner,
        lines=lines,
        count=sum(line.quantity for line in lines),
        subtotal_minor=sum(line.line_total_minor for line in lines if line.problem_kind != "gone"),
        currency=content.currency,
        has_problems=any(line.problem for line in lines),
        codes=content.codes,
        changes=tuple(changes),
    )


def _line_view(line: Line, offer: SellableOffer | None, reach: Reach, currency: str) -> CartLineView:
    sold = offer is not None and offer.is_active
    price = offer.price_minor if offer else line.seen_price_minor
    problems = _problems(line, offer if sold else None, reach, price=price, currency=currency)
    return CartLineView(
        offer_id=line.offer_id,
        product_slug=offer.product_slug if offer else "",
        title=offer.title if offer else "An item that was withdrawn",
        options_text=offer.options_text if offer else "",
        picture_key=offer.picture_key if offer else "",
        seller_name=offer.seller_name if offer else "",
        quantity=line.quantity,
        unit_price_minor=price,
        seen_price_minor=line.seen_price_minor,
        line_total_minor=price * line.quantity,
        available=reach.in_turn if sold else 0,
        problem=" ".join(text for _, text in problems) or None,
        problem_kind=problems[0][0] if problems else None,
        largest=limit(offer, reach, line.quantity) if offer else line.quantity,
        max_per_order=offer.max_per_order if offer else None,
        product_id=offer.product_id if offer else None,
    )


def _problems(
    line: Line, offer: SellableOffer | None, reach: Reach, *, price: int, currency: str
) -> list[tuple[ProblemKind, str]]:
    if offer is None:
        return [("gone", "No longer sold. Please remove it.")]
    if reach.alone < 1:
        return [("sold_out", "Sold out. Please remove it or come back later.")]
    problems: list[tuple[ProblemKind, str]] = []
    if reach.alone < line.quantity:
        problems.append(("short", f"Only {reach.alone} left."))
    elif reach.in_turn < line.quantity:
        left = f"Only {reach.in_turn} left" if reach.in_turn else "None left"
        problems.append(("short", f"{left} beside what shares its stock in your cart."))
    if line.quantity > order_limit(offer):
        problems.append(("limit", f"One order takes at most {order_limit(offer)} of this."))
    if price != line.seen_price_minor:
        was, now = format_minor(line.seen_price_minor, currency), format_minor(price, currency)
        problems.append(("price", f"The price changed from {was} to {now}."))
    return problems


def saved_view(
    line: Line, offer: SellableOffer | None, available: int, *, cart_currency: str | None
) -> SavedLineView:
    """A line saved for later at its present price; `cart_currency` is what it would have to fit."""
    sold = offer is not None and offer.is_active
    price = offer.price_minor if offer else line.seen_price_minor
    currency = offer.currency if offer else "USD"
    kind, note = _note(line, sold=sold, available=available, price=price, currency=currency)
    return SavedLineView(
        offer_id=line.offer_id,
        product_slug=offer.product_slug if offer else "",
        title=offer.title if offer else "An item that was withdrawn",
        options_text=offer.options_text if offer else "",
        picture_key=offer.picture_key if offer else "",
        seller_name=offer.seller_name if offer else "",
        quantity=line.quantity,
        unit_price_minor=price,
        seen_price_minor=line.seen_price_minor,
        currency=currency,
        available=available if sold else 0,
        note=note,
        note_kind=kind,
        can_move=sold and available > 0 and cart_currency in (None, currency),
    )


def _note(
    line: Line, *, sold: bool, available: int, price: int, currency: str
) -> tuple[NoteKind | None, str]:
    if not sold:
        return "gone", "No longer sold."
    if available < 1:
        return "sold_out", "Sold out at the moment."
    if price != line.seen_price_minor:
        was, now = format_minor(line.seen_price_minor, currency), format_minor(price, currency)
        return "price", f"{'Cheaper' if price < line.seen_price_minor else 'Dearer'} now: {now}, was {was}."
    return ("few", f"Only {available} left.") if available <= _FEW else (None, "")
