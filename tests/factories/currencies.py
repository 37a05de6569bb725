"""Exchange rates of the present day."""

from __future__ import annotations

from decimal import Decimal

from backend.kit import clock
from backend.kit.unit_of_work import unit_of_work
from backend.pricing import currencies
from backend.pricing.models import FxRate


def rates(**per_euro: str) -> None:
    """Units per euro by currency, as of today: `rates(USD="1.10")`."""
    with unit_of_work() as session:
        for currency, value in per_euro.items():
            session.merge(
                FxRate(currency=currency, day=clock.now().date(), per_euro=Decimal(value), source="a test")
            )
    currencies.forget()
