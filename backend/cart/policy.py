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
    ProblemKind,
)
from backend.catalog.schemas import SellableOffer
from backend.kit.money import format_minor

# A retry comes within seconds; this many later changes may lie between it and its first try.
REMEMBERED_OPERATIONS = 200


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
    if change.verb is not Verb.ADD and old is None:
        return Outcome.MISSING, content
    if old is None and len(content.lines) >= MOST_LINES:
        return Outcome.FULL, content
    if change.verb is Verb.REMOVE:
        return Outcome.APPLIED, replace(
            content, lines=tuple(line for line in content.lines if line.offer_id != change.offer_id)
        )
    before = old.quantity if old else 0
    if change.verb is Verb.ADD:
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


def limit(available: int) -> int:
    """The most units that a line may have."""
    return min(MOST_PER_LINE, available)


def capped(offer: SellableOffer, available: int, quantity: int) -> CartChange:
    """Says that a line could not grow as asked."""
    reason = (
        f"one order takes at most {MOST_PER_LINE}"
        if available >= MOST_PER_LINE
        else f"only {available} {'is' if available == 1 else 'are'} available"
    )
    return CartChange(f"{offer.title}: {reason}, so your cart has {quantity}.", "capped", offer.offer_id)


def merged(
    mine: Content,
    guests: Content,
    offers: Mapping[UUID, SellableOffer],
    availability: Mapping[UUID, int],
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
        offer, available = offers.get(line.offer_id), availability.get(line.offer_id, 0)
        own = mine.line(line.offer_id)
        left_out = _left_out(offer, available, own, room, currency)
        if left_out:
            changes.append(CartChange(left_out, "left_out", line.offer_id))
            continue
        assert offer is not None, "a missing offer is left out"
        before = own.quantity if own else 0
        quantity = max(before, min(before + line.quantity, limit(available)))
        lines.append(Line(line.offer_id, quantity, own.seen_price_minor if own else line.seen_price_minor))
        if quantity < before + line.quantity:
            changes.append(capped(offer, available, quantity))
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
    availability: Mapping[UUID, int],
    changes: Iterable[CartChange] = (),
) -> CartView:
    """A cart at present prices with what is wrong in words."""
    lines = tuple(
        _line_view(line, offers.get(line.offer_id), availability.get(line.offer_id, 0), content.currency)
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


def _line_view(line: Line, offer: SellableOffer | None, available: int, currency: str) -> CartLineView:
    sold = offer is not None and offer.is_active
    price = offer.price_minor if offer else line.seen_price_minor
    problems = _problems(line, sold=sold, available=available, price=price, currency=currency)
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
        available=available if sold else 0,
        problem=" ".join(text for _, text in problems) or None,
        problem_kind=problems[0][0] if problems else None,
    )


def _problems(
    line: Line, *, sold: bool, available: int, price: int, currency: str
) -> list[tuple[ProblemKind, str]]:
    if not sold:
        return [("gone", "No longer sold. Please remove it.")]
    if available < 1:
        return [("sold_out", "Sold out. Please remove it or come back later.")]
    problems: list[tuple[ProblemKind, str]] = []
    if available < line.quantity:
        problems.append(("short", f"Only {available} left."))
    if price != line.seen_price_minor:
        was, now = format_minor(line.seen_price_minor, currency), format_minor(price, currency)
        problems.append(("price", f"The price changed from {was} to {now}."))
    return problems
