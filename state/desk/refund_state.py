"""A refund at the desk: what of a part goes back, how it splits over what it was paid with, then granted."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import reflex as rx
from sqlmodel import Session

from backend.identity.schemas import Actor
from backend.kit import ids
from backend.kit.errors import Conflict, InvalidInput
from backend.kit.money import format_minor
from backend.orders import refund_preview, refunds
from backend.orders import service as orders
from backend.orders.schemas import OrderView, RefundView
from state import effects, gateway
from state.desk.order_state import DeskOrderState
from state.desk.order_words import METHODS, TENDERS
from state.desk.panel import DeskPanel
from state.desk.words import DESK, units_of
from state.permission import allow, current_actor
from state.typed_numbers import minor_of

PANEL = "desk-refund"
DESTINATIONS = [
    ("origin", "To what it was paid with", "In proportion, before the dispatch by taking less"),
    ("credit", "As store credit", "At once, for shoppers with an account, after the dispatch"),
]


@dataclass(frozen=True)
class RefundLine:
    """A line that can be refunded."""

    id: str
    title: str
    paid: str
    gone: str
    most: str


class DeskRefundState(DeskPanel, rx.State):
    """The panel of one part: first the form, then its preview with the button that grants it."""

    part_id: str = ""
    part_number: str = ""
    currency: str = "USD"
    lines: list[RefundLine] = []
    is_foreseen: bool = False
    split: list[tuple[str, str]] = []
    total: str = ""
    reason: str = ""
    _wish: dict[str, Any] = {}
    _left: dict[str, int] = {}
    _method: str = ""
    _key: str = ""
    _foreseen: RefundView | None = None

    @allow(*DESK)
    async def show(self, part_id: UUID):
        """Open the panel for a part."""
        order, done, method = await gateway.read(_part, part_id, current_actor())
        gone: dict[UUID, int] = {}
        for refund in done:
            for one in refund.lines:
                gone[one.item_id] = gone.get(one.item_id, 0) + one.quantity
        self._left = {str(item.id): item.quantity - gone.get(item.id, 0) for item in order.items}
        self.part_id, self.part_number, self.currency = str(order.id), order.number, order.currency
        self._method = METHODS.get(method, method)
        self.lines = [
            RefundLine(
                id=str(item.id),
                title=item.title,
                paid=f"{item.quantity} for {format_minor(item.total_minor, order.currency)}",
                gone=f"{gone[item.id]} refunded already" if gone.get(item.id) else "",
                most=str(self._left[str(item.id)]),
            )
            for item in order.items
        ]
        self._forget()
        self.open = True

    @allow(*DESK)
    async def change(self):
        """Back from the preview to the form."""
        self._forget()

    @allow(*DESK)
    async def foresee(self, form: dict[str, Any]):
        """Show how it would split, to the cent, before anything is granted."""
        if not self.part_id:
            raise InvalidInput("Please open the order first.")
        self._forget()
        reason = str(form.get("reason") or "").strip()[:200]
        wish = self._read(form)
        if not reason:
            raise InvalidInput("Please say why, so that everybody can read it.", field="reason")
        view = await gateway.run(refund_preview.preview, UUID(self.part_id), **wish, actor=current_actor())
        self._wish, self._key, self._foreseen = wish, str(ids.new_id()), view
        self.reason, self.is_foreseen = reason, True
        self.split = [
            (self._name(one.kind, one.last_four), self._money(one.amount_minor)) for one in view.parts
        ]
        self.total = self._money(view.total_minor)
        return effects.announce(f"{self.total} would go back")

    @allow(*DESK)
    async def grant(self):
        """Grant exactly what was shown, once."""
        if not self.is_foreseen or self._foreseen is None:
            raise InvalidInput("Please look at how it splits first.")
        actor = current_actor()
        view = await gateway.call(
            _granted,
            UUID(self.part_id),
            dict(self._wish),
            self._foreseen,
            self.reason,
            f"{actor.person_id}:{self._key}",
            actor,
        )
        self.open = False
        self._forget()
        return [
            effects.toast(f"{self._money(view.total_minor)} goes back", detail="The shopper is told."),
            DeskOrderState.load,
        ]

    def _read(self, form: dict[str, Any]) -> dict[str, Any]:
        units, amounts = {}, {}
        for item_id, most in self._left.items():
            typed = str(form.get(f"units-{item_id}") or "")
            if count := units_of(typed, most, f"units-{item_id}"):
                units[UUID(item_id)] = count
            amount = str(form.get(f"amount-{item_id}") or "").strip()
            if amount and (minor := minor_of(amount, self.currency, f"amount-{item_id}")):
                amounts[UUID(item_id)] = minor
        on_top = str(form.get("amount") or "").strip()
        return {
            "lines": units,
            "line_amounts": amounts,
            "shipping": form.get("shipping") in (True, "on", "true"),
            "amount_minor": minor_of(on_top, self.currency, "amount") if on_top else 0,
            "to": str(form.get("to") or refunds.TO_ORIGIN),
        }

    def _forget(self) -> None:
        self.is_foreseen, self.split, self.total, self.reason = False, [], "", ""
        self._wish, self._foreseen, self._key = {}, None, ""

    def _name(self, kind: str, last_four: str | None) -> str:
        name = self._method if kind == "payment" else TENDERS[kind]
        return f"{name} ending {last_four}" if last_four else name

    def _money(self, minor: int) -> str:
        return format_minor(minor, self.currency)


def _part(session: Session, order_id: UUID, actor: Actor) -> tuple[OrderView, tuple[RefundView, ...], str]:
    order = orders.order_by_id(session, order_id, actor=actor)
    purchase = orders.purchase_by_id(session, order.purchase_id, actor=actor)
    return order, refunds.of_order(session, order_id, actor=actor), purchase.payment_method


def _granted(
    session: Session,
    order_id: UUID,
    wish: dict[str, Any],
    foreseen: RefundView,
    reason: str,
    key: str,
    actor: Actor,
) -> RefundView:
    view = refunds.request(session, order_id, **wish, reason=reason, actor=actor, idempotency_key=key)
    if (view.total_minor, view.parts) != (foreseen.total_minor, foreseen.parts):
        raise Conflict("Something of this order changed meanwhile. Please look at the split again.")
    return view
