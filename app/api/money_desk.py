"""Money for those who answer for it: disputes, reconciliation cases, statements, the books day by day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import StreamingResponse

from app.api.csv_files import csv_file
from app.api.dependencies import Caller, allow
from app.api.shapes import Money, money
from backend.identity.schemas import Role
from backend.kit.unit_of_work import query, transact
from backend.orders import evidence
from backend.orders.statements import seller_statement
from backend.payments import dispute_handling, disputes, reconciliation, reconciling, statements
from backend.payments.schemas import CaseView, DisputeView, RunView, Statement

router = APIRouter(tags=["Money"])

_CSV: dict[int | str, dict[str, Any]] = {
    200: {"content": {"text/csv": {"schema": {"type": "string"}}}, "description": "The rows"}
}


class DisputeBody(BaseModel):
    """A dispute. What is withdrawn is held by the bank until it decides."""

    id: UUID
    checkout_id: UUID
    status: str = Field(description="evidence_due, open, won or lost")
    reason: str
    amount: Money
    withdrawn: Money
    fee: Money
    due_at: datetime | None
    evidence: str
    opened_at: datetime
    closed_at: datetime | None

    @classmethod
    def of(cls, view: DisputeView) -> DisputeBody:
        """The dispute."""
        return cls(
            id=view.id,
            checkout_id=view.checkout_id,
            status=view.status,
            reason=view.reason,
            amount=money(view.amount_minor, view.currency),
            withdrawn=money(view.withdrawn_minor, view.currency),
            fee=money(view.fee_minor, view.currency),
            due_at=view.due_at,
            evidence=view.evidence,
            opened_at=view.opened_at,
            closed_at=view.closed_at,
        )


class Evidence(BaseModel):
    """What the desk tells the bank; who bought what and where it went is added by itself."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[str, Field(min_length=1, max_length=disputes.MOST_EVIDENCE)]


class CaseBody(BaseModel):
    """A disagreement between the gateway's books and ours."""

    id: UUID
    kind: str
    subject: str
    status: str
    here: Money
    there: Money
    note: str
    at: datetime

    @classmethod
    def of(cls, view: CaseView) -> CaseBody:
        """The case."""
        return cls(
            id=view.id,
            kind=view.kind,
            subject=view.subject,
            status=view.status,
            here=money(view.here_minor, view.currency),
            there=money(view.there_minor, view.currency),
            note=view.note,
            at=view.at,
        )


class RunBody(BaseModel):
    """A comparison of [since, until) with the gateway's books."""

    id: UUID
    since: datetime
    until: datetime
    status: str = Field(description="running, done or failed")
    movements: int
    opened: int
    closed: int
    still_open: int
    fees: list[Money] = Field(description="Booked by it")
    failure: str
    started_at: datetime
    ended_at: datetime | None

    @classmethod
    def of(cls, view: RunView) -> RunBody:
        """The comparison."""
        return cls(
            id=view.id,
            since=view.since,
            until=view.until,
            status=view.status,
            movements=view.movements,
            opened=view.opened,
            closed=view.closed,
            still_open=view.still_open,
            fees=[money(minor, currency) for currency, minor in sorted(view.fees.items())],
            failure=view.failure,
            started_at=view.started_at,
            ended_at=view.ended_at,
        )


class Explanation(BaseModel):
    """Why the two differ."""

    model_config = ConfigDict(extra="forbid")

    note: Annotated[str, Field(min_length=1, max_length=2_000)]


@router.get("/desk/disputes", dependencies=[allow(Role.DESK, Role.OPERATOR, Role.BOARD)])
def list_disputes(caller: Caller, only_open: bool = True) -> list[DisputeBody]:
    """Disputes, those whose evidence is due first at the top."""
    return [DisputeBody.of(one) for one in query(disputes.list_disputes, only_open=only_open, actor=caller)]


@router.post("/desk/disputes/{dispute_id}/evidence", dependencies=[allow(Role.DESK, Role.OPERATOR)])
def submit_evidence(dispute_id: UUID, body: Evidence, caller: Caller) -> DisputeBody:
    """Tell the bank, once: what was handed in cannot be changed. 409 `dispute_closed` when it is too late."""
    found = transact(disputes.dispute_by_id, dispute_id, actor=caller)
    facts = transact(evidence.facts_for_dispute, found.checkout_id, actor=caller)
    return DisputeBody.of(
        dispute_handling.submit_evidence(dispute_id, text=body.text, facts=facts, actor=caller)
    )


