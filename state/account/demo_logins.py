"""The people of the demo world, for the sign-in page of a local Agora and nowhere else."""

from dataclasses import dataclass

import reflex as rx

from app.demo.people import PASSWORD, PEOPLE
from backend.kit.config import settings
from state.permission import EVERYONE, allow


@dataclass(frozen=True)
class DemoLogin:
    """Somebody to sign in as, and what opens then."""

    surface: str
    email: str
    opens: str


class DemoLoginState(rx.State):
    """Empty unless this is the embedded default."""

    password: str = ""
    logins: list[DemoLogin] = []

    @allow(EVERYONE)
    async def load(self):
        """Tell who there is."""
        if settings().is_local:
            self.password = PASSWORD
            self.logins = [DemoLogin(one.surface, one.email, one.opens) for one in PEOPLE]
