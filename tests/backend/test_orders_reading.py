"""Who sees which orders, and how many statements a list takes."""

from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine

from backend.cart.schemas import CartOwner
from backend.identity.schemas import ANONYMOUS, Actor, Role
from backend.kit.errors import InvalidInput, SignInRequired
from backend.kit.unit_of_work import query, transact, unit_of_work
from backend.orders import service as orders
from backend.orders.errors import OrderNotFound, PurchaseNotFound
from tests.factories import inventory as make
from tests.factories import shopping as shop
from tests.statements import recorded

pytestmark = pytest.mark.usefixtures("database", "redis_db")
DESK = Actor(person_id=uuid4(), roles=frozenset({Role.DESK}))


def sells_for(*seller_ids: UUID) -> Actor:
    return Actor(person_id=uuid4(), roles=frozenset({Role.SELLER}), seller_ids=frozenset(seller_ids))


def works_in(*warehouse_ids: UUID) -> Actor:
    return Actor(person_id=uuid4(), roles=frozenset({Role.FLOOR}), warehouse_ids=frozenset(warehouse_ids))


@pytest.fixture
def two_sellers(database: Engine, redis_db: object):
    """A guest's purchase from two sellers: (checkout, completion, offers)."""
    shop.tax_rates()
    with unit_of_work() as session:
        lamp, rug = make.offer(session, on_hand=50), make.offer(session, on_hand=50)
    checkout, completion = shop.placed((lamp, 2), (rug, 1))
    return checkout, completion, (lamp, rug)


def test_a_purchase_is_one_order_per_seller_and_adds_up(two_sellers):
    checkout, completion, (lamp, rug) = two_sellers
    purchase = query(
        orders.purchase_by_number,
        completion.purchase_number.lower(),
        actor=ANONYMOUS,
        access_token=checkout.access_token,
    )
    assert [one.seller_id for one in purchase.orders] == [lamp.seller_id, rug.seller_id]
    assert [one.number for one in purchase.orders] == [f"{purchase.number}-1", f"{purchase.number}-2"]
    assert purchase.totals.total_minor == sum(one.totals.total_minor for one in purchase.orders)
    assert purchase.totals.total_minor == checkout.total_minor
    assert [(item.quantity, item.unit_price_minor) for one in purchase.orders for item in one.items] == [
        (2, 1999),
        (1, 1999),
    ]
    assert purchase.transfer_reference.startswith("T-")


def test_a_guests_purchase_opens_with_its_secret_only(two_sellers):
    checkout, completion, _ = two_sellers
    for actor, token in [
        (ANONYMOUS, None),
        (ANONYMOUS, ""),
        (ANONYMOUS, "x" * 43),
        (Actor(person_id=uuid4()), None),
        (sells_for(uuid4()), None),
    ]:
        with pytest.raises(PurchaseNotFound):
            query(orders.purchase_by_number, completion.purchase_number, actor=actor, access_token=token)
    assert query(orders.purchase_by_number, completion.purchase_number, actor=DESK).checkout_id == checkout.id


def test_a_persons_purchase_opens_for_that_person_only(database: Engine):
    shop.tax_rates()
    with unit_of_work() as session:
        ada, lamp = shop.person(session), make.offer(session)
    me = Actor(person_id=ada.id)
    checkout = shop.prepared((lamp, 1), owner=CartOwner(ada.id), payment_method="bank_transfer")
    assert checkout.access_token is None
    number = shop.complete(checkout, actor=me).purchase_number
    assert query(orders.purchase_by_number, number, actor=me).number == number
    for stranger in (ANONYMOUS, Actor(person_id=uuid4())):
        with pytest.raises(PurchaseNotFound):
            query(orders.purchase_by_number, number, actor=stranger)
    page = query(orders.list_purchases, actor=me)
    assert [(row.number, row.item_count, row.statuses) for row in page.rows] == [(number, 1, ("pending",))]
    assert query(orders.list_purchases, actor=Actor(person_id=uuid4())).total == 0
    with pytest.raises(SignInRequired):
        query(orders.list_purchases, actor=ANONYMOUS)


