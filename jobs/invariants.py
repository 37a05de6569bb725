"""Truths checked on a clock: what `agora check` proves is what this logs when it does not hold."""

from sqlmodel import Session

from backend.checkout import service as checkout
from backend.inventory import service as inventory
from backend.kit.log import logger
from backend.kit.unit_of_work import query
from backend.orders import service as orders
from backend.payments import service as payments
from backend.pricing import promotions
from jobs.job import on_clock_outside

_log = logger(__name__)


def violations(session: Session) -> list[str]:
    """Every invariant that does not hold, in words; empty when all is well."""
    return [
        *(
            f"inventory: balance {one.balance_id}: {one.invariant}: expected {one.expected}, is {one.actual}"
            for one in inventory.check(session)
        ),
        *(f"orders: {one}" for one in orders.check(session)),
        *(f"payments: {one}" for one in payments.check(session)),
        *(f"promotions: {one}" for one in promotions.check(session)),
        *(f"checkout: {one}" for one in checkout.check(session)),
        *(f"promotions: {one}" for one in promotions.check(session)),
    ]


@on_clock_outside
def check_invariants() -> None:
    """Log each violation as an error; alerts hang on that line."""
    for violation in query(violations):
        _log.error("invariant violated", violation=violation)
