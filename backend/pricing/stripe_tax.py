"""Stripe Tax behind our Protocol: a calculation per parcel, a transaction per order, reversals per refund.

Stripe knows the rates where it is registered for us; what is taxable it takes from a code per product class.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, TypeVar

import stripe

from backend.kit import log
from backend.kit.config import settings
from backend.kit.errors import Unavailable
from backend.kit.resilience import guarded
from backend.pricing.errors import TaxEngineRefused, TaxEngineSilent
from backend.pricing.tax_engine import ParcelTax, ParcelTaxRequest, RateOfParcel

T = TypeVar("T")
logger = log.logger(__name__)

API_VERSION = "2026-10-28.endive"
CONNECT_TIMEOUT_S = 2.0
READ_TIMEOUT_S = 4.0
"""Somebody waits for the total: after this the table answers instead."""

GOODS = "txcd_99999999"
SHIPPING = "txcd_92010001"
CODES: Mapping[str, str] = {
    "standard": GOODS,
    "clothing": "txcd_30011000",
    "children": "txcd_30011200",
    "books": "txcd_35010000",
}
"""Stripe's codes of our product classes; `STRIPE_TAX_CODES` adds to them. Without one: general goods."""


class StripeTax:
    """Stripe Tax, or whatever answers like it at `api_base`."""

    name = "stripe"

    def __init__(self, *, secret_key: str, api_base: str = "", codes: Mapping[str, str] = CODES):
        self._codes = codes
        self._client = stripe.StripeClient(
            secret_key,
            stripe_version=API_VERSION,
            base_addresses={"api": api_base} if api_base else None,
            max_network_retries=0,
            http_client=stripe.RequestsClient(timeout=(CONNECT_TIMEOUT_S, READ_TIMEOUT_S)),
        )

    def calculate(self, request: ParcelTaxRequest) -> ParcelTax:
        """A calculation with its lines, each with the rates in it."""
        behavior = "inclusive" if request.prices_include_tax else "exclusive"
        params: Any = {
            "currency": request.currency.lower(),
            "customer_details": {
                "address": {
                    "country": request.country,
                    "state": request.region,
                    "postal_code": request.postcode,
                },
                "address_source": "shipping",
            },
            "line_items": [
                {
                    "amount": line.amount_minor,
                    "quantity": line.quantity,
                    "reference": str(number),
                    "tax_behavior": behavior,
                    "tax_code": self._codes.get(line.tax_class, GOODS),
                }
                for number, line in enumerate(request.lines)
            ],
            "shipping_cost": {
                "amount": request.shipping_minor,
                "tax_behavior": behavior,
                "tax_code": SHIPPING,
            },
            "expand": ["line_items.data.tax_breakdown"],
        }
        if request.ships_from:
            params["ship_from_details"] = {"address": {"country": request.ships_from}}
        made = self._call(lambda: self._client.v1.tax.calculations.create(params)).to_dict()
        return _as_tax(made, request)

    def record(self, calculation: str, *, reference: str, idempotency_key: str) -> str:
        """A transaction from a calculation, which must be at most 90 days old."""
        made = self._call(
            lambda: self._client.v1.tax.transactions.create_from_calculation(
                {"calculation": calculation, "reference": reference}, {"idempotency_key": idempotency_key}
            )
        )
        return str(made.id)

    def reverse(self, booking: str, *, reference: str, amount_minor: int | None, idempotency_key: str) -> str:
        """A reversal of the whole transaction, or of a flat amount that contains its part of the tax."""
        params: Any = {"original_transaction": booking, "reference": reference, "mode": "full"}
        if amount_minor is not None:
            params |= {"mode": "partial", "flat_amount": -amount_minor}
        made = self._call(
            lambda: self._client.v1.tax.transactions.create_reversal(
                params, {"idempotency_key": idempotency_key}
            )
        )
        return str(made.id)

    def _call(self, call: Callable[[], T]) -> T:
        """One call behind a breaker of its own. A refusal does not count as a failure."""

        def answered() -> T | stripe.InvalidRequestError:
            try:
                return call()
            except stripe.InvalidRequestError as refusal:
                return refusal

        try:
            answer = guarded("stripe tax", answered)
        except (stripe.StripeError, Unavailable) as silent:
            logger.warning("stripe tax did not answer", error=str(silent))
            raise TaxEngineSilent("The tax service does not answer at the moment.") from silent
        if isinstance(answer, stripe.InvalidRequestError):
            logger.warning("stripe tax refused", error=str(answer), code=answer.code)
            raise TaxEngineRefused(
                "The tax service does not compute this.", facts={"engine_code": answer.code or ""}
            ) from answer
        return answer


def from_settings() -> StripeTax:
    """The engine that the environment names. Raises Unavailable when no key is set."""
    chosen = settings()
    secret_key = chosen.stripe_secret_key.get_secret_value()
    if not secret_key:
        raise Unavailable("TAX_ENGINE is stripe, which needs STRIPE_SECRET_KEY.")
    pairs = (pair.partition("=") for pair in chosen.stripe_tax_codes.split(",") if pair.strip())
    more = {tax_class.strip(): code.strip() for tax_class, _, code in pairs}
    return StripeTax(secret_key=secret_key, api_base=chosen.stripe_api_base, codes={**CODES, **more})


def _as_tax(made: Mapping[str, Any], request: ParcelTaxRequest) -> ParcelTax:
    by_reference = {one["reference"]: one for one in made["line_items"]["data"]}
    lines = [by_reference[str(number)] for number in range(len(request.lines))]
    shipping = made["shipping_cost"] or {"amount_tax": 0}
    return ParcelTax(
        reference=made["id"],
        line_taxes=tuple(one["amount_tax"] for one in lines),
        line_rates=tuple(
            sum((_percentage(part["tax_rate_details"]) for part in one["tax_breakdown"] or ()), Decimal(0))
            for one in lines
        ),
        shipping_tax_minor=shipping["amount_tax"],
        rates=tuple(_as_rate(one, request) for one in made["tax_breakdown"] if one["taxable_amount"]),
    )


def _as_rate(part: Mapping[str, Any], request: ParcelTaxRequest) -> RateOfParcel:
    details = part["tax_rate_details"]
    country, state = details["country"] or request.country, details["state"]
    kind = (details["tax_type"] or "tax").replace("_", " ")
    place = state or country
    words = f"VAT {place}" if kind == "vat" else f"{kind.capitalize()} {place}"
    return RateOfParcel(
        jurisdiction=f"{country}-{state}" if state else country,
        name=words,
        rate=_percentage(details),
        base_minor=part["taxable_amount"],
        amount_minor=part["amount"],
    )


def _percentage(details: Mapping[str, Any] | None) -> Decimal:
    return Decimal((details or {}).get("percentage_decimal") or 0) / 100
