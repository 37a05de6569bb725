"""Orders at the desk: found by number, e-mail or name; chips and table by address."""

from dataclasses import dataclass

import reflex as rx

from app import routes
from backend.kit.money import format_minor
from backend.orders import desk
from backend.orders.schemas import DeskOrderRow
from state import gateway
from state.desk.order_words import HELD, METHODS, PART_WORDS
from state.desk.words import DESK, moment
from state.permission import allow, current_actor
from state.table import PER_PAGE, Table

_CHIPS = {"": "All", desk.HELD: HELD[0]} | {status: word for status, (word, _) in PART_WORDS.items()}


@dataclass(frozen=True)
class DeskOrderLine:
    """A row of the table."""

    number: str
    href: str
    placed: str
    buyer: str
    email: str
    method: str
    word: str
    tone: str
    total: str


class DeskOrdersState(Table, rx.State):
    """The table of the address."""

    rows: list[DeskOrderLine] = []

    @allow(*DESK)
    async def load(self):
        """The orders that the address asks for."""
        page = self._asked(_CHIPS, most_text=80)
        found = await gateway.read(
            desk.find,
            words=self.text,
            status=self.status or None,
            page=page,
            size=PER_PAGE,
            actor=current_actor(),
        )
        self.chips = [
            (word, routes.desk_orders(status=status, q=self.text), status == self.status)
            for status, word in _CHIPS.items()
        ]
        self.rows = [line_of(row) for row in found.rows]
        return self._shown(page, found.total, "order", routes.desk_orders)

    @allow(*DESK)
    async def search(self, form: dict[str, str]):
        """Go to the orders with these words."""
        return rx.redirect(routes.desk_orders(status=self.status, q=form.get("q", "").strip()[:80]))


def line_of(row: DeskOrderRow) -> DeskOrderLine:
    """A purchase as its row says it; parts in several states are all named."""
    states = list(dict.fromkeys(row.statuses))
    word, tone = HELD if row.is_held else PART_WORDS[states[0]] if states else ("", "neutral")
    if len(states) > 1 and not row.is_held:
        word, tone = ", ".join(PART_WORDS[one][0] for one in states), "neutral"
    return DeskOrderLine(
        number=row.number,
        href=routes.desk_order(row.number),
        placed=moment(row.placed_at),
        buyer=row.buyer,
        email=row.email,
        method=METHODS.get(row.payment_method, row.payment_method),
        word=word,
        tone=tone,
        total=format_minor(row.total_minor, row.currency),
    )
