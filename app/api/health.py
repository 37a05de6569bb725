"""Whether what we stand on answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from fastapi import APIRouter, Response
from pydantic import BaseModel
from redis.exceptions import RedisError
from sqlalchemy import text
from sqlmodel import Session

from app.api.dependencies import EVERYONE, allow
from backend.kit.cache import redis
from backend.kit.errors import Unavailable
from backend.kit.log import logger
from backend.kit.unit_of_work import transact
from backend.search import service as search

router = APIRouter(tags=["Health"])
log = logger(__name__)


class Part(BaseModel):
    """One thing that we stand on."""

    name: str
    is_up: bool
    says: str


class Health(BaseModel):
    """All of it: `down` when something fails without which nobody can buy, `degraded` for the rest."""

    status: Literal["up", "degraded", "down"]
    parts: list[Part]


def _database() -> None:
    def ask(session: Session) -> None:
        session.execute(text("SELECT 1"))

    transact(ask)


def _redis() -> None:
    try:
        redis().ping()
    except RedisError as problem:
        raise Unavailable("Redis does not answer.") from problem


def _search() -> None:
    search.engine().size()


# A check returns when all is well and raises Unavailable otherwise.
CHECKS: dict[str, Callable[[], None]] = {"database": _database, "Redis": _redis, "search": _search}
_NOT_NEEDED_TO_BUY = {"search"}


@router.get("/health", dependencies=[allow(EVERYONE)], responses={503: {"model": Health}})
def health(response: Response) -> Health:
    """Whether the database, Redis and search answer. 503 when one of the first two does not."""
    parts = [_asked(name, check) for name, check in CHECKS.items()]
    missing = {part.name for part in parts if not part.is_up}
    is_down = bool(missing - _NOT_NEEDED_TO_BUY)
    response.status_code = 503 if is_down else 200
    response.headers["cache-control"] = "no-store"
    return Health(status="down" if is_down else "degraded" if missing else "up", parts=parts)


def _asked(name: str, check: Callable[[], None]) -> Part:
    try:
        check()
    except Unavailable as problem:
        log.warning("health check failed", part=name, problem=str(problem.__cause__ or problem))
        return Part(name=name, is_up=False, says=problem.message)
    return Part(name=name, is_up=True, says=f"{name[0].upper()}{name[1:]} answers.")
