"""Who is signed in, for headers and menus. Nothing is ever allowed because of these vars."""

import reflex as rx

from backend.identity import cookies
from backend.identity.schemas import Role
from state import effects
from state.permission import EVERYONE, allow, current_actor

SIGN_OUT_ACTION = "/api/v1/session/end"


class SessionState(rx.State):
    """The person of this tab. `load` stands first in the ON_LOAD of every page with a header."""

    name: str = ""
    email: str = ""
    is_signed_in: bool = False
    sells: bool = False
    works_on_floor: bool = False
    reads_board: bool = False

    @allow(EVERYONE)
    async def load(self):
        """Read the person from the cookie, and say what the last form had to say."""
        actor = current_actor()
        self.name, self.email, self.is_signed_in = actor.name, actor.email, actor.person_id is not None
        is_operator = Role.OPERATOR in actor.roles
        self.sells = is_operator or Role.SELLER in actor.roles
        self.works_on_floor = is_operator or Role.FLOOR in actor.roles
        self.reads_board = is_operator or Role.BOARD in actor.roles
        for message in note_of(self).get("messages", ()):
            yield effects.toast(message, key=message)


def note_of(state: rx.State) -> dict:
    """The note that the form before this page left, if the address names it; one page reads it."""
    sent = cookies.parsed(state.router.headers.cookie)
    note = cookies.note_of(sent.get(cookies.NOTE_COOKIE)) or {}
    named = state.router.url.query_parameters.get("note")
    return note if note and note.get("id") == named else {}
