"""The desk's queue of orders whose payment looks like fraud: chips, search and table by address; a panel."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import reflex as rx

from app import routes
from backend.identity.schemas import Role
from backend.kit import clock
from backend.kit.errors import InvalidInput
from backend.kit.money import format_minor
from backend.trust import service as trust
from backend.trust.schemas import ReviewStatus, ReviewView
from state import effects, gateway
from state.permission import allow, current_actor
from state.seller.paging import page_of, page_steps

DESK = (Role.DESK, Role.OPERATOR)
PANEL = "review-panel"
_PER_PAGE = 25
_WORDS = {
    ReviewStatus.WAITING: ("Waiting", "notice"),
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


class ReviewsState(rx.State):
    """The table of the address."""

    ready: bool = False
    refusal: str = ""
    status: str = ""
    text: str = ""
    chips: list[tuple[str, str, bool]] = []
    rows: list[ReviewLine] = []
    count_words: str = ""
    pages: list[tuple[str, str, bool]] = []
    previous: str = ""
    following: str = ""

    @allow(*DESK)
    async def load(self):
        """The reviews that the address asks for: those that wait unless it says otherwise."""
        query = self.router.url.query_parameters
        self.status, self.text = (
            query.get("status", "") or ReviewStatus.WAITING.value,
            query.get("q", "")[:80],
        )
        page = page_of(query.get("page", ""))
        found = await gateway.read(
            trust.list_reviews,
            status=self.status,
            words=self.text,
            page=page,
            size=_PER_PAGE,
            actor=current_actor(),
        )
        self.chips = [
            (
                f"{word} {found.by_status.get(status.value, 0):,}",
                routes.desk_reviews(status=status.value, q=self.text),
                status.value == self.status,
            )
            for status, (word, _) in _WORDS.items()
        ]
        self.rows = [_line(row, clock.now()) for row in found.rows]
        self.count_words = f"{found.total:,} order{'' if found.total == 1 else 's'}"
        self.pages, self.previous, self.following = page_steps(
            page,
            -(-found.total // _PER_PAGE),
            lambda number: routes.desk_reviews(status=self.status, q=self.text, page=number),
        )
        self.ready = True
        yield effects.announce(self.count_words)

    @allow(*DESK)
    async def search(self, form: dict[str, str]):
        """Go to the reviews with these words."""
        return rx.redirect(routes.desk_reviews(status=self.status, q=form.get("q", "").strip()[:80]))


class ReviewState(rx.State):
    """The review in the panel."""

    open: bool = False
    refusal: str = ""
    refusal_field: str = ""
    review_id: str = ""
    number: str = ""
    word: str = ""
    tone: str = ""
    score: str = ""
    facts: list[tuple[str, str]] = []
    reasons: list[str] = []
    note: str = ""
    is_waiting: bool = False

    @allow(*DESK)
    async def show(self, review_id: UUID):
        """Open the panel for a review."""
        self._show(await gateway.read(trust.review, review_id, actor=current_actor()))
        self.open = True

    @allow(*DESK)
    async def close(self):
        """The panel was closed."""
        self.open = False

    @allow(*DESK)
    async def approve(self):
        """Let the order go to the warehouse."""
        self._show(await gateway.call(trust.approve, self._id(), actor=current_actor()))
        self.open = False
        return [effects.toast(f"Order {self.number} goes to the warehouse"), ReviewsState.load]

    @allow(*DESK)
    async def refuse(self, form: dict[str, str]):
        """Cancel the order; the note says why."""
        note = form.get("note", "").strip()
        self._show(await gateway.call(trust.refuse, self._id(), note=note, actor=current_actor()))
        self.open = False
        detail = "Its stock goes back on sale and the shopper gets the money back."
        return [effects.toast(f"Order {self.number} is cancelled", detail=detail), ReviewsState.load]

    def _id(self) -> UUID:
        if not self.review_id:
            raise InvalidInput("Please choose an order first.")
        return UUID(self.review_id)

    def _show(self, view: ReviewView) -> None:
        self.review_id, self.number = str(view.id), view.purchase_number
        self.word, self.tone = _WORDS[view.status]
        self.is_waiting = view.status is ReviewStatus.WAITING
        self.score = _percent(view.score)
        self.reasons = [f"{reason.sentence[:1].upper()}{reason.sentence[1:]}" for reason in view.reasons]
        self.note = view.note
        self.facts = [
            ("Amount", format_minor(view.amount_minor, view.currency)),
            ("E-mail", view.email),
            ("Ships to", view.ship_to),
            ("Placed (UTC)", f"{view.opened_at:%d %b %Y, %H:%M}"),
            ("Decide by (UTC)", f"{view.due_at:%d %b %Y, %H:%M}"),
            ("Model", view.model_version),
        ]
        if view.decided_at is not None:
            self.facts.append(("Decided (UTC)", f"{view.decided_at:%d %b %Y, %H:%M}"))


def _line(row: ReviewView, now: datetime) -> ReviewLine:
    word, tone = _WORDS[row.status]
    is_waiting = row.status is ReviewStatus.WAITING
    first = row.reasons[0].sentence if row.reasons else ""
    return ReviewLine(
        id=str(row.id),
        number=row.purchase_number,
        email=row.email,
        amount=format_minor(row.amount_minor, row.currency),
        score=_percent(row.score),
        why=f"{first[:1].upper()}{first[1:]}",
        word=word,
        tone=tone,
        due=_left(row.due_at - now) if is_waiting else f"{row.decided_at:%d %b, %H:%M}",
        is_late=is_waiting and row.due_at < now,
    )


def _left(time: timedelta) -> str:
    minutes = int(abs(time.total_seconds()) // 60)
    words = f"{minutes // 60} h {minutes % 60} min" if minutes < 24 * 60 else f"{minutes // 1440} d"
    return f"{words} late" if time < timedelta() else f"in {words}"


def _percent(score: float) -> str:
    return f"{score:.0%}"
