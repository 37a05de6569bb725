"""Gift cards and store credit pay a checkout in part or whole; what is cancelled or refunded goes back."""

import threading
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, text

from backend.checkout import process, service
from backend.checkout.errors import CheckoutClosed
from backend.checkout.service import hand_back
from backend.identity.schemas import ANONYMOUS, Actor, system_actor
from backend.kit import clock
from backend.kit.errors import SignInRequired, TooManyRequests
from backend.kit.unit_of_work import transact, unit_of_work
from backend.orders import payouts, refund_sending, refunds, settlement
from backend.orders import service as orders
from backend.orders.errors import RefundRefused
from backend.payments import gift_cards, store_credit, tenders
from backend.payments import service as payments
from backend.payments.errors import GiftCardRefused, NothingToPayOut
from jobs import invariants
from tests.factories import inventory as make
from tests.factories import shopping as shop
from tests.stand_in import StandIn

SYSTEM = system_actor("test")


@pytest.fixture
def offers(database: Engine, redis_db: object):
    shop.tax_rates()
    with unit_of_work() as session:
        return [make.offer(session, on_hand=60, price_minor=price) for price in (5000, 3000, 2000)]


@pytest.fixture
def shopper(database: Engine) -> Actor:
    with unit_of_work() as session:
        return Actor(person_id=shop.person(session).id)


def left_on(code: str) -> int:
    return transact(gift_cards.balance, code, caller="holder").balance_minor


def grant(person_id: UUID, amount_minor: int) -> None:
    transact(
        store_credit.grant,
        person_id=person_id,
        amount_minor=amount_minor,
        currency="USD",
        reason="sorry",
        actor=SYSTEM,
        idempotency_key=f"credit:{person_id}",
    )


def credit_of(person_id: UUID) -> int:
    return sum(one.balance_minor for one in transact(store_credit.credits_of, person_id))


def books() -> dict[str, int]:
    return {one.account: one.amount_minor for one in transact(payments.balances) if one.amount_minor}


def owed_to(session_seller: UUID) -> int:
    return transact(payouts.funds, session_seller, currency="USD", actor=SYSTEM).owed_minor


def healthy() -> None:
    with unit_of_work() as session:
        assert invariants.violations(session) == []


def dispatch(*order_ids: UUID) -> None:
    for order_id in order_ids:
        transact(orders.mark_shipped, order_id, carrier="AP", tracking_number="AP-1", actor=SYSTEM)
        settlement.settle(order_id)


def journal(stand_in: StandIn, checkout) -> dict[str, int]:
    return stand_in.journal(transact(payments.current_payment, checkout.id).reference)


def test_a_card_pays_what_the_gift_card_does_not_and_a_decline_costs_nothing(offers, stand_in: StandIn):
    code = shop.gift_card(2000)
    checkout = shop.prepared((offers[0], 1), gift_card_codes=[code.lower()])
    # 50.00 + 4.99 shipping + 4 % tax.
    assert (checkout.total_minor, checkout.to_pay_minor) == (5719, 3719)
    assert [(one.kind, one.last_four, one.amount_minor) for one in checkout.tenders] == [
        ("gift_card", code[-4:], 2000)
    ]
    with pytest.raises(GiftCardRefused):
        left_on(code)
    declined = shop.complete(checkout, "pm_card_chargeDeclined")
    assert declined.status == "requires_payment_method"
    assert books() == {"value_issued": 2000, "gift_card_liability": -2000}
    for _ in range(3):
        assert shop.complete(checkout).status == "completed"
    held = journal(stand_in, checkout)
    assert (held["held"], held["kept"]) == (3719, 0)
    assert books()["tender_deposit"] == -2000
    assert "gift_card_liability" not in books()
    dispatch(*shop.order_ids(checkout.id))
    assert journal(stand_in, checkout)["kept"] == 3719
    assert books() == {
        "value_issued": 2000,
        "gateway_receivable": 3719,
        "seller_payable": -4400,
        "marketplace_commission": -600,
        "shipping_revenue": -499,
        "tax_payable": -220,
    }
    healthy()


