"""Codes at the cart, and those who run promotions."""

from __future__ import annotations

from decimal import Decimal
from uuid import uuid4

import pytest
from pydantic import ValidationError
from sqlalchemy import Engine

from backend.cart import service as cart
from backend.cart.errors import CartEmpty
from backend.cart.schemas import CartOwner
from backend.identity.schemas import Actor, Role
from backend.kit.errors import Forbidden, InvalidInput
from backend.kit.unit_of_work import query, transact, unit_of_work
from backend.pricing import promotion_desk as desk
from backend.pricing.errors import (
    CodeNeedsMore,
    CodeNotCombined,
    CodeTaken,
    CodeUnknown,
    PromotionNotFound,
)
from backend.pricing.promotion_schemas import PromotionInput
from tests.factories import inventory as make
from tests.factories import promotions as promo
from tests.factories import shopping as shop

pytestmark = pytest.mark.usefixtures("database", "redis_db")
BOARD = Actor(person_id=uuid4(), roles=frozenset({Role.BOARD}))


@pytest.fixture
def lamp(database: Engine, redis_db: object):
    shop.tax_rates()
    with unit_of_work() as session:
        return make.offer(session, on_hand=50, price_minor=5000)


@pytest.fixture(params=["guest", "person"])
def owner(request: pytest.FixtureRequest, lamp) -> CartOwner:
    if request.param == "guest":
        whose = shop.guest()
    else:
        with unit_of_work() as session:
            whose = CartOwner(person_id=shop.person(session).id)
    shop.fill(whose, (lamp, 1))
    return whose


def test_a_code_is_kept_shown_and_taken_to_the_checkout(owner: CartOwner):
    promo.promotion("TEN")
    shown = transact(cart.apply_code, owner, code=" ten ")
    assert (shown.codes, shown.discount_minor) == (("TEN",), 500)
    assert [one.code for one in shown.promotions] == ["TEN"]
    assert transact(cart.apply_code, owner, code="TEN").codes == ("TEN",)
    assert query(cart.view, owner).discount_minor == 500
    assert shop.prepare(owner).quote.discount_minor == 500
    assert transact(cart.remove_code, owner, code="Ten").codes == ()
    assert shop.prepare(owner).quote.discount_minor == 0


def test_a_refused_code_is_not_kept(owner: CartOwner):
    promo.promotion("MORE", min_subtotal_minor=6200, currency="USD")
    promo.promotion(percent=Decimal(50), is_stackable=False)
    promo.promotion("TEN")
    with pytest.raises(CodeUnknown):
        transact(cart.apply_code, owner, code="NOWHERE")
    with pytest.raises(CodeNeedsMore) as missing:
        transact(cart.apply_code, owner, code="MORE")
    assert missing.value.facts == {"code": "MORE", "missing_minor": 1200, "currency": "USD"}
    with pytest.raises(CodeNotCombined):
        transact(cart.apply_code, owner, code="TEN")
    assert query(cart.view, owner).codes == ()


def test_an_empty_cart_keeps_no_code(lamp):
    promo.promotion("TEN")
    with pytest.raises(CartEmpty):
        transact(cart.apply_code, shop.guest(), code="TEN")


def test_codes_are_no_lines_and_come_along_at_sign_in(lamp):
    promo.promotion("TEN")
    promo.promotion("FIVE", percent=Decimal(5))
    visitor = shop.guest()
    shop.fill(visitor, (lamp, 1))
    transact(cart.apply_code, visitor, code="FIVE")
    with unit_of_work() as session:
        ada = CartOwner(person_id=shop.person(session).id)
    shop.fill(ada, (lamp, 1))
    transact(cart.apply_code, ada, code="TEN")
    transact(cart.merge, visitor_id=visitor.visitor_id, person_id=ada.person_id)
    merged = query(cart.view, ada)
    assert (merged.codes, merged.count, merged.discount_minor) == (("TEN", "FIVE"), 2, 1450)
    assert query(cart.view, visitor).lines == ()


