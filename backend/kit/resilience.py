"""Retries and circuit breakers for calls that leave the process (tenacity, purgatory)."""

from collections.abc import Callable
from typing import TypeVar

from purgatory import SyncCircuitBreakerFactory
from purgatory.domain.model import OpenedState
from tenacity import retry, retry_if_exception_type, stop_after_attempt, wait_random_exponential

from backend.kit.errors import DomainError, Unavailable

T = TypeVar("T")

_breakers = SyncCircuitBreakerFactory(default_threshold=5, default_ttl=10, exclude=[DomainError])


def guarded(dependency: str, call: Callable[[], T]) -> T:
    """Run `call` behind the breaker of `dependency`: after 5 failures in a row it is left alone for 10 s.

    Refusals (DomainError) do not count as failures. Raises Unavailable while the breaker is open.
    """
    try:
        with _breakers.get_breaker(dependency):
            return call()
    except OpenedState as open_circuit:
        raise Unavailable(
            f"{dependency} does not answer at the moment. Please try again in a few seconds."
        ) from (open_circuit)


def retrying(
    *errors: type[BaseException], attempts: int = 3
) -> Callable[[Callable[..., T]], Callable[..., T]]:
    """Decorate an idempotent call: try again on `errors` with growing, jittered pauses (0.1–2 s)."""
    return retry(
        retry=retry_if_exception_type(errors),
        stop=stop_after_attempt(attempts),
        wait=wait_random_exponential(multiplier=0.1, max=2),
        reraise=True,
    )
