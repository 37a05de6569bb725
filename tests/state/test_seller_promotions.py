"""A seller runs promotions in words: sees first what one does, and nothing of anybody else's."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine

import app.app  # noqa: F401 -- rehydration needs an rx.App
from backend.identity.schemas import Role
from backend.kit import clock
from backend.kit.unit_of_work import unit_of_work
from state.seller.new_promotion_state import NewPromotionState
from state.seller.promotions_state import PromotionsState, PromotionState
from tests.factories import inventory as make
from tests.factories import promotions as promo
from tests.factories import shopping as shop
from tests.factories.sessions import cookie_of
from tests.stand_in import StandIn
from tests.state.test_seller_states import seen, value

pytestmark = pytest.mark.usefixtures("database", "redis_db")
COUNT = "SELECT count(*) FROM promotion"


class Sellers:
    """One with a lamp in Germany, and another."""

    def __init__(self) -> None:
        with unit_of_work() as session:
            seller, other = make.seller(session, name="Acme", country="DE"), make.seller(session)
            self.id, self.other_id = seller.id, other.id
            variant = make.variant(session, of=make.product(session, title="Lamp"))
            self.lamp = make.offer(session, by=seller, of=variant, on_hand=9, price_minor=4000)
            self.product_id = variant.product_id
        self.cookie = cookie_of(Role.SELLER, scope_id=self.id)

    def has(self, **values: object) -> UUID:
        """A promotion of the seller's."""
        return promo.promotion(
            **{"seller_id": self.id, "funded_by": "seller", "marketplace_share_bps": 0} | values  # type: ignore[arg-type]  # a row of any columns
        )


@pytest.fixture
def acme(database: Engine, redis_db: object) -> Sellers:
    return Sellers()


def page(acme: Sellers, states, *events, cookie: str | None = None, query: str = ""):
    path = f"/seller/promotions{query}"
    return seen(states, *events, cookie=acme.cookie if cookie is None else cookie, path=path)


def test_promotions_are_listed_by_state_with_what_they_cost(acme, stand_in: StandIn):
    shop.tax_rates()
    running = acme.has(name="Autumn")
    now = clock.now()
    acme.has(name="Winter", starts_at=now + timedelta(days=3))
    acme.has(name="Rest", is_active=False)
    acme.has(name="Summer", ends_at=now - timedelta(hours=1))
    promo.promotion(name="Agora's", seller_id=None, starts_at=now + timedelta(days=9))
    shop.complete(shop.prepared((acme.lamp, 2)), "pm_card_visa")
    (table,), _ = page(acme, (PromotionsState,), PromotionsState.load())
    assert [(row.name, row.word, row.uses, row.cost) for row in table.rows] == [
        ("Summer", "Ended", "0", "–"),
        ("Rest", "Paused", "0", "–"),
        ("Winter", "Planned", "0", "–"),
        ("Autumn", "Running", "1", "$8.00"),
    ]
    assert [chip[0] for chip in table.chips] == ["All 4", "Running 1", "Planned 1", "Paused 1", "Ended 1"]
    (table,), _ = page(acme, (PromotionsState,), PromotionsState.load(), query="?status=running")
    assert [(row.id, table.count_words) for row in table.rows] == [(str(running), "1 promotion")]
    (panel,), _ = page(acme, (PromotionState,), PromotionState.show(running))
    assert [tuple(cost) for cost in panel.costs] == [("1 use in USD", "$8.00")]
    assert (panel.gives, panel.may_pause, panel.may_resume, panel.may_end) == ("10 % off", True, False, True)


def test_what_a_promotion_does_is_said_before_it_begins(acme, database: Engine):
    form = {
        "name": "Advent",
        "percent": "20",
        "starts": "2099-12-01",
        "ends": "2099-12-24",
        "max_uses": "500",
        "max_uses_per_shopper": "1",
        "is_stackable": "on",
    }
    steps = (
        NewPromotionState.start(),
        NewPromotionState.choose_scope("product"),
        NewPromotionState.find("lam"),
        NewPromotionState.add(acme.product_id),
        NewPromotionState.check(form),
    )
    (new,), _ = page(acme, (NewPromotionState,), *steps)
    assert new.preview == (
        "20 % off 1 product, without a code, at most 500 times, 1 per shopper, "
        "from 1 Dec 2099 to 24 Dec 2099; you fund it."
    )
    assert value(database, COUNT) == 0
    (new,), one = page(acme, (NewPromotionState,), *steps, NewPromotionState.create())
    assert (new.open, new.refusal, one.toasts()) == (False, "", ["The promotion is made"])
    with database.connect() as connection:
        row = connection.exec_driver_sql("SELECT * FROM promotion").mappings().one()
    # Days are those of the seller's country.
    assert (row["starts_at"], row["ends_at"]) == (
        datetime(2099, 11, 30, 23, tzinfo=UTC),
        datetime(2099, 12, 24, 23, tzinfo=UTC),
    )
    assert (row["seller_id"], row["funded_by"], row["scope_ids"]) == (acme.id, "seller", [acme.product_id])
    assert (row["percent"], row["max_uses"], row["max_uses_per_shopper"]) == (20, 500, 1)


