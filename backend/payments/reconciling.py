"""Compare the gateway's books with ours over a window. Books fees, opens and closes cases, moves no money.

A payment whose window sums differ is looked up at the gateway before anybody is alarmed: a capture of
23:59:59 there may have been written at 00:00:01 here, and only a difference of the whole payment is drift.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from backend.identity.schemas import Actor, Role, system_actor
from backend.kit import clock, log
from backend.kit.errors import DomainError
from backend.kit.unit_of_work import transact
from backend.payments import reconciliation
from backend.payments.errors import GatewayRefusal
from backend.payments.providers import CARD_PROVIDER, books_of, gateway_of
from backend.payments.schemas import Finding, GatewayMovement, Reconciled, RunView

logger = log.logger(__name__)
WINDOW = timedelta(days=3)
"""How far back the daily comparison looks: what was settled late is seen again."""
SETTLED_AFTER = timedelta(minutes=10)
"""Younger money may still be on its way into one of the two books."""

_MISSING = {(True, False): "missing_here", (False, True): "missing_there"}


def reconcile_recent() -> Reconciled:
    """The daily comparison: the last days until a moment ago.

    Raises GatewaySilent and Unavailable (the run says so), RunUnderWay.
    """
    until = clock.now() - SETTLED_AFTER
    return _run(until - WINDOW, until, started_by=system_actor("reconciliation").label)[1]


def reconcile_days(days: int) -> Reconciled:
    """The same over so many days, for the command. Raises as `reconcile_recent`."""
    until = clock.now() - SETTLED_AFTER
    return _run(until - timedelta(days=days), until, started_by=system_actor("command").label)[1]


def run_now(*, actor: Actor) -> RunView:
    """The same at somebody's wish. Raises Forbidden, RunUnderWay, GatewaySilent and Unavailable."""
    actor.require_role(Role.DESK, Role.OPERATOR)
    until = clock.now() - SETTLED_AFTER
    return _run(until - WINDOW, until, started_by=actor.label)[0]


def _run(since: datetime, until: datetime, *, started_by: str) -> tuple[RunView, Reconciled]:
    run_id = transact(reconciliation.begin_run, CARD_PROVIDER, since, until, started_by=started_by)
    try:
        found = reconcile(since, until)
    except DomainError as refusal:
        transact(reconciliation.end_run, run_id, found=None, failure=refusal.message)
        raise
    return transact(reconciliation.end_run, run_id, found=found), found


def reconcile(since: datetime, until: datetime, *, provider: str = CARD_PROVIDER) -> Reconciled:
    """Compare [since, until). Running it again finds the same and books nothing twice.

    Raises GatewaySilent, Unavailable, NotFound for a provider whose books cannot be read.
    """
    # Gateways count in whole seconds: a movement of the first one belongs to the window.
    since, until = since.replace(microsecond=0), until.replace(microsecond=0)
    moved = list(books_of(provider).movements(since, until))
    here = transact(reconciliation.ours, provider, since, until)
    named = {one.payment_reference for one in moved if one.payment_reference} | {one[0] for one in here}
    known = transact(reconciliation.payments_known, provider, named)
    fees: dict[str, int] = defaultdict(int)
    findings = []
    for one in moved:
        if one.payment_reference in known:
            if one.kind == "capture" and one.fee_minor:
                payment_id = known[one.payment_reference][0]
                if transact(reconciliation.book_fee, provider, payment_id, one):
                    fees[one.currency] += one.fee_minor
        else:
            findings += _unknown(provider, one)
    for reference in sorted(_suspects(moved, here) & set(known)):
        findings += _compared(provider, reference, known[reference], moved, here)
    opened, closed = transact(reconciliation.settle_window, provider, since, until, findings)
    for subject in opened:
        logger.error("reconciliation case opened", provider=provider, subject=subject)
    return Reconciled(len(moved), len(opened), closed, len(findings), dict(fees))


def _unknown(provider: str, one: GatewayMovement) -> Iterable[Finding]:
    facts = {"payment_reference": one.payment_reference, "movement": one.reference, "movement_kind": one.kind}
    subject = f"{provider}:{one.reference}"
    yield Finding("missing_here", subject, None, 0, one.amount_minor, one.currency, one.at, facts)
    if one.fee_minor:
        yield Finding("fee_unbooked", subject, None, 0, one.fee_minor, one.currency, one.at, facts)


def _suspects(
    moved: Iterable[GatewayMovement], here: Iterable[tuple[str, str, int, str, datetime]]
) -> set[str]:
    """Payments whose sums in the window differ, and those with disputes."""
    sums: dict[tuple[str, str], int] = defaultdict(int)
    for one in moved:
        if one.payment_reference:
            sums[one.payment_reference, one.kind] += one.amount_minor
    for reference, kind, amount, _, _ in here:
        sums[reference, kind] -= amount
    return {reference for (reference, _), left in sums.items() if left}


def _compared(
    provider: str,
    reference: str,
    known: tuple[UUID, int, int, bool],
    moved: Iterable[GatewayMovement],
    here: Iterable[tuple[str, str, int, str, datetime]],
) -> Iterable[Finding]:
    payment_id, captured, refunded, is_disputed = known
    times = [one.at for one in moved if one.payment_reference == reference]
    times += [one[4] for one in here if one[0] == reference]
    currencies = [one.currency for one in moved if one.payment_reference == reference]
    currencies += [one[3] for one in here if one[0] == reference]
    held = sum(
        one.amount_minor for one in moved if (one.payment_reference, one.kind) == (reference, "dispute")
    )
    try:
        there = gateway_of(provider).retrieve(reference)
        sums = {"capture": there.captured_minor, "refund": there.refunded_minor}
    except GatewayRefusal:
        sums = {"capture": 0, "refund": 0}
    ours = {"capture": captured, "refund": refunded}
    if held > 0 and not is_disputed:
        sums["dispute"], ours["dispute"] = held, 0
    for kind, there_minor in sums.items():
        if there_minor != ours[kind]:
            yield Finding(
                _MISSING.get((bool(there_minor), bool(ours[kind])), "amount_differs"),
                f"payment:{payment_id}:{kind}",
                payment_id,
                ours[kind],
                there_minor,
                currencies[0],
                min(times),
                {"payment_reference": reference, "movement_kind": kind},
            )