def test_store_credit_alone_needs_no_gateway_and_goes_back_on_cancellation(
    offers, shopper, stand_in: StandIn
):
    grant(shopper.person_id, 10_000)
    owner = shop.CartOwner(person_id=shopper.person_id)
    checkout = shop.prepared((offers[0], 1), owner=owner, use_store_credit=True)
    assert (checkout.to_pay_minor, credit_of(shopper.person_id)) == (0, 10_000 - 5719)
    done = process.complete(checkout.id, access_token=None, actor=shopper)
    assert done.status == "completed"
    assert stand_in.intents_of(checkout.id) == []
    purchase = transact(orders.purchase_by_checkout, checkout.id)
    assert (purchase.payment_method, purchase.payment_status) == ("balance", "captured")
    (order_id,) = shop.order_ids(checkout.id)
    transact(orders.cancel, order_id, actor=SYSTEM, reason="test")
    for _ in range(2):
        settlement.give_back(order_id)
    assert credit_of(shopper.person_id) == 10_000
    assert books() == {"value_issued": 10_000, "store_credit_liability": -10_000}
    healthy()


def test_what_a_checkout_holds_is_free_again_when_it_ends_or_is_prepared_without(
    offers, frozen_clock, stand_in: StandIn
):
    code = shop.gift_card(2000)
    owner = shop.guest()
    first = shop.prepared((offers[0], 1), owner=owner, gift_card_codes=[code])
    again = shop.prepare(owner, access_token=first.access_token)
    assert (again.id, again.tenders, again.to_pay_minor, left_on(code)) == (first.id, (), 5719, 2000)
    shop.prepare(owner, access_token=first.access_token, gift_card_codes=[code])
    transact(hand_back, owner)
    assert left_on(code) == 2000
    shop.prepare(owner, access_token=first.access_token, gift_card_codes=[code])
    frozen_clock.advance(minutes=16)
    process.heal_unfinished()
    assert (
        transact(service.view, first.id, access_token=first.access_token, actor=ANONYMOUS).status == "expired"
    )
    assert left_on(code) == 2000
    assert books() == {"value_issued": 2000, "gift_card_liability": -2000}
    healthy()


def test_a_transfer_is_not_placed_over_what_its_gift_card_was_to_pay(offers, stand_in: StandIn):
    code = shop.gift_card(2000)
    owner = shop.guest()
    checkout = shop.prepared(
        (offers[0], 1), owner=owner, gift_card_codes=[code], payment_method="bank_transfer"
    )
    # In another tab the shopper looks at the cart, which frees the card.
    transact(hand_back, owner)
    with pytest.raises(CheckoutClosed, match="review your order again"):
        shop.complete(checkout)
    assert shop.order_ids(checkout.id) == []
    assert left_on(code) == 2000
    shop.prepare(
        owner,
        access_token=checkout.access_token,
        gift_card_codes=[code],
        payment_method="bank_transfer",
    )
    assert shop.complete(checkout).status == "completed"
    with pytest.raises(GiftCardRefused):
        left_on(code)
    healthy()


def test_every_refusal_of_a_code_is_the_same_and_a_guesser_waits(offers, frozen_clock):
    known = shop.gift_card(2000)
    wrong = [
        "G-0000-0000-0000-0000",
        shop.gift_card(2000, currency="EUR"),
        shop.gift_card(2000, expires_at=clock.minutes_from_now(1)),
    ]
    frozen_clock.advance(minutes=2)
    owner = shop.guest()
    shop.fill(owner, (offers[0], 1))
    said = set()
    for code in wrong:
        with pytest.raises(GiftCardRefused) as refused:
            shop.prepare(owner, gift_card_codes=[known, code])
        said.add((refused.value.message, tuple(refused.value.facts)))
    assert len(said) == 1
    assert left_on(known) == 2000
    for _ in range(gift_cards.MOST_WRONG_CODES - len(wrong)):
        with pytest.raises(GiftCardRefused):
            shop.prepare(owner, gift_card_codes=[wrong[0]])
    with pytest.raises(TooManyRequests):
        shop.prepare(owner, gift_card_codes=[known])
    with pytest.raises(SignInRequired):
        shop.prepare(owner, use_store_credit=True)
    assert set(books()) == {"value_issued", "gift_card_liability"}


