"""Seller central: a seller sees and changes what is theirs, in words, and nothing of anybody else."""

import asyncio
import json
from uuid import uuid4

import pytest
from sqlalchemy import Engine, text

import app.app  # noqa: F401 -- rehydration needs an rx.App
from backend.catalog.models import CategoryAttribute
from backend.identity.schemas import Actor, Role
from backend.kit.unit_of_work import query, unit_of_work
from state.seller.dashboard_state import DashboardState, change_words, dashboard
from state.seller.new_product_state import NewProductState
from state.seller.offer_state import OfferState
from state.seller.orders_state import SellerOrdersState, SellerOrderState
from state.seller.products_state import ProductsState
from state.seller.seller_clock import SellerClock
from state.seller.seller_state import SellerState
from tests.factories import floor
from tests.factories import inventory as make
from tests.factories import shopping as shop
from tests.factories.sessions import cookie_of
from tests.state.processor import tab
from tests.statements import recorded


class Shop:
    """A seller with a lamp, and another with a rug, both bought together once."""

    def __init__(self) -> None:
        shop.tax_rates()
        with unit_of_work() as session:
            seller, other = make.seller(session, name="Acme"), make.seller(session)
            self.seller_id, self.other_id = seller.id, other.id
            variant = make.variant(session, of=make.product(session, title="Lamp"), options={}, sku="LAMP-1")
            self.lamp = make.offer(session, by=seller, of=variant, on_hand=9, price_minor=4000)
            self.rug = make.offer(session, by=other, on_hand=9)
        self.order_id, self.other_order_id = floor.released((self.lamp, 2), (self.rug, 1))
        self.cookie = cookie_of(Role.SELLER, scope_id=self.seller_id)


@pytest.fixture
def acme(database: Engine, redis_db: object) -> Shop:
    return Shop()


def seen(states, *events, cookie: str = "", path: str = "/seller"):
    async def run():
        async with tab() as one:
            one.cookie, one.path = cookie, path
            for event in events:
                await one.fire(event)
            return [await one.state(state) for state in states], one

    return asyncio.run(run())


def value(database: Engine, statement: str, **facts: object):
    with database.connect() as connection:
        return connection.execute(text(statement), facts).scalar_one()


def test_the_dashboard_says_what_is_to_do_and_what_sells(acme):
    (seller, board), one = seen(
        (SellerState, DashboardState), SellerState.load(), DashboardState.load(), cookie=acme.cookie
    )
    assert (seller.name, len(seller.sellers)) == ("Acme", 1)
    assert (board.sales, board.today, board.today_change) == (
        "$80.00",
        "$80.00",
        "1 order so far today (UTC)",
    )
    assert (board.to_ship, [row.what for row in board.waiting]) == ("1", ["Lamp"])
    assert [(best.title, best.units, best.goods) for best in board.best] == [("Lamp", "2", "$80.00")]
    assert list(board.scarce) == []
    assert max(len(json.dumps(update.delta, default=str)) for update in one.updates) < 20_000


def test_the_dashboard_takes_few_statements_however_much_there_is(acme, database: Engine):
    actor = Actor(person_id=uuid4(), roles=frozenset({Role.SELLER}), seller_ids=frozenset({acme.seller_id}))
    for _ in range(3):
        floor.released((acme.lamp, 1))
    with recorded(database) as statements:
        found = query(dashboard, acme.seller_id, actor)
    assert len(statements) <= 8
    assert [(one.title, one.left, one.is_gone) for one in found.scarce] == [("Lamp", "4 left", False)]


def test_orders_are_counted_by_status_searched_and_paged_by_address(acme):
    (table,), _ = seen(
        (SellerOrdersState,), SellerOrdersState.load(), cookie=acme.cookie, path="/seller/orders"
    )
    assert [chip for chip in table.chips if chip[0].startswith(("All", "To ship"))] == [
        ("All 1", "/seller/orders", True),
        ("To ship 1", "/seller/orders?status=processing", False),
    ]
    assert [(row.id, row.word, row.total) for row in table.rows] == [
        (str(acme.order_id), "To ship", table.rows[0].total)
    ]
    for words, found in (("LAMP-1", 1), ("rug", 0)):
        (table,), _ = seen(
            (SellerOrdersState,),
            SellerOrdersState.load(),
            cookie=acme.cookie,
            path=f"/seller/orders?q={words}",
        )
        assert len(table.rows) == found
    (table,), _ = seen(
        (SellerOrdersState,),
        SellerOrdersState.load(),
        cookie=acme.cookie,
        path="/seller/orders?status=stolen",
    )
    assert table.refusal == "'stolen' is not a status of an order."


