"""What waits in the demo world is there by the verbs, and every invariant holds on it."""

from uuid import UUID

import pytest
from sqlalchemy import Engine, text
from sqlmodel import select

from app.demo.load.catalogue import Loaded, LoadedOffer
from app.demo.load.scenes import act_out
from backend.catalog.models import Product, Variant
from backend.inventory.models import StockBalance
from backend.kit.unit_of_work import query, unit_of_work
from jobs import invariants
from tests.factories import inventory as make
from tests.factories import shopping as shop
from tests.stand_in import StandIn


@pytest.fixture
def world(database: Engine, redis_db: object) -> tuple[Loaded, UUID]:
    """A shop in New Jersey, one in the Netherlands, three products each; the demo shopper."""
    shop.tax_rates()
    loaded = Loaded()
    with unit_of_work() as session:
        home = make.warehouse(session)
        abroad = make.warehouse(session, "AMS1", country="NL", region="NB", time_zone="Europe/Amsterdam")
        for slug, place in (("first", home), ("second", abroad)):
            loaded.sellers[slug] = seller = make.seller(session, slug=slug)
            for number in range(3):
                offer = make.offer(session, on_hand=50, at=place, by=seller, price_minor=2000 + 500 * number)
                variant, item = session.get_one(Variant, offer.variant_id), make.item_of(session, offer)
                balance = session.exec(
                    select(StockBalance).where(StockBalance.stock_item_id == item.id)
                ).one()
                loaded.offers[variant.sku, slug] = LoadedOffer(
                    offer=offer,
                    variant=variant,
                    product=session.get_one(Product, variant.product_id),
                    stock_item_id=item.id,
                    picture_key="",
                    balances={place.code: balance},
                )
        return loaded, shop.person(session).id


def rows(database: Engine, statement: str) -> list[tuple[object, ...]]:
    with database.connect() as connection:
        return [tuple(row) for row in connection.execute(text(statement))]


_ORDERS = """
    SELECT w.code, o.status, p.payment_method, p.person_id IS NOT NULL,
        (SELECT array_agg(quantity::int ORDER BY id) FROM order_item WHERE order_id = o.id),
        (SELECT count(*)::int FROM shipment WHERE order_id = o.id)
    FROM customer_order o JOIN purchase p ON p.id = o.purchase_id JOIN warehouse w ON w.id = o.warehouse_id
    ORDER BY o.placed_at
"""


def test_orders_wait_left_in_parcels_and_one_is_disputed(world, stand_in: StandIn, database: Engine):
    loaded, shopper = world
    act_out(loaded, shopper_id=shopper, progress=lambda _: None)
    assert rows(database, _ORDERS) == [
        ("EWR1", "shipped", "card", False, [1], 1),
        ("EWR1", "shipped", "card", True, [2, 1], 2),
        ("EWR1", "processing", "card", True, [3, 1, 2], 0),
        ("EWR1", "partly_shipped", "card", True, [2, 2], 1),
        ("EWR1", "processing", "bank_transfer", False, [1], 0),
        ("AMS1", "processing", "bank_transfer", False, [2, 1], 0),
    ]
    assert rows(database, "SELECT status, reason FROM dispute") == [("evidence_due", "fraudulent")]
    ready = "SELECT count(*)::int FROM pick_task WHERE status = 'ready'"
    assert rows(database, ready) == [(4,)]
    assert query(invariants.violations) == []


def test_without_cards_the_money_comes_by_transfer(world, database: Engine):
    loaded, shopper = world
    act_out(loaded, shopper_id=shopper, progress=lambda _: None)
    ways = "SELECT payment_method, count(*)::int FROM purchase GROUP BY 1"
    assert rows(database, ways) == [("bank_transfer", 6)]
    assert rows(database, "SELECT count(*)::int FROM dispute") == [(0,)]
    assert query(invariants.violations) == []
