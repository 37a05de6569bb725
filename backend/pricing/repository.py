"""The questions that pricing asks its tables."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select

from backend.pricing.models import TaxRate

_KEY = ("country", "region", "tax_class", "valid_from")


def rates_on(session: Session, day: date) -> Sequence[TaxRate]:
    """The rates in force on `day`: the latest of each jurisdiction and class."""
    return session.exec(
        select(TaxRate)
        .where(col(TaxRate.valid_from) <= day)
        .distinct(col(TaxRate.country), col(TaxRate.region), col(TaxRate.tax_class))
        .order_by(
            col(TaxRate.country),
            col(TaxRate.region),
            col(TaxRate.tax_class),
            col(TaxRate.valid_from).desc(),
        )
    ).all()


def put_rates(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rates, or correct those of the same jurisdiction, class and day."""
    statement = insert(TaxRate).values(list(rows))
    changed = {name: statement.excluded[name] for name in rows[0] if name not in {"id", *_KEY}}
    session.execute(statement.on_conflict_do_update(index_elements=_KEY, set_=changed))
