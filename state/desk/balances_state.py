"""Gift cards at the desk: found by their last characters, read, blocked."""

from dataclasses import dataclass
from uuid import UUID

import reflex as rx
from sqlmodel import Session

from app import routes
from backend.identity.schemas import Actor
from backend.kit.errors import InvalidInput
from backend.kit.money import format_minor
from backend.orders import desk as orders_desk
from backend.payments import desk, gift_cards
from backend.payments.schemas import GiftCardFile
from state import effects, gateway
from state.desk.panel import DeskPanel
from state.desk.words import DESK, moment
from state.permission import allow, current_actor
from state.table import PER_PAGE, Table, chips_of

PANEL = "desk-gift-card"
_WORDS = {"active": ("In use", "positive"), "disabled": ("Blocked", "negative")}
_ENTRIES = {
    "issue": "Issued",
    "redeem": "Paid an order",
    "give_back": "Came back from an order",
    "to_credit": "Became store credit",
}


@dataclass(frozen=True)
class CardLine:
    """A row of the table."""

    id: str
    ending: str
    left: str
    initial: str
    issued: str
    expires: str
    reason: str
    word: str
    tone: str


class BalancesState(Table, rx.State):
    """The table of the address."""

    rows: list[CardLine] = []

    @allow(*DESK)
    async def load(self):
        """The gift cards that the address asks for."""
        page = self._asked(_WORDS, most_text=4)
        found = await gateway.read(
            desk.page_of_gift_cards,
            ending=self.text,
            status=self.status or None,
            page=page,
            size=PER_PAGE,
            actor=current_actor(),
        )
        self.chips = chips_of(_WORDS, found.by_status, self.status, routes.desk_balances, text=self.text)
        self.rows = [_line(row) for row in found.rows]
        return self._shown(page, found.total, "gift card", routes.desk_balances)

    @allow(*DESK)
    async def search(self, form: dict[str, str]):
        """Go to the cards that end so; of a whole code only its end goes into the address."""
        ending = "".join(sign for sign in form.get("q", "") if sign.isalnum())[-4:]
        return rx.redirect(routes.desk_balances(status=self.status, q=ending))


class GiftCardState(DeskPanel, rx.State):
    """The card in the panel."""

    card_id: str = ""
    ending: str = ""
    word: str = ""
    tone: str = ""
    left: str = ""
    facts: list[tuple[str, str]] = []
    entries: list[tuple[str, str]] = []
    steps: list[str] = []
    is_blocked: bool = False

    @allow(*DESK)
    async def show(self, card_id: UUID):
        """Open the panel for a card."""
        await self._read(card_id)
        self.open = True

    @allow(*DESK)
    async def block(self, form: dict[str, str]):
        """Block the card, or let it be spent again when it is blocked."""
        if not self.card_id:
            raise InvalidInput("Please choose a gift card first.")
        card_id, disabled = UUID(self.card_id), not self.is_blocked
        reason = form.get("reason", "").strip()
        await gateway.call(
            gift_cards.disable, card_id, reason=reason, disabled=disabled, actor=current_actor()
        )
        await self._read(card_id)
        did = "is blocked" if disabled else "can be spent again"
        return [effects.toast(f"The card ending {self.ending} {did}"), BalancesState.load]

    async def _read(self, card_id: UUID) -> None:
        file, names = await gateway.read(_whole, card_id, current_actor())
        card = file.card
        self.card_id, self.ending = str(card.id), card.last_four
        self.word, self.tone = _WORDS[card.status]
        self.is_blocked, self.left = (
            card.status == "disabled",
            format_minor(card.balance_minor, card.currency),
        )
        self.facts = [
            ("Issued with", format_minor(card.initial_minor, card.currency)),
            ("Issued by", names[file.issued_by]),
            ("Issued (UTC)", moment(file.issued_at)),
            ("For", file.reason),
            ("Expires (UTC)", moment(card.expires_at) or "Never"),
        ]
        if file.held_minor:
            self.facts.append(("Held by checkouts", format_minor(file.held_minor, card.currency)))
        self.entries = [
            (f"{_ENTRIES[one.kind]}, {moment(one.at)}", format_minor(one.amount_minor, card.currency))
            for one in file.entries
        ]
        self.steps = [
            f"{_WORDS[one.to_status][0]} since {moment(one.at)} UTC, by {names[one.actor]}: {one.reason}"
            for one in file.steps
        ]


def _whole(session: Session, card_id: UUID, actor: Actor) -> tuple[GiftCardFile, dict[str, str]]:
    file = desk.gift_card_file(session, card_id, actor=actor)
    labels = [file.issued_by, *(one.actor for one in file.steps)]
    return file, orders_desk.people_of(session, labels)


def _line(row: GiftCardFile) -> CardLine:
    card = row.card
    word, tone = _WORDS[card.status]
    return CardLine(
        id=str(card.id),
        ending=f"…{card.last_four}",
        left=format_minor(card.balance_minor, card.currency),
        initial=format_minor(card.initial_minor, card.currency),
        issued=moment(row.issued_at),
        expires=f"{card.expires_at:%d %b %Y}" if card.expires_at else "Never",
        reason=row.reason,
        word=word,
        tone=tone,
    )