def test_twenty_checkouts_share_one_gift_card_and_spend_what_is_on_it(offers, database: Engine):
    code = shop.gift_card(20_000)
    owners = [shop.guest() for _ in range(20)]
    for owner in owners:
        shop.fill(owner, (offers[0], 1))
    spent: list[int] = []

    def buy(owner) -> None:
        try:
            checkout = shop.prepare(owner, gift_card_codes=[code], payment_method="bank_transfer")
        except GiftCardRefused:
            return
        assert shop.complete(checkout).status == "completed"
        spent.append(checkout.total_minor - checkout.to_pay_minor)

    threads = [threading.Thread(target=buy, args=(owner,)) for owner in owners]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    # 3 × 57.19, and what is then left.
    assert sorted(spent) == [20_000 - 3 * 5719, 5719, 5719, 5719]
    with database.connect() as connection:
        row = connection.execute(text("SELECT balance_minor, held_minor FROM gift_card")).one()
    assert tuple(row) == (0, 0)
    assert books()["tender_deposit"] == -20_000
    healthy()


def three_sellers(offers, code: str):
    checkout = shop.prepared(*((offer, 1) for offer in offers), gift_card_codes=[code])
    assert shop.complete(checkout).status == "completed"
    found = transact(orders.purchase_by_checkout, checkout.id).orders
    by_goods = {one.totals.subtotal_minor: one for one in found}
    assert sorted(by_goods) == [2000, 3000, 5000]
    return checkout, by_goods


def test_one_item_of_one_of_three_sellers_goes_back_and_only_that_sellers_money_moves(
    offers, stand_in: StandIn
):
    """Behaviour 10: gift card and card, three sellers, one item of B."""
    code = shop.gift_card(4000)
    checkout, found = three_sellers(offers, code)
    dispatch(*(one.id for one in found.values()))
    owed = {goods: owed_to(one.seller_id) for goods, one in found.items()}
    assert owed == {5000: 4400, 3000: 2640, 2000: 1760}
    before, kept = books(), journal(stand_in, checkout)["kept"]
    assert kept == checkout.total_minor - 4000
    order = found[3000]
    view = transact(
        refunds.request,
        order.id,
        lines={order.items[0].id: 1},
        reason="broken",
        actor=SYSTEM,
        idempotency_key="b",
    )
    refund_sending.send(view.id)
    # 30.00 and its 4 % tax; by what each paid of this order.
    (given,) = transact(tenders.of_order, order.id)
    total = order.totals.total_minor
    to_card = view.sent_minor
    assert (view.total_minor, view.goods_minor, view.tax_minor, view.commission_minor) == (
        3120,
        3000,
        120,
        360,
    )
    assert abs(to_card * total - 3120 * (total - given.amount_minor)) < total
    assert given.returned_minor == 3120 - to_card == left_on(code)
    assert journal(stand_in, checkout)["kept"] == kept - to_card
    assert {goods: owed_to(one.seller_id) for goods, one in found.items()} == owed | {3000: 0}
    moved = {name: books().get(name, 0) - before.get(name, 0) for name in before | books()}
    assert {name: amount for name, amount in moved.items() if amount} == {
        "gateway_receivable": -to_card,
        "gift_card_liability": to_card - 3120,
        "seller_payable": 2640,
        "marketplace_commission": 360,
        "tax_payable": 120,
    }
    healthy()


def test_a_seller_who_was_paid_out_owes_and_the_next_order_nets_it(offers, frozen_clock, stand_in: StandIn):
    checkout = shop.prepared((offers[0], 1))
    shop.complete(checkout)
    (order_id,) = shop.order_ids(checkout.id)
    seller_id = transact(orders.order_by_id, order_id, actor=SYSTEM).seller_id
    dispatch(order_id)
    wish = {"currency": "USD", "actor": SYSTEM}
    with pytest.raises(NothingToPayOut):
        transact(payouts.pay_out, seller_id, idempotency_key="early", **wish)
    transact(orders.mark_delivered, order_id, actor=SYSTEM)
    frozen_clock.advance(days=8)
    for _ in range(2):
        assert transact(payouts.pay_out, seller_id, idempotency_key="p", **wish).amount_minor == 4400
    item = transact(orders.order_by_id, order_id, actor=SYSTEM).items[0].id
    view = transact(
        refunds.request, order_id, lines={item: 1}, reason="broken", actor=SYSTEM, idempotency_key="r"
    )
    refund_sending.send(view.id)
    assert owed_to(seller_id) == -4400
    with pytest.raises(NothingToPayOut):
        transact(payouts.pay_out, seller_id, idempotency_key="none", **wish)
    again = shop.prepared((offers[0], 2))
    shop.complete(again)
    (second,) = shop.order_ids(again.id)
    dispatch(second)
    transact(orders.mark_delivered, second, actor=SYSTEM)
    frozen_clock.advance(days=8)
    assert transact(payouts.pay_out, seller_id, idempotency_key="q", **wish).amount_minor == 8800 - 4400
    assert books()["bank"] == -8800
    assert "seller_payable" not in books()
    healthy()