def test_the_panel_says_where_it_goes_and_what_it_earns(acme):
    (panel,), _ = seen((SellerOrderState,), SellerOrderState.show(acme.order_id), cookie=acme.cookie)
    assert (panel.open, panel.word, panel.may_cancel) == (True, "To ship", True)
    assert list(panel.address) == ["Ada Byron", "1 Main St", "Brooklyn NY 11201", "United States"]
    # 2 × 40.00 and 12 % commission.
    assert list(panel.money) == [
        ("Goods", "$80.00"),
        ("Agora's commission", "−$9.60"),
        ("You earn", "$70.40"),
    ]
    assert [step[1] for step in panel.steps][-2:] == ["Handed to the carrier", "Delivered"]


def test_times_are_those_of_the_person_s_clock_else_of_the_seller_s_country(acme, database: Engine):
    with database.begin() as connection:
        connection.execute(text("UPDATE customer_order SET placed_at = '2026-12-01T04:30:00Z'"))
        connection.execute(text("UPDATE seller SET country = 'DE' WHERE id = :id"), {"id": acme.seller_id})
    assert placed(acme.cookie) == "1 Dec, 05:30 CET"
    abroad = cookie_of(Role.SELLER, scope_id=acme.seller_id)
    with database.begin() as connection:
        connection.execute(text("UPDATE person SET time_zone = 'America/New_York'"))
    assert placed(abroad) == "30 Nov, 23:30 EST"
    (panel,), _ = seen((SellerOrderState,), SellerOrderState.show(acme.order_id), cookie=abroad)
    at = value(database, "SELECT min(at) FROM order_history WHERE order_id = :id", id=acme.order_id)
    assert panel.placed == SellerClock("America/New_York").moment(at)
    assert panel.placed.endswith((" EST", " EDT"))


def placed(cookie: str) -> str:
    (table,), _ = seen((SellerOrdersState,), SellerOrdersState.load(), cookie=cookie)
    return table.rows[0].placed


def part(acme, database: Engine, units: str = "1", **changes: str) -> dict[str, str]:
    line = value(database, "SELECT id FROM order_item WHERE order_id = :id", id=acme.order_id)
    whole = {"carrier": "UPS", "tracking_number": "1Z-0001", "weight": "900"}
    return {str(line): units, **whole, **changes}


def test_a_part_is_shipped_and_the_rest_stays_to_be_sent(acme, database: Engine):
    line = str(value(database, "SELECT id FROM order_item WHERE order_id = :id", id=acme.order_id))
    (panel,), _ = seen(
        (SellerOrderState,),
        SellerOrderState.show(acme.order_id),
        SellerOrderState.count(line, "1"),
        cookie=acme.cookie,
    )
    assert ([one.left for one in panel.left], panel.ship_words) == (["2"], "Ship 1 unit")
    (panel,), one = seen(
        (SellerOrderState,),
        SellerOrderState.show(acme.order_id),
        SellerOrderState.ship(part(acme, database)),
        cookie=acme.cookie,
        path="/seller/orders",
    )
    assert (panel.word, panel.ship_words, panel.refusal) == ("Partly shipped", "Ship 1 unit", "")
    assert [(one.title, one.carried, one.inside) for one in panel.parcels] == [
        ("Parcel 1", "UPS 1Z-0001", "1 × Lamp")
    ]
    assert one.toasts() == ["Parcel 1 is on its way"]
    assert value(database, "SELECT shipped FROM order_item WHERE id = :id", id=line) == 1


