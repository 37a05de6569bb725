"""Which adapter stands behind a provider's name, and which ways to pay are switched on.

One adapter per provider and process; opened when first used.
"""

from functools import lru_cache

from backend.kit.config import settings
from backend.kit.errors import NotFound
from backend.payments.gateway import PaymentGateway
from backend.payments.schemas import Method
from backend.payments.stripe_books import StripeBooks
from backend.payments.stripe_gateway import StripeGateway
from backend.payments.stripe_methods import StripeMethods

CARD_PROVIDER = "stripe"
BANK_PROVIDER = "bank"
BALANCE_PROVIDER = "balance"

PROVIDERS = {
    Method.CARD: CARD_PROVIDER,
    Method.BANK_TRANSFER: BANK_PROVIDER,
    Method.BALANCE: BALANCE_PROVIDER,
}


@lru_cache(maxsize=1)
def card_gateway() -> StripeGateway:
    """The gateway that cards go through. Tests call `card_gateway.cache_clear()` after changing settings."""
    return StripeGateway.from_settings()


def gateway_of(provider: str) -> PaymentGateway:
    """The adapter of `provider`. Raises NotFound for a provider that speaks to nobody."""
    if provider != CARD_PROVIDER:
        raise NotFound(f"There is no payment gateway called {provider}.")
    return card_gateway()


def card_vault() -> StripeMethods:
    """What keeps people's cards. Raises Unavailable when cards are not set up."""
    return StripeMethods(card_gateway())


def books_of(provider: str) -> StripeBooks:
    """A provider's own books and disputes. Raises NotFound for one whose books cannot be read from here."""
    if provider != CARD_PROVIDER:
        raise NotFound(f"The books of {provider} cannot be read from here.")
    return StripeBooks(card_gateway())


def methods_offered() -> tuple[Method, ...]:
    """The ways to pay that are set up here, the usual one first."""
    chosen = settings()
    is_on = {
        Method.CARD: bool(chosen.stripe_secret_key.get_secret_value()),
        Method.BANK_TRANSFER: True,
    }
    return tuple(method for method in Method if is_on.get(method))
