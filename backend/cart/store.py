"""Where a cart is kept: one Protocol, guests in Redis and people in the database."""

from collections.abc import Mapping, Sequence
from typing import Protocol
from uuid import UUID

from backend.cart.policy import Change, Content, Line, Outcome
from backend.cart.schemas import CartChange


class CartStore(Protocol):
    """One owner's cart."""

    def read(self) -> Content:
        """The cart as it is; empty when there is none."""

    def read_for_change(self) -> Content:
        """The cart before a change that follows; a store that locks does it here."""

    def apply(self, change: Change, *, operation_id: str) -> tuple[Outcome, Content]:
        """Change a line atomically, once per operation id; answers the cart afterwards."""

    def apply_all(
        self, changes: Sequence[Change], *, operation_id: str
    ) -> tuple[tuple[Outcome, ...], Content]:
        """Change several lines, once per operation id; their outcomes in order, the cart afterwards."""

    def keep_codes(self, codes: Sequence[str]) -> None:
        """Replace the promotion codes; a cart that does not exist keeps none."""

    def saved(self) -> tuple[Line, ...]:
        """What was put aside for later, in the order of saving. `SAVE`, `BACK` and `DROP` change it."""

    def see_prices(self, prices: Mapping[UUID, int]) -> None:
        """Remember the prices that the shopper has now seen, by offer, on lines that are still there."""

    def see_saved(self, prices: Mapping[UUID, int]) -> None:
        """The same on what was put aside."""

    def change_currency(self, currency: str, prices: Mapping[UUID, int]) -> None:
        """The cart is in `currency` now, its lines at `prices` by offer."""

    def notice(self, changes: Sequence[CartChange]) -> None:
        """Keep what happened to the cart, which was read for a change, until its owner has been shown it."""

    def take_notices(self) -> tuple[CartChange, ...]:
        """What the owner has not been shown yet; it counts as shown from now on."""

    def settle(self, cart_id: UUID, bought: Sequence[Line] | None) -> None:
        """Cart `cart_id` was ordered: take out what was bought (None: all); what remains is a new cart."""
