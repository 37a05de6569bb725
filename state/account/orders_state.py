"""The list of what the signed-in person bought."""

from dataclasses import dataclass

import reflex as rx
from babel.dates import format_date

from app import routes
from backend.kit.money import format_minor
from backend.orders import service as orders
from backend.orders.schemas import IN_REVIEW, PurchaseRow
from state import gateway
from state.account.order_view import CHECKING, STATUS_WORDS
from state.paging import page_of
from state.permission import PERSON, allow, current_actor
from state.typed_numbers import whole

_SIZE = 10
# The parcel that needs watching most speaks for the purchase.
_CHIPS = {"pending": STATUS_WORDS["pending"][0], IN_REVIEW: CHECKING[0]} | {
    status: words for status, (words, _) in STATUS_WORDS.items()
}
_FIRST = ("pending", "processing", "partly_shipped", "shipped", "delivered", "returned", "cancelled")


@dataclass(frozen=True)
class PurchaseCard:
    """A purchase in the list."""

    purchase_number: str
    day: str
    total: str
    status: str
    tone: str
    words: str
    pictures: list[str]


class OrdersState(rx.State):
    """One page of purchases, newest first."""

    ready: bool = False
    purchases: list[PurchaseCard] = []
    count_words: str = ""
    previous: str = ""
    following: str = ""
    words: str = ""
    chips: list[tuple[str, str, bool]] = []
    is_narrowed: bool = False

    @allow(PERSON)
    async def load(self):
        """The page that the address asks for."""
        asked_for = self.router.url.query_parameters
        number = min(page_of(asked_for.get("page", "")), 1000)
        self.words = asked_for.get("q", "")[:80]
        status, year = asked_for.get("status", ""), asked_for.get("year", "")
        status = status if status in _CHIPS else ""
        chosen_year = whole(year, 1000, 9999) or 0
        page = await gateway.call(
            orders.list_purchases,
            actor=current_actor(),
            words=self.words,
            status=status or None,
            year=chosen_year or None,
            page=number,
            size=_SIZE,
        )
        self._chips(status, chosen_year, page.years)
        self.is_narrowed = bool(self.words or status or chosen_year)
        self.purchases = [card_of(row) for row in page.rows]
        self.count_words = f"{page.total:,} order{'' if page.total == 1 else 's'}"

        def turned(to: int) -> str:
            return routes.orders(q=self.words, status=status, year=chosen_year, page=to)

        self.previous = turned(number - 1) if number > 1 else ""
        self.following = turned(number + 1) if number * _SIZE < page.total else ""
        self.ready = True

    def _chips(self, status: str, year: int, years: tuple[int, ...]) -> None:
        words = self.words
        self.chips = [
            ("All", routes.orders(q=words), not status and not year),
            *(
                (word, routes.orders(q=words, status=value, year=year), value == status)
                for value, word in _CHIPS.items()
            ),
            *((str(one), routes.orders(q=words, status=status, year=one), one == year) for one in years),
        ]


def card_of(row: PurchaseRow) -> PurchaseCard:
    """A purchase in words."""
    first = min(row.statuses, key=_FIRST.index)
    status, tone = CHECKING if row.is_held and first == "pending" else STATUS_WORDS[first]
    others = row.item_count - 1
    more = f" and {others} more" if others else ""
    return PurchaseCard(
        purchase_number=row.number,
        day=format_date(row.placed_at, "MMMM d, y", locale="en_US"),
        total=format_minor(row.total_minor, row.currency),
        status=status,
        tone=tone,
        words=f"{row.first_title}{more}",
        pictures=list(dict.fromkeys(row.picture_keys)),
    )
