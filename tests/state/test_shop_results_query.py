"""The address of a results page is its whole state."""

import pytest

from backend.search.schemas import Facet, FacetValue, Sort
from state.shop.results_query import (
    address,
    chips_of,
    page_address,
    page_links,
    pairs_of,
    query_of,
    toggled,
    without,
)

BRAND = Facet("brand", "Brand", "brand", (FacetValue("Acme", "Acme", 3, False),))
PRICE = Facet("price", "Price", "price", (FacetValue("0-2499", "Under $25", 3, True),))


def test_an_address_is_read_into_a_query():
    pairs = pairs_of(
        "q=desk+lamp&brand=Acme&brand=Bolt&option.Colour=Navy&attribute.dimmable=yes"
        "&price=2500-4999&rating=4&in_stock=1&sort=price-asc&page=3"
    )
    query = query_of(pairs)
    assert (query.text, query.brands, query.page, query.sort) == (
        "desk lamp",
        ("Acme", "Bolt"),
        3,
        Sort.PRICE_UP,
    )
    assert (query.options, query.attributes) == ({"Colour": ("Navy",)}, {"dimmable": ("yes",)})
    assert (query.price_from_minor, query.price_to_minor, query.rating_from) == (2500, 4999, 4)
    assert query.in_stock is True


@pytest.mark.parametrize(
    "junk",
    [
        "sort=drop+table&page=0&rating=9&price=9-1&in_stock=yes",
        "page=-1&price=abc-&rating=4.5&sort=",
        "page=99999999999&price=" + "9" * 40 + "-&unknown=1&option.=x",
        "q=%00&brand=%00",
        "&".join(f"brand={n}" for n in range(200)),
    ],
)
def test_nonsense_in_an_address_counts_as_not_given(junk):
    assert query_of(pairs_of(junk)) == query_of(())


def test_switching_a_value_adds_it_takes_it_away_and_starts_at_the_first_page():
    pairs = pairs_of("q=lamp&page=4")
    chosen = toggled(pairs, BRAND, "Acme")
    assert address("/search", chosen) == "/search?q=lamp&brand=Acme"
    assert toggled(chosen, BRAND, "Acme") == (("q", "lamp"),)


def test_of_a_price_only_one_band_is_chosen():
    chosen = toggled(pairs_of("price=0-2499"), PRICE, "2500-4999")
    assert chosen == (("price", "2500-4999"),)


def test_chips_name_what_is_in_force_and_lead_to_the_address_without_it():
    pairs = pairs_of("q=lamp&brand=Acme&price=100000-&in_stock=1&page=2")
    chips = chips_of("/search", pairs, (BRAND, PRICE))
    assert [(chip.label, chip.href) for chip in chips] == [
        ("Acme", "/search?q=lamp&price=100000-&in_stock=1"),
        ("$1,000 and above", "/search?q=lamp&brand=Acme&in_stock=1"),
        ("In stock", "/search?q=lamp&brand=Acme&price=100000-"),
    ]


def test_numbered_pages_show_the_ends_the_neighbours_and_gaps():
    links = page_links("/c/audio", (), 6, 12)
    assert [number for number, _, _ in links] == ["1", "3", "4", "5", "6", "7", "8", "11", "12"]
    assert [number for number, href, _ in links if not href] == ["3", "11"]
    assert [number for number, _, is_current in links if is_current] == ["6"]
    assert page_address("/c/audio", pairs_of("sort=rating&page=6"), 1) == "/c/audio?sort=rating"


def test_taking_filters_away_keeps_the_words():
    assert without(pairs_of("q=lamp&brand=Acme&page=2"), "brand") == (("q", "lamp"),)
