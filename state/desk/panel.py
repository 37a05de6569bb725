"""A panel of the service desk."""

from state.desk.words import DESK
from state.panel import Panel
from state.permission import allow


class DeskPanel(Panel, mixin=True):
    """What every panel of the desk remembers, and its closing."""

    @allow(*DESK)
    async def close(self):
        """The panel was closed."""
        self.open = False