@pytest.mark.parametrize(
    ("kind", "form", "sentence"),
    [
        (
            "fixed",
            {"name": "Five", "amount": "5", "min_subtotal": "50", "code": "five-off"},
            "$5.00 off all your products from $50.00, with the code FIVE-OFF, from now on, without an end; "
            "you fund it. It is not combined with others.",
        ),
        (
            "buy_x_get_y",
            {"name": "Three", "buy_quantity": "2", "get_quantity": "1"},
            "Buy 2, get 1 free on all your products, without a code, from now on, without an end; "
            "you fund it. It is not combined with others.",
        ),
        (
            "free_shipping",
            {"name": "Ship", "min_quantity": "3"},
            "Free shipping on all your products from 3 pieces, without a code, from now on, without an end; "
            "you fund it. It is not combined with others.",
        ),
    ],
)
def test_every_kind_can_be_made(acme, database: Engine, kind, form, sentence):
    steps = (NewPromotionState.start(), NewPromotionState.choose_kind(kind), NewPromotionState.check(form))
    (new,), _ = page(acme, (NewPromotionState,), *steps)
    assert (new.preview, new.refusal) == (sentence, "")
    page(acme, (NewPromotionState,), *steps, NewPromotionState.create())
    assert value(database, "SELECT kind FROM promotion") == kind


@pytest.mark.parametrize(
    ("kind", "form", "field"),
    [
        ("percentage", {"name": "", "percent": "5"}, "name"),
        ("percentage", {"name": "x", "percent": "0"}, "percent"),
        ("percentage", {"name": "x", "percent": "101"}, "percent"),
        ("percentage", {"name": "x", "percent": "5", "starts": "soon"}, "starts"),
        ("percentage", {"name": "x", "percent": "5", "max_uses": "0"}, "max_uses"),
        ("percentage", {"name": "x", "percent": "5", "min_subtotal": "much"}, "min_subtotal"),
        ("fixed", {"name": "x"}, "amount"),
        ("buy_x_get_y", {"name": "x", "buy_quantity": "2"}, "buy_quantity"),
    ],
)
def test_a_promotion_that_cannot_be_is_refused_beside_its_field(acme, database: Engine, kind, form, field):
    events = (NewPromotionState.start(), NewPromotionState.choose_kind(kind), NewPromotionState.check(form))
    (new,), _ = page(acme, (NewPromotionState,), *events, NewPromotionState.create())
    assert (new.refusal != "", new.preview) == (True, "")
    (new,), _ = page(acme, (NewPromotionState,), *events)
    assert (new.refusal_field, new.fields["name"]) == (field, form["name"])
    assert value(database, COUNT) == 0


def test_a_code_that_is_taken_and_an_end_in_the_past_write_nothing(acme, database: Engine):
    promo.promotion("TAKEN")
    for form, field in (
        ({"name": "x", "percent": "5", "code": "taken"}, "codes"),
        ({"name": "x", "percent": "5", "ends": "2001-01-01"}, "ends_at"),
    ):
        events = (NewPromotionState.start(), NewPromotionState.check(form), NewPromotionState.create())
        (new,), _ = page(acme, (NewPromotionState,), *events)
        assert (new.refusal_field, new.open, new.preview) == (field, True, "")
        assert value(database, COUNT) == 1


def test_a_promotion_begins_and_ends_at_a_time_of_the_seller_s_clock(acme, database: Engine):
    form = {"name": "Lunch", "percent": "20", "starts": "2099-07-01", "starts_time": "11:30"}
    form |= {"ends": "2099-07-01", "ends_time": "14:00"}
    steps = (NewPromotionState.start(), NewPromotionState.check(form), NewPromotionState.create())
    (new,), _ = page(acme, (NewPromotionState,), *steps[:2])
    assert new.preview == (
        "20 % off all your products, without a code, from 1 Jul 2099, 11:30 to 1 Jul 2099, 14:00; "
        "you fund it. It is not combined with others."
    )
    page(acme, (NewPromotionState,), *steps)
    with database.connect() as connection:
        row = connection.exec_driver_sql("SELECT * FROM promotion").mappings().one()
    # Berlin has summer time in July.
    assert (row["starts_at"], row["ends_at"]) == (
        datetime(2099, 7, 1, 9, 30, tzinfo=UTC),
        datetime(2099, 7, 1, 12, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"starts_time": "11:30"}, "starts"),
        ({"starts": "2099-07-01", "starts_time": "25:00"}, "starts_time"),
        ({"ends": "2099-07-01", "ends_time": "later"}, "ends_time"),
    ],
)
def test_a_time_that_is_none_or_has_no_day_is_refused_beside_its_field(acme, database: Engine, form, field):
    wish = {"name": "x", "percent": "5", **form}
    (new,), _ = page(acme, (NewPromotionState,), NewPromotionState.start(), NewPromotionState.check(wish))
    assert (new.refusal_field, new.preview, value(database, COUNT)) == (field, "", 0)


