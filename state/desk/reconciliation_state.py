"""The gateway's books against ours: comparisons, the cases they opened, why they differ; compare now."""

from uuid import UUID

import reflex as rx
from sqlmodel import Session

from app import routes
from backend.identity.schemas import Actor
from backend.kit.errors import InvalidInput
from backend.kit.money import format_minor
from backend.orders import desk
from backend.payments import reconciliation, reconciling
from backend.payments.schemas import CasePage, CaseView, RunView
from state import effects, gateway
from state.desk.panel import DeskPanel
from state.desk.reconciliation_words import KINDS, WORDS, CaseLine, RunLine, case_line, run_line
from state.desk.words import DESK, moment
from state.permission import allow, current_actor
from state.table import PER_PAGE, Table, chips_of, counted

PANEL = "desk-case"


class ReconciliationState(Table, rx.State):
    """The tables of the address."""

    rows: list[CaseLine] = []
    runs: list[RunLine] = []

    @allow(*DESK)
    async def load(self):
        """The cases that the address asks for, and the latest comparisons."""
        page = self._asked(WORDS)
        found, runs, names = await gateway.read(_listed, self.status, page, current_actor())
        self.chips = chips_of(WORDS, found.by_status, self.status, routes.desk_reconciliation)
        self.rows = [case_line(row) for row in found.rows]
        self.runs = [run_line(one, names) for one in runs]
        return self._shown(page, found.total, "case", routes.desk_reconciliation)

    @allow(*DESK)
    async def compare(self):
        """Compare the last days with the gateway's books now."""
        run = await gateway.run(reconciling.run_now, actor=current_actor())
        detail = f"{counted(run.movements, 'movement')}, {counted(run.still_open, 'difference')}"
        return [effects.toast("The books are compared", detail=detail), ReconciliationState.load]


class CaseState(DeskPanel, rx.State):
    """The case in the panel."""

    case_id: str = ""
    what: str = ""
    word: str = ""
    tone: str = ""
    facts: list[tuple[str, str]] = []
    note: str = ""
    may_explain: bool = False

    @allow(*DESK)
    async def show(self, case_id: UUID):
        """Open the panel for a case."""
        await self._read(case_id)
        self.open = True

    @allow(*DESK)
    async def explain(self, form: dict[str, str]):
        """Say why the two differ: nobody has to look any more while the amounts stay as they are."""
        if not self.case_id:
            raise InvalidInput("Please choose a case first.")
        note = form.get("note", "").strip()
        if not note:
            raise InvalidInput("Say why the books differ.", field="note")
        case_id = UUID(self.case_id)
        await gateway.call(reconciliation.explain, case_id, note=note, actor=current_actor())
        await self._read(case_id)
        return [effects.toast("The case is explained"), ReconciliationState.load]

    async def _read(self, case_id: UUID) -> None:
        view, names = await gateway.read(_case, case_id, current_actor())
        self.case_id, self.what = str(view.id), KINDS[view.kind]
        self.word, self.tone = WORDS[view.status]
        self.facts = [
            ("In our books", format_minor(view.here_minor, view.currency)),
            ("In the gateway's", format_minor(view.there_minor, view.currency)),
            ("Difference", format_minor(view.there_minor - view.here_minor, view.currency)),
            ("Money moved (UTC)", moment(view.at)),
            ("Found (UTC)", moment(view.opened_at)),
            ("About", view.subject),
        ]
        self.facts += [
            (name.replace("_", " ").capitalize(), str(fact)) for name, fact in view.facts.items() if fact
        ]
        self.facts += [("Explained by", names[view.note_by])] if view.note_by else []
        self.note, self.may_explain = view.note, view.status != "closed"


def _listed(
    session: Session, status: str, page: int, actor: Actor
) -> tuple[CasePage, tuple[RunView, ...], dict[str, str]]:
    found = reconciliation.page_of_cases(
        session, status=status or None, page=page, size=PER_PAGE, actor=actor
    )
    runs = reconciliation.list_runs(session, limit=5, actor=actor)
    return found, runs, desk.people_of(session, [one.started_by for one in runs])


def _case(session: Session, case_id: UUID, actor: Actor) -> tuple[CaseView, dict[str, str]]:
    view = reconciliation.case_by_id(session, case_id, actor=actor)
    return view, desk.people_of(session, [view.note_by] if view.note_by else [])
