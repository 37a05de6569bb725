"""Which adapter stands behind a provider's name. One per process; opened when first used."""

from functools import lru_cache

from backend.kit.errors import NotFound
from backend.payments.gateway import PaymentGateway
from backend.payments.stripe_gateway import StripeGateway

CARD_PROVIDER = "stripe"
BANK_PROVIDER = "bank"


@lru_cache(maxsize=1)
def card_gateway() -> PaymentGateway:
    """The gateway that cards go through. Tests call `card_gateway.cache_clear()` after changing settings."""
    return StripeGateway.from_settings()


def gateway_of(provider: str) -> PaymentGateway:
    """The adapter of `provider`. Raises NotFound for a provider that speaks to nobody."""
    if provider != CARD_PROVIDER:
        raise NotFound(f"There is no payment gateway called {provider}.")
    return card_gateway()
