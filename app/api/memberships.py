"""Membership of Prime: one's own, and what the desk grants."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from app.api.dependencies import PERSON, Caller, Once, allow
from backend.identity.schemas import Role
from backend.kit.unit_of_work import query, transact
from backend.prime import service as prime
from backend.prime.schemas import MembershipView

router = APIRouter(tags=["Membership"])


class MembershipBody(BaseModel):
    """A live membership."""

    plan: str
    starts_at: datetime
    ends_at: datetime

    @classmethod
    def of(cls, view: MembershipView) -> MembershipBody:
        """The membership."""
        return cls(plan=view.plan, starts_at=view.starts_at, ends_at=view.ends_at)


class OwnMembership(BaseModel):
    """Null for a person without one."""

    membership: MembershipBody | None


class MembershipGrant(BaseModel):
    """What the desk grants."""

    model_config = ConfigDict(extra="forbid")

    person_id: UUID
    plan: Literal["monthly", "annual"] = Field(description="30 or 365 days from now")


@router.get("/membership", dependencies=[allow(PERSON)])
def show_membership(caller: Caller) -> OwnMembership:
    """The caller's membership."""
    found = query(prime.membership, actor=caller)
    return OwnMembership(membership=MembershipBody.of(found) if found else None)


@router.delete("/membership", dependencies=[allow(PERSON)], status_code=204)
def end_membership(caller: Caller) -> Response:
    """Stop being a member, now."""
    transact(prime.end, caller.require_person(), actor=caller)
    return Response(status_code=204)


@router.post(
    "/memberships",
    dependencies=[allow(Role.DESK, Role.OPERATOR)],
    status_code=201,
    response_model=MembershipBody,
)
def grant_membership(body: MembershipGrant, caller: Caller, once: Once) -> Response:
    """Make a person a member. Nothing is billed yet."""
    return once.answering(MembershipBody.of, status=201).transact(
        prime.grant, body.person_id, plan=body.plan, actor=caller
    )
