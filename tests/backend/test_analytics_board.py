"""Numbers reconcile: GMV = orders = ledger for the same window, and every tile leads to rows that make it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import Engine, text

from backend.analytics import service as analytics
from backend.analytics.schemas import BoardFilter, EventKind
from backend.identity.schemas import ANONYMOUS, Actor, Role, system_actor
from backend.kit import clock
from backend.kit.errors import Forbidden, InvalidInput, NotFound, SignInRequired
from backend.kit.unit_of_work import query, transact, unit_of_work
from backend.orders import service as orders
from tests.factories import board as make_board
from tests.factories import inventory as make
from tests.factories import shopping as shop
from tests.factories.board import READER, board, bought, noon, tiles
from tests.statements import recorded

pytestmark = pytest.mark.usefixtures("database", "redis_db")

TODAY = date(2026, 8, 20)
YESTERDAY = TODAY - timedelta(days=1)
LAST_WEEK = TODAY - timedelta(days=7)
MORNING = datetime(2026, 8, 20, 9, tzinfo=UTC)


@pytest.fixture
def goods(database: Engine, redis_db: object, frozen_clock):
    """A lamp and a rug of one seller in two departments, and a kettle of another."""
    frozen_clock.move_to(noon(TODAY))
    shop.tax_rates()
    with unit_of_work() as session:
        first, second = make.seller(session, name="First"), make.seller(session, name="Second")
        made = {}
        for name, seller, price in (("lamps", first, 4000), ("rugs", first, 9000), ("kettles", second, 2500)):
            category = make.category(session, name)
            variant = make.variant(session, of=make.product(session, category_id=category.id))
            made[name] = make.offer(session, by=seller, of=variant, on_hand=500, price_minor=price)
    return made


def total(*checkouts) -> int:
    return sum(one.total_minor for one in checkouts)


def drift(from_day: date, to_day: date) -> int:
    return query(analytics.drift, BoardFilter(from_day, to_day), actor=READER).value


def behind(from_day: date, to_day: date, **narrowed):
    facts = query(analytics.orders_behind, BoardFilter(from_day, to_day, **narrowed), size=200, actor=READER)
    assert facts.total == len(facts.rows)
    return facts.rows


def test_gmv_is_the_orders_is_the_ledger_and_leads_to_its_rows(goods):
    earlier = bought(noon(YESTERDAY), (goods["lamps"], 2))
    today = [
        bought(MORNING, (goods["lamps"], 1), (goods["rugs"], 1), (goods["kettles"], 3)),
        bought(MORNING, (goods["kettles"], 1)),
    ]
    view = board(TODAY, TODAY)
    shown = tiles(view)
    assert shown["gmv"].value == total(*today)
    assert shown["gmv"].previous == earlier.total_minor
    assert (shown["orders"].value, shown["units"].value) == (3, 6)
    assert shown["average_order_value"].value == (total(*today) + 1) // 2
    assert sum(row.total_minor for row in behind(TODAY, TODAY)) == total(*today)
    assert len(behind(TODAY, TODAY)) == 3
    (day,) = analytics_reconcile(TODAY, TODAY)
    assert (day.roll_up_minor, day.orders_minor, day.ledger_minor) == (total(*today),) * 3
    assert drift(YESTERDAY, TODAY) == 0


def analytics_reconcile(from_day: date, to_day: date):
    return query(analytics.reconcile, from_day, to_day)


def test_the_next_order_moves_gmv_by_exactly_its_total(goods):
    bought(MORNING, (goods["lamps"], 1))
    before = tiles(board(TODAY, TODAY))["gmv"].value
    one = bought(MORNING + timedelta(hours=1), (goods["rugs"], 2), (goods["kettles"], 1))
    assert tiles(board(TODAY, TODAY))["gmv"].value - before == one.total_minor


def test_a_cancelled_order_stays_in_gmv_and_nothing_drifts(goods):
    one = bought(MORNING, (goods["lamps"], 1))
    (order_id,) = shop.order_ids(one.id)
    transact(orders.cancel, order_id, actor=system_actor("test"), reason="changed my mind")
    assert tiles(board(TODAY, TODAY))["gmv"].value == one.total_minor
    assert [row.status for row in behind(TODAY, TODAY)] == ["cancelled"]
    assert drift(TODAY, TODAY) == 0


def test_a_window_holds_whole_days_in_utc(goods):
    midnight = datetime(2026, 8, 20, tzinfo=UTC)
    late = bought(midnight - timedelta(microseconds=1), (goods["lamps"], 1))
    early = bought(midnight, (goods["rugs"], 1))
    assert tiles(board(YESTERDAY, YESTERDAY))["gmv"].value == late.total_minor
    assert tiles(board(TODAY, TODAY))["gmv"].value == early.total_minor
    both = tiles(board(YESTERDAY, TODAY))["gmv"]
    assert both.daily == (late.total_minor, early.total_minor)
    assert [row.counted_minor for row in behind(YESTERDAY, YESTERDAY)] == [late.total_minor]
    assert drift(YESTERDAY, TODAY) == 0


def test_an_order_booked_a_moment_after_midnight_does_not_drift(goods, database: Engine):
    one = bought(datetime(2026, 8, 19, 23, 59, 59, tzinfo=UTC), (goods["lamps"], 1))
    with database.begin() as connection:
        connection.execute(text("ALTER TABLE ledger_journal DISABLE TRIGGER USER"))
        connection.execute(
            text("UPDATE ledger_journal SET at = '2026-08-20T00:00:01Z' WHERE kind = 'order_placed'")
        )
        connection.execute(text("ALTER TABLE ledger_journal ENABLE TRIGGER USER"))
    board(YESTERDAY, TODAY)
    assert [day.ledger_minor for day in analytics_reconcile(YESTERDAY, TODAY)] == [one.total_minor, 0]
    assert drift(YESTERDAY, TODAY) == 0


def test_drift_says_how_far_the_three_lie_apart_and_leads_to_its_days(goods, database: Engine):
    bought(noon(YESTERDAY), (goods["lamps"], 1))
    bought(MORNING, (goods["rugs"], 1))
    board(YESTERDAY, TODAY)
    with database.begin() as connection:
        connection.execute(
            text("UPDATE daily_sales SET gmv_minor = gmv_minor + 500 WHERE day = :day"), {"day": YESTERDAY}
        )
        connection.execute(
            text("UPDATE daily_sales SET gmv_minor = gmv_minor - 500 WHERE day = :day"), {"day": TODAY}
        )
    # Two errors that cancel out over the window are two errors.
    tile = query(analytics.drift, BoardFilter(YESTERDAY, TODAY), actor=READER)
    assert (tile.value, tile.daily) == (1000, (500, 500))
    rows = query(analytics.reconciliation_behind, BoardFilter(YESTERDAY, TODAY), actor=READER)
    assert [(row.day, row.drift_minor) for row in rows] == [(TODAY, 500), (YESTERDAY, 500)]


def test_money_in_the_books_that_no_order_stands_behind_is_drift(goods, database: Engine):
    one = bought(MORNING, (goods["lamps"], 1))
    board(TODAY, TODAY)
    with database.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        connection.execute(text("DELETE FROM order_item"))
        connection.execute(text("DELETE FROM customer_order"))
    assert drift(TODAY, TODAY) == one.total_minor


def test_narrowed_to_a_department_the_rows_make_the_tiles(goods):
    both = bought(MORNING, (goods["lamps"], 1), (goods["rugs"], 1))
    alone = bought(MORNING, (goods["lamps"], 2))
    shown, rows = tiles(board(TODAY, TODAY, department="lamps")), behind(TODAY, TODAY, department="lamps")
    assert (shown["orders"].value, len(rows)) == (2, 2)
    assert shown["gmv"].value == sum(row.counted_minor for row in rows)
    rest = tiles(board(TODAY, TODAY, department="rugs"))
    assert (rest["orders"].value, shown["units"].value, rest["units"].value) == (1, 3, 1)
    assert shown["gmv"].value + rest["gmv"].value == total(both, alone)
    assert set(shown) == {"gmv", "orders", "average_order_value", "units"}


def test_narrowed_to_a_seller_and_a_country_the_rest_is_left_out(goods):
    home = bought(MORNING, (goods["lamps"], 1), (goods["kettles"], 1))
    berlin = bought(MORNING, (goods["kettles"], 2), address=shop.BERLIN)
    whole = board(TODAY, TODAY)
    second = goods["kettles"].seller_id
    by_seller = {row.key: row.gmv_minor for row in whole.sellers}
    by_country = {row.key: row.gmv_minor for row in whole.countries}
    assert sum(by_seller.values()) == sum(by_country.values()) == total(home, berlin)
    assert by_country["DE"] == berlin.total_minor
    assert tiles(board(TODAY, TODAY, seller_id=second))["gmv"].value == by_seller[str(second)]
    assert tiles(board(TODAY, TODAY, country="DE"))["gmv"].value == berlin.total_minor
    narrowed = tiles(board(TODAY, TODAY, seller_id=second, country="DE"))
    assert (narrowed["gmv"].value, narrowed["orders"].value) == (berlin.total_minor, 1)
    assert [row.seller_name for row in behind(TODAY, TODAY, seller_id=second)] == ["Second", "Second"]
    assert [row.country for row in behind(TODAY, TODAY, country="DE")] == ["DE"]
    assert tiles(board(TODAY, TODAY, country="FR"))["gmv"].value == 0


def test_an_order_over_two_departments_counts_once_in_all_and_once_with_each(goods):
    bought(MORNING, (goods["lamps"], 1), (goods["rugs"], 1))
    view = board(TODAY, TODAY)
    assert tiles(view)["orders"].value == 1
    assert {row.key: row.orders for row in view.departments} == {"rugs": 1, "lamps": 1}
    assert {row.key: row.orders for row in view.sellers} == {str(goods["lamps"].seller_id): 1}


def test_conversion_and_abandonment_count_visitors_of_a_day(goods):
    browse, fill = [EventKind.VISIT], [EventKind.VISIT, EventKind.VIEW, EventKind.ADD_TO_CART]
    make_board.visits(
        MORNING, browse, browse, browse, browse, browse, fill, fill, [*fill, EventKind.CHECKOUT_STARTED]
    )
    bought(MORNING, (goods["lamps"], 1), (goods["kettles"], 1))
    view = board(TODAY, TODAY)
    shown = tiles(view)
    # One purchase of two orders: 1 of 8 visitors; 2 of 3 filled carts were left.
    assert (shown["conversion"].value, shown["abandonment"].value) == (1250, 6667)
    assert [(step.label, step.visitors) for step in view.funnel] == [
        ("Visited", 8),
        ("Viewed a product", 3),
        ("Filled a cart", 3),
        ("Began checkout", 1),
        ("Bought", 1),
    ]
    (row,) = query(analytics.days_behind, BoardFilter(TODAY, TODAY), actor=READER)
    assert (row.visitors, row.buyers, row.conversion_bps, row.abandonment_bps) == (8, 1, 1250, 6667)


def test_rolling_up_again_changes_nothing(goods, database: Engine):
    bought(MORNING, (goods["lamps"], 1), (goods["rugs"], 1))

    def rows():
        with database.connect() as connection:
            return connection.execute(
                text("SELECT department, gmv_minor, units, orders, orders_with FROM daily_sales ORDER BY 1")
            ).all()

    transact(analytics.roll_up, TODAY)
    first = rows()
    for _ in range(2):
        transact(analytics.roll_up, TODAY)
    assert rows() == first
    assert len(first) == 2


def test_boards_that_load_at_once_do_not_collide(goods):
    one = bought(MORNING, (goods["lamps"], 1), (goods["kettles"], 1))

    def look(_: int) -> int:
        with clock.frozen(MORNING + timedelta(hours=3)):
            return tiles(board(TODAY, TODAY))["gmv"].value

    with ThreadPoolExecutor(6) as readers:
        assert set(readers.map(look, range(12))) == {one.total_minor}


def test_days_that_were_never_rolled_up_or_too_early_are_made_good(goods, frozen_clock):
    old = bought(noon(LAST_WEEK), (goods["rugs"], 1))
    with clock.frozen(noon(YESTERDAY)):
        early = bought(noon(YESTERDAY), (goods["lamps"], 1))
        board(YESTERDAY, YESTERDAY)
    late = bought(noon(YESTERDAY) + timedelta(hours=11), (goods["lamps"], 1))
    assert tiles(board(LAST_WEEK, TODAY))["gmv"].value == total(old, early, late)
    assert drift(LAST_WEEK, TODAY) == 0


def test_a_day_that_is_final_is_not_computed_again(goods, database: Engine):
    bought(noon(LAST_WEEK), (goods["rugs"], 1))
    board(LAST_WEEK, TODAY)
    with database.begin() as connection:
        connection.execute(text("UPDATE daily_funnel SET visitors = 77 WHERE day = :d"), {"d": LAST_WEEK})
    transact(analytics.roll_up_recent)
    board(LAST_WEEK, TODAY)
    days = query(analytics.days_behind, BoardFilter(LAST_WEEK, TODAY), actor=READER)
    assert (days[-1].day, days[-1].visitors) == (LAST_WEEK, 77)


def test_a_year_takes_no_more_statements_than_a_week(goods, database: Engine):
    for age in (1, 30, 200):
        bought(noon(TODAY - timedelta(days=age)), (goods["lamps"], 1))
    board(TODAY - timedelta(days=365), TODAY)
    counts = []
    for days in (6, 365):
        with recorded(database) as statements:
            board(TODAY - timedelta(days=days), TODAY)
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 16


@pytest.mark.parametrize(
    "window",
    [
        BoardFilter(TODAY, YESTERDAY),
        BoardFilter(TODAY - timedelta(days=366), TODAY),
        BoardFilter(date(1, 1, 2), date(1, 1, 3)),
    ],
)
def test_windows_that_cannot_be_are_refused(window, database: Engine):
    for verb in (
        analytics.board,
        analytics.drift,
        analytics.orders_behind,
        analytics.days_behind,
        analytics.reconciliation_behind,
    ):
        with pytest.raises(InvalidInput):
            transact(verb, window, actor=READER)


def test_only_the_board_reads_the_board(database: Engine):
    window = BoardFilter(TODAY, TODAY)
    seller = Actor(person_id=uuid4(), roles=frozenset({Role.SELLER, Role.FLOOR, Role.DESK}))
    for verb in (
        analytics.board,
        analytics.drift,
        analytics.orders_behind,
        analytics.days_behind,
        analytics.reconciliation_behind,
    ):
        with pytest.raises(Forbidden):
            transact(verb, window, actor=seller)
        with pytest.raises(SignInRequired):
            transact(verb, window, actor=ANONYMOUS)
    with pytest.raises(Forbidden):
        transact(analytics.choices, actor=seller)


def test_pages_of_rows_are_whole_and_bounded(goods):
    for hour in range(5):
        bought(MORNING + timedelta(minutes=hour), (goods["lamps"], 1))
    window = BoardFilter(TODAY, TODAY)
    pages = [query(analytics.orders_behind, window, page=n, size=2, actor=READER) for n in (1, 2, 3)]
    assert [len(page.rows) for page in pages] == [2, 2, 1]
    assert len({row.number for page in pages for row in page.rows}) == 5
    for page, size in ((0, 50), (1, 0), (1, 2001)):
        with pytest.raises(InvalidInput):
            query(analytics.orders_behind, window, page=page, size=size, actor=READER)


def test_a_seller_sees_own_sales_without_cancelled_orders(goods, database: Engine):
    seller_id = goods["lamps"].seller_id
    actor = Actor(person_id=uuid4(), roles=frozenset({Role.SELLER}), seller_ids=frozenset({seller_id}))
    bought(MORNING, (goods["lamps"], 2), (goods["kettles"], 9))
    bought(noon(YESTERDAY), (goods["rugs"], 1))
    bought(noon(TODAY - timedelta(days=31)), (goods["lamps"], 1))
    gone = bought(MORNING, (goods["rugs"], 5))
    for order_id in shop.order_ids(gone.id):
        transact(orders.cancel, order_id, actor=system_actor("test"), reason="test")
    with recorded(database) as statements:
        sales = query(analytics.seller_sales, seller_id, actor=actor)
    assert len(statements) == 3
    assert (sales.goods_minor, sales.previous_minor, sales.orders) == (8000 + 9000, 4000, 2)
    assert (sales.goods_today_minor, sales.orders_today, len(sales.daily_minor)) == (8000, 1, 30)
    assert [(one.units, one.goods_minor) for one in sales.best] == [(1, 9000), (2, 8000)]


def test_another_sellers_sales_are_not_there(goods):
    stranger = Actor(person_id=uuid4(), roles=frozenset({Role.SELLER}), seller_ids=frozenset({uuid4()}))
    with pytest.raises(NotFound):
        query(analytics.seller_sales, goods["lamps"].seller_id, actor=stranger)
    with pytest.raises(Forbidden):
        query(analytics.seller_sales, goods["lamps"].seller_id, actor=READER)


def test_the_choices_are_what_was_ever_sold(goods):
    bought(MORNING, (goods["lamps"], 1), address=shop.BERLIN)
    board(TODAY, TODAY)
    found = query(analytics.choices, actor=READER)
    assert [name for _, name in found.sellers] == ["First", "Second"]
    assert [name for _, name in found.departments] == ["Kettles", "Lamps", "Rugs"]
    assert found.countries == ("DE",)
