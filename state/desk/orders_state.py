"""Orders at the desk: found by number, e-mail or name; chips and table by address."""

from dataclasses import dataclass

import reflex as rx

from app import routes
from backend.kit.money import format_minor
from backend.orders import desk
from backend.orders.schemas import DeskOrderRow
from state import effects, gateway
from state.desk.order_words import HELD, METHODS, PART_WORDS
from state.desk.words import DESK, PER_PAGE, counted, known, moment
from state.paging import page_of, page_steps
from state.permission import allow, current_actor

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


class DeskOrdersState(rx.State):
    """The table of the address."""

    ready: bool = False
    refusal: str = ""
    status: str = ""
    text: str = ""
    chips: list[tuple[str, str, bool]] = []
    rows: list[DeskOrderLine] = []
    count_words: str = ""
    pages: list[tuple[str, str, bool]] = []
    previous: str = ""
    following: str = ""

    @allow(*DESK)
    async def load(self):
        """The orders that the address asks for."""
        query = self.router.url.query_parameters
        self.status, self.text = known(query.get("status", ""), _CHIPS), query.get("q", "").strip()[:80]
        page = page_of(query.get("page", ""))
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
        self.count_words = counted(found.total, "order")
        self.pages, self.previous, self.following = page_steps(
            page,
            -(-found.total // PER_PAGE),
            lambda number: routes.desk_orders(status=self.status, q=self.text, page=number),
        )
        self.ready = True
        yield effects.announce(self.count_words)

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
