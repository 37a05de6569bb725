"""The demo world's promotions are true ones: their codes lower a cart as they say."""

from datetime import UTC, datetime

from app.demo.load.catalogue import Loaded
from app.demo.load.promotions import load_promotions
from backend.catalog.models import Category
from backend.kit.unit_of_work import unit_of_work
from backend.sellers.models import Seller
from tests.factories import inventory as make
from tests.factories import shopping as shop


def test_the_codes_of_the_demo_world_work(database, redis_db):
    shop.tax_rates()
    with unit_of_work() as session:
        lamp = make.offer(session, on_hand=50, price_minor=5000)
        seller = session.get(Seller, lamp.seller_id)
        category = session.query(Category).first() or Category(slug="home", name="Home", path="home")
        session.add(category)
        session.flush()
        loaded = Loaded(sellers={"one": seller}, categories={category.slug: category})
        load_promotions(session, loaded, opened=datetime(2026, 1, 1, tzinfo=UTC))
    saved = {}
    for code in ("WELCOME10", "FIVE50", "SHIPFREE", "SELLER15"):
        quote = shop.prepared((lamp, 1), coupon_codes=(code,)).quote
        saved[code] = quote.discount_minor + quote.shipping_discount_minor
    assert saved == {"WELCOME10": 500, "FIVE50": 500, "SHIPFREE": 499, "SELLER15": 750}