def test_a_form_that_is_sent_twice_sends_one_parcel(acme, database: Engine):
    async def run():
        async with tab() as one:
            one.cookie, one.path = acme.cookie, "/seller/orders"
            await one.fire(SellerOrderState.show(acme.order_id))
            drawn = (await one.state(SellerOrderState)).version
            form = part(acme, database, key=drawn)
            await one.fire(SellerOrderState.ship(form))
            written = outline(database)
            # The second click says what it read on the page: of 2 units that were left there, 2.
            await one.fire(SellerOrderState.ship(part(acme, database, "2", key=drawn)))
            assert outline(database) == written
            panel = await one.state(SellerOrderState)
            repeated = (panel.refusal, [parcel.carried for parcel in panel.parcels], panel.version != drawn)
            rest = part(acme, database, key=panel.version, tracking_number="1Z-0002")
            await one.fire(SellerOrderState.ship(rest))
            await one.fire(SellerOrderState.ship(form))
            return repeated, await one.state(SellerOrderState), one.toasts()

    repeated, panel, toasts = asyncio.run(run())
    assert repeated == ("", ["UPS 1Z-0001"], True)
    assert (panel.word, panel.refusal) == ("Shipped", "")
    assert [parcel.carried for parcel in panel.parcels] == ["UPS 1Z-0001", "UPS 1Z-0002"]
    first, second = "Parcel 1 is on its way", "Parcel 2 is on its way"
    assert toasts == [first, first, second, first]


def outline(database: Engine) -> list[object]:
    """How much there is of all that a parcel writes."""
    tables = (
        "shipment",
        "shipment_history",
        "order_parcel",
        "order_history",
        "stock_movement",
        "outbox_event",
    )
    return [value(database, f"SELECT count(*) FROM {table}") for table in tables]


def test_the_key_of_another_orders_parcel_is_refused(acme, database: Engine):
    (other,) = floor.released((acme.lamp, 1))
    key = str(uuid4())
    seen(
        (SellerOrderState,),
        SellerOrderState.show(acme.order_id),
        SellerOrderState.ship(part(acme, database, key=key)),
        cookie=acme.cookie,
    )
    written = outline(database)
    line = str(value(database, "SELECT id FROM order_item WHERE order_id = :id", id=other))
    form = {line: "1", "carrier": "UPS", "tracking_number": "1Z-0002", "weight": "900", "key": key}
    (panel,), _ = seen(
        (SellerOrderState,),
        SellerOrderState.show(other),
        SellerOrderState.ship(form),
        cookie=acme.cookie,
    )
    assert (panel.refusal, list(panel.parcels)) == ("This key was used for another parcel.", [])
    assert outline(database) == written


@pytest.mark.parametrize(
    ("units", "changes", "sentence", "field"),
    [
        ("3", {}, "Only 2 of these are still to be sent.", "line"),
        ("one", {}, "Write a whole number of pieces, from 0 to 1,000,000.", "line"),
        ("0", {}, "Say what is in the parcel: at least one unit.", "units"),
        ("1", {"carrier": " "}, "Say which carrier has it, in at most 40 letters.", "carrier"),
        (
            "1",
            {"tracking_number": "1"},
            "Say which carrier has it, and under which number.",
            "tracking_number",
        ),
        ("1", {"weight": "0"}, "Write the weight in whole grams, from 1 to 100,000.", "weight"),
        ("1", {"weight": "heavy"}, "Write the weight in whole grams, from 1 to 100,000.", "weight"),
    ],
)
def test_a_parcel_that_cannot_be_is_refused_beside_its_field(
    acme, database: Engine, units, changes, sentence, field
):
    form = part(acme, database, units, **changes)
    (panel,), _ = seen(
        (SellerOrderState,),
        SellerOrderState.show(acme.order_id),
        SellerOrderState.ship(form),
        cookie=acme.cookie,
    )
    assert (panel.refusal, panel.refusal_field) == (sentence, next(iter(form)) if field == "line" else field)
    assert value(database, "SELECT count(*) FROM shipment") == 0


