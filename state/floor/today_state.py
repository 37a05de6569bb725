"""Today's work of a warehouse: what is late, what to pick, pack and ship."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import reflex as rx
from sqlmodel import Session

from app import routes
from backend.fulfillment import service as fulfillment
from backend.fulfillment.schemas import Step, TaskRow, WorkView
from backend.identity.schemas import Actor, Role
from backend.kit import clock
from backend.kit.errors import NotFound
from state import effects, gateway
from state.permission import allow, current_actor

_SHOWN = 40
_PAGES = {"ready": routes.pick, "picking": routes.pick, "picked": routes.pack, "packed": routes.ship}
_WORDS = {
    "ready": ("To pick", "accent"),
    "picking": ("Being picked", "notice"),
    "picked": ("To pack", "accent"),
    "packed": ("To ship", "positive"),
}


@dataclass(frozen=True)
class WorkCard:
    """A task of the list, in words."""

    number: str
    href: str
    title: str
    pieces: str
    word: str
    tone: str
    due: str
    is_late: bool
    note: str


class TodayState(rx.State):
    """The list; the address says which warehouse."""

    ready: bool = False
    refusal: str = ""
    heading: str = "Today's work"
    place: str = ""
    warehouses: list[tuple[str, str, bool]] = []
    to_pick: int = 0
    to_pack: int = 0
    to_ship: int = 0
    late: int = 0
    shipped_today: int = 0
    tasks: list[WorkCard] = []
    more: int = 0

    @allow(Role.FLOOR, Role.OPERATOR)
    async def load(self):
        """The work of the warehouse in the address, of the person's first one without."""
        self._show(*await gateway.call(_work, self._warehouse(), current_actor()))

    @allow(Role.FLOOR, Role.OPERATOR, temporal=True)
    async def refresh(self):
        """The same again, by itself."""
        self._show(*await gateway.call(_work, self._warehouse(), current_actor()))

    @allow(Role.FLOOR, Role.OPERATOR)
    async def find(self, code: str):
        """Open the task of a scanned tote or order number."""
        actor = current_actor()
        try:
            task = await gateway.call(_found, code[:64], self._warehouse(), actor)
        except NotFound as nothing:
            return [effects.flash("negative"), effects.toast(nothing.message, tone="negative", key="find")]
        pages = {Step.PACK: routes.pack, Step.WEIGH: routes.pack, Step.SHIP: routes.ship}
        return [effects.flash("positive"), rx.redirect(pages.get(task.step, routes.pick)(str(task.id)))]

    def _warehouse(self) -> UUID | None:
        try:
            return UUID(self.router.url.query_parameters.get("warehouse", ""))
        except ValueError:
            return None

    def _show(self, work: WorkView, warehouses: list[tuple[UUID, str]]) -> None:
        person_id = current_actor().person_id
        zone, now = ZoneInfo(work.time_zone), clock.now()
        self.heading, self.place = f"Today's work in {work.warehouse_name}", work.warehouse_code
        self.warehouses = [
            (name, routes.floor(str(one)), one == work.warehouse_id) for one, name in warehouses
        ]
        self.to_pick = work.counts["ready"] + work.counts["picking"]
        self.to_pack, self.to_ship = work.counts["picked"], work.counts["packed"]
        self.late, self.shipped_today = work.late, work.shipped_today
        self.tasks = [card_of(row, zone, now, person_id) for row in work.tasks[:_SHOWN]]
        self.more = sum(work.counts.values()) - len(self.tasks)
        self.ready = True


def _work(session: Session, warehouse_id: UUID | None, actor: Actor):
    places = [(one.id, one.name) for one in fulfillment.warehouses_of(session, actor=actor)]
    if warehouse_id not in {one for one, _ in places}:
        warehouse_id = None
    return fulfillment.todays_work(session, warehouse_id=warehouse_id, actor=actor), places


def _found(session: Session, code: str, warehouse_id: UUID | None, actor: Actor):
    places = fulfillment.warehouses_of(session, actor=actor)
    chosen = warehouse_id or (places[0].id if places else None)
    if chosen is None:
        raise NotFound("There is no warehouse of yours.")
    return fulfillment.find_task(session, code, warehouse_id=chosen, actor=actor)


def card_of(row: TaskRow, zone: ZoneInfo, now: datetime, person_id: UUID | None) -> WorkCard:
    """A task in words: what it is, until when, and whose it is when somebody is at it."""
    word, tone = _WORDS[row.status]
    mine = row.status == "picking" and row.picker_id == person_id
    note = (
        "You are picking this" if mine else "Somebody else is picking this" if row.status == "picking" else ""
    )
    if row.tote and row.status in ("picking", "picked"):
        note = f"{note}{', ' if note else ''}tote {row.tote}"
    others = f" and {row.lines - 1} more" if row.lines > 1 else ""
    return WorkCard(
        number=row.order_number,
        href=_PAGES[row.status](str(row.id)),
        title=f"{row.first_title}{others}",
        pieces=f"{row.units} piece{'' if row.units == 1 else 's'}",
        word=word,
        tone=tone,
        due=due_words(row.ship_by, zone, now),
        is_late=row.is_late,
        note=note[:1].upper() + note[1:],
    )


def due_words(at: datetime, zone: ZoneInfo, now: datetime) -> str:
    """Until when, on the warehouse's clock: `Due today 18:00`, `Late since Thu 19 Nov 18:00`."""
    local, today = at.astimezone(zone), now.astimezone(zone).date()
    days = {today - timedelta(days=1): "yesterday", today: "today", today + timedelta(days=1): "tomorrow"}
    day = days.get(local.date(), f"{local:%a} {local.day} {local:%b}")
    return f"{'Late since' if at < now else 'Due'} {day} {local:%H:%M}"
