"""Returns at the desk: the queue by state; agree, refuse with a reason, see what was found, refund."""

import reflex as rx
from sqlmodel import Session

from app import routes
from backend.identity.schemas import Actor
from backend.kit.errors import InvalidInput
from backend.kit.money import format_minor
from backend.orders import desk
from backend.orders import service as orders
from backend.orders.schemas import ReturnPage, ReturnView
from state import effects, gateway
from state.desk.panel import DeskPanel
from state.desk.return_words import WORDS, ReturnLine, finding_of, line_of
from state.desk.words import DESK, moment
from state.permission import allow, current_actor
from state.table import PER_PAGE, Table, chips_of

PANEL = "desk-return"


class ReturnsState(Table, rx.State):
    """The table of the address."""

    rows: list[ReturnLine] = []

    @allow(*DESK)
    async def load(self):
        """The returns that the address asks for; `open` opens one of them at once."""
        page = self._asked(WORDS)
        found, counts = await gateway.read(_listed, self.status, page, current_actor())
        self.chips = chips_of(WORDS, counts, self.status, routes.desk_returns)
        self.rows = [line_of(row) for row in found.rows]
        named = self.router.url.query_parameters.get("open", "")[:20]
        return [
            self._shown(page, found.total, "return", routes.desk_returns),
            DeskReturnState.show(named) if named else None,
        ]


class DeskReturnState(DeskPanel, rx.State):
    """The return in the panel."""

    return_number: str = ""
    order_href: str = ""
    word: str = ""
    tone: str = ""
    refund: str = ""
    facts: list[tuple[str, str]] = []
    found: list[tuple[str, str, str]] = []
    steps: list[tuple[str, str, str, str]] = []
    may_decide: bool = False
    may_refund: bool = False

    @allow(*DESK)
    async def show(self, return_number: str):
        """Open the panel for a return."""
        await self._read(return_number)
        self.open = True

    @allow(*DESK)
    async def approve(self):
        """Agree: the shopper gets the label."""
        await gateway.call(_approve, self._named(), current_actor())
        await self._read(self.return_number)
        return [effects.toast(f"Return {self.return_number} is agreed to"), ReturnsState.load]

    @allow(*DESK)
    async def decline(self, form: dict[str, str]):
        """Refuse, for a reason that the shopper reads."""
        reason = form.get("reason", "").strip()[:300]
        if not reason:
            raise InvalidInput("Please say why, so that the shopper can read it.", field="reason")
        await gateway.call(_decline, self._named(), reason, current_actor())
        await self._read(self.return_number)
        return [effects.toast(f"Return {self.return_number} is refused"), ReturnsState.load]

    @allow(*DESK)
    async def pay_back(self):
        """Refund what was accepted."""
        await gateway.call(_refund, self._named(), current_actor())
        await self._read(self.return_number)
        return [effects.toast(f"{self.refund} goes back", detail="The shopper is told."), ReturnsState.load]

    def _named(self) -> str:
        if not self.return_number:
            raise InvalidInput("Please choose a return first.")
        return self.return_number

    async def _read(self, number: str) -> None:
        view, names = await gateway.read(_whole, number, current_actor())
        self.return_number = view.number
        self.order_href = routes.desk_order(view.order_number.rpartition("-")[0])
        self.word, self.tone = WORDS[view.status]
        self.refund = format_minor(view.refund_minor, view.currency) if view.refund_minor else ""
        self.facts = [
            ("Part of the order", view.order_number),
            ("Asked for (UTC)", moment(view.requested_at)),
        ]
        self.facts += [("Label", view.label_number)] if view.label_number else []
        self.facts += [("The shopper writes", view.note)] if view.note else []
        self.found = [finding_of(view, place) for place in range(len(view.items))]
        self.steps = [
            (
                "current" if place == len(view.history) - 1 else "done",
                WORDS[step.to_status][0],
                f"{moment(step.at)} UTC · {names[step.actor]}",
                step.reason,
            )
            for place, step in enumerate(view.history)
        ]
        self.may_decide, self.may_refund = view.status == "requested", view.status == "inspected"


def _listed(session: Session, status: str, page: int, actor: Actor) -> tuple[ReturnPage, dict[str, int]]:
    found = orders.list_returns(session, status=status or None, page=page, size=PER_PAGE, actor=actor)
    return found, desk.return_counts(session, actor=actor)


def _whole(session: Session, number: str, actor: Actor) -> tuple[ReturnView, dict[str, str]]:
    view = orders.return_by_number(session, number, actor=actor)
    return view, desk.people_of(session, [one.actor for one in view.history])


def _approve(session: Session, number: str, actor: Actor) -> None:
    orders.approve_return(session, orders.return_by_number(session, number, actor=actor).id, actor=actor)


def _decline(session: Session, number: str, reason: str, actor: Actor) -> None:
    found = orders.return_by_number(session, number, actor=actor)
    orders.decline_return(session, found.id, reason=reason, actor=actor)


def _refund(session: Session, number: str, actor: Actor) -> None:
    orders.refund_return(session, orders.return_by_number(session, number, actor=actor).id, actor=actor)
