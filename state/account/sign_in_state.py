"""The sign-in and sign-up forms. They post to the API as plain forms; this state fills them after a refusal.

    plain_form(
        rx.el.input(type="hidden", name="then", value=SignInState.then),
        text_field("E-mail", "email", kind="email", default_value=SignInState.email, …),
        action=SIGN_IN_ACTION, method="post",
    )

`rx.el.form` would hand the submit to a state; `components.ui.plain_form` leaves it to the browser.
"""

from typing import Any

import reflex as rx

from app import routes
from state.account.session_state import note_of
from state.permission import EVERYONE, allow, current_actor

SIGN_IN_ACTION = "/api/v1/session"
SIGN_UP_ACTION = "/api/v1/people"

# Said when the note with the exact sentence is gone: the page was loaded again after a minute.
_SENTENCES = {
    "invalid_credentials": "The e-mail address or the password is not right.",
    "account_locked": "Too many attempts. Please try again in 15 minutes.",
    "too_many_requests": "Too many attempts from your address. Please wait a minute and try again.",
    "email_taken": "There is an account with this e-mail address already. Sign in instead.",
    "weak_password": "Please use another password: at least 10 characters, and hard to guess.",
    "unavailable": "Agora is very busy at the moment. Please try again in a few seconds.",
}
_ANY_OTHER = "That did not work. Please check what you entered."
_FIELDS = {"email", "name", "password"}


class SignInState(rx.State):
    """What the forms show."""

    then: str = "/"
    problem: str = ""
    problem_field: str = ""
    email: str = ""
    name: str = ""

    @allow(EVERYONE)
    async def load(self):
        """Read the address and the note; somebody who is signed in already goes on at once."""
        query = self.router.url.query_parameters
        self.then = routes.own(query.get("then", ""))
        if current_actor().person_id is not None:
            return rx.redirect(self.then, replace=True)
        note = note_of(self)
        code, field = query.get("problem", ""), query.get("field", "")
        typed: dict[str, Any] = note.get("typed", {})
        self.problem = (note.get("message") or _SENTENCES.get(code, _ANY_OTHER)) if code else ""
        self.problem_field = field if field in _FIELDS else ""
        self.email, self.name = str(typed.get("email", "")), str(typed.get("name", ""))
        return None