def test_cancelling_needs_a_reason_that_the_shopper_reads(acme, database: Engine):
    on_hand = "SELECT sum(reserved) FROM stock_balance"
    before = value(database, on_hand)
    (panel,), _ = seen(
        (SellerOrderState,),
        SellerOrderState.show(acme.order_id),
        SellerOrderState.cancel({"reason": "", "more": "no"}),
        cookie=acme.cookie,
    )
    assert panel.refusal == "Choose a reason; the shopper reads it."
    assert value(database, on_hand) == before
    (panel,), one = seen(
        (SellerOrderState,),
        SellerOrderState.show(acme.order_id),
        SellerOrderState.cancel({"reason": "Out of stock", "more": "The last one broke."}),
        cookie=acme.cookie,
        path="/seller/orders",
    )
    assert (panel.word, panel.may_cancel, panel.steps[-1][3]) == (
        "Cancelled",
        False,
        "Out of stock. The last one broke.",
    )
    assert value(database, on_hand) == before - 2
    assert one.toasts() == [f"Order {panel.number} is cancelled"]


def test_the_orders_and_offers_of_others_are_not_there(acme, database: Engine):
    (panel, offer), one = seen(
        (SellerOrderState, OfferState),
        SellerOrderState.show(acme.other_order_id),
        SellerOrderState.show(uuid4()),
        OfferState.show(acme.rug.id),
        OfferState.show(uuid4()),
        cookie=acme.cookie,
    )
    assert (panel.open, panel.refusal) == (False, "There is no such order.")
    assert (offer.open, offer.refusal) == (False, "There is no such offer among your products.")
    assert not any("rug" in str(update.delta).lower() for update in one.updates)


def test_a_forged_id_in_the_panel_changes_nothing_of_others(acme, database: Engine):
    async def run():
        async with tab() as one:
            one.cookie, one.path = acme.cookie, "/seller/orders"
            await one.fire(SellerOrderState.show(acme.order_id))
            await one.fire(OfferState.show(acme.lamp.id))
            (await one.state(SellerOrderState)).order_id = str(acme.other_order_id)
            (await one.state(OfferState)).offer_id = str(acme.rug.id)
            (await one.state(SellerState)).chosen = str(acme.other_id)
            await one.fire(SellerOrderState.cancel({"reason": "Out of stock"}))
            await one.fire(SellerOrderState.ship(part(acme, database)))
            await one.fire(OfferState.save_price({"price": "0.01"}))
            await one.fire(OfferState.switch())
            await one.fire(OfferState.save_limit({"max_per_order": "1"}))
            await one.fire(ProductsState.load())
            return await one.state(ProductsState), await one.state(SellerOrderState)

    table, panel = asyncio.run(run())
    assert (list(table.rows), panel.refusal) == ([], "There is no such order.")
    assert (
        value(database, "SELECT status FROM customer_order WHERE id = :id", id=acme.other_order_id)
        == "processing"
    )
    assert value(database, "SELECT count(*) FROM shipment") == 0
    assert value(database, "SELECT price_minor FROM offer WHERE id = :id", id=acme.rug.id) == 1999
    assert value(database, "SELECT is_active FROM offer WHERE id = :id", id=acme.rug.id)
    assert value(database, "SELECT max_per_order FROM offer WHERE id = :id", id=acme.rug.id) is None


def test_somebody_chooses_only_among_their_own_sellers(acme):
    (seller,), one = seen(
        (SellerState,), SellerState.load(), SellerState.choose(str(acme.other_id)), cookie=acme.cookie
    )
    assert (seller.chosen, seller.refusal) == (str(acme.seller_id), "There is no such seller.")
    assert one.redirects() == []
    (seller,), _ = seen((SellerState,), SellerState.load(), cookie=cookie_of(Role.SELLER))
    assert seller.refusal == "Your account sells for nobody yet. Ask an operator to give it a seller."


def test_products_are_found_by_words_and_sale(acme):
    for query_text, found in (("", 1), ("?q=lamp", 1), ("?q=sofa", 0), ("?sale=on", 1), ("?sale=off", 0)):
        (table,), _ = seen(
            (ProductsState,), ProductsState.load(), cookie=acme.cookie, path=f"/seller/products{query_text}"
        )
        assert len(table.rows) == found
    (table,), _ = seen((ProductsState,), ProductsState.load(), cookie=acme.cookie, path="/seller/products")
    assert [(row.title, row.sku, row.price, row.available) for row in table.rows] == [
        ("Lamp", "LAMP-1", "$40.00", "7")
    ]


