"""One order at the desk: what it is, its money and books; parts cancelled, the confirmation sent again."""

from uuid import UUID

import reflex as rx
from sqlmodel import Session

from app import routes
from backend.identity.schemas import Actor
from backend.kit.errors import InvalidInput, NotFound
from backend.kit.money import format_minor
from backend.orders import desk
from backend.orders import service as orders
from backend.orders.documents import issuing as documents
from backend.orders.schemas import DocumentView, PurchaseFile
from state import effects, gateway
from state.desk.ledger_words import JournalWords, journal_of
from state.desk.order_words import DeskItem, DeskPart, TenderLine, parts_of, steps_of, tenders_of
from state.desk.panel import DeskPanel
from state.desk.words import DESK, moment, units_of
from state.permission import allow, current_actor
from state.seller.order_words import address_of

CANCEL_PANEL = "desk-cancel"
_PAPERS = {"invoice": "Invoice", "credit_note": "Credit note"}


class DeskOrderState(rx.State):
    """The order of the address."""

    ready: bool = False
    missing: bool = False
    refusal: str = ""
    shown: str = ""
    heading: str = "Order"
    facts: list[tuple[str, str]] = []
    address: list[str] = []
    totals: list[tuple[str, str]] = []
    parts: list[DeskPart] = []
    tenders: list[TenderLine] = []
    journals: list[JournalWords] = []
    steps: list[tuple[str, str, str, str]] = []
    papers: list[tuple[str, str]] = []
    returns: list[tuple[str, str]] = []

    @allow(*DESK)
    async def load(self):
        """The order of the address, whole."""
        number = self.router.url.path.rpartition("/")[2].upper()[:20]
        if number != self.shown:
            self.ready, self.missing, self.shown = False, False, number
            self.heading = f"Order {number}"
            yield
        try:
            file, papers = await gateway.read(_whole, number, current_actor())
        except NotFound:
            self.ready, self.missing = True, True
            return
        self._show(file, papers)

    @allow(*DESK)
    async def resend(self):
        """Send the confirmation once more."""
        await gateway.call(desk.resend_confirmation, self.shown, actor=current_actor())
        return [effects.toast("The confirmation is sent again"), DeskOrderState.load]

    def _show(self, file: PurchaseFile, papers: tuple[DocumentView, ...]) -> None:
        purchase = file.purchase
        totals, currency = purchase.totals, purchase.currency
        self.facts = [
            ("Placed (UTC)", moment(purchase.placed_at)),
            ("E-mail", purchase.email),
            ("Buyer", "With an account" if purchase.person_id else "A guest"),
            ("Language and time zone", f"{purchase.locale}, {purchase.time_zone}"),
        ]
        if purchase.tax_number:
            self.facts.append(("Tax number", purchase.tax_number))
        if purchase.transfer_reference:
            self.facts.append(("Transfer reference", purchase.transfer_reference))
        self.address = address_of(dict(purchase.address))
        rows = [("Items", totals.subtotal_minor), ("Discount", -totals.discount_minor)]
        rows += [("Shipping", totals.shipping_minor), ("Tax", totals.tax_minor)]
        self.totals = [(name, format_minor(amount, currency)) for name, amount in rows if amount]
        self.totals.append(("Total", format_minor(totals.total_minor, currency)))
        self.parts, self.tenders = parts_of(file), tenders_of(file)
        self.journals = [journal_of(one) for one in file.bookings]
        self.steps = steps_of(file.steps, currency)
        self.papers = [
            (f"{_PAPERS.get(one.kind, one.kind)} {one.number}", f"/api/v1/papers/{one.number}.pdf")
            for one in papers
        ]
        self.returns = [
            (f"Return {one.number}, {one.status.replace('_', ' ')}", routes.desk_returns(open=one.number))
            for one in file.returns
        ]
        self.ready, self.missing = True, False


class DeskCancelState(DeskPanel, rx.State):
    """The panel in which units of a part, or all of it, are cancelled."""

    part_id: str = ""
    part_number: str = ""
    lines: list[DeskItem] = []
    _left: dict[str, int] = {}

    @allow(*DESK)
    async def show(self, part_id: UUID):
        """Open the panel for a part."""
        order = await gateway.read(orders.order_by_id, part_id, actor=current_actor())
        page = await self.get_state(DeskOrderState)
        part = next((one for one in page.parts if one.id == str(part_id)), None)
        if part is None:
            raise InvalidInput("Please open the order first.")
        self.part_id, self.part_number, self.lines = part.id, order.number, list(part.contents)
        self._left = {str(item.id): item.quantity for item in order.items}
        self.open = True

    @allow(*DESK)
    async def cancel(self, form: dict[str, str]):
        """Cancel what the form says; every unit of every line cancels the part."""
        if not self.part_id:
            raise InvalidInput("Please open the order first.")
        reason = form.get("reason", "").strip()[:200]
        if not reason:
            raise InvalidInput("Please say why; the shopper reads it.", field="reason")
        units = {
            UUID(item_id): units_of(form.get(f"units-{item_id}", ""), most, f"units-{item_id}")
            for item_id, most in self._left.items()
        }
        wanted = {item_id: count for item_id, count in units.items() if count}
        if not wanted:
            raise InvalidInput("Say how many units are cancelled.", field="reason")
        is_all = all(units[UUID(item_id)] == most for item_id, most in self._left.items())
        await gateway.call(_cancel, UUID(self.part_id), wanted, is_all, reason, current_actor())
        self.open = False
        what = f"Part {self.part_number} is cancelled" if is_all else "The units are cancelled"
        return [
            effects.toast(what, detail="What was paid for them goes back by itself."),
            DeskOrderState.load,
        ]


def _whole(session: Session, number: str, actor: Actor) -> tuple[PurchaseFile, tuple[DocumentView, ...]]:
    file = desk.purchase_file(session, number, actor=actor)
    return file, documents.documents_of_purchase(session, number, actor=actor)


def _cancel(
    session: Session, order_id: UUID, units: dict[UUID, int], is_all: bool, reason: str, actor: Actor
) -> None:
    if is_all:
        orders.cancel(session, order_id, actor=actor, reason=reason)
    else:
        orders.cancel_units(session, order_id, quantities=units, reason=reason, actor=actor)
