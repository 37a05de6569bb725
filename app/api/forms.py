"""Plain HTML forms that post to the API: they work without script and come back with a redirect.

A form's refusal returns to its page as `?problem=<code>&field=<name>`; the sentence and what was typed
(never a password) travel in the signed, one-minute note cookie.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlencode, urlsplit

from fastapi import Request
from starlette.datastructures import FormData, UploadFile
from starlette.responses import RedirectResponse, Response

from app import routes
from backend.identity import cookies
from backend.kit import ids
from backend.kit.errors import DomainError

_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


@dataclass(frozen=True, slots=True)
class Form:
    """What a page's form sent: which page, where to go afterwards, what was typed."""

    page: str
    then: str
    typed: dict[str, str] = field(default_factory=dict)

    def back(self, refusal: DomainError) -> Response:
        """To the form again, with the reason."""
        query = {"problem": refusal.code, "field": refusal.field or "", "then": self.then}
        kept = {name: text for name, text in self.typed.items() if name != "password"}
        return _redirect(self.page, query, {"message": refusal.message, "typed": kept})

    def onward(self, messages: Sequence[str] = ()) -> Response:
        """To where the person wanted to go; `messages` are shown there."""
        return _redirect(self.then, {}, {"messages": list(messages)} if messages else None)


def is_form(request: Request) -> bool:
    """Whether the body is a form's."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower() in _FORMS


async def read(request: Request, page: str, *, then: str = "") -> Form:
    """The form that `page` sent; from now on refusals of this request go back to it.

    `then` is where it leads when it does not say so itself.
    """
    sent: FormData = await request.form(max_files=0, max_fields=20)
    typed = {name: text for name, text in sent.items() if not isinstance(text, UploadFile)}
    form = Form(routes.own(page), routes.own(typed.pop("then", then)), typed)
    request.state.form = form
    return form


def sent_by(request: Request) -> Form | None:
    """The form of this request, when it was one."""
    return getattr(request.state, "form", None)


def _redirect(path: str, query: dict[str, str], note: dict[str, object] | None) -> Response:
    parts = urlsplit(path)
    pairs = [pair for pair in parse_qsl(parts.query) if pair[0] != "note"]
    pairs += [(name, text) for name, text in query.items() if text]
    if note is not None:
        note = {**note, "id": ids.secret_token(6)}
        pairs.append(("note", str(note["id"])))
    address = parts._replace(query=urlencode(pairs)).geturl()
    # 303: the browser follows with a GET, whatever it had sent.
    response = RedirectResponse(address, 303, headers={"cache-control": "no-store"})
    if note is not None:
        response.set_cookie(
            cookies.NOTE_COOKIE,
            cookies.signed_note(note),
            max_age=cookies.NOTE_MAX_AGE_S,
            httponly=True,
            secure=cookies.is_secure(),
            samesite="lax",
        )
    return response
