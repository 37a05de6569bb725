"""The board's page: what an address asks for, how numbers are said, and who may read them."""

import asyncio
import json
from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import Engine

import app.app  # noqa: F401 -- rehydration needs an rx.App
from backend.analytics.schemas import FunnelStep, Measure, Slice, Tile, Unit
from backend.identity.schemas import Role
from backend.kit import clock
from backend.kit.errors import InvalidInput
from backend.kit.unit_of_work import unit_of_work
from state.board.board_state import BoardState
from state.board.chart_states import DepartmentChart, GmvChart, per_day, ranked
from state.board.rows_state import RowsState
from state.board.window import asked, narrowed
from state.board.words import change, funnel_of, span_of, thinned, tile_of, tone
from tests.factories import board as make_board
from tests.factories import inventory as make
from tests.factories import shopping as shop
from tests.factories.sessions import cookie_of
from tests.state.processor import tab

TODAY = date(2026, 8, 20)


@pytest.fixture
def sold(database: Engine, redis_db: object):
    """Two orders today: (checkouts, seller id)."""
    shop.tax_rates()
    with unit_of_work() as session:
        seller = make.seller(session, name="Acme")
        lamp = make.offer(session, by=seller, on_hand=99)
    return [make_board.bought(clock.now(), (lamp, n)) for n in (1, 2)], seller.id


def seen(states, *events, cookie: str = "", path: str = "/board"):
    async def run():
        async with tab() as one:
            one.cookie, one.path = cookie, path
            for event in events:
                await one.fire(event)
            return [await one.state(state) for state in states], one

    return asyncio.run(run())


def of_board() -> str:
    return cookie_of(Role.BOARD)


def money(minor: int) -> str:
    return f"${minor / 100:,.2f}"


def test_the_board_shows_the_orders_and_their_rows_and_that_they_add_up(sold):
    checkouts, _ = sold
    (board, gmv, rows), one = seen(
        (BoardState, GmvChart, RowsState), BoardState.load(), cookie=of_board(), path="/board?days=7"
    )
    total = sum(checkout.total_minor for checkout in checkouts)
    assert [(tile.label, tile.value) for tile in board.tiles][:2] == [("GMV", money(total)), ("Orders", "2")]
    assert (board.drift[0].value, board.drift[0].change) == ("$0.00", "Everything adds up")
    assert (rows.kind, len(rows.orders), rows.note) == ("orders", 2, "2 orders, the newest first")
    assert gmv.summary.startswith(f"{money(total)} in 7 days; the best was ")
    assert board.funnel[-1].visitors == "2"
    assert max(len(json.dumps(update.delta, default=str)) for update in one.updates) < 20_000


def test_a_year_of_charts_fits_into_small_messages(sold):
    first = clock.now().date() - timedelta(days=365)
    _, one = seen(
        (BoardState,),
        BoardState.load(),
        cookie=of_board(),
        path=f"/board?from={first}&to={first + timedelta(365)}",
    )
    assert one.updates
    assert max(len(json.dumps(update.delta, default=str)) for update in one.updates) < 20_000


def test_a_narrowed_board_says_what_it_leaves_out_and_links_keep_the_filter(sold):
    _, seller_id = sold
    (board,), _ = seen(
        (BoardState,), BoardState.load(), cookie=of_board(), path=f"/board?seller={seller_id}&country=US"
    )
    assert (board.is_narrowed, list(board.drift), list(board.funnel)) == (True, [], [])
    assert all(f"seller={seller_id}" in href and "country=US" in href for _, href, _ in board.periods)
    assert board.everything == "/board?days=30"


def test_filters_and_periods_become_addresses(sold):
    _, seller_id = sold
    _, one = seen(
        (BoardState,),
        BoardState.narrow({"seller": str(seller_id), "department": "", "country": "DE"}),
        BoardState.choose_days({"from": "2026-01-01", "to": "2026-01-31"}),
        cookie=of_board(),
    )
    assert one.redirects() == [
        f"/board?days=30&seller={seller_id}&country=DE",
        "/board?from=2026-01-01&to=2026-01-31",
    ]


@pytest.mark.parametrize("form", [{}, {"from": "2026-01-01"}, {"from": "soon", "to": "later"}])
def test_a_period_without_its_days_is_refused(database: Engine, redis_db: object, form):
    (board,), one = seen((BoardState,), BoardState.choose_days(form), cookie=of_board())
    assert (board.refusal, one.redirects()) == ("Choose a first and a last day.", [])


@pytest.mark.parametrize(
    "query", ["days=banana", "from=2026-99-99", "measure=secrets", "seller=1", "days=400"]
)
def test_an_address_that_cannot_be_read_shows_the_usual_window_and_says_so(sold, query):
    (board,), _ = seen((BoardState,), BoardState.load(), cookie=of_board(), path=f"/board?{query}")
    assert board.refusal
    assert (board.ready, board.tiles[1].value) == (True, "2")


