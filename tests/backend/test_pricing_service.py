import csv
from collections import Counter
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

import pytest
from sqlalchemy import Engine, text

from backend.inventory.schemas import Destination
from backend.kit import clock
from backend.kit.errors import InvalidInput
from backend.kit.places import EU_MEMBERS, US_STATES
from backend.kit.unit_of_work import query, transact
from backend.pricing import service
from backend.pricing.errors import DestinationNotTaxed, TaxRatesMissing
from backend.pricing.schemas import PricedLine, ShippingCharge
from tests.statements import recorded

SELLER, WAREHOUSE = UUID(int=1), UUID(int=2)


@pytest.fixture(autouse=True)
def _fresh_rates():
    service._jurisdictions.clear()
    yield
    service._jurisdictions.clear()


def line(
    price: int = 10000, quantity: int = 1, tax_class: str = "standard", discount_minor: int = 0
) -> PricedLine:
    return PricedLine("a", SELLER, WAREHOUSE, price, quantity, tax_class, discount_minor)


def quote(destination: Destination, *lines: PricedLine, shipping: int = 0):
    return query(
        service.quote,
        lines=lines or [line()],
        shipping=[ShippingCharge(SELLER, WAREHOUSE, shipping)],
        destination=destination,
        currency="USD",
    )


def test_the_table_has_every_state_and_member_with_source_and_day(repository_root):
    with (repository_root / "backend/pricing/tax_rates.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    standard = {(row["country"], row["region"]) for row in rows if row["tax_class"] == "standard"}
    shipping = {(row["country"], row["region"]) for row in rows if row["tax_class"] == "shipping"}
    everywhere = {("US", state) for state in US_STATES} | {(member, "") for member in EU_MEMBERS}
    assert standard == shipping == everywhere
    assert len(US_STATES) == 51
    assert len(EU_MEMBERS) == 27
    for row in rows:
        assert row["source"]
        assert row["name"]
        assert date.fromisoformat(row["valid_from"])
        assert row["rounding"] == ("line" if row["country"] == "US" else "rate")
        assert row["prices_include_tax"] == ("no" if row["country"] == "US" else "yes")
        if row["country"] == "US" and row["tax_class"] == "standard":
            assert "local taxes" in row["source"], "says that local rates are not included"


def test_seeding_twice_writes_the_table_once(database: Engine):
    assert transact(service.seed_tax_rates) == transact(service.seed_tax_rates)
    with database.connect() as connection:
        rows = connection.execute(text("SELECT country, region, tax_class, valid_from FROM tax_rate")).all()
    assert max(Counter(rows).values()) == 1
    assert len(rows) == transact(service.seed_tax_rates)


@pytest.mark.parametrize(
    ("country", "region", "tax_class", "added", "included"),
    [
        ("US", "NY", "standard", 400, 0),
        ("US", "CA", "standard", 725, 0),
        ("US", "MN", "standard", 688, 0),
        ("US", "OR", "standard", 0, 0),
        ("US", "DE", "books", 0, 0),
        ("US", "PA", "clothing", 0, 0),
        ("US", "PA", "books", 600, 0),
        ("US", "NY", "clothing", 0, 0),
        ("US", "VT", "children", 0, 0),
        ("DE", "", "standard", 0, 1597),
        ("DE", "", "books", 0, 654),
        ("FR", "", "books", 0, 521),
        ("IE", "", "books", 0, 0),
        ("IE", "", "children", 0, 0),
        ("DK", "", "books", 0, 2000),
        ("FI", "", "standard", 0, 2032),
        ("HU", "", "standard", 0, 2126),
    ],
)
def test_a_hundred_costs_what_the_place_and_class_say(database, country, region, tax_class, added, included):
    transact(service.seed_tax_rates)
    answer = quote(Destination(country, region), line(tax_class=tax_class))
    assert (answer.tax_minor, answer.included_tax_minor) == (added, included)
    assert answer.total_minor == 10000 + added


def test_shipping_is_taxed_by_its_state(database: Engine):
    transact(service.seed_tax_rates)
    assert quote(Destination("US", "NY"), shipping=1000).tax_minor == 440
    assert quote(Destination("US", "CA"), shipping=1000).tax_minor == 725
    assert quote(Destination("AT"), shipping=1200).groups[0].shipping_included_tax_minor == 200


def test_a_region_of_the_union_does_not_matter(database: Engine):
    transact(service.seed_tax_rates)
    assert quote(Destination("ES", "Madrid")).included_tax_minor == 1736
    assert quote(Destination("ES", "Madrid")).tax_name == "VAT Spain"


def test_a_quote_sends_no_statement_once_rates_are_known(database: Engine):
    transact(service.seed_tax_rates)
    quote(Destination("US", "NY"))
    with recorded(database) as seen:
        quote(Destination("DE"))
    assert seen == []


def test_a_later_rate_counts_from_its_day(database: Engine):
    transact(service.seed_tax_rates)
    with database.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO tax_rate"
                " (id, country, region, tax_class, rate, prices_include_tax, name, source, valid_from,"
                " threshold_rule, rounding)"
                " SELECT gen_random_uuid(), country, region, tax_class, 0.05, false, name, 'test',"
                " '2026-07-01', '', 'line' FROM tax_rate WHERE region = 'NY' AND tax_class = 'standard'"
            )
        )
    with clock.frozen(datetime(2026, 6, 30, 23, 59, tzinfo=UTC)):
        assert quote(Destination("US", "NY")).tax_minor == 400
    with clock.frozen(datetime(2026, 7, 1, tzinfo=UTC)):
        answer = quote(Destination("US", "NY"))
        assert answer.tax_minor == 500
        assert answer.lines[0].tax_rate == Decimal("0.05")


@pytest.mark.parametrize(
    "place", [Destination("US", "ZZ"), Destination("US"), Destination("GB"), Destination("")]
)
def test_a_place_without_rates_is_refused_by_field(database: Engine, place: Destination):
    transact(service.seed_tax_rates)
    with pytest.raises(DestinationNotTaxed) as refusal:
        quote(place)
    assert refusal.value.field == "country"


def test_an_empty_table_is_said_and_not_remembered(database: Engine):
    with pytest.raises(TaxRatesMissing):
        quote(Destination("US", "NY"))
    transact(service.seed_tax_rates)
    assert quote(Destination("US", "NY")).tax_minor == 400


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"quantity": 0}, "quantity"),
        ({"price": -1}, "unit_price_minor"),
        ({"discount_minor": -1}, "discount_minor"),
        ({"discount_minor": 10001}, "discount_minor"),
    ],
)
def test_a_line_that_cannot_be_priced_is_refused_by_field(database: Engine, values, field):
    transact(service.seed_tax_rates)
    with pytest.raises(InvalidInput) as refusal:
        quote(Destination("US", "NY"), line(**values))
    assert refusal.value.field == field


def test_shipping_for_a_parcel_without_lines_is_refused(database: Engine):
    transact(service.seed_tax_rates)
    with pytest.raises(InvalidInput) as refusal:
        query(
            service.quote,
            lines=[line()],
            shipping=[ShippingCharge(UUID(int=3), WAREHOUSE, 500)],
            destination=Destination("US", "NY"),
            currency="USD",
        )
    assert refusal.value.field == "shipping"
