"""The board's arithmetic."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.analytics.policy import basis_points, department_parts, ratio
from backend.analytics.rollups import daily_funnel, daily_sales

DAY = date(2026, 1, 15)


def line(order: str, department: str, total: int, *, of: int, quantity: int = 1, seller: str = "s1"):
    return {
        "day": DAY,
        "order_id": order,
        "seller_id": seller,
        "department": department,
        "country": "US",
        "currency": "USD",
        "order_total_minor": of,
        "line_total_minor": total,
        "quantity": quantity,
    }


def rolled(*lines):
    return {
        (row["seller_id"], row["department"]): (
            row["gmv_minor"],
            row["units"],
            row["orders"],
            row["orders_with"],
        )
        for row in daily_sales(pl.DataFrame(lines)).to_dicts()
    }


def test_an_orders_total_is_split_by_its_lines_and_counted_once():
    assert rolled(
        line("o1", "rugs", 3000, of=5000, quantity=2),
        line("o1", "lamps", 1000, of=5000),
        line("o2", "lamps", 2000, of=2500),
    ) == {("s1", "rugs"): (3750, 2, 1, 1), ("s1", "lamps"): (1250 + 2500, 2, 1, 2)}


def test_the_odd_cent_goes_to_the_largest_department():
    assert rolled(line("o1", "a", 100, of=101), line("o1", "b", 100, of=101)) == {
        ("s1", "a"): (51, 1, 1, 1),
        ("s1", "b"): (50, 1, 0, 1),
    }


def test_an_order_of_free_lines_still_counts_in_full():
    assert rolled(line("o1", "a", 0, of=499), line("o1", "b", 0, of=499)) == {
        ("s1", "a"): (250, 1, 1, 1),
        ("s1", "b"): (249, 1, 0, 1),
    }


def test_no_orders_are_no_rows():
    assert daily_sales(pl.DataFrame()).to_dicts() == []


@given(
    total=st.integers(0, 10_000_000),
    weights=st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 100_000), min_size=1),
)
def test_the_parts_of_an_order_sum_to_it(total: int, weights: dict[str, int]):
    parts = department_parts(total, weights)
    assert sum(parts.values()) == total
    assert min(parts.values()) >= 0
    assert parts.keys() == weights.keys()


def test_a_step_counts_each_visitor_once_and_includes_those_beyond_it():
    events = [
        ("ada", "visit"),
        ("ada", "view"),
        ("ada", "view"),
        ("ada", "add_to_cart"),
        ("ada", "checkout_started"),
        ("bob", "search"),
        ("eve", "add_to_cart"),
        ("kim", "visit"),
    ]
    frame = pl.DataFrame({"visitor_id": [who for who, _ in events], "kind": [what for _, what in events]})
    assert daily_funnel(frame) == {
        "visitors": 4,
        "viewers": 2,
        "searchers": 1,
        "adders": 2,
        "checkout_starters": 1,
    }
    assert set(daily_funnel(pl.DataFrame({"visitor_id": [], "kind": []})).values()) == {0}


@pytest.mark.parametrize(
    ("part", "whole", "points"), [(1, 3, 3333), (2, 3, 6667), (1, 20_000, 1), (1, 20_001, 0), (5, 0, 0)]
)
def test_basis_points_round_half_up_and_nothing_of_nothing_is_zero(part, whole, points):
    assert basis_points(part, whole) == points


@pytest.mark.parametrize(("total", "count", "each"), [(100, 3, 33), (101, 2, 51), (7, 0, 0), (0, 5, 0)])
def test_an_average_rounds_half_up(total, count, each):
    assert ratio(total, count) == each
