"""Whose checkout it is: the person's, or whoever holds the guest's secret."""

import hashlib
import hmac

from backend.checkout.errors import CheckoutNotFound
from backend.checkout.repository import CheckoutRow
from backend.identity.schemas import Actor


def token_hash(access_token: str) -> str:
    """How the secret is stored: SHA-256, hexadecimal. It is 32 random bytes, so no salt is needed."""
    return hashlib.sha256(access_token.encode()).hexdigest()


def holds_token(checkout: CheckoutRow, access_token: str | None) -> bool:
    """Whether this is the checkout's secret."""
    return bool(access_token) and hmac.compare_digest(
        token_hash(access_token or ""), checkout.access_token_hash
    )


def require_shopper(checkout: CheckoutRow | None, actor: Actor, access_token: str | None) -> CheckoutRow:
    """The checkout for its shopper, or for the marketplace itself. Raises CheckoutNotFound."""
    if checkout is not None:
        if actor.is_system:
            return checkout
        if checkout.person_id is not None:
            if actor.person_id == checkout.person_id:
                return checkout
        elif holds_token(checkout, access_token):
            return checkout
    raise CheckoutNotFound("This checkout does not exist any more. Please start again from your cart.")