def test_fifty_replays_of_one_key_give_back_once_and_two_keys_never_more_than_was_paid(
    offers, stand_in: StandIn
):
    code = shop.gift_card(1000)
    checkout = shop.prepared((offers[0], 1), gift_card_codes=[code])
    shop.complete(checkout)
    (order_id,) = shop.order_ids(checkout.id)
    dispatch(order_id)
    seen: list[UUID] = []
    refused: list[RefundRefused] = []

    def ask(key: str) -> None:
        try:
            view = transact(
                refunds.request,
                order_id,
                lines={},
                amount_minor=3000,
                reason="late",
                actor=SYSTEM,
                idempotency_key=key,
            )
        except RefundRefused as refusal:
            refused.append(refusal)
        else:
            refund_sending.send(view.id)
            seen.append(view.id)

    threads = [threading.Thread(target=ask, args=("same" if n % 5 else f"other{n}",)) for n in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    # 57.19 were paid: one refund of 30.00 fits.
    assert len(set(seen)) == 1
    assert len(seen) + len(refused) == 50
    (view,) = transact(refunds.of_order, order_id, actor=SYSTEM)
    assert (view.total_minor, view.status) == (3000, "succeeded")
    assert journal(stand_in, checkout)["kept"] == 4719 - view.sent_minor
    assert left_on(code) == 3000 - view.sent_minor
    healthy()


def test_a_refund_as_store_credit_leaves_the_card_alone(offers, shopper, stand_in: StandIn):
    owner = shop.CartOwner(person_id=shopper.person_id)
    checkout = shop.prepared((offers[0], 1), owner=owner)
    process.complete(checkout.id, access_token=None, actor=shopper, payment_method_token=shop.GOOD_CARD)
    (order_id,) = shop.order_ids(checkout.id)
    dispatch(order_id)
    view = transact(
        refunds.request,
        order_id,
        lines={},
        amount_minor=700,
        reason="late",
        to="credit",
        actor=SYSTEM,
        idempotency_key="c",
    )
    assert (view.status, view.sent_minor, credit_of(shopper.person_id)) == ("succeeded", 0, 700)
    assert journal(stand_in, checkout)["kept"] == 5719
    assert books()["store_credit_liability"] == -700
    healthy()


def test_units_cancelled_before_the_picking_give_the_gift_card_its_part_back(offers, stand_in: StandIn):
    code = shop.gift_card(4000)
    checkout = shop.prepared((offers[0], 2), gift_card_codes=[code])
    shop.complete(checkout)
    (order_id,) = shop.order_ids(checkout.id)
    item = transact(orders.order_by_id, order_id, actor=SYSTEM).items[0].id
    transact(orders.cancel_units, order_id, quantities={item: 1}, reason="too many", actor=SYSTEM)
    # 52.00 of 109.19 go, and of the 40.00 on the gift card as much: 19.05.
    assert left_on(code) == 1905
    dispatch(order_id)
    assert journal(stand_in, checkout)["kept"] == 10919 - 5200 - (4000 - 1905)
    assert "tender_deposit" not in books()
    healthy()


@given(
    st.lists(st.integers(1, 10**6), min_size=1, max_size=6),
    st.lists(st.integers(0, 10**6), min_size=1, max_size=4),
)
def test_tenders_fill_orders_to_the_cent(totals: list[int], wanted: list[int]):
    left = sum(totals)
    amounts = []
    for amount in wanted:
        amounts.append(min(amount, left))
        left -= amounts[-1]
    parts = tenders.split_over(amounts, totals)
    assert [sum(own) for own in parts] == amounts
    for position, total in enumerate(totals):
        assert 0 <= sum(own[position] for own in parts) <= total
