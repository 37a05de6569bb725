"""The sink's pages and its JSON API (`GET /api/messages?to=…`)."""

from __future__ import annotations

from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.templating import Jinja2Templates

from app.local.mail.store import Mail, MailStore

_TEMPLATES = Jinja2Templates(directory=Path(__file__).with_name("templates"))
# A message is a stranger's HTML: it may be looked at, it may run nothing and reach nothing of ours.
_QUARANTINE = "sandbox allow-popups; default-src 'none'; img-src * data:; style-src 'unsafe-inline'"
_MOST = 500


def create_page(store: MailStore) -> Starlette:
    """The sink's web application."""

    def found(request: Request) -> Mail:
        mail = store.get(request.path_params["mail_id"])
        if mail is None:
            raise HTTPException(404, "There is no such message. It may have been cleared.")
        return mail

    def wanted(request: Request) -> list[Mail]:
        limit = request.query_params.get("limit", "100")
        if not limit.isdigit() or not 1 <= int(limit) <= _MOST:
            raise HTTPException(400, f"limit must be a number from 1 to {_MOST}")
        return store.newest(to=request.query_params.get("to", ""), limit=int(limit))

    def show_list(request: Request) -> Response:
        to = request.query_params.get("to", "")
        return _TEMPLATES.TemplateResponse(request, "list.html", {"mails": wanted(request), "to": to})

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

    return Starlette(
        routes=[
            Route("/", show_list),
            Route("/messages/{mail_id}", show_mail),
            Route("/messages/{mail_id}/html", show_html),
            Route("/messages/{mail_id}/raw", show_raw),
            Route("/api/messages", api_list),
            Route("/api/messages", api_clear, methods=["DELETE"]),
            Route("/api/messages/{mail_id}", api_mail),
        ]
    )
