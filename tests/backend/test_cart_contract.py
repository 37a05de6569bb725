"""What a cart promises, to guests (Redis) and to people (database) alike."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID, uuid4

import pytest
from redis import Redis
from sqlalchemy import Engine, text

from backend.cart import service
from backend.cart.errors import (
    CartEmpty,
    CartFull,
    NotInCart,
    NotSaved,
    NotSold,
    OtherCurrency,
    SavedFull,
    SoldOut,
)
from backend.cart.schemas import CartOwner, CartView
from backend.catalog.models import Offer
from backend.kit.errors import InvalidInput
from backend.kit.unit_of_work import query, transact, unit_of_work
from backend.sellers.models import Seller
from tests.factories import inventory as make
from tests.factories import people
from tests.statements import recorded

Owners = Callable[[], CartOwner]


@pytest.fixture(params=["guest", "person"])
def new_owner(request, database: Engine, redis_db: Redis) -> Owners:
    def guest() -> CartOwner:
        return CartOwner(visitor_id=uuid4())

    def person() -> CartOwner:
        with unit_of_work() as session:
            return CartOwner(person_id=people.person(session).id)

    return guest if request.param == "guest" else person


@pytest.fixture
def owner(new_owner: Owners) -> CartOwner:
    return new_owner()


def operation() -> str:
    return str(uuid4())


def add(owner: CartOwner, offer_id: UUID, quantity: int = 1, operation_id: str | None = None) -> CartView:
    return transact(
        service.add, owner, offer_id=offer_id, quantity=quantity, operation_id=operation_id or operation()
    )


def set_quantity(owner: CartOwner, offer_id: UUID, quantity: int) -> CartView:
    return transact(
        service.set_quantity, owner, offer_id=offer_id, quantity=quantity, operation_id=operation()
    )


def remove(owner: CartOwner, offer_id: UUID) -> CartView:
    return transact(service.remove, owner, offer_id=offer_id, operation_id=operation())


def view(owner: CartOwner) -> CartView:
    return query(service.view, owner)


def quantities(cart: CartView) -> dict[UUID, int]:
    return {line.offer_id: line.quantity for line in cart.lines}


def on_sale(on_hand: int = 10, **values) -> UUID:
    with unit_of_work() as session:
        return make.offer(session, on_hand=on_hand, **values).id


def change_row(engine: Engine, statement: str, **values) -> None:
    with engine.begin() as connection:
        connection.execute(text(statement), values)


def test_a_new_cart_is_empty_and_nothing_is_written_to_look_at_it(database, redis_db, owner):
    empty = view(owner)
    assert (empty.id, empty.lines, empty.count, empty.subtotal_minor) == (None, (), 0, 0)
    assert redis_db.dbsize() == 0
    with database.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM cart")).scalar() == 0


def test_adding_tells_everything_that_a_cart_shows(owner):
    with unit_of_work() as session:
        seller = make.seller(session, name="Fjord & Co")
        lamp = make.variant(
            session, of=make.product(session, title="Desk Lamp", slug="desk-lamp"), options={"Colour": "Navy"}
        )
        offer = make.offer(session, of=lamp, by=seller, price_minor=2450, on_hand=5)

    cart = add(owner, offer.id, 2)

    (line,) = cart.lines
    assert (line.title, line.options_text, line.product_slug) == ("Desk Lamp", "Navy", "desk-lamp")
    assert (line.seller_name, line.quantity, line.available) == ("Fjord & Co", 2, 5)
    assert (line.unit_price_minor, line.seen_price_minor, line.line_total_minor) == (2450, 2450, 4900)
    assert (line.problem, line.problem_kind) == (None, None)
    assert (cart.count, cart.subtotal_minor, cart.currency, cart.has_problems) == (2, 4900, "USD", False)
    assert cart.id is not None
    assert view(owner) == cart
    assert query(service.count, owner) == 2


def test_lines_keep_the_order_of_adding(owner):
    first, second, third = on_sale(), on_sale(), on_sale()
    for offer_id in (second, first, third, first):
        add(owner, offer_id)
    assert [(line.offer_id, line.quantity) for line in view(owner).lines] == [
        (second, 1),
        (first, 2),
        (third, 1),
    ]


def test_a_repeated_operation_counts_once(owner):
    offer_id, again = on_sale(), operation()
    add(owner, offer_id, 2, again)
    repeated = add(owner, offer_id, 2, again)
    assert quantities(repeated) == quantities(view(owner)) == {offer_id: 2}
    assert repeated.changes == ()
    assert quantities(add(owner, offer_id, 2)) == {offer_id: 4}


def test_operations_are_remembered_for_a_while_and_not_for_ever(database, redis_db, owner, monkeypatch):
    for module in ("guest_carts", "repository"):
        monkeypatch.setattr(f"backend.cart.{module}.REMEMBERED_OPERATIONS", 5)
    offer_id = on_sale(99)
    names = [operation() for _ in range(9)]
    for name in names:
        add(owner, offer_id, 1, name)
    assert quantities(add(owner, offer_id, 1, names[-2])) == {offer_id: 9}
    with database.connect() as connection:
        in_database = connection.execute(text("SELECT count(*) FROM cart_operation")).scalar()
    in_redis = sum(redis_db.zcard(key) for key in redis_db.scan_iter("*:operations"))
    assert in_database + in_redis == 5


def test_adding_stops_at_what_is_available_and_says_so(owner):
    offer_id = on_sale(3)
    add(owner, offer_id, 2)
    cart = add(owner, offer_id, 2)
    assert quantities(cart) == {offer_id: 3}
    (change,) = cart.changes
    assert change.kind == "capped"
    assert change.message.endswith("only 3 are available, so your cart has 3.")
    assert view(owner).has_problems is False


def test_a_line_holds_99_and_no_more(owner):
    offer_id = on_sale(500)
    add(owner, offer_id, 60)
    cart = add(owner, offer_id, 60)
    assert quantities(cart) == {offer_id: 99}
    assert cart.changes[0].message.endswith("one order takes at most 99, so your cart has 99.")


@pytest.mark.parametrize("quantity", [0, -1, 100, 10**9])
def test_an_impossible_quantity_is_refused_and_nothing_changes(owner, quantity: int):
    offer_id = on_sale()
    add(owner, offer_id, 1)
    with pytest.raises(InvalidInput) as refusal:
        add(owner, offer_id, quantity)
    assert refusal.value.field == "quantity"
    if quantity != 0:
        with pytest.raises(InvalidInput):
            set_quantity(owner, offer_id, quantity)
    assert quantities(view(owner)) == {offer_id: 1}


def test_an_operation_needs_a_name(owner):
    offer_id = on_sale()
    for name in ("", "x" * 101):
        with pytest.raises(InvalidInput) as refusal:
            transact(service.add, owner, offer_id=offer_id, quantity=1, operation_id=name)
        assert refusal.value.field == "operation_id"
    assert view(owner).lines == ()


def test_what_is_not_sold_or_sold_out_cannot_be_added(owner):
    withdrawn, sold_out = on_sale(is_active=False), on_sale(0)
    for offer_id, kind in ((withdrawn, NotSold), (uuid4(), NotSold), (sold_out, SoldOut)):
        with pytest.raises(kind):
            add(owner, offer_id)
    assert view(owner).lines == ()


def test_a_cart_has_one_currency(owner):
    dollars, euros = on_sale(), on_sale(currency="EUR")
    add(owner, dollars)
    with pytest.raises(OtherCurrency):
        add(owner, euros)
    assert quantities(remove(owner, dollars)) == {}
    assert add(owner, euros).currency == "EUR"
    assert view(owner).currency == "EUR"


def test_the_hundred_and_first_line_is_refused(owner, monkeypatch):
    for module in ("policy", "guest_carts"):
        monkeypatch.setattr(f"backend.cart.{module}.MOST_LINES", 3)
    offers = [on_sale() for _ in range(4)]
    for offer_id in offers[:3]:
        add(owner, offer_id)
    with pytest.raises(CartFull):
        add(owner, offers[3])
    assert quantities(add(owner, offers[0])) == {offers[0]: 2, offers[1]: 1, offers[2]: 1}


def test_setting_a_quantity_stops_at_what_is_available(owner):
    offer_id = on_sale(4)
    add(owner, offer_id)
    assert quantities(set_quantity(owner, offer_id, 3)) == {offer_id: 3}
    cart = set_quantity(owner, offer_id, 9)
    assert quantities(cart) == {offer_id: 4}
    assert [change.kind for change in cart.changes] == ["capped"]
    assert quantities(set_quantity(owner, offer_id, 0)) == {}


def test_a_line_that_another_tab_removed_is_not_brought_back(owner):
    offer_id = on_sale()
    add(owner, offer_id)
    assert remove(owner, offer_id).lines == ()
    assert remove(owner, offer_id).lines == ()
    with pytest.raises(NotInCart):
        set_quantity(owner, offer_id, 2)
    assert view(owner).lines == ()


def test_what_changed_meanwhile_is_a_problem_in_words(database: Engine, owner):
    cheaper, short, sold_out, gone, fine = (on_sale(9, price_minor=2000) for _ in range(5))
    for offer_id in (cheaper, short, sold_out, gone, fine):
        add(owner, offer_id, 4)
    change_row(database, "UPDATE offer SET price_minor = 1799 WHERE id IN (:a, :b)", a=cheaper, b=short)
    stock = (
        "UPDATE stock_balance SET safety_stock = :kept WHERE stock_item_id ="
        " (SELECT stock_item_id FROM offer_component WHERE offer_id = :id)"
    )
    change_row(database, stock, kept=7, id=short)
    change_row(database, stock, kept=9, id=sold_out)
    change_row(database, "UPDATE offer SET is_active = false WHERE id = :id", id=gone)

    cart = view(owner)

    assert [(line.problem_kind, line.problem, line.available) for line in cart.lines] == [
        ("price", "The price changed from $20.00 to $17.99.", 9),
        ("short", "Only 2 left. The price changed from $20.00 to $17.99.", 2),
        ("sold_out", "Sold out. Please remove it or come back later.", 0),
        ("gone", "No longer sold. Please remove it.", 0),
        (None, None, 9),
    ]
    assert cart.has_problems is True
    assert cart.lines[0].line_total_minor == 4 * 1799
    assert cart.subtotal_minor == 2 * 4 * 1799 + 2 * 4 * 2000, "what is gone is not counted"
    assert cart.lines[0].seen_price_minor == 2000

    accepted = transact(service.accept_prices, owner)
    assert [line.problem_kind for line in accepted.lines] == [None, "short", "sold_out", "gone", None]
    assert view(owner) == accepted
    with pytest.raises(SoldOut):
        set_quantity(owner, sold_out, 2)
    with pytest.raises(NotSold):
        set_quantity(owner, gone, 2)


def test_setting_a_quantity_does_not_accept_a_price_that_moved(database: Engine, owner):
    offer_id = on_sale(price_minor=2000)
    add(owner, offer_id)
    change_row(database, "UPDATE offer SET price_minor = 2500 WHERE id = :id", id=offer_id)
    assert set_quantity(owner, offer_id, 2).lines[0].seen_price_minor == 2000
    assert add(owner, offer_id).lines[0].seen_price_minor == 2500, "adding shows the present price"


def test_carts_of_two_owners_never_meet(new_owner: Owners):
    one, other = new_owner(), new_owner()
    offer_id = on_sale()
    add(one, offer_id)
    assert view(other).lines == ()
    remove(other, offer_id)
    assert quantities(view(one)) == {offer_id: 1}


def test_many_tabs_at_once_lose_nothing_and_double_nothing(owner):
    offers = [on_sale(99) for _ in range(4)]
    operations = [(offers[number % 4], operation()) for number in range(40)]
    start = Barrier(16)

    def tab(number: int) -> None:
        start.wait()
        for offer_id, name in operations[number % 8 :: 8]:
            add(owner, offer_id, 1, name)

    with ThreadPoolExecutor(16) as tabs:
        list(tabs.map(tab, range(16)))

    assert quantities(view(owner)) == dict.fromkeys(offers, 10)


def test_checkout_reads_the_lines_and_an_order_empties_the_cart(owner):
    first, second = on_sale(price_minor=1000), on_sale(price_minor=2000)
    with pytest.raises(CartEmpty):
        query(service.lines_for_checkout, owner)
    add(owner, first, 2)
    cart = add(owner, second)

    cart_id, lines = query(service.lines_for_checkout, owner)
    assert cart_id == cart.id
    assert lines == ((first, 2, 1000), (second, 1, 2000))

    transact(service.mark_ordered, owner, cart_id)
    assert view(owner).lines == ()
    transact(service.mark_ordered, owner, cart_id)
    fresh = add(owner, first)
    assert fresh.id != cart_id
    transact(service.mark_ordered, owner, cart_id)
    assert quantities(view(owner)) == {first: 1}, "a replay leaves the new cart alone"


def test_what_came_in_while_paying_stays_in_a_new_cart(owner):
    bought, more, later = on_sale(), on_sale(), on_sale()
    add(owner, bought, 2)
    cart_id = add(owner, more, 1).id
    add(owner, more, 2)
    add(owner, later, 1)

    transact(service.mark_ordered, owner, cart_id, bought={bought: 2, more: 1})

    rest = view(owner)
    assert quantities(rest) == {more: 2, later: 1}
    assert rest.id != cart_id


def test_an_order_that_rolls_back_leaves_the_cart(owner):
    offer_id = on_sale()
    cart_id = add(owner, offer_id).id

    def failing_order(session) -> None:
        service.mark_ordered(session, owner, cart_id)
        raise CartEmpty("something else went wrong")

    with pytest.raises(CartEmpty):
        transact(failing_order)
    assert quantities(view(owner)) == {offer_id: 1}


def test_nobody_has_no_cart(database, redis_db):
    with pytest.raises(InvalidInput):
        view(CartOwner())


def test_looking_at_a_cart_takes_two_statements_of_facts_however_many_lines(database, owner):
    for _ in range(8):
        add(owner, on_sale())
    with recorded(database) as seen:
        view(owner)
    assert len(seen) == (3 if owner.person_id else 2)
    with recorded(database) as seen:
        query(service.count, owner)
    assert len(seen) == (1 if owner.person_id else 0)
    offer_id = on_sale()
    with recorded(database) as seen:
        add(owner, offer_id)
    assert len(seen) == (7 if owner.person_id else 2)


def saved(owner: CartOwner) -> dict[UUID, int]:
    return {line.offer_id: line.quantity for line in query(service.saved, owner)}


def save(owner: CartOwner, offer_id: UUID, operation_id: str | None = None) -> CartView:
    return transact(
        service.save_for_later, owner, offer_id=offer_id, operation_id=operation_id or operation()
    )


def move_back(owner: CartOwner, offer_id: UUID, operation_id: str | None = None) -> CartView:
    return transact(service.move_back, owner, offer_id=offer_id, operation_id=operation_id or operation())


def test_a_line_is_put_aside_with_its_quantity_and_comes_back(owner):
    lamp, rug = on_sale(10), on_sale(10)
    add(owner, lamp, 3)
    add(owner, rug, 1)
    assert quantities(save(owner, lamp)) == {rug: 1}
    assert saved(owner) == {lamp: 3}
    assert quantities(move_back(owner, lamp)) == {rug: 1, lamp: 3}
    assert saved(owner) == {}


def test_a_repeated_move_counts_once_in_both_directions(owner):
    lamp, again = on_sale(10), operation()
    add(owner, lamp, 2)
    save(owner, lamp, again)
    add(owner, lamp, 1)
    assert quantities(save(owner, lamp, again)) == {lamp: 1}, "the repeat takes nothing more out"
    assert saved(owner) == {lamp: 2}
    back = operation()
    assert quantities(move_back(owner, lamp, back)) == {lamp: 3}
    assert quantities(move_back(owner, lamp, back)) == {lamp: 3}
    with pytest.raises(NotSaved):
        move_back(owner, lamp)
    with pytest.raises(NotInCart):
        save(owner, on_sale())
    assert (quantities(view(owner)), saved(owner)) == ({lamp: 3}, {})


def test_saved_lines_tell_about_stock_and_price_and_what_cannot_be_had_stays(database: Engine, owner):
    cheaper, few, sold_out, gone, fine = (on_sale(9, price_minor=2000) for _ in range(5))
    for offer_id in (cheaper, few, sold_out, gone, fine):
        add(owner, offer_id, 4)
        save(owner, offer_id)
    change_row(database, "UPDATE offer SET price_minor = 1799 WHERE id = :a", a=cheaper)
    stock = (
        "UPDATE stock_balance SET safety_stock = :kept WHERE stock_item_id ="
        " (SELECT stock_item_id FROM offer_component WHERE offer_id = :id)"
    )
    change_row(database, stock, kept=6, id=few)
    change_row(database, stock, kept=9, id=sold_out)
    change_row(database, "UPDATE offer SET is_active = false WHERE id = :id", id=gone)
    assert [(line.note_kind, line.note, line.can_move) for line in query(service.saved, owner)] == [
        ("price", "Cheaper now: $17.99, was $20.00.", True),
        ("few", "Only 3 left.", True),
        ("sold_out", "Sold out at the moment.", False),
        ("gone", "No longer sold.", False),
        (None, "", True),
    ]
    for offer_id, kind in ((sold_out, SoldOut), (gone, NotSold)):
        with pytest.raises(kind):
            move_back(owner, offer_id)
    cart = move_back(owner, few)
    assert quantities(cart) == {few: 3}
    assert cart.changes[0].message.endswith("only 3 are available, so your cart has 3.")
    assert move_back(owner, cheaper).lines[1].problem is None, "moving back shows the present price"
    transact(service.drop_saved, owner, offer_id=gone, operation_id=operation())
    transact(service.drop_saved, owner, offer_id=gone, operation_id=operation())
    assert saved(owner) == {sold_out: 4, fine: 4}


def test_saving_stops_at_its_limit_and_survives_an_order(owner, monkeypatch):
    for module in ("guest_carts", "person_carts"):
        monkeypatch.setattr(f"backend.cart.{module}.MOST_SAVED", 1)
    lamp, rug = on_sale(), on_sale()
    add(owner, lamp)
    cart_id = add(owner, rug).id
    save(owner, lamp)
    with pytest.raises(SavedFull):
        save(owner, rug)
    assert quantities(view(owner)) == {rug: 1}
    transact(service.mark_ordered, owner, cart_id)
    assert (quantities(view(owner)), saved(owner)) == ({}, {lamp: 1})
    assert quantities(move_back(owner, lamp)) == {lamp: 1}


def test_two_tabs_that_move_the_same_line_do_not_double_it(owner):
    lamp = on_sale(99)
    add(owner, lamp, 5)
    start = Barrier(8)

    def tab(number: int) -> str:
        start.wait()
        try:
            save(owner, lamp) if number % 2 else move_back(owner, lamp)
        except (NotInCart, NotSaved):
            return "refused"
        return "moved"

    with ThreadPoolExecutor(8) as tabs:
        list(tabs.map(tab, range(8)))
    assert (quantities(view(owner)) | saved(owner)) == {lamp: 5}
    assert len(quantities(view(owner))) + len(saved(owner)) == 1


def test_the_sellers_limit_holds_for_adding_setting_and_moving_back(database: Engine, owner):
    lamp = on_sale(50, max_per_order=3)
    cart = add(owner, lamp, 2)
    assert (cart.lines[0].max_per_order, cart.lines[0].largest) == (3, 3)
    cart = add(owner, lamp, 2)
    assert quantities(cart) == {lamp: 3}
    assert cart.changes[0].message.endswith("one order takes at most 3, so your cart has 3.")
    assert quantities(set_quantity(owner, lamp, 9)) == {lamp: 3}
    save(owner, lamp)
    add(owner, lamp, 1)
    assert quantities(move_back(owner, lamp)) == {lamp: 3}
    change_row(database, "UPDATE offer SET max_per_order = 2 WHERE id = :id", id=lamp)
    (line,) = view(owner).lines
    assert (line.problem_kind, line.problem) == ("limit", "One order takes at most 2 of this.")
    assert view(owner).has_problems is True
    assert quantities(set_quantity(owner, lamp, 2)) == {lamp: 2}


def bundle_of(offer_id: UUID, pieces: int) -> UUID:
    with unit_of_work() as session:
        single = session.get(Offer, offer_id)
        bundle = make.offer_without_stock(session, by=session.get(Seller, single.seller_id))
        make.component(session, bundle, make.item_of(session, single), pieces)
        return bundle.id


def test_a_bundle_and_a_single_of_the_same_goods_are_counted_together(owner):
    single = on_sale(5)
    bundle = bundle_of(single, 2)
    add(owner, single, 3)
    cart = add(owner, bundle, 2)
    assert quantities(cart) == {single: 3, bundle: 1}
    assert cart.changes[0].message.endswith(
        "only 1 is left beside what shares its stock in your cart, so your cart has 1."
    )
    assert cart.has_problems is False
    with pytest.raises(SoldOut, match="is in your cart already"):
        transact(service.remove, owner, offer_id=bundle, operation_id=operation())
        set_quantity(owner, single, 5)
        add(owner, bundle)
    assert quantities(view(owner)) == {single: 5}


def test_a_cart_whose_lines_together_need_more_than_there_is_says_which(database: Engine, owner):
    single = on_sale(5)
    bundle = bundle_of(single, 2)
    add(owner, single, 3)
    add(owner, bundle, 1)
    change_row(database, "UPDATE stock_balance SET safety_stock = 2")
    cart = view(owner)
    assert [(line.available, line.problem_kind, line.problem) for line in cart.lines] == [
        (3, None, None),
        (0, "short", "None left beside what shares its stock in your cart."),
    ]
    assert quantities(set_quantity(owner, single, 1)) == {single: 1, bundle: 1}
    assert view(owner).has_problems is False


def test_what_was_sold_out_a_moment_ago_is_refused_unasked_and_sold_again_a_moment_after_it_came(
    database, owner
):
    lamp = on_sale(on_hand=0)
    with pytest.raises(SoldOut):
        add(owner, lamp)
    with recorded(database) as seen, pytest.raises(SoldOut, match="sold out"):
        add(owner, lamp)
    assert seen == []
    change_row(database, "UPDATE stock_balance SET on_hand = 3")
    time.sleep(0.11)
    assert quantities(add(owner, lamp)) == {lamp: 1}
