"""Refusals of identity."""

from __future__ import annotations

from backend.kit.errors import Conflict, DomainError, InvalidInput, NotFound


class EmailTaken(Conflict):
    """The address already belongs to an account."""

    code = "email_taken"


class WeakPassword(InvalidInput):
    """The password is too easy to guess."""

    code = "weak_password"


class InvalidCredentials(DomainError):
    """The e-mail address is unknown or the password is wrong; which of the two is never said."""

    code = "invalid_credentials"
    status = 401


class AccountLocked(DomainError):
    """Too many failed attempts; `facts.retry_after_s` says how long it stays so."""

    code = "account_locked"
    status = 423


class AddressNotFound(NotFound):
    """No such entry in this person's address book."""

    code = "address_not_found"
