"""Store credit at the desk: a person is found by e-mail; what they have, and why; more is granted."""

from dataclasses import dataclass
from uuid import UUID

import reflex as rx
from sqlmodel import Session

from app import routes
from backend.identity import service as identity
from backend.identity.schemas import Actor, PersonView
from backend.kit import ids
from backend.kit.errors import InvalidInput
from backend.kit.money import format_minor
from backend.orders import desk
from backend.payments import store_credit
from backend.payments.schemas import CreditView
from state import effects, gateway
from state.desk.words import CURRENCIES, DESK, moment
from state.permission import allow, current_actor
from state.typed_numbers import minor_of

_ENTRIES = {
    "grant": "Granted",
    "redeem": "Paid an order",
    "give_back": "Came back from an order",
    "gift_card": "From a gift card",
    "refund": "Refunded as credit",
}


@dataclass(frozen=True)
class CreditLine:
    """A change of somebody's credit."""

    what: str
    amount: str
    why: str
    who: str
    at: str


class CreditState(rx.State):
    """The person of the address."""

    ready: bool = False
    refusal: str = ""
    refusal_field: str = ""
    text: str = ""
    is_unknown: bool = False
    person: str = ""
    balances: list[tuple[str, str]] = []
    rows: list[CreditLine] = []
    key: str = ""
    _person_id: str = ""

    @allow(*DESK)
    async def load(self):
        """The credit of the person whose e-mail is in the address."""
        self.text = self.router.url.query_parameters.get("q", "").strip()[:120]
        self.person, self.balances, self.rows, self._person_id = "", [], [], ""
        if self.text:
            await self._read()
        self.is_unknown = bool(self.text) and not self._person_id
        self.ready, self.key = True, str(ids.new_id())

    @allow(*DESK)
    async def search(self, form: dict[str, str]):
        """Go to the person with this e-mail."""
        return rx.redirect(routes.desk_credit(q=form.get("q", "").strip()[:120]))

    @allow(*DESK)
    async def grant(self, form: dict[str, str]):
        """Give the person credit, for a reason that they read, once per shown form."""
        if not self._person_id:
            raise InvalidInput("Please find the person first.", field="amount_minor")
        currency, actor = form.get("currency", ""), current_actor()
        if currency not in dict(CURRENCIES):
            raise InvalidInput("Choose a currency.", field="currency")
        amount_minor = minor_of(form.get("amount_minor", ""), currency, "amount_minor")
        await gateway.call(
            store_credit.grant,
            person_id=UUID(self._person_id),
            amount_minor=amount_minor,
            currency=currency,
            reason=form.get("reason", "").strip()[:200],
            actor=actor,
            idempotency_key=f"{actor.person_id}:{self.key}",
        )
        self.key = str(ids.new_id())
        await self._read()
        return effects.toast(f"{self.person} has {format_minor(amount_minor, currency)} more")

    async def _read(self) -> None:
        person, credits, names = await gateway.read(_found, self.text, current_actor())
        if person is None:
            return
        self._person_id, self.person = str(person.id), f"{person.name} ({person.email})"
        self.balances = [
            (
                one.currency,
                format_minor(one.balance_minor, one.currency)
                + (f" and {format_minor(one.held_minor, one.currency)} held" if one.held_minor else ""),
            )
            for one in credits
        ]
        entries = [(entry, one.currency) for one in credits for entry in one.entries]
        self.rows = [
            CreditLine(
                what=_ENTRIES[entry.kind],
                amount=format_minor(entry.amount_minor, currency),
                why=entry.reason,
                who=names.get(entry.actor, ""),
                at=moment(entry.at),
            )
            for entry, currency in sorted(entries, key=lambda one: one[0].at, reverse=True)
        ]


def _found(
    session: Session, email: str, actor: Actor
) -> tuple[PersonView | None, tuple[CreditView, ...], dict[str, str]]:
    actor.require_role(*DESK)
    person = identity.person_by_email(session, email)
    if person is None:
        return None, (), {}
    found = store_credit.credits_of(session, person.id)
    labels = [entry.actor for one in found for entry in one.entries if entry.actor]
    return person, found, desk.people_of(session, labels)