def test_the_one_who_holds_the_last_use_still_sees_it(lamp):
    promo.promotion("LAST", max_uses=1)
    mine, other = shop.guest(), shop.guest()
    for whose in (mine, other):
        shop.fill(whose, (lamp, 1))
    transact(cart.apply_code, mine, code="LAST")
    shop.prepare(mine)
    assert query(cart.view, mine).discount_minor == 500
    with pytest.raises(Exception, match="as often as it can be"):
        transact(cart.apply_code, other, code="LAST")


def test_a_seller_runs_promotions_on_their_own_offers_only(lamp):
    seller = Actor(person_id=uuid4(), roles=frozenset({Role.SELLER}), seller_ids=frozenset({lamp.seller_id}))
    stranger = Actor(person_id=uuid4(), roles=frozenset({Role.SELLER}), seller_ids=frozenset({uuid4()}))
    wanted = PromotionInput(name="Fifteen", kind="percentage", percent=Decimal(15))
    made = transact(desk.create_promotion, wanted, seller_id=lamp.seller_id, actor=seller)
    assert (made.funded_by, made.marketplace_share_bps, made.is_automatic) == ("seller", 0, True)
    assert shop.prepared((lamp, 1)).quote.discount_minor == 750
    for refused in (
        lambda: transact(desk.create_promotion, wanted, seller_id=lamp.seller_id, actor=stranger),
        lambda: transact(desk.pause_promotion, made.id, seller_id=lamp.seller_id, actor=stranger),
        lambda: transact(
            desk.pause_promotion, made.id, seller_id=next(iter(stranger.seller_ids)), actor=stranger
        ),
        lambda: query(desk.list_promotions, seller_id=lamp.seller_id, actor=stranger),
    ):
        with pytest.raises(PromotionNotFound):
            refused()
    with pytest.raises(Forbidden):
        query(desk.list_promotions, actor=seller)
    ours = wanted.model_copy(update={"funded_by": "marketplace"})
    with pytest.raises(InvalidInput):
        transact(desk.create_promotion, ours, seller_id=lamp.seller_id, actor=seller)
    (listed,) = query(desk.list_promotions, seller_id=lamp.seller_id, actor=seller)
    assert (listed.uses, listed.saved_minor, listed.saved_currency, listed.state) == (
        1,
        750,
        "USD",
        "running",
    )
    transact(desk.pause_promotion, made.id, seller_id=lamp.seller_id, actor=seller)
    assert shop.prepared((lamp, 1)).quote.discount_minor == 0
    assert transact(desk.resume_promotion, made.id, actor=BOARD).state == "running"


def test_the_board_makes_codes_that_nobody_else_has(lamp):
    wanted = PromotionInput(
        name="Summer", kind="fixed", amount_minor=500, currency="USD", codes=("summer-5",), max_uses=3
    )
    made = transact(desk.create_promotion, wanted, actor=BOARD)
    assert ([one.code for one in made.coupons], made.is_automatic) == (["SUMMER-5"], False)
    with pytest.raises(CodeTaken):
        transact(desk.create_promotion, wanted, actor=BOARD)
    assert len(query(desk.list_promotions, actor=BOARD)) == 1
    more = transact(desk.add_coupon, made.id, code="ONE-MORE", max_uses=1, actor=BOARD)
    assert [(one.code, one.max_uses) for one in more.coupons] == [("ONE-MORE", 1), ("SUMMER-5", None)]
    assert shop.prepared((lamp, 1), coupon_codes=("one-more",)).quote.discount_minor == 500


def test_a_promotion_that_does_not_fit_together_is_refused():
    for values in (
        {"kind": "percentage"},
        {"kind": "fixed", "amount_minor": 500},
        {"kind": "fixed", "percent": 5},
        {"kind": "buy_x_get_y", "buy_quantity": 2},
        {"kind": "percentage", "percent": 101},
        {"kind": "free_shipping", "scope": "seller"},
    ):
        with pytest.raises(ValidationError):
            PromotionInput(name="Wrong", **values)
