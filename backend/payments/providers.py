"""Which adapter stands behind a provider's name, and which ways to pay are switched on.

One adapter per provider and process; opened when first used.
"""

from functools import lru_cache
from importlib import import_module
from typing import Any

from backend.kit.config import settings
from backend.kit.errors import NotFound
from backend.kit.unit_of_work import transact
from backend.payments import repository
from backend.payments.gateway import PaymentGateway
from backend.payments.schemas import Method
from backend.payments.stripe_books import StripeBooks
from backend.payments.stripe_gateway import StripeGateway
from backend.payments.stripe_methods import StripeMethods

CARD_PROVIDER = "stripe"
BANK_PROVIDER = "bank"
BALANCE_PROVIDER = "balance"
PAYPAL_PROVIDER = "paypal"
ADYEN_PROVIDER = "adyen"

PROVIDERS = {
    Method.CARD: CARD_PROVIDER,
    Method.BANK_TRANSFER: BANK_PROVIDER,
    Method.BALANCE: BALANCE_PROVIDER,
    Method.PAYPAL: PAYPAL_PROVIDER,
    Method.ADYEN: ADYEN_PROVIDER,
}


@lru_cache(maxsize=1)
def card_gateway() -> StripeGateway:
    """The gateway that cards go through. Tests call `card_gateway.cache_clear()` after changing settings."""
    return StripeGateway.from_settings()


@lru_cache(maxsize=1)
def paypal_gateway() -> PaymentGateway:
    """PayPal. Raises Unavailable when it is not set up."""
    # Its SDK takes a second to import: only who has an account pays for that.
    adapter: Any = import_module("backend.payments.paypal_gateway")
    found: PaymentGateway = adapter.PayPalGateway.from_settings()
    return found


@lru_cache(maxsize=1)
def adyen_gateway() -> PaymentGateway:
    """Adyen, which knows what it told us from the inbox. Raises Unavailable when it is not set up."""
    adapter: Any = import_module("backend.payments.adyen_gateway")
    found: PaymentGateway = adapter.AdyenGateway.from_settings(
        lambda reference: transact(repository.webhook_payloads, ADYEN_PROVIDER, reference)
    )
    return found


def gateway_of(provider: str) -> PaymentGateway:
    """The adapter of `provider`. Raises NotFound for a provider that speaks to nobody."""
    if provider == CARD_PROVIDER:
        return card_gateway()
    if provider == PAYPAL_PROVIDER:
        return paypal_gateway()
    if provider == ADYEN_PROVIDER:
        return adyen_gateway()
    raise NotFound(f"There is no payment gateway called {provider}.")


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
        Method.PAYPAL: bool(chosen.paypal_client_id and chosen.paypal_client_secret.get_secret_value()),
        Method.ADYEN: bool(chosen.adyen_api_key.get_secret_value() and chosen.adyen_merchant_account),
    }
    return tuple(method for method in Method if is_on.get(method))
