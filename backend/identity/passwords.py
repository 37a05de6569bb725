"""Passwords: what is accepted, and how one is kept (argon2id)."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from backend.identity.errors import WeakPassword
from backend.kit import ids

SHORTEST = 10
LONGEST = 256

# OWASP Password Storage Cheat Sheet: argon2id with 19 MiB, 2 iterations, 1 lane.
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)

# Ten characters and more from the lists of most used passwords, and what people type to get past a rule.
_COMMON = frozenset(
    """
    0123456789 0987654321 1111111111 1122334455 1212121212 123123123123 1231231234 12345678900 1234567890
    12345678901 123456789012 123456789a 123456789q 1234567891 1234567899 123qwe123qwe 147258369a 1q2w3e4r5t
    1q2w3e4r5t6y 1qaz2wsx3edc 2222222222 5555555555 9876543210 987654321a aaaaaaaaaa abc1234567 abcd123456
    abcdefghij administrator asdfghjkl1 asdfghjkl; asdfghjklq basketball changeme123 changemenow chocolate1
    football123 iloveyou12 iloveyou123 letmein123 letmeinnow liverpool1 manchester masterpass monkey1234
    mypassword mypassword1 newpassword p@ssw0rd123 p@ssword123 passw0rd123 password01 password10 password11
    password12 password123 password1234 password12345 password2024 password2025 password2026 passwordpassword
    princess123 q1w2e3r4t5 q1w2e3r4t5y6 qazwsxedcrfv qwer123456 qwerasdfzxcv qwerty1234 qwerty12345
    qwerty123456 qwertyuiop qwertyuiop1 qwertyuiop123 secret1234 sunshine12 sunshine123 superman12 test123456
    testtesttest welcome123 welcome1234 zaq12wsxcde3 zxcvbnm123 zxcvbnm1234
    """.split()  # noqa: SIM905 -- eighty quoted strings would be harder to read
)


def check(password: str, *, email: str, field: str = "password") -> None:
    """Raises WeakPassword, which says what to change."""
    plain = password.strip().casefold()
    if len(password) < SHORTEST:
        raise WeakPassword(f"Please use at least {SHORTEST} characters.", field=field)
    if len(password) > LONGEST:
        raise WeakPassword(f"Please use at most {LONGEST} characters.", field=field)
    if plain in {email.casefold(), email.split("@")[0].casefold()}:
        raise WeakPassword("Please use a password that is not your e-mail address.", field=field)
    if plain in _COMMON or len(set(plain)) < 4:
        raise WeakPassword(
            "That password is among the first that anybody would try. Please use another.", field=field
        )


def hashed(password: str) -> str:
    """The argon2id hash, with its parameters and salt."""
    return _hasher.hash(_canonical(password))


def matches(password: str, kept: str | None) -> bool:
    """Whether `password` is the one that was kept. Takes as long when there is none."""
    try:
        return _hasher.verify(kept or _decoy(), _canonical(password)) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


def is_outdated(kept: str) -> bool:
    """Whether `kept` was made with older parameters and should be made again."""
    return _hasher.check_needs_rehash(kept)


@lru_cache(maxsize=1)
def _decoy() -> str:
    return _hasher.hash(ids.secret_token())


def _canonical(password: str) -> str:
    # The same characters typed on two keyboards may arrive composed or decomposed (NIST SP 800-63B 5.1.1.2).
    return unicodedata.normalize("NFKC", password[:LONGEST])
