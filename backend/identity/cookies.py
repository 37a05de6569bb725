"""The cookies of a browser: the session's secret, the signed visitor id, the currency to show prices in.

All are HttpOnly. The visitor id owns a guest's cart, so it is signed: nobody can name somebody else's. The
currency is a wish and needs no signature: whoever reads it looks whether there is such a currency.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from uuid import UUID

from itsdangerous import BadSignature, Signer, URLSafeTimedSerializer

from backend.kit.config import settings

SESSION_COOKIE = "agora_session"
VISITOR_COOKIE = "agora_visitor"
NOTE_COOKIE = "agora_note"
CURRENCY_COOKIE = "agora_currency"
VISITOR_MAX_AGE_S = 400 * 24 * 3600  # the longest that browsers keep a cookie
NOTE_MAX_AGE_S = 60


def parsed(cookie_header: str) -> dict[str, str]:
    """Name to value of a `Cookie` header; what cannot be read is left out."""
    pairs = (part.strip().partition("=") for part in cookie_header.split(";"))
    return {name: value.strip('"') for name, equals, value in pairs if equals}


def signed_visitor(visitor_id: UUID) -> str:
    """The cookie value for `visitor_id`."""
    return _signed(_secret(), visitor_id)


def visitor_of(value: str | None) -> UUID | None:
    """The visitor id that `value` carries, or None when we did not sign it."""
    if not value or len(value) > 120:
        return None
    try:
        return _unsigned(_secret(), value)
    except (BadSignature, ValueError):
        return None


def currency_of(cookie_header: str) -> str:
    """The currency that a `Cookie` header asks for, unproven; empty when it asks for none."""
    wanted = parsed(cookie_header).get(CURRENCY_COOKIE, "") if CURRENCY_COOKIE in cookie_header else ""
    return wanted if len(wanted) == 3 and wanted.isascii() and wanted.isalpha() else ""


# The same few are asked for over and over: by each request of a browser, by each step of a guest's order.
@lru_cache(maxsize=10_000)
def _signed(secret: str, visitor_id: UUID) -> str:
    return _visitor_signer(secret).sign(visitor_id.hex).decode()


@lru_cache(maxsize=10_000)
def _unsigned(secret: str, value: str) -> UUID:
    return UUID(_visitor_signer(secret).unsign(value).decode())


def signed_note(note: dict[str, object]) -> str:
    """A short message from one page load to the next, readable for a minute."""
    return str(_note_serializer(_secret()).dumps(note))


def note_of(value: str | None) -> dict[str, object] | None:
    """The note that `value` carries, or None when we did not sign it or it is over a minute old."""
    if not value or len(value) > 4000:
        return None
    try:
        note = _note_serializer(_secret()).loads(value, max_age=NOTE_MAX_AGE_S)
    except BadSignature:
        return None
    return note if isinstance(note, dict) else None


def is_secure() -> bool:
    """Whether cookies are sent over TLS only: as the public address says."""
    return settings().agora_public_url.startswith("https://")


def _secret() -> str:
    secret = settings().agora_secret_key.get_secret_value()
    if not secret:
        raise RuntimeError(
            "AGORA_SECRET_KEY is not set: `agora up` makes one; elsewhere put 32 random bytes there"
        )
    return secret


@lru_cache(maxsize=4)
def _visitor_signer(secret: str) -> Signer:
    named = Signer(secret, salt="agora.visitor", digest_method=hashlib.sha256)
    # The same signatures; the key that they are made with is derived once.
    return Signer(named.derive_key(), key_derivation="none", digest_method=hashlib.sha256)


@lru_cache(maxsize=4)
def _note_serializer(secret: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(secret, salt="agora.note", signer_kwargs={"digest_method": hashlib.sha256})