def test_price_sale_and_stock_are_changed_in_the_panel(acme, database: Engine):
    place = value(database, "SELECT id FROM warehouse")
    (offer,), one = seen(
        (OfferState,),
        OfferState.show(acme.lamp.id),
        OfferState.save_price({"price": "35,5", "compare_at": "40"}),
        OfferState.save_stock({str(place): "30", "not-a-warehouse": "99"}),
        OfferState.switch(),
        cookie=acme.cookie,
        path="/seller/products",
    )
    assert (offer.price, offer.was, offer.available, offer.is_active) == ("35.50", "40.00", "28", False)
    assert one.toasts() == ["The price is changed", "The stock is counted", "The offer is off sale"]
    assert value(database, "SELECT count(*) FROM stock_movement WHERE reason = 'count'") == 1
    assert value(database, "SELECT price_minor FROM offer WHERE id = :id", id=acme.lamp.id) == 3550


@pytest.mark.parametrize(
    ("event", "field"),
    [
        (OfferState.save_price({"price": "a lot"}), "price"),
        (OfferState.save_price({"price": "0"}), "price"),
        (OfferState.save_price({"price": "10", "compare_at": "9"}), "compare_at"),
        (OfferState.save_price({}), "price"),
    ],
)
def test_a_price_that_cannot_be_is_refused_beside_its_field(acme, database: Engine, event, field):
    (offer,), _ = seen((OfferState,), OfferState.show(acme.lamp.id), event, cookie=acme.cookie)
    assert (bool(offer.refusal), offer.refusal_field) == (True, field)
    assert value(database, "SELECT price_minor FROM offer WHERE id = :id", id=acme.lamp.id) == 4000


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("-1", "Write a whole number of pieces, from 0 to 1,000,000."),
        ("1.5", "Write a whole number of pieces, from 0 to 1,000,000."),
        ("1", "2 pieces are promised to buyers. Cancel or re-allocate their orders first."),
    ],
)
def test_a_count_that_cannot_be_is_refused(acme, database: Engine, typed, sentence):
    place = value(database, "SELECT id FROM warehouse")
    (offer,), _ = seen(
        (OfferState,),
        OfferState.show(acme.lamp.id),
        OfferState.save_stock({str(place): typed}),
        cookie=acme.cookie,
    )
    assert offer.refusal == sentence
    assert value(database, "SELECT count(*) FROM stock_movement WHERE reason = 'count'") == 0


def test_the_most_that_one_order_takes_is_set_and_lifted(acme, database: Engine):
    limit = "SELECT max_per_order FROM offer WHERE id = :id"
    show = OfferState.show(acme.lamp.id)
    set_to_3 = OfferState.save_limit({"max_per_order": " 3 "})
    (offer,), one = seen((OfferState,), show, set_to_3, cookie=acme.cookie)
    assert (offer.limit, one.toasts()) == ("3", ["One order takes at most 3"])
    assert value(database, limit, id=acme.lamp.id) == 3
    for typed, sentence in (
        ("0", "Choose a limit between 1 and 99, or none."),
        ("2.5", "Write a whole number from 1 to 99, or nothing."),
        ("100", "Write a whole number from 1 to 99, or nothing."),
    ):
        refused = OfferState.save_limit({"max_per_order": typed})
        (offer,), _ = seen((OfferState,), show, refused, cookie=acme.cookie)
        assert (offer.refusal, offer.refusal_field) == (sentence, "max_per_order")
        assert value(database, limit, id=acme.lamp.id) == 3
    (offer,), one = seen((OfferState,), show, OfferState.save_limit({}), cookie=acme.cookie)
    assert (offer.limit, one.toasts()) == ("", ["The limit is lifted"])
    assert value(database, limit, id=acme.lamp.id) is None


FORM = {
    "title": "Desk lamp",
    "highlights": "Bright\n\nWarm",
    "attribute-watts": "7",
    **{f"sku-{n}": f"DL-{n}" for n in range(2)},
    **{f"price-{n}": "19.90" for n in range(2)},
    **{f"stock-{n}": f"{n}" for n in range(2)},
}


