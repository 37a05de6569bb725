"""Fills an empty database with the demo world: the same seed number makes the same world."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session

from app.demo.catalogue import World, generate
from app.demo.catalogue.model import Size
from app.demo.load.catalogue import Loaded, load_places, load_products, load_reviews, load_stock
from app.demo.load.desk import load_returns
from app.demo.load.orders import OrderBook
from app.demo.load.people import load_people
from app.demo.load.pictures import Album, derive
from app.demo.load.promotions import load_promotions
from app.demo.load.scenes import act_out
from app.demo.load.traffic import load_traffic
from app.demo.people import SHOPPER
from backend.analytics import service as analytics
from backend.kit import clock
from backend.kit.errors import Conflict
from backend.kit.unit_of_work import query, transact
from backend.pricing import currencies
from backend.pricing import service as pricing
from backend.search import service as search
from backend.storefront import service as storefront

DAYS = 90
Progress = Callable[[str], None]


class WorldExists(Conflict):
    """The database holds products already."""

    code = "world_exists"


def seed(seed: int, size: str, progress: Progress) -> None:
    """Load the demo world `seed` of `size`, say each step to `progress`.

    History in one transaction, then what waits now, roll-ups and the search index. Raises WorldExists for a
    database that is not empty.
    """
    progress("inventing the world")
    world = generate(seed, Size(size))
    now = clock.now()
    query(_require_empty)
    album = Album()
    album.fill(
        (variant.picture for product in world.products for variant in product.variants),
        lambda done, total: progress(f"drawing pictures: {done} of {total}"),
    )
    loaded, shopper = transact(partial(_load, world=world, album=album, now=now, progress=progress))
    act_out(loaded, shopper_id=shopper, progress=progress)
    progress("rolling up the board's numbers")
    for day in range(DAYS + 1):
        transact(analytics.roll_up_sales, (now - timedelta(days=DAYS - day)).date())
    transact(analytics.roll_up, now.date())
    progress("building the search index")
    transact(search.rebuild)
    progress("preparing the front page's pictures")
    home = query(storefront.home)
    shelved = {card.card.picture_key for shelf in home.shelves for card in shelf.cards}
    derive(shelved - {""}, width=320)


def _require_empty(session: Session) -> None:
    if session.execute(text("SELECT EXISTS (SELECT FROM product)")).scalar_one():
        raise WorldExists("There are products already. Use --reset to start again with the demo world.")


def _load(
    session: Session, *, world: World, album: Album, now: datetime, progress: Progress
) -> tuple[Loaded, UUID]:
    _require_empty(session)
    opened = datetime(now.year, now.month, now.day, tzinfo=UTC) - timedelta(days=DAYS + 7)
    # One large transaction: the limits of requests are not for it.
    session.execute(text("SET LOCAL statement_timeout = 0"))
    session.execute(text("SET LOCAL idle_in_transaction_session_timeout = 0"))
    loaded = Loaded()
    pricing.seed_tax_rates(session)
    currencies.seed_rates(session)
    load_places(session, world, loaded, opened=opened)
    load_promotions(session, loaded, opened=opened)
    shopper = load_people(session, loaded)
    products = load_products(world, loaded, album, opened=opened)
    book = OrderBook(session, loaded, now=now, shopper_id=shopper, shopper=SHOPPER.email)
    tomorrow = now.date() + timedelta(days=1)
    orders = (one for one in world.orders(DAYS + 1, tomorrow) if one.placed_at < now)
    sold = book.take(orders, lambda done: progress(f"taking orders: {done}"))
    reviews = load_reviews(world, loaded, now=now)
    progress(f"writing {len(loaded.products)} products, {len(album)} pictures, {book.taken} orders")
    products.write(session, loaded, reviews)
    load_stock(session, loaded, sold, opened=opened)
    book.book.write(session)
    load_returns(session, book.newest_delivered(6))
    progress("writing visits")
    events = (one for one in world.events(DAYS + 1, tomorrow, None) if one.at < now)
    load_traffic(session, events, loaded, keep_from=now.date() - timedelta(days=3), until=now.date())
    session.execute(text("ANALYZE"))
    return loaded, shopper
