"""What a buyer does with an order: cancel units, send some back, send it elsewhere, buy it again."""

from dataclasses import dataclass, replace
from typing import Annotated, Literal
from uuid import UUID

import reflex as rx
from pydantic import Field
from sqlmodel import Session

from app import routes
from backend.cart.schemas import CartOwner
from backend.checkout import service as checkout
from backend.identity.schemas import Actor, AddressInput
from backend.kit import ids
from backend.kit.errors import InvalidInput, NotFound
from backend.orders import readdress
from backend.orders import service as orders
from backend.orders.schemas import OrderView, ReturnLine
from state import effects, gateway
from state.account.order_state import OrderState
from state.permission import EVERYONE, allow, current_actor

PartNumber = Annotated[str, Field(max_length=44, pattern=r"^[A-Z0-9-]+$")]
Kind = Literal["cancel", "return"]
CANCEL_REASONS = [
    ("Ordered by mistake", "Ordered by mistake"),
    ("Found it elsewhere", "Found it elsewhere"),
    ("Arrives too late", "It arrives too late"),
    ("No longer needed", "No longer needed"),
]
RETURN_REASONS = [
    ("changed_mind", "I changed my mind"),
    ("does_not_fit", "It does not fit"),
    ("not_as_described", "It is not as described"),
    ("damaged", "It is damaged"),
    ("wrong_item", "It is the wrong item"),
    ("arrived_late", "It arrived too late"),
]


@dataclass(frozen=True)
class Choice:
    """A line with the numbers of units to choose from, as (value, word); `chosen` is what stands there."""

    item_id: str
    title: str
    amounts: list[tuple[str, str]]
    chosen: str = "0"


class OrderActionsState(rx.State):
    """The open panel: `kind` is cancel, return or address; empty when none is open."""

    kind: str = ""
    part: str = ""
    choices: list[Choice] = []
    fields: dict[str, str] = {}
    refusal: str = ""
    refusal_field: str = ""

    @allow(EVERYONE)
    async def choose(self, kind: Kind, part: PartNumber):
        """Open the panel for a parcel's lines."""
        page = await self.get_state(OrderState)
        order = await gateway.call(_part, page.number, part, current_actor(), page._key or None)
        self.choices = [
            Choice(str(item.id), item.title, [(str(one), _units(one)) for one in range(most + 1)])
            for item in order.items
            if (most := item.quantity if kind == "cancel" else item.returnable)
        ]
        if len(self.choices) == 1:
            # Nothing else can be meant.
            only = self.choices[0]
            self.choices = [replace(only, chosen=only.amounts[-1][0])]
        self.kind, self.part, self.refusal = kind, part, ""

    @allow(EVERYONE)
    async def choose_address(self):
        """Open the form of the address."""
        page = await self.get_state(OrderState)
        purchase = await gateway.call(
            orders.purchase_by_number, page.number, actor=current_actor(), access_token=page._key or None
        )
        self.fields = {name: str(value or "") for name, value in purchase.address.items()}
        self.kind, self.refusal = "address", ""

    @allow(EVERYONE)
    async def close(self):
        """The panel was closed."""
        self.kind = ""

    @allow(EVERYONE)
    async def send(self, form: dict[str, str]):
        """Cancel the chosen units, or send them back."""
        page = await self.get_state(OrderState)
        units = {
            UUID(one.item_id): int(asked)
            for one in self.choices
            if (asked := form.get(f"units-{one.item_id}", "0")).isdecimal() and len(asked) < 4 and int(asked)
        }
        if not units:
            raise InvalidInput("Choose how many units.", field="units")
        reason = form.get("reason", "")
        if reason not in {value for value, _ in (*CANCEL_REASONS, *RETURN_REASONS)}:
            raise InvalidInput("Choose a reason.", field="reason")
        verb = _cancelled if self.kind == "cancel" else _returned
        said = await gateway.call(
            verb, page.number, self.part, units, reason, current_actor(), page._key or None
        )
        self.kind = ""
        return [effects.toast(said[0], detail=said[1]), OrderState.refresh]

    @allow(EVERYONE)
    async def save_address(self, form: dict[str, str]):
        """Send the order to another address in the same place."""
        page = await self.get_state(OrderState)
        kept = {name: self.fields.get(name, "") for name in ("country", "region")}
        typed = {name: form.get(name, "") for name in ("name", "line1", "line2", "city", "postcode", "phone")}
        self.fields = {**typed, **kept}
        try:
            address = AddressInput.model_validate(self.fields)
        except ValueError as wrong:
            raise InvalidInput("Please complete the address: name, street, town, postcode.") from wrong
        await gateway.run(
            readdress.change_address,
            page.number,
            address=address,
            actor=current_actor(),
            access_token=page._key or None,
        )
        self.kind = ""
        return [effects.toast("The address is changed."), OrderState.refresh]

    @allow(EVERYONE)
    async def buy_again(self):
        """Put the same things into the cart and go there."""
        page, actor = await self.get_state(OrderState), current_actor()
        person_id = actor.person_id
        found = await gateway.call(
            checkout.buy_again,
            page.number,
            owner=CartOwner(person_id=person_id, visitor_id=None if person_id else actor.visitor_id),
            operation_id=f"again:{ids.new_id()}",
            actor=actor,
            access_token=page._key or None,
        )
        missing = " ".join(f"{title}: {why}" for title, why in found.missing)
        if not found.added:
            return effects.toast("Nothing of this can be bought today.", tone="notice", detail=missing)
        said = f"{len(found.added)} item{'' if len(found.added) == 1 else 's'} in your cart at today's prices"
        return [
            effects.toast(said, tone="notice" if missing else "positive", detail=missing),
            rx.redirect(routes.cart()),
        ]


def _units(count: int) -> str:
    return "None" if count == 0 else f"{count} unit{'' if count == 1 else 's'}"


def _part(session: Session, number: str, part: str, actor: Actor, key: str | None) -> OrderView:
    purchase = orders.purchase_by_number(session, number, actor=actor, access_token=key)
    found = next((one for one in purchase.orders if one.number == part), None)
    if found is None:
        raise NotFound("This order has no such parcel.")
    return found


def _cancelled(
    session: Session,
    number: str,
    part: str,
    units: dict[UUID, int],
    reason: str,
    actor: Actor,
    key: str | None,
) -> tuple[str, str]:
    order = _part(session, number, part, actor, key)
    orders.cancel_units(session, order.id, quantities=units, reason=reason, actor=actor, access_token=key)
    return "Cancelled.", "You are not charged for it; what was paid goes back."


def _returned(
    session: Session,
    number: str,
    part: str,
    units: dict[UUID, int],
    reason: str,
    actor: Actor,
    key: str | None,
) -> tuple[str, str]:
    order = _part(session, number, part, actor, key)
    lines = [ReturnLine(item_id, count, reason) for item_id, count in units.items()]
    asked = orders.request_return(session, order.id, lines=lines, actor=actor, access_token=key)
    label = f"Send it with the label {asked.label_number}." if asked.label_number else "We answer soon."
    return f"Return {asked.number} is open.", label
