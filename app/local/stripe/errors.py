"""Stripe's refusals, with its types, codes, messages and HTTP statuses.

Source of types and codes: https://docs.stripe.com/api/errors and https://docs.stripe.com/error-codes.
"""

from __future__ import annotations

from typing import Any


class StripeError(Exception):
    """A refusal as the API words it.

    `executed` is false when no endpoint ran, so an idempotency key must not remember the answer.
    `keeps_effects` is true when what happened before the refusal stays: a declined charge is still a charge.
    """

    status = 400
    type = "invalid_request_error"
    executed = True
    keeps_effects = False

    def __init__(
        self, message: str, *, code: str | None = None, param: str | None = None, **facts: Any
    ) -> None:
        super().__init__(message)
        self.message = message
        self.code = code
        self.param = param
        self.facts = facts

    def body(self) -> dict[str, Any]:
        """The `error` object: `doc_url` and `param` only where Stripe has them."""
        error: dict[str, Any] = {"message": self.message, "type": self.type}
        if self.code:
            error["code"] = self.code
            error["doc_url"] = f"https://stripe.com/docs/error-codes/{self.code.replace('_', '-')}"
        if self.param:
            error["param"] = self.param
        error.update(self.facts)
        return error


class InvalidRequest(StripeError):
    """The endpoint ran and could not do what was asked (400)."""


class ParameterError(StripeError):
    """The parameters themselves are wrong, so no endpoint ran (400)."""

    executed = False


class UnexpectedState(StripeError):
    """The intent is not in a state that allows this (400)."""

    def __init__(self, message: str, intent: dict[str, Any]) -> None:
        kind = intent["object"]
        super().__init__(message, code=f"{kind}_unexpected_state", **{kind: intent})


class NotFound(StripeError):
    """The object named in the path does not exist (404)."""

    status = 404

    def __init__(self, kind: str, identifier: str, param: str = "id") -> None:
        super().__init__(f"No such {kind}: '{identifier}'", code="resource_missing", param=param)


class NoSuchReference(StripeError):
    """An object named in a parameter does not exist (400)."""

    def __init__(self, kind: str, identifier: str, param: str) -> None:
        super().__init__(f"No such {kind}: '{identifier}'", code="resource_missing", param=param)


class UnknownUrl(StripeError):
    """No endpoint has this address (404)."""

    status = 404
    executed = False

    def __init__(self, method: str, path: str) -> None:
        super().__init__(
            f"Unrecognized request URL ({method}: {path}). Please see https://stripe.com/docs or we can help "
            "at https://support.stripe.com/."
        )


class Unauthenticated(StripeError):
    """No key, or not ours (401)."""

    status = 401
    executed = False


class Forbidden(StripeError):
    """The key may not act on this account (403)."""

    status = 403
    executed = False


class CardDeclined(StripeError):
    """The issuer or the network said no (402); the attempt itself is kept."""

    status = 402
    type = "card_error"
    keeps_effects = True


class IdempotencyMismatch(StripeError):
    """The key was first used for something else (400)."""

    type = "idempotency_error"
    executed = False


class IdempotencyKeyInUse(StripeError):
    """The first request with this key has not finished (409)."""

    status = 409
    type = "idempotency_error"
    executed = False

    def __init__(self, key: str) -> None:
        super().__init__(
            "There is currently another in-progress request using this Idempotent Key (that probably means "
            f"you submitted twice, and the other request is still going through): {key}. If you want to make "
            "this request, wait for the other one to finish or use another key.",
            code="idempotency_key_in_use",
        )


class InjectedFailure(StripeError):
    """A failure asked for through the fault controls."""

    executed = False

    def __init__(self, status: int) -> None:
        kind = {429: "invalid_request_error", 401: "invalid_request_error"}.get(status, "api_error")
        super().__init__(
            "Too many requests." if status == 429 else "A failure injected by the fault controls.",
            code="rate_limit" if status == 429 else None,
        )
        self.status = status
        self.type = kind
