"""Refusals of pricing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backend.kit.errors import Conflict, InvalidInput, NotFound, Unavailable

if TYPE_CHECKING:
    from backend.pricing.tax_engine import ParcelTaxRequest


class DestinationNotTaxed(InvalidInput):
    """No tax rate is known for the destination, so nothing can be charged for it."""

    code = "destination_not_taxed"


class TaxRatesMissing(Unavailable):
    """The tax table is empty: `seed_tax_rates` fills it."""

    code = "tax_rates_missing"


class TaxUnknown(Unavailable):
    """The tax service was not asked about these parcels yet: `tax_process.calculate` does, then try again."""

    code = "tax_unknown"

    def __init__(self, message: str, *, requests: tuple[ParcelTaxRequest, ...]):
        super().__init__(message)
        self.requests = requests


class TaxEngineSilent(Unavailable):
    """The tax service does not answer. Calling again later is safe."""

    code = "tax_engine_silent"


class TaxEngineRefused(Conflict):
    """The tax service will not do this, however often it is asked."""

    code = "tax_engine_refused"


class ExemptionRefused(InvalidInput):
    """The place knows no exemption for this reason."""

    code = "exemption_refused"


class ExemptionNotFound(NotFound):
    """No such exemption."""

    code = "exemption_not_found"


class CurrencyNotKnown(InvalidInput):
    """No exchange rate is known for this currency, so nothing is sold in it."""

    code = "currency_not_known"


class CodeRefused(Conflict):
    """A promotion code lowers nothing. `field` is `code`, `facts.code` names it."""

    code = "code_refused"


class CodeUnknown(CodeRefused):
    """There is no such code, or not for this shopper: both sound alike, so codes cannot be guessed."""

    code = "code_unknown"


class CodeNotStarted(CodeRefused):
    """It will be valid from `facts.starts_at` on."""

    code = "code_not_started"


class CodeEnded(CodeRefused):
    """It was valid once."""

    code = "code_ended"


class CodeUsedUp(CodeRefused):
    """Its limit, or this shopper's, is reached."""

    code = "code_used_up"


class CodeNeedsMore(CodeRefused):
    """A threshold is missed by `facts.missing_minor`, or by `facts.missing_quantity` units."""

    code = "code_needs_more"


class CodeNotForItems(CodeRefused):
    """It covers nothing of what is in the cart."""

    code = "code_not_for_items"


class CodeNotCombined(CodeRefused):
    """Another promotion, `facts.instead_of`, saves more and stands alone."""

    code = "code_not_combined"


class CodeTaken(Conflict):
    """Another promotion has this code."""

    code = "code_taken"


class PromotionNotFound(NotFound):
    """No such promotion, or not for the one who asks."""

    code = "promotion_not_found"
