"""Comparisons and the cases that they open, in words."""

from dataclasses import dataclass

from backend.kit.money import format_minor
from backend.payments.schemas import CaseView, RunView
from state.desk.words import moment
from state.table import counted

WORDS = {
    "open": ("Open", "negative"),
    "explained": ("Explained", "accent"),
    "closed": ("The books agree", "positive"),
}
KINDS = {
    "missing_here": "Not in our books",
    "missing_there": "Not in the gateway's books",
    "amount_differs": "The amounts differ",
    "fee_unbooked": "A fee that we have not booked",
}
RUNS = {"running": ("Running", "accent"), "done": ("Done", "positive"), "failed": ("Failed", "negative")}


@dataclass(frozen=True)
class RunLine:
    """A comparison."""

    began: str
    window: str
    who: str
    word: str
    tone: str
    result: str
    fees: str


@dataclass(frozen=True)
class CaseLine:
    """A row of the table."""

    id: str
    what: str
    subject: str
    here: str
    there: str
    at: str
    word: str
    tone: str


def case_line(row: CaseView) -> CaseLine:
    """A case as its row says it."""
    word, tone = WORDS[row.status]
    return CaseLine(
        id=str(row.id),
        what=KINDS[row.kind],
        subject=row.facts.get("payment_reference") or row.subject,
        here=format_minor(row.here_minor, row.currency),
        there=format_minor(row.there_minor, row.currency),
        at=moment(row.at),
        word=word,
        tone=tone,
    )


def run_line(run: RunView, names: dict[str, str]) -> RunLine:
    """A comparison as its row says it; `names` by the labels of histories."""
    word, tone = RUNS[run.status]
    result = f"{counted(run.movements, 'movement')}, {run.opened} opened, {run.closed} closed"
    return RunLine(
        began=moment(run.started_at),
        window=f"{run.since:%d %b} to {run.until:%d %b}",
        who=names[run.started_by],
        word=word,
        tone=tone,
        result=run.failure if run.failure else result if run.status == "done" else "",
        fees=", ".join(format_minor(minor, currency) for currency, minor in run.fees.items()),
    )
