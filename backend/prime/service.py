"""The verbs of prime. Billing is not here yet: a membership is granted by the desk or an operator."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select, update

from backend.identity import service as identity
from backend.identity.schemas import Actor, Role
from backend.kit import clock
from backend.kit.errors import InvalidInput
from backend.kit.sql import Statement
from backend.prime.errors import AlreadyMember, NotMember, PersonNotFound
from backend.prime.models import Membership
from backend.prime.schemas import FREE_METHODS, MembershipView

_PLANS = {"monthly": timedelta(days=30), "annual": timedelta(days=365)}
_IS_LIVE = Statement(
    "SELECT EXISTS (SELECT FROM membership WHERE person_id = :person_id AND ended_at IS NULL "
    "AND starts_at <= :now AND ends_at > :now)"
)


def free_methods(session: Session, person_id: UUID | None) -> frozenset[str]:
    """The ways of sending that cost this person nothing now: one statement for a person, none for a guest."""
    if person_id is None:
        return frozenset()
    is_live = _IS_LIVE.first(session, person_id=person_id, now=clock.now())[0]
    return FREE_METHODS if is_live else frozenset()


def membership(session: Session, *, actor: Actor) -> MembershipView | None:
    """The actor's live membership. Raises SignInRequired."""
    now = clock.now()
    row = session.exec(
        select(Membership).where(
            Membership.person_id == actor.require_person(),
            col(Membership.ended_at).is_(None),
            Membership.starts_at <= now,
            Membership.ends_at > now,
        )
    ).first()
    return _view(row) if row else None


def grant(session: Session, person_id: UUID, *, plan: str, actor: Actor) -> MembershipView:
    """Make a person a member for a month (30 days) or a year from now; one that ran out is closed first.

    Raises Forbidden unless the desk or an operator asks, PersonNotFound, AlreadyMember, InvalidInput for
    another plan.
    """
    actor.require_role(Role.DESK, Role.OPERATOR)
    if plan not in _PLANS:
        raise InvalidInput("A membership is monthly or annual.", field="plan")
    if not identity.people_by_ids(session, [person_id]):
        raise PersonNotFound("There is no such person.", field="person_id")
    now = clock.now()
    session.exec(
        update(Membership)
        .where(
            col(Membership.person_id) == person_id,
            col(Membership.ended_at).is_(None),
            col(Membership.ends_at) <= now,
        )
        .values(ended_at=col(Membership.ends_at))
    )
    row = Membership(
        person_id=person_id, plan=plan, starts_at=now, ends_at=now + _PLANS[plan], granted_by=actor.label
    )
    try:
        session.add(row)
        session.flush([row])
    except IntegrityError as taken:
        raise AlreadyMember("This person is a member already.", field="person_id") from taken
    return _view(row)


def end(session: Session, person_id: UUID, *, actor: Actor) -> None:
    """Stop a membership now. The member, the desk or an operator. Raises Forbidden, NotMember."""
    if actor.person_id != person_id:
        actor.require_role(Role.DESK, Role.OPERATOR)
    now = clock.now()
    stopped = session.exec(
        update(Membership)
        .where(
            col(Membership.person_id) == person_id,
            col(Membership.ended_at).is_(None),
            col(Membership.ends_at) > now,
        )
        .values(ended_at=now)
    )
    if not stopped.rowcount:
        raise NotMember("There is no membership to end.")


def _view(row: Membership) -> MembershipView:
    return MembershipView(row.person_id, row.plan, row.starts_at, row.ends_at)
