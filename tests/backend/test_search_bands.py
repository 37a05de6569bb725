"""Price bands of a search, said in the currency that a shopper chose; their values stay the index's."""

from datetime import date
from decimal import Decimal

import pytest

from backend.pricing.currencies import DatedRate, Exchange
from backend.search.facets import facets_from
from backend.search.schemas import SearchQuery
from backend.storefront.in_currency import facet_in

EXCHANGE = Exchange(
    {
        code: DatedRate(Decimal(rate), date(2026, 11, 1))
        for code, rate in {"USD": "1.10", "JPY": "163.9"}.items()
    }
)
QUERY = SearchQuery(price_from_minor=5000, price_to_minor=9999)


def price_facet():
    counts = {"": {"price_band": {"0": 3, "2": 1, "6": 2}}}
    (facet,) = [
        one for one in facets_from(QUERY, counts, categories=(), definitions=()) if one.kind == "price"
    ]
    return facet


@pytest.mark.parametrize(
    ("currency", "label", "words"),
    [
        ("USD", "Price", ["Under $25", "$50 to $100", "$1,000 and above"]),
        ("EUR", "Price, about", ["Under €23", "€45 to €91", "€909 and above"]),
        ("JPY", "Price, about", ["Under ¥3,730", "¥7,450 to ¥14,900", "¥149,000 and above"]),
    ],
)
def test_bands_are_said_in_the_chosen_currency_and_filter_as_before(
    currency: str, label: str, words: list[str]
):
    plain = price_facet()
    turned = facet_in(plain, EXCHANGE, currency)
    assert (turned.label, [one.label for one in turned.values]) == (label, words)
    assert [(one.value, one.count, one.is_selected) for one in turned.values] == [
        ("0-2499", 3, False),
        ("5000-9999", 1, True),
        ("100000-", 2, False),
    ]
    assert [one.label for one in price_facet().values] == ["Under $25", "$50 to $100", "$1,000 and above"]