@router.post("/desk/disputes/{dispute_id}/acceptance", dependencies=[allow(Role.DESK, Role.OPERATOR)])
def accept_dispute(dispute_id: UUID, caller: Caller) -> DisputeBody:
    """Let the bank have the money, for good. 409 `dispute_closed` when it has evidence or has decided."""
    return DisputeBody.of(dispute_handling.give_up(dispute_id, actor=caller))


@router.get("/desk/reconciliation/runs", dependencies=[allow(Role.DESK, Role.OPERATOR, Role.BOARD)])
def list_runs(caller: Caller) -> list[RunBody]:
    """The latest comparisons with the gateway's books, newest first."""
    return [RunBody.of(one) for one in query(reconciliation.list_runs, actor=caller)]


@router.post("/desk/reconciliation/runs", dependencies=[allow(Role.DESK, Role.OPERATOR)], status_code=201)
def compare_now(caller: Caller) -> RunBody:
    """Compare the last days now. 409 `reconciliation_under_way` while another comparison runs."""
    return RunBody.of(reconciling.run_now(actor=caller))


@router.get("/desk/reconciliation", dependencies=[allow(Role.DESK, Role.OPERATOR, Role.BOARD)])
def list_cases(caller: Caller, only_unsettled: bool = True) -> list[CaseBody]:
    """Where the gateway's books and ours differ, the oldest money first."""
    found = query(reconciliation.list_cases, only_unsettled=only_unsettled, actor=caller)
    return [CaseBody.of(one) for one in found]


@router.post("/desk/reconciliation/{case_id}/explanation", dependencies=[allow(Role.DESK, Role.OPERATOR)])
def explain_case(case_id: UUID, body: Explanation, caller: Caller) -> CaseBody:
    """Say why: it counts as explained until the amounts change or the books agree."""
    return CaseBody.of(transact(reconciliation.explain, case_id, note=body.note, actor=caller))


@router.get(
    "/sellers/{seller_id}/statement.csv",
    dependencies=[allow(Role.SELLER, Role.DESK, Role.OPERATOR, Role.BOARD)],
    response_class=StreamingResponse,
    responses=_CSV,
)
def statement_file(seller_id: UUID, from_day: date, to_day: date, caller: Caller) -> StreamingResponse:
    """A seller's account; amounts in minor units, above zero is owed to the seller, days in UTC.

    404 for a seller that is not the caller's.
    """
    found, numbers = query(seller_statement, seller_id, from_day, to_day, actor=caller)
    header = [
        "at", "kind", "order", "amount_minor", "balance_minor", "currency", "promotion_minor",
        "commission_minor",
    ]  # fmt: skip
    return csv_file(f"statement-{from_day}-{to_day}.csv", header, _lines(found, numbers))


def _lines(found: tuple[Statement, ...], numbers: Mapping[UUID, str]) -> Iterator[tuple[object, ...]]:
    for one in found:
        yield "", "opening balance", "", "", one.opening_minor, one.currency, "", ""
        for line in one.lines:
            number = numbers.get(line.order_id, "") if line.order_id else ""
            parts = (line.promotion_minor, line.commission_minor)
            booked = (line.amount_minor, line.balance_minor, one.currency)
            yield line.at.isoformat(), line.kind, number, *booked, *parts
        yield "", "closing balance", "", "", one.closing_minor, one.currency, "", ""


@router.get(
    "/board/ledger.csv",
    dependencies=[allow(Role.BOARD, Role.DESK, Role.OPERATOR)],
    response_class=StreamingResponse,
    responses=_CSV,
)
def ledger_file(from_day: date, to_day: date, caller: Caller) -> StreamingResponse:
    """What each account was debited and credited on each day (UTC), in minor units."""
    days = query(statements.daily_totals, from_day, to_day, actor=caller)
    header = ["day", "account", "currency", "debit_minor", "credit_minor"]
    rows = ((d.day, d.account, d.currency, d.debit_minor, d.credit_minor) for d in days)
    return csv_file(f"ledger-{from_day}-{to_day}.csv", header, rows)
