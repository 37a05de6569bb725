"""Arithmetic of the board.

Definitions. GMV: the totals (goods, shipping and tax, after discounts) of all orders placed in the window,
cancelled ones included, since GMV is gross. Conversion: purchases per distinct visitor and day. Abandonment:
the share of visitors who put something into a cart and did not buy that day. Average order value: GMV per
purchase. Days are UTC.
"""

from collections.abc import Mapping

import polars as pl

from backend.kit.money import split

# The kinds of events that show that a visitor reached a step: a step includes those beyond it.
REACHED: Mapping[str, frozenset[str]] = {
    "visitors": frozenset({"visit", "view", "search", "add_to_cart", "checkout_started"}),
    "viewers": frozenset({"view", "add_to_cart", "checkout_started"}),
    "searchers": frozenset({"search"}),
    "adders": frozenset({"add_to_cart", "checkout_started"}),
    "checkout_starters": frozenset({"checkout_started"}),
}
SALES_KEYS = ["day", "seller_id", "department", "country", "currency"]


def daily_sales(items: pl.DataFrame) -> pl.DataFrame:
    """Sales per day, seller, department, country and currency from order lines.

    Columns in: day, order_id, seller_id, department, country, currency, order_total_minor, line_total_minor,
    quantity. An order's total is split over its departments (`department_parts`), so that the parts sum to
    it; the order is counted in its largest department, and as one with each.
    """
    if items.is_empty():
        return pl.DataFrame(
            schema={
                "day": pl.Date,
                "seller_id": pl.String,
                "department": pl.String,
                "country": pl.String,
                "currency": pl.String,
                "gmv_minor": pl.Int64,
                "units": pl.Int64,
                "orders": pl.Int64,
                "orders_with": pl.Int64,
            }
        )
    per_department = (
        items.group_by([*SALES_KEYS, "order_id", "order_total_minor"])
        .agg(pl.col("line_total_minor").sum().alias("weight"), pl.col("quantity").sum().alias("units"))
        .sort(["order_id", "weight", "department"], descending=[False, True, False])
    )
    parts: list[int] = []
    firsts: list[int] = []
    for (_,), order in per_department.group_by(["order_id"], maintain_order=True):
        weights = dict(zip(order["department"], order["weight"], strict=True))
        parts.extend(department_parts(order["order_total_minor"][0], weights).values())
        firsts.extend([1] + [0] * (order.height - 1))
    return (
        per_department.with_columns(pl.Series("gmv_minor", parts), pl.Series("orders", firsts))
        .group_by(SALES_KEYS)
        .agg(
            pl.col("gmv_minor").sum(),
            pl.col("units").sum(),
            pl.col("orders").sum(),
            pl.len().cast(pl.Int64).alias("orders_with"),
        )
        .sort(SALES_KEYS)
    )


def department_parts(total_minor: int, weights: Mapping[str, int]) -> dict[str, int]:
    """An order's total (minor units) by department, in proportion to `weights`, largest first.

    The parts sum to the total: largest remainder, in the order of weight, then name.
    """
    ranked = sorted(weights, key=lambda department: (-weights[department], department))
    return dict(zip(ranked, split(total_minor, [weights[one] for one in ranked]), strict=True))


def daily_funnel(events: pl.DataFrame) -> dict[str, int]:
    """Distinct visitors per step of one day, from columns visitor_id and kind."""
    return {
        step: events.filter(pl.col("kind").is_in(list(kinds)))["visitor_id"].n_unique()
        if events.height
        else 0
        for step, kinds in REACHED.items()
    }


def basis_points(part: int, whole: int) -> int:
    """`part` of `whole` in hundredths of a per cent, half up; 0 of nothing."""
    return (part * 20_000 + whole) // (2 * whole) if whole else 0


def ratio(total: int, count: int) -> int:
    """`total` per `count`, half up; 0 without any."""
    return (total * 2 + count) // (2 * count) if count else 0
