"""Refusals. Each is a noun with a code for machines, a sentence for the person and the facts behind it."""

from collections.abc import Mapping
from typing import Any, ClassVar


class DomainError(Exception):
    """An expected refusal. Nothing was written when one leaves a unit of work.

    `code` is stable and documented, `message` says what is wrong and what to do, `field` names the
    input it belongs to, `facts` are JSON-serialisable.
    """

    code: ClassVar[str] = "refused"
    status: ClassVar[int] = 409

    def __init__(self, message: str, *, field: str | None = None, facts: Mapping[str, Any] | None = None):
        super().__init__(message)
        self.message = message
        self.field = field
        self.facts: dict[str, Any] = dict(facts or {})

    def as_dict(self) -> dict[str, Any]:
        """The wire form that the REST API answers with."""
        body: dict[str, Any] = {"code": self.code, "message": self.message}
        if self.field:
            body["field"] = self.field
        if self.facts:
            body["facts"] = self.facts
        return body


class InvalidInput(DomainError):
    """What was sent cannot be used as it is."""

    code = "invalid_input"
    status = 422


class NotFound(DomainError):
    """It does not exist, or not for the one who asks: both look alike from outside."""

    code = "not_found"
    status = 404


class SignInRequired(DomainError):
    """Nobody is signed in and this needs somebody."""

    code = "sign_in_required"
    status = 401


class Forbidden(DomainError):
    """The person is known and may not do this."""

    code = "forbidden"
    status = 403


class Conflict(DomainError):
    """The thing has moved on since the caller looked."""

    code = "conflict"
    status = 409


class TooManyRequests(DomainError):
    """Slow down; `facts.retry_after_s` says for how long."""

    code = "too_many_requests"
    status = 429


class Unavailable(DomainError):
    """Something that this needs does not answer now. Trying again later is safe."""

    code = "unavailable"
    status = 503
