"""One shape for whatever goes wrong: {"error": {"code", "message", "field", "facts", "request_id"}}."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from app.api import forms
from backend.kit.errors import DomainError, InvalidInput


class Refusal(BaseModel):
    """Why a request was not done."""

    code: str = Field(description="Stable; for machines")
    message: str = Field(description="What is wrong and what to do; for people")
    field: str | None = Field(default=None, description="The input it belongs to")
    facts: dict[str, Any] | None = Field(default=None, description="What is behind it")
    request_id: str = Field(description="Quote it when you ask us about this request")


class ErrorBody(BaseModel):
    """The body of every answer that is not a success."""

    error: Refusal


RESPONSES: dict[int | str, dict[str, Any]] = {
    "4XX": {"model": ErrorBody, "description": "Refused. Nothing was written."},
    "5XX": {"model": ErrorBody, "description": "Our fault, or something that we need is away."},
}


def answer(
    request_id: str, status: int, error: dict[str, Any], headers: dict[str, str] | None = None
) -> JSONResponse:
    """The error as a response."""
    body = {"error": {**error, "request_id": request_id}}
    return JSONResponse(body, status, headers={"cache-control": "no-store", **(headers or {})})


def install(api: FastAPI) -> None:
    """Answer refusals, invalid requests and unknown addresses in the one shape."""

    @api.exception_handler(DomainError)
    async def refused(request: Request, refusal: DomainError) -> Response:
        return refuse(request, refusal)

    @api.exception_handler(RequestValidationError)
    async def invalid(request: Request, problem: RequestValidationError) -> Response:
        return refuse(request, invalid_input(list(problem.errors())))

    @api.exception_handler(HTTPException)
    async def http(request: Request, problem: HTTPException) -> Response:
        status = HTTPStatus(problem.status_code)
        error = {"code": status.name.lower(), "message": str(problem.detail)}
        return answer(_id_of(request), status, error, dict(problem.headers or {}))


def _id_of(request: Request) -> str:
    return getattr(request.state, "request_id", "")


def refuse(request: Request, refusal: DomainError) -> Response:
    """A refusal as JSON, or for a form of ours as a way back to its page."""
    if (form := forms.sent_by(request)) is not None:
        return form.back(refusal)
    headers = {}
    if (seconds := refusal.facts.get("retry_after_s")) is not None:
        headers["retry-after"] = str(seconds)
    return answer(_id_of(request), refusal.status, refusal.as_dict(), headers)


def invalid_input(problems: list[Any]) -> InvalidInput:
    """What pydantic found, as a refusal that names the first field and lists all of them in its facts."""
    found = [{"field": _field(problem["loc"]), "message": problem["msg"]} for problem in problems]
    first = found[0]
    return InvalidInput(
        f"{first['field']}: {first['message']}" if first["field"] else first["message"],
        field=first["field"] or None,
        facts={"problems": found},
    )


def _field(location: tuple[int | str, ...]) -> str:
    inside = location[1:] if location and location[0] in {"body", "query", "path", "header"} else location
    return ".".join(str(part) for part in inside)
