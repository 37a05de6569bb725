"""Who owes the tax of a parcel to its office, and who owes none. Pure.

The rules with their sources are in `docs/decisions/0012-tax-table.md`: marketplace facilitator laws in the
United States; articles 14a, 138, 151 and 196 of the VAT Directive (2006/112/EC) in the European Union.
"""

import re
from collections.abc import Iterable
from decimal import Decimal

from backend.kit.places import EU_MEMBERS
from backend.pricing.schemas import Collector, ExemptionReason, ExemptionView

IMPORT_LIMIT_EUR_MINOR = 15_000
"""Goods imported in parcels worth up to 150.00 euros are supplied by the marketplace (article 14a(1))."""

REVERSE_CHARGE = "VAT reverse charge, article 138 of Directive 2006/112/EC"

_EXEMPTION_NAMES = {
    ExemptionReason.RESALE: "Exempt: bought for resale",
    ExemptionReason.GOVERNMENT: "Exempt: government",
    ExemptionReason.CHARITY: "Exempt: charity",
    ExemptionReason.DIPLOMATIC: "Exempt: diplomatic or international body",
}

# The structure of each member's number as VIES publishes it; Greece writes EL.
_VAT_NUMBERS = {
    "AT": r"U\d{8}",
    "BE": r"[01]\d{9}",
    "BG": r"\d{9,10}",
    "CY": r"\d{8}[A-Z]",
    "CZ": r"\d{8,10}",
    "DE": r"\d{9}",
    "DK": r"\d{8}",
    "EE": r"\d{9}",
    "ES": r"[A-Z0-9]\d{7}[A-Z0-9]",
    "FI": r"\d{8}",
    "FR": r"[A-HJ-NP-Z0-9]{2}\d{9}",
    "GR": r"\d{9}",
    "HR": r"\d{11}",
    "HU": r"\d{8}",
    "IE": r"\d[A-Z0-9+*]\d{5}[A-Z]|\d{7}[A-W][A-I]",
    "IT": r"\d{11}",
    "LT": r"\d{9}|\d{12}",
    "LU": r"\d{8}",
    "LV": r"\d{11}",
    "MT": r"\d{8}",
    "NL": r"[A-Z0-9+*]{10}\d{2}",
    "PL": r"\d{10}",
    "PT": r"\d{9}",
    "RO": r"\d{2,10}",
    "SE": r"\d{12}",
    "SI": r"\d{8}",
    "SK": r"\d{10}",
}


def vat_number(given: str) -> tuple[str, str] | None:
    """(member state, number as it is written on invoices) of a well-formed VAT number, else None.

    Only its form is checked: whether it was given out is for VIES to say.
    """
    number = re.sub(r"[\s.\-]", "", given).upper()
    prefix, rest = number[:2], number[2:]
    country = "GR" if prefix == "EL" else prefix
    pattern = _VAT_NUMBERS.get(country)
    if prefix == "GR" or pattern is None or not re.fullmatch(pattern, rest):
        return None
    return country, number


def collector(
    *, destination: str, seller_country: str, ships_from: str, worth_minor: int, import_limit: Decimal | None
) -> Collector:
    """Who collects the tax of one seller's parcel to a country.

    `worth_minor` is the goods' price without tax and shipping, `import_limit` the 150.00 euros in the same
    currency (None: not known). A seller or a warehouse that nothing is known of is the marketplace's.
    """
    if destination not in EU_MEMBERS or not seller_country or not ships_from:
        return Collector.MARKETPLACE
    if ships_from not in EU_MEMBERS:
        is_small = import_limit is None or worth_minor <= import_limit
        return Collector.MARKETPLACE if is_small else Collector.SELLER
    return Collector.SELLER if seller_country in EU_MEMBERS else Collector.MARKETPLACE


def is_reverse_charged(*, destination: str, ships_from: str, buyer_country: str | None) -> bool:
    """Whether a business with a VAT number of another member state than the goods' owes the tax itself."""
    return (
        buyer_country is not None
        and destination in EU_MEMBERS
        and ships_from in EU_MEMBERS
        and ships_from not in (destination, buyer_country)
    )


def exemption_for(exemptions: Iterable[ExemptionView], *, country: str, region: str) -> ExemptionView | None:
    """The first of a person's exemptions that holds at the destination."""
    for one in exemptions:
        if one.country == country and one.region in ("", region):
            return one
    return None


def exempt(exemption: ExemptionView) -> str:
    """What an invoice says instead of the tax."""
    return f"{_EXEMPTION_NAMES[ExemptionReason(exemption.reason)]} ({exemption.certificate})"
