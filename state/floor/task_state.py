"""One task on the tablet. The screen itself talks to the API; this opens it, and hands the parcel over."""

from typing import Any
from uuid import UUID

import reflex as rx
from babel import Locale
from babel.dates import format_date
from sqlmodel import Session

from app import routes
from backend.fulfillment import service as fulfillment
from backend.fulfillment.errors import TaskNotFound, TaskTaken, WrongStep
from backend.fulfillment.schemas import LineView, PaperView, TaskView
from backend.identity.schemas import Actor, Role
from backend.kit import clock
from state import effects, gateway
from state.floor.task_view import task_of
from state.permission import allow, current_actor

_WORKERS = (Role.FLOOR, Role.OPERATOR)


class TaskState(rx.State):
    """The task of the address."""

    ready: bool = False
    missing: bool = False
    refusal: str = ""
    taken: str = ""
    heading: str = "Order"
    home: str = routes.floor()
    pick_href: str = ""
    pack_href: str = ""
    label_href: str = ""
    task: dict[str, Any] = {}
    step: str = ""
    weight: str = ""
    recipient: list[str] = []
    origin: list[str] = []
    method: str = ""
    lines: list[tuple[str, str, str, str]] = []
    seller: str = ""
    placed: str = ""
    arrives: str = ""
    carrier: str = ""
    tracking_number: str = ""

    @allow(*_WORKERS)
    async def load_pick(self):
        """Take the task on and show what to pick."""
        self._begin()
        yield
        try:
            self._show(await gateway.call(fulfillment.start, self._task_id(), actor=current_actor()))
        except TaskTaken as taken:
            self.taken, self.ready = taken.message, True
        except TaskNotFound:
            self.missing = True

    @allow(*_WORKERS)
    async def take_over(self):
        """Go on where a colleague stopped."""
        view = await gateway.call(fulfillment.start, self._task_id(), take_over=True, actor=current_actor())
        self.taken = ""
        self._show(view)

    @allow(*_WORKERS)
    async def load_pack(self):
        """Show what to pack."""
        self._begin()
        yield
        try:
            self._show(await gateway.call(fulfillment.task, self._task_id(), actor=current_actor()))
        except TaskNotFound:
            self.missing = True

    @allow(*_WORKERS)
    async def load_papers(self):
        """Show where the parcel goes, for the hand-over and for its papers."""
        self._begin()
        yield
        try:
            task, paper = await gateway.call(_with_paper, self._task_id(), current_actor())
        except TaskNotFound:
            self.missing = True
            return
        self._show_paper(paper)
        self._show(task)

    @allow(*_WORKERS)
    async def hand_over(self):
        """The carrier has it. Pressed twice, it leaves once."""
        try:
            task, paper = await gateway.call(_shipped, self._task_id(), current_actor())
        except WrongStep as elsewhere:
            self.refusal = elsewhere.message
            return [effects.flash("negative")]
        self._show_paper(paper)
        self._show(task)
        return [effects.flash("positive"), effects.announce(f"Shipped as {self.tracking_number}")]

    def _task_id(self) -> UUID:
        try:
            return UUID(self.router.url.path.rstrip("/").rpartition("/")[2])
        except ValueError:
            raise TaskNotFound("There is no such task in your warehouse.") from None

    def _begin(self) -> None:
        self.ready, self.missing, self.refusal, self.taken, self.task = False, False, "", "", {}

    def _show(self, task: TaskView) -> None:
        key = str(task.id)
        self.heading, self.step = task.order_number, task.step.value
        self.home = routes.floor(str(task.warehouse_id))
        self.pick_href, self.pack_href = routes.pick(key), routes.pack(key)
        self.label_href = routes.label(key)
        self.task = task_of(task, version=clock.now().isoformat())
        self.ready = True

    def _show_paper(self, paper: PaperView) -> None:
        address = paper.address
        town = f"{address['city']} {address.get('region', '')} {address['postcode']}".replace("  ", " ")
        lines = (
            address["name"],
            address["line1"],
            address.get("line2"),
            town,
            country_name(address["country"]),
        )
        self.recipient = [str(line) for line in lines if line]
        *town, country = paper.origin
        self.origin = [f"Agora {paper.warehouse_code}", *town, country_name(country)]
        self.method, self.seller = paper.shipping_method.capitalize(), paper.seller_name
        self.placed = format_date(paper.placed_at, "d MMMM y", locale="en_US")
        self.arrives = format_date(paper.promised_to, "EEEE, d MMMM", locale="en_US")
        self.weight = weight_words(paper.weight_grams)
        self.carrier, self.tracking_number = paper.carrier, paper.tracking_number
        self.lines = [slip_line(line) for line in paper.lines]


def _with_paper(session: Session, task_id: UUID, actor: Actor) -> tuple[TaskView, PaperView]:
    task = fulfillment.task(session, task_id, actor=actor)
    return task, fulfillment.paper(session, task_id, actor=actor)


def _shipped(session: Session, task_id: UUID, actor: Actor) -> tuple[TaskView, PaperView]:
    fulfillment.ship(session, task_id, actor=actor)
    return _with_paper(session, task_id, actor)


def country_name(code: str) -> str:
    """`Spain` for `ES`."""
    return Locale("en", "US").territories.get(code, code)


def weight_words(grams: int) -> str:
    """`850 g`, `1.25 kg`; empty for none."""
    if grams < 1000:
        return f"{grams} g" if grams else ""
    whole, rest = divmod(grams, 1000)
    return f"{whole}.{rest:03d}".rstrip("0").rstrip(".") + " kg"


def slip_line(line: LineView) -> tuple[str, str, str, str]:
    """(pieces, title, options, code) of the packing slip."""
    return str(line.quantity), line.title, line.options_text, line.barcode
