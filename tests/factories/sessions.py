"""Signed-in people with a role, and the cookie of their browser."""

from __future__ import annotations

from uuid import UUID, uuid4

from backend.identity import cookies
from backend.identity import service as identity
from backend.identity.schemas import Role, system_actor
from backend.kit.unit_of_work import transact

_PASSWORD = "correct horse 9"


def cookie_of(*roles: Role, scope_id: UUID | None = None, name: str = "Sam") -> str:
    """The Cookie header of a new person with these roles."""
    return f"{cookies.SESSION_COOKIE}={token_of(*roles, scope_id=scope_id, name=name)}"


def token_of(*roles: Role, scope_id: UUID | None = None, name: str = "Sam") -> str:
    """The session's secret of a new person with these roles."""
    email = f"{uuid4()}@example.com"
    person = transact(identity.sign_up, email=email, name=name, password=_PASSWORD)
    for role in roles:
        transact(identity.grant_role, person.id, role, scope_id=scope_id, actor=system_actor("test"))
    return transact(identity.sign_in, email=email, password=_PASSWORD, user_agent="test").or_refuse().token
