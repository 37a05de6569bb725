"""The people of the demo world: one for every surface, all with the same password."""

from __future__ import annotations

from dataclasses import dataclass

from backend.identity.schemas import Role

PASSWORD = "agora-demo-1"  # noqa: S105 - it opens the demo world alone


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Somebody to sign in as: `opens` is the address of what the role is for."""

    surface: str
    email: str
    name: str
    role: Role | None  # every signed-in person is a shopper
    opens: str


SHOPPER = DemoPerson("Shop", "shopper@agora.example", "Demo Shopper", None, "/")
MEMBER = DemoPerson("Shop, as a Prime member", "prime@agora.example", "Demo Member", None, "/")
SELLER = DemoPerson("Seller", "seller@agora.example", "Demo Seller", Role.SELLER, "/seller")
FLOOR = DemoPerson("Warehouse floor", "floor@agora.example", "Demo Picker", Role.FLOOR, "/floor")
BOARD = DemoPerson("Board", "board@agora.example", "Demo Executive", Role.BOARD, "/board")
DESK = DemoPerson("Service desk", "desk@agora.example", "Demo Agent", Role.DESK, "/desk/reviews")

PEOPLE = (SHOPPER, MEMBER, SELLER, FLOOR, BOARD, DESK)

GIFT_CARDS = {"G-DEMO-CARD-2500-AAAA": 2_500, "G-DEMO-CARD-9900-BBBB": 9_900}
"""Codes and what is on them, in cents."""

STORE_CREDIT_MINOR = 4_000
"""What the marketplace owes the shopper, in cents."""
