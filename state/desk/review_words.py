"""A payment's review in words."""

from dataclasses import dataclass
from datetime import datetime

from backend.kit.money import format_minor
from backend.trust.schemas import ReviewStatus, ReviewView
from state.desk.words import left, moment

OPEN = (ReviewStatus.WAITING, ReviewStatus.ASKED)
WORDS = {
    ReviewStatus.WAITING: ("Waiting", "notice"),
    ReviewStatus.ASKED: ("Shopper asked", "accent"),
    ReviewStatus.APPROVED: ("Approved", "positive"),
    ReviewStatus.REFUSED: ("Refused", "negative"),
}


@dataclass(frozen=True)
class ReviewLine:
    """A row of the table."""

    id: str
    number: str
    email: str
    amount: str
    score: str
    why: str
    word: str
    tone: str
    due: str
    is_late: bool


def line_of(row: ReviewView, now: datetime) -> ReviewLine:
    """A review as its row says it."""
    word, tone = WORDS[row.status]
    is_open = row.status in OPEN
    return ReviewLine(
        id=str(row.id),
        number=row.purchase_number,
        email=row.email,
        amount=format_minor(row.amount_minor, row.currency),
        score=percent(row.score),
        why=capital(row.reasons[0].sentence) if row.reasons else "",
        word=word,
        tone=tone,
        due=left(row.due_at - now) if is_open else f"{row.decided_at:%d %b, %H:%M}",
        is_late=is_open and row.due_at < now,
    )


def facts_of(view: ReviewView) -> list[tuple[str, str]]:
    """What the panel says of the order and of the decision."""
    facts = [
        ("Amount", format_minor(view.amount_minor, view.currency)),
        ("E-mail", view.email),
        ("Ships to", view.ship_to),
        ("Placed (UTC)", moment(view.opened_at)),
        ("Decide by (UTC)", moment(view.due_at)),
        ("Model", view.model_version),
    ]
    if view.asked_at is not None:
        facts.append(("Shopper asked (UTC)", moment(view.asked_at)))
    if view.decided_at is not None:
        facts.append(("Decided (UTC)", moment(view.decided_at)))
    return facts


def percent(score: float) -> str:
    """A probability as `83%`."""
    return f"{score:.0%}"


def capital(sentence: str) -> str:
    """A sentence with its first letter large."""
    return f"{sentence[:1].upper()}{sentence[1:]}"