@pytest.fixture
def lamps(acme) -> Shop:
    """There is a category `lamps` whose products have watts."""
    with unit_of_work() as session:
        category = make.category(session, "lamps")
        session.add(
            CategoryAttribute(category_id=category.id, code="watts", label="Power", kind="number", unit="W")
        )
    return acme


def created(acme: Shop, database: Engine, **changes: str):
    place = str(value(database, "SELECT id FROM warehouse"))
    return seen(
        (NewProductState,),
        NewProductState.load(),
        NewProductState.choose_category("lamps"),
        NewProductState.name_option("first", "Colour"),
        NewProductState.value_option("first", "Navy, Sand, Navy"),
        NewProductState.create({**FORM, "warehouse": place, **changes}),
        cookie=acme.cookie,
    )


def test_a_product_with_attributes_and_variants_goes_on_sale_with_its_stock(lamps, database: Engine):
    (form,), one = created(lamps, database, **{"limit-1": "2"})
    assert [(one.label, one.kind) for one in form.attributes] == [("Power (W)", "number")]
    assert [row.name for row in form.variants] == ["Navy", "Sand"]
    assert form.refusal == ""
    assert one.redirects() == ["/seller/products?q=Desk+lamp"]
    assert value(database, "SELECT specifications->>'watts' FROM product WHERE title = 'Desk lamp'") == "7"
    (table,), _ = seen(
        (ProductsState,), ProductsState.load(), cookie=lamps.cookie, path="/seller/products?q=DL-"
    )
    assert [(row.options, row.price, row.available, row.limit) for row in table.rows] == [
        ("Navy", "$19.90", "0", ""),
        ("Sand", "$19.90", "1", "2"),
    ]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": "x"}, "title"),
        ({"sku-1": ""}, "sku"),
        ({"sku-1": "DL-0"}, "sku"),
        ({"sku-1": "LAMP-1"}, "sku"),
        ({"barcode-0": "4006381333931", "barcode-1": "4006381333931"}, "barcode"),
        ({"price-0": "cheap"}, "price"),
        ({"stock-0": "some"}, "stock"),
        ({"limit-0": "100"}, "max_per_order"),
        ({"limit-0": "one"}, "max_per_order"),
        ({"attribute-watts": "bright"}, "specifications.watts"),
        ({"warehouse": "elsewhere"}, "warehouse"),
    ],
)
def test_a_product_that_cannot_be_is_refused_and_nothing_is_written(lamps, database: Engine, changes, field):
    before = value(database, "SELECT count(*) FROM product")
    (form,), one = created(lamps, database, **changes)
    assert (bool(form.refusal), form.refusal_field) == (True, field)
    assert value(database, "SELECT count(*) FROM product") == before
    assert value(database, "SELECT count(*) FROM stock_item WHERE sku LIKE 'DL-%'") == 0
    assert one.redirects() == []


def test_too_many_variants_are_refused(lamps):
    (form,), _ = seen(
        (NewProductState,),
        NewProductState.load(),
        NewProductState.name_option("first", "Size"),
        NewProductState.value_option("first", ",".join(str(n) for n in range(61))),
        cookie=lamps.cookie,
    )
    assert form.refusal == "That makes 61 variants; a product has at most 60."
    assert len(form.variants) == 1


HANDLERS = [
    SellerState.load,
    DashboardState.load,
    SellerOrdersState.load,
    ProductsState.load,
    NewProductState.load,
    SellerOrderState.close,
    OfferState.switch,
]


@pytest.mark.parametrize("handler", HANDLERS, ids=lambda handler: handler.fn.__qualname__)
def test_guests_sign_in_first_and_others_are_told(database: Engine, redis_db: object, handler):
    _, guest = seen((SellerState,), handler())
    assert guest.redirects() == ["/sign-in?then=%2Fseller"]
    _, other = seen((SellerState,), handler(), cookie=cookie_of(Role.FLOOR))
    assert other.redirects() == []
    assert "Your account may not do this" in str([update.delta for update in other.updates] + other.toasts())


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        (110, 100, ("10.0 % up on the 30 days before", "positive")),
        (50, 100, ("50.0 % down on the 30 days before", "negative")),
        (5, 0, ("Nothing in the 30 days before", "neutral")),
    ],
)
def test_changes_of_sales_in_words(now, before, said):
    assert change_words(now, before) == said
