"""Trouble on request, so that a shop can be tested against a slow, failing or forgetful Stripe.

Local only and never part of Stripe's API. Settings live in memory: a restart is a healthy Stripe again.
"""

from __future__ import annotations

import re
import time
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from app.local.stripe.errors import InjectedFailure


def _pattern(value: str) -> str:
    try:
        re.compile(value)
    except re.error as error:
        raise ValueError(f"not a regular expression: {error}") from error
    return value


PathPattern = Annotated[str, AfterValidator(_pattern)]


class _Matching(BaseModel):
    """Which requests are meant: a method, a pattern searched in the path, and how many of them."""

    model_config = ConfigDict(extra="forbid")

    count: int = Field(default=1, ge=0)
    method: Literal["GET", "POST", "DELETE"] | None = "POST"
    path: PathPattern = "^/v1/"

    def takes(self, method: str, path: str) -> bool:
        """Whether this request is one of them; counts it down when it is."""
        if self.count < 1 or (self.method and method != self.method) or not re.search(self.path, path):
            return False
        self.count -= 1
        return True


class FailNext(_Matching):
    """Answer the next matching requests with an error; nothing happens, unless told the key is remembered."""

    status: int = Field(ge=400, le=599)
    stored: bool = False
    """Whether the answer is kept under the idempotency key, as Stripe keeps a 500 of its own."""


class TimeoutAfterSuccess(_Matching):
    """Do what is asked and keep the answer from the caller: hold it, or cut the connection."""

    mode: Literal["hold", "close"] = "hold"
    hold_ms: int = Field(default=120_000, ge=0)


class Latency(BaseModel):
    """Wait before the endpoint runs."""

    model_config = ConfigDict(extra="forbid")

    ms: int = Field(ge=0, le=600_000)
    path: PathPattern = "^/v1/"


class Shuffle(BaseModel):
    """Deliver what happened inside a window of time newest first."""

    model_config = ConfigDict(extra="forbid")

    window_ms: int = Field(default=500, ge=1, le=60_000)


def _short(field: str) -> BeforeValidator:
    def expand(value: Any) -> Any:
        return {field: value} if isinstance(value, int) and not isinstance(value, bool) else value

    return BeforeValidator(expand)


def _window(value: Any) -> Any:
    if isinstance(value, bool):
        return {} if value else None
    return value


class FaultSettings(BaseModel):
    """What is wrong at the moment; everything off by default."""

    model_config = ConfigDict(extra="forbid")

    latency_ms: Annotated[Latency | None, _short("ms")] = None
    timeout_after_success: Annotated[TimeoutAfterSuccess | None, _short("count")] = None
    fail_next: Annotated[FailNext | None, _short("status")] = None
    duplicate_webhooks: int = Field(default=0, ge=0, le=20)
    shuffle_webhooks: Annotated[Shuffle | None, BeforeValidator(_window)] = None
    pause_webhooks: bool = False
    drop_webhooks: bool = False


class Faults:
    """The fault settings in force."""

    def __init__(self) -> None:
        self.settings = FaultSettings()

    def change(self, wanted: dict[str, Any]) -> None:
        """Set the named faults and leave the others; raises pydantic's `ValidationError`."""
        checked = FaultSettings.model_validate(wanted)
        for name in checked.model_fields_set:
            setattr(self.settings, name, getattr(checked, name))

    def reset(self) -> None:
        """A healthy Stripe again."""
        self.settings = FaultSettings()

    def latency(self, path: str) -> float:
        """Seconds to wait before running this request."""
        latency = self.settings.latency_ms
        return latency.ms / 1000 if latency and re.search(latency.path, path) else 0.0

    def failure(self, method: str, path: str) -> InjectedFailure | None:
        """The error this request is to be answered with instead of being run."""
        fault = self.settings.fail_next
        if fault is None or not fault.takes(method, path):
            return None
        failure = InjectedFailure(fault.status)
        failure.executed = fault.stored
        return failure

    def withheld(self, method: str, path: str) -> TimeoutAfterSuccess | None:
        """How this request's answer is kept from the caller."""
        fault = self.settings.timeout_after_success
        return fault if fault is not None and fault.takes(method, path) else None

    def deliveries(self, order: int) -> list[tuple[str, float, int]]:
        """For one event and endpoint: state, due time and rank of each delivery to make.

        `order` grows with every event; rank decides between deliveries that are due together.
        """
        now = time.time()
        state = "dropped" if self.settings.drop_webhooks else "pending"
        due, rank = now, order
        if self.settings.shuffle_webhooks:
            window = self.settings.shuffle_webhooks.window_ms / 1000
            due, rank = (now // window + 1) * window, -order
        return [(state, due, rank)] * (1 + self.settings.duplicate_webhooks)
