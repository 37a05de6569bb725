"""Disputes at the desk: what is due first at the top; the evidence that is known, handed in, or given up."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import reflex as rx
from sqlmodel import Session

from app import routes
from backend.identity.schemas import Actor
from backend.kit import clock
from backend.kit.errors import InvalidInput
from backend.kit.money import format_minor
from backend.orders import desk, evidence
from backend.orders import service as orders
from backend.payments import dispute_handling, disputes
from backend.payments.schemas import DisputeView, EvidenceFacts
from state import effects, gateway
from state.desk.panel import DeskPanel
from state.desk.words import DESK, left, moment
from state.permission import allow, current_actor
from state.table import PER_PAGE, Table, chips_of

PANEL = "desk-dispute"
_WORDS = {
    "evidence_due": ("Evidence due", "notice"),
    "open": ("With the bank", "accent"),
    "won": ("Won", "positive"),
    "lost": ("Lost", "negative"),
}
_FACTS = {
    "customer_name": "Name",
    "customer_email": "E-mail",
    "product_description": "What was bought",
    "shipping_address": "Sent to",
    "shipping_carrier": "Carrier",
    "shipping_tracking_number": "Tracking",
    "shipping_date": "Sent on",
}


@dataclass(frozen=True)
class DisputeLine:
    """A row of the table."""

    id: str
    reference: str
    reason: str
    amount: str
    opened: str
    word: str
    tone: str
    due: str
    is_late: bool


class DisputesState(Table, rx.State):
    """The table of the address."""

    rows: list[DisputeLine] = []

    @allow(*DESK)
    async def load(self):
        """The disputes that the address asks for."""
        page = self._asked(_WORDS)
        found = await gateway.read(
            disputes.page_of_disputes,
            status=self.status or None,
            page=page,
            size=PER_PAGE,
            actor=current_actor(),
        )
        self.chips = chips_of(_WORDS, found.by_status, self.status, routes.desk_disputes)
        self.rows = [_line(row, clock.now()) for row in found.rows]
        return self._shown(page, found.total, "dispute", routes.desk_disputes)


class DisputeState(DeskPanel, rx.State):
    """The dispute in the panel."""

    dispute_id: str = ""
    reference: str = ""
    word: str = ""
    tone: str = ""
    amount: str = ""
    order_href: str = ""
    facts: list[tuple[str, str]] = []
    evidence: list[tuple[str, str]] = []
    said: str = ""
    may_answer: bool = False

    @allow(*DESK)
    async def show(self, dispute_id: UUID):
        """Open the panel for a dispute, with what is known for the bank."""
        await self._read(dispute_id)
        self.open = True

    @allow(*DESK)
    async def submit(self, form: dict[str, str]):
        """Hand the evidence in, once."""
        dispute_id, actor = self._id(), current_actor()
        words = form.get("text", "").strip()
        if not words:
            raise InvalidInput("Tell the bank why the payment was right.", field="text")
        _, facts, _, _ = await gateway.read(_whole, dispute_id, actor)
        await gateway.run(dispute_handling.submit_evidence, dispute_id, text=words, facts=facts, actor=actor)
        await self._read(dispute_id)
        return [effects.toast("The bank has the evidence"), DisputesState.load]

    @allow(*DESK)
    async def give_up(self):
        """Let the bank have the money, for good."""
        dispute_id = self._id()
        await gateway.run(dispute_handling.give_up, dispute_id, actor=current_actor())
        await self._read(dispute_id)
        detail = "The money stays with the shopper."
        return [effects.toast("The dispute is accepted", detail=detail), DisputesState.load]

    def _id(self) -> UUID:
        if not self.dispute_id:
            raise InvalidInput("Please choose a dispute first.")
        return UUID(self.dispute_id)

    async def _read(self, dispute_id: UUID) -> None:
        view, facts, number, names = await gateway.read(_whole, dispute_id, current_actor())
        self.dispute_id, self.reference = str(view.id), view.reference
        self.word, self.tone = _WORDS[view.status]
        self.amount = format_minor(view.amount_minor, view.currency)
        self.order_href = routes.desk_order(number) if number else ""
        self.facts = [
            ("Why", view.reason.replace("_", " ").capitalize()),
            ("Held by the bank", format_minor(view.withdrawn_minor, view.currency)),
            ("Fee", format_minor(view.fee_minor, view.currency)),
            ("Opened (UTC)", moment(view.opened_at)),
        ]
        self.facts += [("Answer by (UTC)", moment(view.due_at))] if view.due_at else []
        self.facts += [("Answered by", names[view.evidence_by])] if view.evidence_by else []
        self.facts += [("Accepted by", names[view.given_up_by])] if view.given_up_by else []
        self.facts += [("Decided (UTC)", moment(view.closed_at))] if view.closed_at else []
        self.evidence = [
            (words, getattr(facts, name)) for name, words in _FACTS.items() if getattr(facts, name)
        ]
        self.said, self.may_answer = view.evidence, view.status == "evidence_due"


def _whole(
    session: Session, dispute_id: UUID, actor: Actor
) -> tuple[DisputeView, EvidenceFacts, str, dict[str, str]]:
    view = disputes.dispute_by_id(session, dispute_id, actor=actor)
    facts = evidence.facts_for_dispute(session, view.checkout_id, actor=actor)
    number = orders.purchase_number(session, view.checkout_id) or ""
    labels = [one for one in (view.evidence_by, view.given_up_by) if one]
    return view, facts, number, desk.people_of(session, labels)


def _line(row: DisputeView, now: datetime) -> DisputeLine:
    word, tone = _WORDS[row.status]
    is_due = row.status == "evidence_due" and row.due_at is not None
    return DisputeLine(
        id=str(row.id),
        reference=row.reference,
        reason=row.reason.replace("_", " ").capitalize(),
        amount=format_minor(row.amount_minor, row.currency),
        opened=moment(row.opened_at),
        word=word,
        tone=tone,
        due=left(row.due_at - now) if is_due and row.due_at else moment(row.closed_at),
        is_late=bool(is_due and row.due_at and row.due_at < now),
    )
