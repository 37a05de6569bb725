"""Refusals of pricing."""

from backend.kit.errors import InvalidInput, NotFound, Unavailable


class DestinationNotTaxed(InvalidInput):
    """No tax rate is known for the destination, so nothing can be charged for it."""

    code = "destination_not_taxed"


class TaxRatesMissing(Unavailable):
    """The tax table is empty: `seed_tax_rates` fills it."""

    code = "tax_rates_missing"


class ExemptionRefused(InvalidInput):
    """The place knows no exemption for this reason."""

    code = "exemption_refused"


class ExemptionNotFound(NotFound):
    """No such exemption."""

    code = "exemption_not_found"


class CurrencyNotKnown(InvalidInput):
    """No exchange rate is known for this currency, so nothing is sold in it."""

    code = "currency_not_known"
