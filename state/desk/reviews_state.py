"""The desk's queue of orders whose payment looks like fraud: chips, search and table by address; a panel."""

from uuid import UUID

import reflex as rx
from sqlmodel import Session

from app import routes
from backend.identity.schemas import Actor
from backend.kit import clock
from backend.kit.errors import InvalidInput
from backend.payments import authenticating
from backend.trust import service as trust
from backend.trust.schemas import ReviewStatus, ReviewView
from state import effects, gateway
from state.desk.panel import DeskPanel
from state.desk.review_words import OPEN, WORDS, ReviewLine, capital, facts_of, line_of, percent
from state.desk.words import DESK
from state.permission import allow, current_actor
from state.table import PER_PAGE, Table

PANEL = "review-panel"


class ReviewsState(Table, rx.State):
    """The table of the address."""

    rows: list[ReviewLine] = []

    @allow(*DESK)
    async def load(self):
        """The reviews that the address asks for: those that wait unless it says otherwise."""
        page = self._asked(most_text=80)
        self.status = self.status or ReviewStatus.WAITING.value
        found = await gateway.read(
            trust.list_reviews,
            status=self.status,
            words=self.text,
            page=page,
            size=PER_PAGE,
            actor=current_actor(),
        )
        self.chips = [
            (
                f"{word} {found.by_status.get(status.value, 0):,}",
                routes.desk_reviews(status=status.value, q=self.text),
                status.value == self.status,
            )
            for status, (word, _) in WORDS.items()
            if status is not ReviewStatus.ASKED or found.by_status.get(status.value)
        ]
        self.rows = [line_of(row, clock.now()) for row in found.rows]
        return self._shown(page, found.total, "order", routes.desk_reviews)

    @allow(*DESK)
    async def search(self, form: dict[str, str]):
        """Go to the reviews with these words."""
        return rx.redirect(routes.desk_reviews(status=self.status, q=form.get("q", "").strip()[:80]))


class ReviewState(DeskPanel, rx.State):
    """The review in the panel."""

    review_id: str = ""
    number: str = ""
    word: str = ""
    tone: str = ""
    score: str = ""
    facts: list[tuple[str, str]] = []
    reasons: list[str] = []
    note: str = ""
    is_open: bool = False
    is_asked: bool = False

    @allow(*DESK)
    async def show(self, review_id: UUID):
        """Open the panel for a review."""
        self._show(await gateway.read(trust.review, review_id, actor=current_actor()))
        self.open = True

    @allow(*DESK)
    async def approve(self):
        """Let the order go to the warehouse."""
        self._show(await gateway.call(trust.approve, self._id(), actor=current_actor()))
        self.open = False
        return [effects.toast(f"Order {self.number} goes to the warehouse"), ReviewsState.load]

    @allow(*DESK)
    async def ask(self):
        """Have the shopper prove to the bank that the card is theirs."""
        self._show(await gateway.call(_asked, self._id(), current_actor()))
        self.open = False
        detail = "The order waits up to 24 hours. You can decide before."
        return [effects.toast(f"The shopper of {self.number} is asked", detail=detail), ReviewsState.load]

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
        self.word, self.tone = WORDS[view.status]
        self.is_open, self.is_asked = view.status in OPEN, view.status is ReviewStatus.ASKED
        self.score = percent(view.score)
        self.reasons = [capital(reason.sentence) for reason in view.reasons]
        self.note = view.note
        self.facts = facts_of(view)


def _asked(session: Session, review_id: UUID, actor: Actor) -> ReviewView:
    authenticating.require_askable(session, trust.review(session, review_id, actor=actor).checkout_id)
    return trust.ask(session, review_id, actor=actor)
