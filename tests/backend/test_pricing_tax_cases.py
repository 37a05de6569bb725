"""What the law says of single cases: thresholds, shipping, rounding, who collects, who owes none."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine

from backend.identity.schemas import Actor, system_actor
from backend.inventory.schemas import Destination
from backend.kit import clock
from backend.kit.errors import Forbidden, InvalidInput
from backend.kit.unit_of_work import query, transact, unit_of_work
from backend.pricing import currencies, exemptions, liability, service
from backend.pricing.errors import ExemptionRefused
from backend.pricing.schemas import Buyer, Collector, PricedLine, Quote, ShippingCharge, TaxLine
from tests.factories import shopping
from tests.factories.currencies import rates

SELLER, WAREHOUSE = UUID(int=1), UUID(int=2)
DESK = system_actor("desk")


@pytest.fixture(autouse=True)
def _table(database: Engine):
    service._jurisdictions.clear()
    exemptions.forget()
    currencies.forget()
    shopping.tax_rates()
    yield
    service._jurisdictions.clear()
    exemptions.forget()
    currencies.forget()


def line(
    price: int, quantity: int = 1, tax_class: str = "standard", *, discount: int = 0, **more
) -> PricedLine:
    return PricedLine(str(uuid4()), SELLER, WAREHOUSE, price, quantity, tax_class, discount, **more)


def quote(place: str, *lines: PricedLine, shipping: int = 0, currency: str = "", **more) -> Quote:
    country, _, region = place.partition("-")
    return query(
        service.quote,
        lines=lines,
        shipping=[ShippingCharge(SELLER, WAREHOUSE, shipping)],
        destination=Destination(country, region),
        currency=currency or ("USD" if country == "US" else "EUR"),
        **more,
    )


@pytest.mark.parametrize(
    ("place", "price", "quantity", "discount", "tax"),
    [
        ("US-NY", 10999, 1, 0, 0),
        ("US-NY", 11000, 1, 0, 440),
        ("US-NY", 10999, 3, 0, 0),
        ("US-NY", 12000, 1, 1001, 0),
        ("US-NY", 12000, 1, 1000, 440),
        ("US-MA", 17500, 1, 0, 0),
        ("US-MA", 20000, 1, 0, 156),
        ("US-MA", 20000, 2, 0, 313),
        ("US-RI", 25100, 1, 0, 7),
        ("US-PA", 99999, 1, 0, 0),
        ("US-CA", 10000, 1, 0, 725),
    ],
)
def test_clothing_is_free_up_to_the_states_price(place, price, quantity, discount, tax):
    assert quote(place, line(price, quantity, "clothing", discount=discount)).tax_minor == tax


def test_a_threshold_in_dollars_holds_in_another_currency():
    rates(USD="1.10")
    shown = quote("US-NY", line(9999, 1, "clothing"), currency="EUR")
    assert shown.tax_minor == 0, "99.99 euros are 109.99 dollars"
    assert quote("US-NY", line(10000, 1, "clothing"), currency="EUR").tax_minor == 400


@pytest.mark.parametrize(("place", "tax"), [("US-NY", 440), ("US-CA", 725), ("US-MA", 625), ("US-NJ", 729)])
def test_shipping_is_taxed_where_the_state_taxes_it(place, tax):
    assert quote(place, line(10000), shipping=1000).tax_minor == tax


@pytest.mark.parametrize(
    ("place", "tax_class", "added", "included"),
    [
        ("US-NY", "food", 0, 0),
        ("US-TN", "food", 400, 0),
        ("US-SD", "food", 420, 0),
        ("US-TX", "medicine", 0, 0),
        ("US-IL", "medicine", 100, 0),
        ("US-CA", "digital", 0, 0),
        ("DE", "food", 0, 654),
        ("DE", "medicine", 0, 1597),
        ("ES", "medicine", 0, 385),
    ],
)
def test_classes_have_rates_of_their_own(place, tax_class, added, included):
    answer = quote(place, line(10000, 1, tax_class))
    assert (answer.tax_minor, answer.included_tax_minor) == (added, included)


@pytest.mark.parametrize(
    ("day", "included"),
    [((2026, 3, 31), 1071), ((2026, 4, 1), 566), ((2027, 12, 31), 566), ((2028, 1, 1), 1071)],
)
def test_a_rate_holds_from_its_day_until_the_next_one(day, included):
    with clock.frozen(datetime(*day, 12, tzinfo=UTC)):
        assert quote("SE", line(10000, 1, "food")).included_tax_minor == included


def test_the_union_rounds_once_per_rate_of_an_order_and_gives_lines_their_share():
    shown = quote("DE", line(99), line(99), line(99))
    # 2.97 × 19 / 119 = 0.4742; each line alone would say 0.16, 0.48 in all.
    assert shown.included_tax_minor == 47
    assert [one.included_tax_minor for one in shown.lines] == [16, 16, 15]
    assert shown.tax_lines == (TaxLine("DE", "VAT Germany", Decimal("0.190000"), 250, 47),)
    per_line = quote("US-MN", line(99), line(99), line(99))
    assert [one.tax_minor for one in per_line.lines] == [7, 7, 7]


def test_the_breakdown_names_each_rate_with_base_and_amount():
    shown = quote("DE", line(11900), line(1070, 1, "books"), shipping=595)
    assert shown.tax_lines == (
        TaxLine("DE", "VAT Germany", Decimal("0.190000"), 10500, 1995),
        TaxLine("DE", "VAT Germany on printed books", Decimal("0.070000"), 1000, 70),
    )
    assert shown.groups[0].tax_lines == shown.tax_lines
    assert sum(one.amount_minor for one in shown.tax_lines) == shown.included_tax_minor


@pytest.mark.parametrize(
    ("place", "seller", "ships_from", "price", "collector"),
    [
        ("US-NY", "US", "US", 10000, "marketplace"),
        ("US-NY", "DE", "DE", 10000, "marketplace"),
        ("DE", "DE", "DE", 99000, "seller"),
        ("DE", "FR", "PL", 99000, "seller"),
        ("DE", "US", "NL", 99000, "marketplace"),
        ("DE", "US", "US", 17850, "marketplace"),
        ("DE", "US", "US", 17851, "seller"),
        ("DE", "DE", "US", 17850, "marketplace"),
        ("DE", "", "", 99000, "marketplace"),
    ],
)
def test_who_collects(place, seller, ships_from, price, collector):
    (group,) = quote(place, line(price, seller_country=seller, ships_from=ships_from)).groups
    assert group.tax_collector is Collector(collector)


def test_the_import_limit_is_150_euros_in_any_currency():
    rates(USD="1.10")
    goods = {"seller_country": "US", "ships_from": "US"}
    # 165.00 dollars without VAT are 150.00 euros.
    small = quote("DE", line(19635, **goods), currency="USD")
    large = quote("DE", line(19637, **goods), currency="USD")
    collectors = [one.groups[0].tax_collector for one in (small, large)]
    assert collectors == [Collector.MARKETPLACE, Collector.SELLER]


def test_a_business_of_another_member_state_pays_without_vat():
    goods = {"seller_country": "DE", "ships_from": "DE"}
    shown = quote("FR", line(12000, **goods), shipping=600, buyer=Buyer(tax_number="FR83404833048"))
    (only,) = shown.lines
    assert (only.tax_minor, only.included_tax_minor, only.total_minor) == (-2000, 2000, 10000)
    assert only.tax_rate == 0
    assert (shown.total_minor, shown.tax_minor, shown.included_tax_minor) == (10500, -2100, 2100)
    assert shown.tax_lines == (TaxLine("FR", liability.REVERSE_CHARGE, Decimal(0), 10500, 0),)


@pytest.mark.parametrize(
    ("place", "ships_from", "number"),
    [
        ("FR", "FR", "DE123456789"),
        ("FR", "DE", "DE123456789"),
        ("FR", "US", "FR83404833048"),
        ("US-NY", "DE", "FR83404833048"),
        ("FR", "DE", ""),
    ],
)
def test_reverse_charge_asks_for_goods_that_cross_a_border_of_the_union(place, ships_from, number):
    shown = quote(
        place, line(12000, seller_country="DE", ships_from=ships_from), buyer=Buyer(tax_number=number)
    )
    assert shown.total_minor >= 12000
    assert shown.tax_lines[0].amount_minor > 0


@pytest.mark.parametrize("number", ["DE12345678", "GB123456789", "GR123456789", "12345", "FR8340483304"])
def test_a_number_of_another_form_is_no_vat_number(number):
    with pytest.raises(InvalidInput) as refusal:
        service.checked_tax_number(number)
    assert refusal.value.field == "tax_number"


def test_vat_numbers_are_written_as_invoices_write_them():
    assert service.checked_tax_number(" de 123.456-789 ") == "DE123456789"
    assert liability.vat_number("EL123456789") == ("GR", "EL123456789")
    assert service.checked_tax_number("  ") == ""


def shopper() -> UUID:
    with unit_of_work() as session:
        return shopping.person(session).id


def grant(person_id: UUID, *, actor: Actor = DESK, **more):
    today = clock.now().date()
    wanted = {
        "country": "US",
        "region": "NY",
        "reason": "resale",
        "certificate": "ST-120 17",
        "valid_from": today - timedelta(days=300),
        "valid_to": today,
    }
    return transact(exemptions.grant_exemption, person_id, actor=actor, **(wanted | more))


def test_an_exemption_holds_until_the_end_of_its_last_day_in_its_place_for_its_person():
    mine, others = shopper(), shopper()
    grant(mine)
    shown = quote("US-NY", line(10000), shipping=500, buyer=Buyer(mine))
    assert (shown.tax_minor, shown.total_minor) == (0, 10500)
    assert shown.tax_lines == (
        TaxLine("US-NY", "Exempt: bought for resale (ST-120 17)", Decimal(0), 10500, 0),
    )
    assert quote("US-NJ", line(10000), buyer=Buyer(mine)).tax_minor == 663
    assert quote("US-NY", line(10000), buyer=Buyer(others)).tax_minor == 400
    assert quote("US-NY", line(10000)).tax_minor == 400


def test_an_exemption_that_ended_yesterday_or_was_revoked_is_none():
    mine, today = shopper(), clock.now().date()
    grant(mine, valid_to=today - timedelta(days=1))
    assert quote("US-NY", line(10000), buyer=Buyer(mine)).tax_minor == 400
    second = grant(mine, certificate="ST-120 18")
    assert quote("US-NY", line(10000), buyer=Buyer(mine)).tax_minor == 0
    assert transact(exemptions.revoke_exemption, second.id, actor=DESK).is_revoked
    assert quote("US-NY", line(10000), buyer=Buyer(mine)).tax_minor == 400


def test_a_diplomat_pays_no_vat_but_no_other_exemption_is_taken_in_the_union():
    mine = shopper()
    with pytest.raises(ExemptionRefused):
        grant(mine, country="DE", region="")
    grant(mine, country="DE", region="", reason="diplomatic")
    assert quote("DE", line(11900), buyer=Buyer(mine)).total_minor == 10000


def test_exemptions_are_the_desks_to_give_and_say_what_is_wrong():
    mine = shopper()
    with pytest.raises(Forbidden):
        grant(mine, actor=Actor(person_id=mine))
    grant(mine)
    for wrong, field in [
        ({"reason": "friend"}, "reason"),
        ({"certificate": " "}, "certificate"),
        ({"valid_to": date(2020, 1, 1)}, "valid_to"),
        ({"region": "ZZ"}, "region"),
        ({"country": "CH", "region": ""}, "country"),
        ({}, "certificate"),
    ]:
        with pytest.raises(InvalidInput) as refusal:
            grant(mine, **wrong)
        assert refusal.value.field == field
    assert len(query(exemptions.exemptions_of, mine, actor=Actor(person_id=mine))) == 1
