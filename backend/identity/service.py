"""The verbs of identity."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from email_validator import EmailNotValidError, validate_email
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from backend.identity import locks, passwords, repository, unknown_accounts
from backend.identity.errors import AccountLocked, EmailTaken, InvalidCredentials
from backend.identity.models import AuditEntry, Person, RoleGrant, SignInSession
from backend.identity.policy import Attempts
from backend.identity.schemas import (
    ANONYMOUS,
    Actor,
    PersonView,
    Role,
    SignedIn,
    SignInOutcome,
)
from backend.kit import clock, ids, locales
from backend.kit.cache import NearCache
from backend.kit.config import settings
from backend.kit.errors import InvalidInput, NotFound

_LONGEST_NAME = 120

# A revoked session, or a role taken away, is refused everywhere within these two seconds.
_actors: NearCache[Actor] = NearCache(size=20_000, ttl_s=2.0)


def sign_up(
    session: Session, *, email: str, name: str, password: str, locale: str = "", time_zone: str = ""
) -> PersonView:
    """Open an account; `locale` and `time_zone` are what the browser says, empty when it says nothing.

    Raises InvalidInput (`email`, `name`), WeakPassword or EmailTaken.
    """
    email, name = _checked_email(email), name.strip()
    if not name or len(name) > _LONGEST_NAME:
        raise InvalidInput("Please tell us your name (up to 120 characters).", field="name")
    passwords.check(password, email=email)
    taken = EmailTaken(
        "There is an account with this e-mail address already. Sign in instead.", field="email"
    )
    if repository.person_by_email(session, email):
        raise taken
    person = Person(
        email=email,
        name=name,
        password_hash=passwords.hashed(password),
        locale=locales.known_locale(locale),
        time_zone=locales.known_zone(time_zone),
    )
    session.add(person)
    try:
        session.flush()
    except IntegrityError as lost_race:
        raise taken from lost_race
    return _view(person)


def sign_in(session: Session, *, email: str, password: str, user_agent: str = "") -> SignInOutcome:
    """Start a session, or count a failed attempt.

    The outcome holds the refusal (InvalidCredentials, AccountLocked) as a value, so that the count is
    committed: `transact(sign_in, …).or_refuse()`. An unknown address is answered like a wrong password,
    costs the same and is locked after as many attempts.
    """
    person = repository.person_by_email(session, email.strip())
    is_right = passwords.matches(password, person.password_hash if person else None)
    if person is None:
        return _refused(unknown_accounts.count_failure(email))
    person = locks.person(session, person.id)
    attempts = Attempts(person.failed_attempts, person.failing_since, person.locked_until)
    if attempts.is_locked(clock.now()):
        return _refused(attempts)
    attempts = Attempts() if is_right else attempts.after_failure(clock.now())
    person.failed_attempts, person.failing_since = attempts.failed, attempts.since
    person.locked_until = attempts.locked_until
    if not is_right:
        return _refused(attempts)
    if passwords.is_outdated(person.password_hash):
        person.password_hash = passwords.hashed(password)
    return SignInOutcome(signed_in=_start_session(session, person, user_agent))


def sign_out(session: Session, *, token: str) -> None:
    """End the session of `token`. Ending one twice, or one that never was, is fine."""
    token_hash = _hash_of(token)
    repository.revoke_session(session, token_hash, clock.now())
    _actors.forget(token_hash)


def sign_out_everywhere(session: Session, person_id: UUID) -> int:
    """End every session of a person; how many there were."""
    _actors.clear()
    return repository.revoke_sessions_of(session, person_id, clock.now())


def actor_for_token(session: Session, token: str, *, visitor_id: UUID | None = None) -> Actor:
    """Who holds the session of `token`; ANONYMOUS (with the visitor) when nobody does.

    Answered from this process for up to 2 seconds.
    """
    token_hash = _hash_of(token)
    actor = _actors.get(token_hash, lambda: _load_actor(session, token_hash))
    return replace(actor, visitor_id=visitor_id)


def known_actor(token: str, *, visitor_id: UUID | None = None) -> Actor | None:
    """What `actor_for_token` would say, when that needs no database; None when it does."""
    actor = _actors.peek(_hash_of(token)) if token else ANONYMOUS
    return replace(actor, visitor_id=visitor_id) if actor else None


def prefer_currency(session: Session, currency: str, *, actor: Actor) -> None:
    """Remember the currency that the actor wants to see prices in, for the next device.

    What it may be is the business of pricing; nothing is ever charged because of it. Raises SignInRequired.
    """
    repository.set_currency(session, actor.require_person(), currency)


def grant_role(
    session: Session, person_id: UUID, role: Role, *, scope_id: UUID | None = None, actor: Actor
) -> None:
    """Give a person `role`, for one seller or warehouse when `scope_id` names it. Granting twice is fine.

    Only an operator or the system may. Raises SignInRequired, Forbidden or NotFound.
    """
    actor.require_role(Role.OPERATOR)
    if not repository.people_by_ids(session, [person_id]):
        raise NotFound("There is no such person.")
    if repository.grant(session, person_id, role.value, scope_id):
        return
    session.add(RoleGrant(person_id=person_id, role=role.value, scope_id=scope_id))
    _audit(session, actor, "role_granted", person_id, role, scope_id)


def revoke_role(
    session: Session, person_id: UUID, role: Role, *, scope_id: UUID | None = None, actor: Actor
) -> None:
    """Take `role` from a person; effective everywhere within 2 seconds. Taking it twice is fine."""
    actor.require_role(Role.OPERATOR)
    held = repository.grant(session, person_id, role.value, scope_id)
    if held is None:
        return
    session.delete(held)
    _audit(session, actor, "role_revoked", person_id, role, scope_id)


def person_by_email(session: Session, email: str) -> PersonView | None:
    """The person with this address, whatever its case."""
    person = repository.person_by_email(session, email.strip())
    return _view(person) if person else None


def people_by_ids(session: Session, person_ids: list[UUID]) -> dict[UUID, PersonView]:
    """Those of the people that exist."""
    return {person.id: _view(person) for person in repository.people_by_ids(session, person_ids)}


def _start_session(session: Session, person: Person, user_agent: str) -> SignedIn:
    token = ids.secret_token()
    expires_at = clock.now() + timedelta(days=settings().session_days)
    session.add(
        SignInSession(
            token_hash=_hash_of(token),
            person_id=person.id,
            user_agent=user_agent[:300],
            expires_at=expires_at,
        )
    )
    return SignedIn(token, expires_at, _view(person))


def _refused(attempts: Attempts) -> SignInOutcome:
    if not attempts.is_locked(clock.now()):
        refusal = InvalidCredentials("The e-mail address or the password is not right.", field="password")
        return SignInOutcome(refusal=refusal)
    assert attempts.locked_until is not None
    seconds = int((attempts.locked_until - clock.now()).total_seconds())
    minutes = max(1, -(-seconds // 60))
    sentence = f"Too many attempts. Please try again in {minutes} minute{'s' if minutes > 1 else ''}."
    return SignInOutcome(
        refusal=AccountLocked(sentence, field="password", facts={"retry_after_s": max(1, seconds)})
    )


def _load_actor(session: Session, token_hash: bytes) -> Actor:
    rows = repository.holder_of_session(session, token_hash, clock.now())
    if not rows:
        return ANONYMOUS
    person_id, name, email, locale, time_zone = rows[0][:5]
    grants = [(Role(row[5]), row[6]) for row in rows if row[5] is not None]
    return Actor(
        person_id=person_id,
        name=name,
        email=email,
        locale=locale,
        time_zone=time_zone,
        roles=frozenset(role for role, _ in grants),
        seller_ids=frozenset(scope for role, scope in grants if role is Role.SELLER and scope),
        warehouse_ids=frozenset(scope for role, scope in grants if role is Role.FLOOR and scope),
    )


def _checked_email(email: str) -> str:
    try:
        return validate_email(email.strip(), check_deliverability=False, test_environment=True).normalized
    except EmailNotValidError as problem:
        raise InvalidInput(
            "Please enter an e-mail address such as ada@example.com.", field="email"
        ) from problem


def _audit(
    session: Session, actor: Actor, action: str, person_id: UUID, role: Role, scope_id: UUID | None
) -> None:
    session.add(
        AuditEntry(
            person_id=actor.person_id,
            action=action,
            subject_type="person",
            subject_id=str(person_id),
            facts={
                "role": role.value,
                "scope_id": str(scope_id) if scope_id else None,
                "by": actor.label,
            },
        )
    )


def _hash_of(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def _view(person: Person) -> PersonView:
    return PersonView(
        person.id,
        person.email,
        person.name,
        currency=person.currency,
        locale=person.locale,
        time_zone=person.time_zone,
        text_phone=person.text_phone,
    )
