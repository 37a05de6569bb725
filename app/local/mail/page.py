"""The sink's pages and its JSON API (`GET /api/messages?to=…`, `GET` and `POST /api/texts`)."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.templating import Jinja2Templates

from app.local.mail.store import Mail, MailStore
from app.local.mail.texts import TextStore

_TEMPLATES = Jinja2Templates(directory=Path(__file__).with_name("templates"))
# A message is a stranger's HTML: it may be looked at, it may run nothing and reach nothing of ours.
_QUARANTINE = "sandbox allow-popups; default-src 'none'; img-src * data:; style-src 'unsafe-inline'"
_MOST = 500


class NewText(BaseModel):
    """A text message on its way to a number such as +14155552671."""

    model_config = ConfigDict(extra="forbid")

    to: str = Field(pattern=r"^\+[1-9]\d{6,14}$")
    text: str = Field(min_length=1, max_length=1600)


def create_page(store: MailStore, texts: TextStore) -> Starlette:
    """The sink's web application."""

    def found(request: Request) -> Mail:
        mail = store.get(request.path_params["mail_id"])
        if mail is None:
            raise HTTPException(404, "There is no such message. It may have been cleared.")
        return mail

    def asked(request: Request) -> tuple[str, int]:
        limit = request.query_params.get("limit", "100")
        if not limit.isdigit() or not 1 <= int(limit) <= _MOST:
            raise HTTPException(400, f"limit must be a number from 1 to {_MOST}")
        return request.query_params.get("to", ""), int(limit)

    def wanted(request: Request) -> list[Mail]:
        to, limit = asked(request)
        return store.newest(to=to, limit=limit)

    def show_list(request: Request) -> Response:
        to, limit = asked(request)
        shown = {"mails": store.newest(to=to, limit=limit), "texts": texts.newest(to=to, limit=limit)}
        return _TEMPLATES.TemplateResponse(request, "list.html", {**shown, "to": to})

    def show_mail(request: Request) -> Response:
        return _TEMPLATES.TemplateResponse(request, "mail.html", {"mail": found(request)})

    def show_html(request: Request) -> Response:
        return HTMLResponse(found(request).html, headers={"Content-Security-Policy": _QUARANTINE})

    def show_raw(request: Request) -> Response:
        return PlainTextResponse(store.raw(found(request).id) or b"")

    def api_list(request: Request) -> Response:
        return JSONResponse({"messages": [mail.as_json() for mail in wanted(request)]})

    def api_mail(request: Request) -> Response:
        return JSONResponse(found(request).as_json())

    def api_clear(_request: Request) -> Response:
        return JSONResponse({"cleared": store.clear()})

    async def api_keep_text(request: Request) -> Response:
        # Another site's form cannot send JSON: what stands here came from a program of this machine.
        if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
            raise HTTPException(415, "Send a text message as JSON.")
        try:
            given = NewText.model_validate_json(await request.body())
        except ValidationError as wrong:
            raise HTTPException(422, str(wrong.errors(include_url=False, include_input=False))) from wrong
        return JSONResponse(asdict(texts.add(to=given.to, text=given.text)), 201)

    def api_texts(request: Request) -> Response:
        to, limit = asked(request)
        return JSONResponse({"texts": [asdict(one) for one in texts.newest(to=to, limit=limit)]})

    def api_clear_texts(_request: Request) -> Response:
        return JSONResponse({"cleared": texts.clear()})

    return Starlette(
        routes=[
            Route("/", show_list),
            Route("/messages/{mail_id}", show_mail),
            Route("/messages/{mail_id}/html", show_html),
            Route("/messages/{mail_id}/raw", show_raw),
            Route("/api/messages", api_list),
            Route("/api/messages", api_clear, methods=["DELETE"]),
            Route("/api/messages/{mail_id}", api_mail),
            Route("/api/texts", api_texts),
            Route("/api/texts", api_keep_text, methods=["POST"]),
            Route("/api/texts", api_clear_texts, methods=["DELETE"]),
        ]
    )