def test_only_the_board_sees_anything(sold):
    for handler in (BoardState.load, BoardState.refresh):
        (board,), guest = seen((BoardState,), handler())
        assert guest.redirects() == ["/sign-in?then=%2Fboard"]
        assert (board.ready, list(board.tiles)) == (False, [])
        (board, chart), _ = seen(
            (BoardState, DepartmentChart), handler(), cookie=cookie_of(Role.SELLER, scope_id=uuid4())
        )
        assert board.refusal == "Your account may not do this. Ask an operator for access."
        assert (board.ready, chart.summary) == (False, "")


def tile(measure: Measure, unit: Unit, value: int, previous: int) -> Tile:
    return Tile(measure, "Label", unit, value, previous, (), "")


@pytest.mark.parametrize(
    ("one", "words", "colour"),
    [
        (tile(Measure.GMV, Unit.MONEY, 11000, 10000), "10.0 % up on the 7 days before", "positive"),
        (tile(Measure.GMV, Unit.MONEY, 9995, 10000), "0.1 % down on the 7 days before", "negative"),
        (tile(Measure.ORDERS, Unit.COUNT, 5, 5), "No change from the 7 days before", "neutral"),
        (tile(Measure.ORDERS, Unit.COUNT, 5, 0), "Nothing in the 7 days before", "neutral"),
        (
            tile(Measure.CONVERSION, Unit.BASIS_POINTS, 325, 300),
            "0.25 points up on the 7 days before",
            "positive",
        ),
        (
            tile(Measure.ABANDONMENT, Unit.BASIS_POINTS, 7100, 7000),
            "1.00 points up on the 7 days before",
            "negative",
        ),
        (tile(Measure.DRIFT, Unit.MONEY, 0, 0), "Everything adds up", "positive"),
        (tile(Measure.DRIFT, Unit.MONEY, 1, 0), "Numbers disagree: look at the days", "negative"),
    ],
)
def test_a_change_says_its_sign_and_period_in_words(one, words, colour):
    assert (change(one, "7 days"), tone(one)) == (words, colour)


def test_addresses_read_back_what_they_say():
    for query in (
        {"days": "7"},
        {"days": "90", "seller": str(uuid4()), "department": "lamps", "country": "DE"},
        {"from": "2026-01-01", "to": "2026-02-01", "measure": "drift"},
    ):
        one = asked(query, TODAY)
        path, _, text = one.link().partition("?")
        again = asked(dict(pair.split("=") for pair in text.split("&")), TODAY)
        assert (path, again) == ("/board", one)
    assert asked({}, TODAY).window.from_day == TODAY - timedelta(days=29)
    own = asked({"from": "2026-01-01", "to": "2026-02-01"}, TODAY)
    assert own.link(days=7) == "/board?days=7"
    assert narrowed(replace(own), seller="", department="lamps", country="") == (
        "/board?from=2026-01-01&to=2026-02-01&department=lamps"
    )
    assert (span_of(own), own.period_words) == ("1 January to 1 February 2026", "32 days")
    with pytest.raises(InvalidInput):
        asked({"page": "-1"}, TODAY)


def test_a_long_row_of_days_is_thinned_for_its_line():
    assert thinned(tuple(range(60))) == list(range(60))
    points = thinned(tuple(range(366)))
    assert (len(points), points[0], points[-1]) == (60, 2, 362)


def test_charts_begin_at_zero_and_name_their_numbers():
    days = [TODAY - timedelta(days=1), TODAY]
    figure, summary = per_day(days, (120_000, 50), "USD")
    assert figure.layout.yaxis.rangemode == "tozero"
    assert list(figure.data[0].y) == [1200, 0]
    assert list(figure.data[0].text) == ["$1.2k", ""]
    assert summary == "$1,200.50 in 2 days; the best was 19 August 2026 with $1,200.00."
    slices = [Slice(str(n), f"Seller {n}", 1000 * (12 - n), 1) for n in range(12)]
    figure, summary = ranked(slices, "USD")
    assert list(figure.data[0].y)[-1] == "4 others"
    assert figure.data[0].text[0] == "$120 · 15 %"
    assert figure.layout.xaxis.range[0] == 0
    assert summary.startswith("Seller 0 $120.00; Seller 1 $110.00")
    empty, summary = ranked((), "USD")
    assert (len(empty.data[0].x), summary) == (0, "")


def test_the_funnel_says_the_share_of_those_before():
    steps = funnel_of((FunnelStep("Visited", 800), FunnelStep("Viewed", 200), FunnelStep("Bought", 1)))
    assert [(one.share, one.width) for one in steps] == [
        ("", "100%"),
        ("25.0 % of those before", "25%"),
        ("0.5 % of those before", "1%"),
    ]
    assert funnel_of((FunnelStep("Visited", 0), FunnelStep("Bought", 0)))[1].width == "0%"


def test_a_tile_leads_to_its_rows():
    one = tile_of(tile(Measure.DRIFT, Unit.MONEY, 0, 0), asked({"days": "7"}, TODAY), "USD")
    assert (one.href, one.is_chosen) == ("/board?days=7&measure=drift#rows", False)