def test_a_seller_sees_its_own_order_and_no_trace_of_another_sellers(two_sellers):
    checkout, _, (lamp, rug) = two_sellers
    mine, theirs = shop.order_ids(checkout.id)
    me = sells_for(lamp.seller_id)
    found = query(orders.order_for_seller, lamp.seller_id, mine, actor=me)
    assert (found.order.seller_id, len(found.order.items)) == (lamp.seller_id, 1)
    assert found.order.items[0].offer_id == lamp.id
    assert str(rug.id) not in repr(found)
    assert str(rug.seller_id) not in repr(found)
    assert "ada@example.com" not in repr(found)
    for seller_id, order_id in [
        (lamp.seller_id, theirs),
        (rug.seller_id, theirs),
        (rug.seller_id, mine),
        (lamp.seller_id, uuid4()),
    ]:
        with pytest.raises(OrderNotFound):
            query(orders.order_for_seller, seller_id, order_id, actor=me)
    page = query(orders.list_for_seller, lamp.seller_id, actor=me)
    assert [row.id for row in page.rows] == [mine]
    assert (page.total, page.by_status) == (1, {"pending": 1})
    with pytest.raises(OrderNotFound):
        query(orders.list_for_seller, rug.seller_id, actor=me)
    with pytest.raises(OrderNotFound):
        query(orders.order_by_id, theirs, actor=me)
    without_role = Actor(person_id=uuid4(), seller_ids=frozenset({lamp.seller_id}))
    with pytest.raises(OrderNotFound):
        query(orders.list_for_seller, lamp.seller_id, actor=without_role)


def test_searching_another_sellers_goods_finds_nothing(two_sellers):
    checkout, _, (lamp, rug) = two_sellers
    me = sells_for(lamp.seller_id)
    own = query(orders.order_for_seller, lamp.seller_id, shop.order_ids(checkout.id)[0], actor=me)
    title = own.order.items[0].title
    assert query(orders.list_for_seller, lamp.seller_id, words=title.lower(), actor=me).total == 1
    assert query(orders.list_for_seller, lamp.seller_id, words=own.order.number[:6], actor=me).total == 1
    other = query(orders.list_for_seller, rug.seller_id, actor=DESK).rows[0].first_title
    assert query(orders.list_for_seller, lamp.seller_id, words=other, actor=me).rows == ()
    assert query(orders.list_for_seller, lamp.seller_id, words="%", actor=me).total == 1
    assert query(orders.list_for_seller, lamp.seller_id, status="shipped", actor=me).total == 0


def test_the_floor_sees_orders_of_its_own_warehouse(two_sellers):
    checkout, _, _ = two_sellers
    order_id = shop.order_ids(checkout.id)[0]
    order = query(orders.order_by_id, order_id, actor=DESK)
    assert query(orders.order_by_id, order_id, actor=works_in(order.warehouse_id)).number == order.number
    for elsewhere in (works_in(uuid4()), works_in(), ANONYMOUS):
        with pytest.raises(OrderNotFound):
            query(orders.order_by_id, order_id, actor=elsewhere)


def test_only_the_desk_reads_who_exactly_did_it(two_sellers):
    checkout, _, (lamp, _) = two_sellers
    order_id = shop.order_ids(checkout.id)[0]
    desk = Actor(person_id=uuid4(), roles=frozenset({Role.DESK}))
    transact(orders.cancel, order_id, actor=desk, reason="fraud")
    seen = query(orders.order_for_seller, lamp.seller_id, order_id, actor=sells_for(lamp.seller_id))
    assert [one.actor for one in seen.order.history] == ["guest", "person"]
    seen = query(orders.order_by_id, order_id, actor=DESK)
    assert seen.history[-1].actor == f"person:{desk.person_id}"


def test_lists_take_the_same_few_statements_however_long_they_are(database: Engine):
    shop.tax_rates()
    with unit_of_work() as session:
        ada, seller = shop.person(session), make.seller(session)
        lamp = make.offer(session, on_hand=50, by=seller)
    owner, me = CartOwner(ada.id), Actor(person_id=ada.id)
    counts = []
    for _ in range(3):
        shop.complete(shop.prepared((lamp, 1), owner=owner, payment_method="bank_transfer"), actor=me)
        with recorded(database) as of_person:
            rows = query(orders.list_purchases, actor=me).rows
        with recorded(database) as of_seller:
            page = query(orders.list_for_seller, seller.id, words="product", actor=sells_for(seller.id))
        counts.append((len(rows), len(page.rows), len(of_person), len(of_seller)))
    assert counts == [(1, 1, 5, 3), (2, 2, 5, 3), (3, 3, 5, 3)]
    second = query(orders.list_purchases, actor=me, page=2, size=2)
    assert (len(second.rows), second.total, second.page) == (1, 3, 2)


@pytest.mark.parametrize(("field", "value"), [("page", 0), ("size", 0), ("size", 101), ("status", "lost")])
def test_a_list_refuses_what_makes_no_sense(database: Engine, field: str, value: object):
    seller_id = uuid4()
    with pytest.raises(InvalidInput) as refused:
        query(orders.list_for_seller, seller_id, actor=sells_for(seller_id), **{field: value})
    assert refused.value.field == field
