"""A panel of seller central."""

from state.panel import Panel
from state.permission import allow
from state.seller.seller_state import SELLING


class SellerPanel(Panel, mixin=True):
    """What every panel of a seller remembers, and its closing."""

    @allow(*SELLING)
    async def close(self):
        """The panel was closed."""
        self.open = False