def test_a_promotion_is_paused_resumed_changed_and_ended(acme, database: Engine):
    one = acme.has(name="Autumn", max_uses=5)
    show = PromotionState.show(one)
    (panel,), tab = page(acme, (PromotionState,), show, PromotionState.pause())
    assert (panel.word, panel.may_resume, tab.toasts()) == ("Paused", True, ["The promotion is paused"])
    (panel,), _ = page(acme, (PromotionState,), show, PromotionState.resume())
    assert (panel.word, panel.may_pause) == ("Running", True)
    form = {"name": "Late autumn", "ends": "2099-12-24", "max_uses": "7"}
    (panel,), _ = page(acme, (PromotionState,), show, PromotionState.change(form))
    assert (panel.name, panel.ends, panel.max_uses) == ("Late autumn", "2099-12-24", "7")
    assert value(database, "SELECT ends_at FROM promotion") == datetime(2099, 12, 24, 23, tzinfo=UTC)
    timed = {"name": "Late autumn", "ends": "2099-12-24", "ends_time": "18:30", "max_uses": "7"}
    (panel,), _ = page(acme, (PromotionState,), show, PromotionState.change(timed))
    assert (panel.ends, panel.ends_time) == ("2099-12-24", "18:30")
    assert dict(panel.facts)["Runs"].endswith("to 24 Dec 2099, 18:30")
    assert value(database, "SELECT ends_at FROM promotion") == datetime(2099, 12, 24, 17, 30, tzinfo=UTC)
    for wrong, field in (
        ({"name": " "}, "name"),
        ({"ends": "2001-01-01"}, "ends"),
        ({"ends_time": "noon"}, "ends_time"),
        ({"max_uses": ""}, "max_uses"),
    ):
        (panel,), _ = page(acme, (PromotionState,), show, PromotionState.change(form | wrong))
        assert panel.refusal_field.removesuffix("_at") == field
        assert value(database, "SELECT name || max_uses FROM promotion") == "Late autumn7"
    (panel,), _ = page(acme, (PromotionState,), show, PromotionState.end())
    assert (panel.word, panel.may_change) == ("Ended", False)
    assert value(database, "SELECT ends_at <= now() FROM promotion") is True


def test_another_sellers_promotion_is_not_found_and_other_roles_are_refused(acme, database: Engine):
    mine = acme.has(name="Mine")
    theirs = acme.has(name="Theirs", seller_id=acme.other_id)
    for promotion_id in (theirs, uuid4()):
        (panel,), tab = page(acme, (PromotionState,), PromotionState.show(promotion_id))
        assert (panel.open, panel.refusal) == (False, "There is no such promotion.")
        assert "Theirs" not in str([update.delta for update in tab.updates])
    everything = (
        PromotionsState.load(),
        PromotionState.show(mine),
        PromotionState.close(),
        PromotionState.pause(),
        PromotionState.resume(),
        PromotionState.end(),
        PromotionState.change({"name": "Stolen"}),
        NewPromotionState.start(),
        NewPromotionState.close(),
        NewPromotionState.choose_kind("fixed"),
        NewPromotionState.choose_scope("product"),
        NewPromotionState.find("lamp"),
        NewPromotionState.add(acme.product_id),
        NewPromotionState.drop(acme.product_id),
        NewPromotionState.check({"name": "Stolen", "percent": "5"}),
        NewPromotionState.back(),
        NewPromotionState.create(),
    )
    (table, panel, new), _ = page(
        acme, (PromotionsState, PromotionState, NewPromotionState), *everything, cookie=cookie_of(Role.FLOOR)
    )
    assert (list(table.rows), panel.open, new.open, list(new.found)) == ([], False, False, [])
    assert value(database, "SELECT string_agg(name, ',' ORDER BY name) FROM promotion") == "Mine,Theirs"
    assert value(database, "SELECT bool_and(is_active AND ends_at IS NULL) FROM promotion") is True
