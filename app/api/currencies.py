"""The currencies that prices can be shown and charged in."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from fastapi import APIRouter
from pydantic import BaseModel, Field

from app.api.dependencies import EVERYONE, allow
from backend.kit.money import exponent
from backend.kit.unit_of_work import query
from backend.pricing import currencies

router = APIRouter(tags=["Currencies"])


class CurrencyBody(BaseModel):
    """A currency; `rate` is what a unit of the home currency is worth, by the rates of `rate_of`."""

    code: str = Field(description="ISO 4217", examples=["EUR"])
    decimals: int = Field(description="How many decimals a minor unit is: 2 for USD, 0 for JPY")
    rate: Decimal
    rate_of: date | None = Field(description="The day of the rate; empty for the home currency")


class CurrenciesBody(BaseModel):
    """What `currency` of a cart may be. Prices are converted unless the seller set one."""

    home: str
    currencies: list[CurrencyBody]


@router.get("/currencies", dependencies=[allow(EVERYONE)])
def list_currencies() -> CurrenciesBody:
    """The currencies, with the dated rates that conversions use."""
    rates = query(currencies.rates_in_force)
    home = CurrencyBody(
        code=currencies.HOME, decimals=exponent(currencies.HOME), rate=Decimal(1), rate_of=None
    )
    return CurrenciesBody(
        home=currencies.HOME,
        currencies=[
            home,
            *(
                CurrencyBody(code=code, decimals=exponent(code), rate=rate.value, rate_of=rate.day)
                for code, rate in rates.items()
            ),
        ],
    )
