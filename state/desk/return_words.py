"""A return in words."""

from dataclasses import dataclass

from backend.kit.money import format_minor
from backend.orders.schemas import ReturnView
from state.desk.words import moment

WORDS = {
    "requested": ("To be decided", "notice"),
    "approved": ("Agreed", "accent"),
    "label_issued": ("Label sent", "accent"),
    "received": ("Arrived", "notice"),
    "inspected": ("To be refunded", "notice"),
    "refunded": ("Refunded", "positive"),
    "declined": ("Refused", "negative"),
    "rejected": ("Not accepted", "negative"),
}


@dataclass(frozen=True)
class ReturnLine:
    """A row of the table."""

    number: str
    order_number: str
    what: str
    reason: str
    asked: str
    word: str
    tone: str
    refund: str


def line_of(row: ReturnView) -> ReturnLine:
    """A return as its row says it."""
    word, tone = WORDS[row.status]
    others = f" and {len(row.items) - 1} more" if len(row.items) > 1 else ""
    return ReturnLine(
        number=row.number,
        order_number=row.order_number,
        what=f"{row.items[0].title}{others}" if row.items else "",
        reason=row.items[0].reason.replace("_", " ").capitalize() if row.items else "",
        asked=moment(row.requested_at),
        word=word,
        tone=tone,
        refund=format_minor(row.refund_minor, row.currency) if row.refund_minor else "",
    )


def finding_of(view: ReturnView, place: int) -> tuple[str, str, str]:
    """A line of the return: what, how many and why, and what the warehouse found."""
    item = view.items[place]
    options = f" ({', '.join(str(value) for value in item.options.values())})" if item.options else ""
    wanted = f"{item.quantity} × {item.reason.replace('_', ' ')}"
    if view.status not in {"inspected", "refunded", "rejected"}:
        return f"{item.title}{options}", wanted, ""
    words = f"{item.accepted} accepted, {item.restocked} back on sale"
    return f"{item.title}{options}", wanted, f"{words}. {item.finding}" if item.finding else words
