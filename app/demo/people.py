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


SHOPPER = DemoPerson("Shop", "shopper@agora.example", "Ines Albrecht", None, "/")
SELLER = DemoPerson("Seller", "seller@agora.example", "Milan Novak", Role.SELLER, "/seller")
FLOOR = DemoPerson("Warehouse floor", "floor@agora.example", "Noor Haddad", Role.FLOOR, "/floor")
BOARD = DemoPerson("Board", "board@agora.example", "Amara Okafor", Role.BOARD, "/board")
DESK = DemoPerson("Service desk", "desk@agora.example", "Jonas Lind", Role.DESK, "/desk")

PEOPLE = (SHOPPER, SELLER, FLOOR, BOARD, DESK)
