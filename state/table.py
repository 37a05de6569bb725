"""The table of a page whose address says which rows it shows: what a tab remembers of it, and the steps."""

from collections.abc import Callable, Iterable, Mapping

import reflex as rx
from reflex.event import EventSpec

from state import effects
from state.paging import Step, page_of, page_steps

PER_PAGE = 25

Address = Callable[..., str]
Chip = tuple[str, str, bool]


class Table(rx.State, mixin=True):
    """A state adds its `rows` and loads them between the two steps:

    page = self._asked(WORDS)
    found = await gateway.read(…, status=self.status or None, page=page, size=PER_PAGE, …)
    self.chips = chips_of(WORDS, found.by_status, self.status, routes.desk_returns)
    return self._shown(page, found.total, "return", routes.desk_returns)
    """

    ready: bool = False
    refusal: str = ""
    status: str = ""
    text: str = ""
    chips: list[Chip] = []
    count_words: str = ""
    pages: list[Step] = []
    previous: str = ""
    following: str = ""

    def _asked(
        self, statuses: Iterable[str] | None = None, *, named: str = "status", most_text: int = 0
    ) -> int:
        """The page of the address. Its words are cut, its status is dropped unless it is one of `statuses`.

        Without `statuses` it is kept as it is, for a verb that refuses what is none.
        """
        query = self.router.url.query_parameters
        status = query.get(named, "")
        self.status = status if statuses is None or status in set(statuses) else ""
        self.text = query.get("q", "").strip()[:most_text]
        return page_of(query.get("page", ""))

    def _shown(self, page: int, total: int, thing: str, address: Address) -> EventSpec:
        """The table is whole: how much there is of a `thing`, and the ways to the other pages."""
        self.count_words = counted(total, thing)
        self.pages, self.previous, self.following = page_steps(
            page,
            -(-total // PER_PAGE),
            lambda number: address(status=self.status, q=self.text, page=number),
        )
        self.ready = True
        return effects.announce(self.count_words)


def counted(number: int, thing: str) -> str:
    """`1 order`, `1,200 orders`."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def chips_of(
    words: Mapping[str, tuple[str, str]],
    counts: Mapping[str, int],
    chosen: str,
    address: Address,
    *,
    text: str = "",
) -> list[Chip]:
    """A chip for all and one for each status, with how many there are: (label, address, is chosen)."""
    whole = [(f"All {sum(counts.values()):,}", address(q=text), not chosen)]
    return whole + [
        (f"{word} {counts.get(status, 0):,}", address(status=status, q=text), status == chosen)
        for status, (word, _) in words.items()
    ]
