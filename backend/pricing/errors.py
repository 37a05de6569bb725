"""Refusals of pricing."""

from backend.kit.errors import InvalidInput, Unavailable


class DestinationNotTaxed(InvalidInput):
    """No tax rate is known for the destination, so nothing can be charged for it."""

    code = "destination_not_taxed"


class TaxRatesMissing(Unavailable):
    """The tax table is empty: `seed_tax_rates` fills it."""

    code = "tax_rates_missing"
