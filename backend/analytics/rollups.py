"""Roll-ups by Polars. Only `service` imports this, when it rolls up: it is half a second and 60 MB."""

from collections.abc import Sequence
from typing import Any

import polars as pl
from sqlalchemy import Row

from backend.analytics.policy import REACHED, department_parts

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


def daily_funnel(events: pl.DataFrame) -> dict[str, int]:
    """Distinct visitors per step of one day, from columns visitor_id and kind."""
    return {
        step: events.filter(pl.col("kind").is_in(list(kinds)))["visitor_id"].n_unique()
        if events.height
        else 0
        for step, kinds in REACHED.items()
    }


def sales_of(lines: Sequence[Row[Any]]) -> list[dict[str, Any]]:
    """`daily_sales` of rows as the repository reads them."""
    frame = pl.DataFrame([dict(row._mapping) for row in lines]) if lines else pl.DataFrame()
    return daily_sales(frame).to_dicts()


def funnel_of(events: Sequence[Row[Any]]) -> dict[str, int]:
    """`daily_funnel` of rows as the repository reads them."""
    visitors, kinds = [row.visitor_id for row in events], [row.kind for row in events]
    return daily_funnel(pl.DataFrame({"visitor_id": visitors, "kind": kinds}))
