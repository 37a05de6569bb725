"""Cards that people asked us to keep. The gateway holds the card; we hold its token and what may be shown.

Calls to the gateway are in `card_saving`. Somebody else's method is not found, whoever asks.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlmodel import Session

from backend.identity.schemas import Actor
from backend.kit import clock, outbox
from backend.payments import locks
from backend.payments.errors import SavedMethodNotFound
from backend.payments.events import MethodRemoved, MethodSaved
from backend.payments.models import PaymentCustomer, SavedMethod
from backend.payments.schemas import CustomerUse, GatewayMethod, SavedMethodView

_METHOD = SavedMethod.__table__
_CUSTOMER = PaymentCustomer.__table__


def list_methods(session: Session, *, actor: Actor) -> tuple[SavedMethodView, ...]:
    """The person's saved methods, the default first, then the newest. Raises SignInRequired."""
    rows = session.scalars(
        select(SavedMethod)
        .where(_METHOD.c.person_id == actor.require_person(), _METHOD.c.removed_at.is_(None))
        .order_by(_METHOD.c.is_default.desc(), _METHOD.c.id.desc())
    )
    return tuple(view_of(row) for row in rows)


def set_default(session: Session, method_id: UUID, *, actor: Actor) -> SavedMethodView:
    """Pay with this one unless told otherwise. Raises SavedMethodNotFound, SignInRequired."""
    chosen = _own(session, method_id, actor)
    _no_default(session, chosen.person_id)
    chosen.is_default = True
    session.flush([chosen])
    return view_of(chosen)


def remove(session: Session, method_id: UUID, *, actor: Actor) -> None:
    """It is gone for the person at once; `card_saving.forget` tells the gateway.

    The newest of the others becomes the default. Raises SavedMethodNotFound, SignInRequired.
    """
    chosen = _own(session, method_id, actor)
    chosen.removed_at = clock.now()
    was_default, chosen.is_default = chosen.is_default, False
    session.flush([chosen])
    outbox.record(session, MethodRemoved(person_id=chosen.person_id, saved_method_id=chosen.id))
    if was_default:
        others = locks.lock_methods(session, chosen.person_id)
        if others:
            others[0].is_default = True
            session.flush([others[0]])


def method_to_pay_with(
    session: Session, method_id: UUID, *, actor: Actor, is_off_session: bool = False
) -> tuple[str, CustomerUse]:
    """The token of a saved method and whose it is at the gateway. Raises SavedMethodNotFound."""
    chosen = _own(session, method_id, actor)
    customer = customer_reference(session, chosen.person_id, chosen.provider)
    return chosen.token, CustomerUse(chosen.person_id, customer, is_off_session=is_off_session)


def remember(
    session: Session, person_id: UUID, provider: str, method: GatewayMethod, *, consented_at: datetime
) -> SavedMethodView:
    """Keep a card that the gateway has attached to the person's customer.

    The same card saved again takes the place of the older entry, which the gateway is then told to forget.
    A token that is known changes nothing. The first one is the default.
    """
    live = locks.lock_methods(session, person_id)
    for row in live:
        if (row.provider, row.token) == (provider, method.token):
            return view_of(row)
    same = [row for row in live if (row.provider, row.fingerprint) == (provider, method.fingerprint)]
    is_default = not live or any(row.is_default for row in same)
    for row in same:
        row.removed_at, row.is_default = clock.now(), False
    session.flush(same)
    kept = SavedMethod(
        person_id=person_id,
        provider=provider,
        token=method.token,
        brand=method.brand,
        last4=method.last4,
        exp_month=method.exp_month,
        exp_year=method.exp_year,
        fingerprint=method.fingerprint,
        is_default=is_default,
        consented_at=consented_at,
    )
    session.add(kept)
    session.flush([kept])
    outbox.record(session, MethodSaved(person_id=person_id, saved_method_id=kept.id))
    return view_of(kept)


def customer_reference(session: Session, person_id: UUID, provider: str) -> str | None:
    """The person as the gateway knows them; None before the first time."""
    return session.scalar(
        select(_CUSTOMER.c.reference).where(
            _CUSTOMER.c.person_id == person_id, _CUSTOMER.c.provider == provider
        )
    )


def record_customer(session: Session, person_id: UUID, provider: str, reference: str) -> str:
    """Write down who the person is at the gateway; the first reference stands and is answered."""
    session.execute(
        upsert(_CUSTOMER)
        .values(person_id=person_id, provider=provider, reference=reference, created_at=clock.now())
        .on_conflict_do_nothing(index_elements=["person_id", "provider"])
    )
    found = customer_reference(session, person_id, provider)
    assert found is not None
    return found


def to_forget(session: Session, *, limit: int = 100) -> Sequence[tuple[UUID, str, str]]:
    """Removed methods that the gateway still holds, oldest first: id, provider, token."""
    rows = session.execute(
        select(_METHOD.c.id, _METHOD.c.provider, _METHOD.c.token)
        .where(_METHOD.c.removed_at.is_not(None), _METHOD.c.forgotten_at.is_(None))
        .order_by(_METHOD.c.removed_at)
        .limit(limit)
    )
    return [(one.id, one.provider, one.token) for one in rows]


def record_forgotten(session: Session, method_id: UUID) -> None:
    """The gateway has let go of a removed method."""
    session.execute(
        update(_METHOD)
        .where(_METHOD.c.id == method_id, _METHOD.c.forgotten_at.is_(None))
        .values(forgotten_at=clock.now())
    )


def view_of(row: SavedMethod) -> SavedMethodView:
    """What may be shown of a saved method."""
    return SavedMethodView(row.id, row.brand, row.last4, row.exp_month, row.exp_year, row.is_default)


def _own(session: Session, method_id: UUID, actor: Actor) -> SavedMethod:
    person_id = actor.require_person()
    for row in locks.lock_methods(session, person_id):
        if row.id == method_id:
            return row
    raise SavedMethodNotFound("This saved card is not in your account. Please choose another way to pay.")


def _no_default(session: Session, person_id: UUID) -> None:
    session.execute(
        update(_METHOD)
        .where(_METHOD.c.person_id == person_id, _METHOD.c.is_default, _METHOD.c.removed_at.is_(None))
        .values(is_default=False)
    )
