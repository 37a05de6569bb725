"""tax.Calculation and tax.Transaction with their lines, and the rates that the stand-in knows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from app.local.stripe.ids import new_id, now

# Percentages with which a shop can be tried out; no table of the law.
_STATES = {"CA": "9.875", "NY": "8.875", "TX": "8.25", "OR": "0.0"}
_US = "6.0"
_COUNTRIES = {"DE": "19.0", "FR": "20.0", "IT": "22.0", "ES": "21.0", "NL": "21.0"}
_ELSEWHERE = "20.0"
_SHIPPING_FREE = {"CA"}
_FREE_FOR_DAYS = 90


class Place:
    """Where a customer is, and what the stand-in takes there."""

    def __init__(self, address: Mapping[str, Any]) -> None:
        self.country = address["country"]
        self.state = address["state"]
        self.is_us = self.country == "US"
        found = _STATES.get(self.state or "", _US) if self.is_us else _COUNTRIES.get(self.country, _ELSEWHERE)
        self.percentage = found
        self.tax_type = "sales_tax" if self.is_us else "vat"

    def tax(self, amount: int, *, inclusive: bool, is_shipping: bool = False) -> int:
        """The tax on an amount, or in it, in minor units, rounded half up."""
        if is_shipping and self.state in _SHIPPING_FREE:
            return 0
        rate = Decimal(self.percentage) / 100
        exact = Decimal(amount) * rate / (1 + rate if inclusive else 1)
        return int(exact.quantize(Decimal(1), ROUND_HALF_UP))

    def details(self) -> dict[str, Any]:
        """`tax_rate_details` of a calculation."""
        return {
            "country": self.country,
            "flat_amount": None,
            "percentage_decimal": self.percentage,
            "rate_type": "percentage",
            "state": self.state,
            "tax_type": self.tax_type,
        }

    def line_breakdown(self, *, amount: int, tax: int, inclusive: bool) -> dict[str, Any]:
        """`tax_breakdown` of a line."""
        return {
            "amount": tax,
            "jurisdiction": {
                "country": self.country,
                "display_name": self.state or self.country,
                "level": "state" if self.is_us else "country",
                "state": self.state,
            },
            "sourcing": "destination",
            "tax_rate_details": {
                "display_name": "Sales tax" if self.is_us else "VAT",
                "percentage_decimal": self.percentage,
                "tax_type": self.tax_type,
            },
            "taxability_reason": "standard_rated",
            "taxable_amount": amount - tax if inclusive else amount,
        }


def calculation_line(line: Mapping[str, Any], place: Place) -> dict[str, Any]:
    """A line with its tax."""
    inclusive = line["tax_behavior"] == "inclusive"
    tax = place.tax(line["amount"], inclusive=inclusive)
    return {
        "id": new_id("tax_li"),
        "object": "tax.calculation_line_item",
        "amount": line["amount"],
        "amount_tax": tax,
        "livemode": False,
        "metadata": None,
        "product": None,
        "quantity": line["quantity"],
        "reference": line["reference"],
        "tax_behavior": line["tax_behavior"],
        "tax_breakdown": [place.line_breakdown(amount=line["amount"], tax=tax, inclusive=inclusive)],
        "tax_code": line["tax_code"],
    }


def shipping_cost(given: Mapping[str, Any], place: Place) -> dict[str, Any]:
    """What shipping costs, with its tax."""
    inclusive = given["tax_behavior"] == "inclusive"
    return {
        "amount": given["amount"],
        "amount_tax": place.tax(given["amount"], inclusive=inclusive, is_shipping=True),
        "tax_behavior": given["tax_behavior"],
        "tax_code": given["tax_code"],
    }


def calculation(
    *,
    currency: str,
    customer_details: Mapping[str, Any],
    ship_from_details: Mapping[str, Any] | None,
    lines: list[dict[str, Any]],
    shipping: dict[str, Any] | None,
    place: Place,
) -> dict[str, Any]:
    """What the tax of a sale would be."""
    parts = [*lines, *([shipping] if shipping else [])]
    exclusive = sum(one["amount_tax"] for one in parts if one["tax_behavior"] == "exclusive")
    inclusive = sum(one["amount_tax"] for one in parts if one["tax_behavior"] == "inclusive")
    made = now()
    identifier = new_id("taxcalc")
    return {
        "id": identifier,
        "object": "tax.calculation",
        "amount_total": sum(one["amount"] for one in parts) + exclusive,
        "currency": currency,
        "customer": None,
        "customer_details": customer_details,
        "expires_at": made + _FREE_FOR_DAYS * 86_400,
        "line_items": _list(lines, f"/v1/tax/calculations/{identifier}/line_items"),
        "livemode": False,
        "ship_from_details": ship_from_details,
        "shipping_cost": shipping,
        "tax_amount_exclusive": exclusive,
        "tax_amount_inclusive": inclusive,
        "tax_breakdown": list(_breakdown(parts, place)),
        "tax_date": made,
    }


def transaction(
    calculation: Mapping[str, Any], *, reference: str, metadata: dict[str, str]
) -> dict[str, Any]:
    """A calculation that was sold."""
    identifier = new_id("tax")
    lines = [_transaction_line(one, "transaction") for one in calculation["line_items"]["data"]]
    return {
        **_common(calculation),
        "id": identifier,
        "line_items": _list(lines, f"/v1/tax/transactions/{identifier}/line_items"),
        "metadata": metadata or None,
        "reference": reference,
        "reversal": None,
        "shipping_cost": calculation["shipping_cost"],
        "type": "transaction",
    }


def reversal(
    original: Mapping[str, Any], *, reference: str, flat_amount: int | None, metadata: dict[str, str]
) -> dict[str, Any]:
    """A sale that was taken back, or `flat_amount` (below zero) of it."""
    identifier = new_id("tax")
    whole = sum(_gross(one) for one in _parts(original))
    share = Decimal(1) if flat_amount is None else Decimal(-flat_amount) / whole
    lines = [
        {**_transaction_line(_shared(one, share), "reversal"), "reversal": {"original_line_item": one["id"]}}
        for one in original["line_items"]["data"]
    ]
    shipping = original["shipping_cost"]
    return {
        **_common(original),
        "id": identifier,
        "line_items": _list(lines, f"/v1/tax/transactions/{identifier}/line_items"),
        "metadata": metadata or None,
        "reference": reference,
        "reversal": {"original_transaction": original["id"]},
        "shipping_cost": _shared(shipping, share) if shipping else None,
        "type": "reversal",
    }


def gross(transaction: Mapping[str, Any]) -> int:
    """All that a transaction is over, with the tax that is added."""
    return sum(_gross(one) for one in _parts(transaction))


def _parts(sold: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [*sold["line_items"]["data"], *([sold["shipping_cost"]] if sold["shipping_cost"] else [])]


def _gross(part: Mapping[str, Any]) -> int:
    return int(part["amount"]) + (int(part["amount_tax"]) if part["tax_behavior"] == "exclusive" else 0)


def _shared(part: Mapping[str, Any], share: Decimal) -> dict[str, Any]:
    def taken(amount: int) -> int:
        return -int((Decimal(amount) * share).quantize(Decimal(1), ROUND_HALF_UP))

    return {**part, "amount": taken(part["amount"]), "amount_tax": taken(part["amount_tax"])}


def _transaction_line(line: Mapping[str, Any], kind: str) -> dict[str, Any]:
    kept = {name: value for name, value in line.items() if name != "tax_breakdown"}
    return {
        **kept,
        "id": new_id("tax_li"),
        "object": "tax.transaction_line_item",
        "reversal": None,
        "type": kind,
    }


def _common(sold: Mapping[str, Any]) -> dict[str, Any]:
    made = now()
    return {
        "object": "tax.transaction",
        "created": made,
        "currency": sold["currency"],
        "customer": None,
        "customer_details": sold["customer_details"],
        "livemode": False,
        "posted_at": made,
        "ship_from_details": sold["ship_from_details"],
        "tax_date": sold["tax_date"],
    }


def _breakdown(parts: Iterable[Mapping[str, Any]], place: Place) -> Iterable[dict[str, Any]]:
    for inclusive in (False, True):
        behavior = "inclusive" if inclusive else "exclusive"
        own = [one for one in parts if one["tax_behavior"] == behavior and one["amount_tax"]]
        if own:
            tax = sum(one["amount_tax"] for one in own)
            amount = sum(one["amount"] for one in own)
            yield {
                "amount": tax,
                "inclusive": inclusive,
                "tax_rate_details": place.details(),
                "taxability_reason": "standard_rated",
                "taxable_amount": amount - tax if inclusive else amount,
            }


def _list(data: list[dict[str, Any]], url: str) -> dict[str, Any]:
    return {"object": "list", "data": data, "has_more": False, "url": url}
