"""The board: tiles, funnel and choices of one window. Charts and rows have states of their own."""

import reflex as rx
from sqlmodel import Session

from app import routes
from backend.analytics import service as analytics
from backend.analytics.schemas import BoardView, Choices
from backend.identity.schemas import Actor, Role
from backend.kit import clock
from backend.kit.errors import InvalidInput
from state import effects, gateway
from state.board.chart_states import show_charts
from state.board.rows_state import RowsState, show_rows
from state.board.window import PERIODS, Asked, asked, narrowed, usual
from state.board.words import Step, TileView, as_of_words, country_name, funnel_of, span_of, tile_of
from state.permission import allow, current_actor

_READERS = (Role.BOARD, Role.OPERATOR)


class BoardState(rx.State):
    """The window of the address."""

    ready: bool = False
    refusal: str = ""
    refusal_field: str = ""
    periods: list[tuple[str, str, bool]] = []
    own_period: bool = False
    from_day: str = ""
    to_day: str = ""
    latest_day: str = ""
    seller: str = ""
    department: str = ""
    country: str = ""
    sellers: list[tuple[str, str]] = []
    departments: list[tuple[str, str]] = []
    countries: list[tuple[str, str]] = []
    is_narrowed: bool = False
    everything: str = routes.board()
    span: str = ""
    as_of: str = ""
    tiles: list[TileView] = []
    drift: list[TileView] = []
    funnel: list[Step] = []

    @allow(*_READERS)
    async def load(self):
        """Everything of the address; drift follows when the rest is there."""
        async for event in self._update(announced=True):
            yield event

    @allow(*_READERS, temporal=True)
    async def refresh(self):
        """The same again, by itself."""
        async for event in self._update(announced=False):
            yield event

    @allow(*_READERS)
    async def narrow(self, form: dict[str, str]):
        """Go to the window narrowed by the form's choices."""
        chosen = {name: form.get(name, "") for name in ("seller", "department", "country")}
        return rx.redirect(narrowed(self._asked(), **chosen))

    @allow(*_READERS)
    async def choose_days(self, form: dict[str, str]):
        """Go to a period of one's own."""
        days = {name: form.get(name, "") for name in ("from", "to")}
        now = self._asked()
        asked({**days}, clock.now().date())
        if not all(days.values()):
            raise InvalidInput("Choose a first and a last day.", field="from")
        return rx.redirect(now.link(**days))

    def _asked(self) -> Asked:
        today = clock.now().date()
        try:
            return asked(self.router.url.query_parameters, today)
        except InvalidInput as unreadable:
            self.refusal = unreadable.message
            return usual(today)

    async def _update(self, *, announced: bool):
        one, actor = self._asked(), current_actor()
        view, choices = await gateway.call(_board, one, actor)
        self._show(one, view, choices)
        await show_charts(self, view)
        await show_rows(await self.get_state(RowsState), one, actor)
        yield effects.announce(f"{self.span}: GMV {self.tiles[0].value}") if announced else None
        if not self.is_narrowed:
            tile = await gateway.read(analytics.drift, one.window, actor=actor)
            self.drift = [tile_of(tile, one, view.currency)]

    def _show(self, one: Asked, view: BoardView, choices: Choices) -> None:
        window = one.window
        self.periods = [(f"{days} days", one.link(days=days), days == one.days) for days in PERIODS]
        self.own_period = one.days not in PERIODS
        self.from_day, self.to_day = window.from_day.isoformat(), window.to_day.isoformat()
        self.latest_day = clock.now().date().isoformat()
        self.seller = str(window.seller_id or "")
        self.department, self.country = window.department, window.country
        self.sellers = [("", "All sellers"), *choices.sellers]
        self.departments = [("", "All departments"), *choices.departments]
        self.countries = [("", "All countries"), *((code, country_name(code)) for code in choices.countries)]
        self.is_narrowed = window.is_narrowed
        self.everything = narrowed(one, seller="", department="", country="")
        self.span, self.as_of = span_of(one), as_of_words(view.as_of)
        self.tiles = [tile_of(tile, one, view.currency) for tile in view.tiles]
        self.funnel = funnel_of(view.funnel)
        if self.is_narrowed:
            self.drift = []
        self.ready = True


def _board(session: Session, one: Asked, actor: Actor) -> tuple[BoardView, Choices]:
    return analytics.board(session, one.window, actor=actor), analytics.choices(session, actor=actor)
