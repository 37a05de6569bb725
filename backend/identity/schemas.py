"""What identity tells everyone above it."""

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from backend.kit.errors import Forbidden, SignInRequired


class Role(StrEnum):
    """What a person may do beyond shopping. Every signed-in person is a shopper."""

    SELLER = "seller"
    FLOOR = "floor"
    BOARD = "board"
    DESK = "desk"
    OPERATOR = "operator"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who makes a call: derived on the server from the session cookie, never from anything the browser says."""

    person_id: UUID | None = None
    name: str = ""
    email: str = ""
    roles: frozenset[Role] = field(default_factory=frozenset)
    seller_ids: frozenset[UUID] = field(default_factory=frozenset)
    warehouse_ids: frozenset[UUID] = field(default_factory=frozenset)
    visitor_id: UUID | None = None
    is_system: bool = False

    @property
    def label(self) -> str:
        """How histories name the actor: `person:<id>`, `guest` or `system:<name>`."""
        if self.is_system:
            return f"system:{self.name}"
        return f"person:{self.person_id}" if self.person_id else "guest"

    def require_person(self) -> UUID:
        """The signed-in person's id. Raises SignInRequired."""
        if self.person_id is None:
            raise SignInRequired("Please sign in to continue.")
        return self.person_id

    def require_role(self, *roles: Role) -> None:
        """Raises SignInRequired for a guest and Forbidden for a person without any of `roles`."""
        if self.is_system:
            return
        self.require_person()
        if not self.roles & set(roles):
            raise Forbidden("Your account may not do this. Ask an operator for access.")


ANONYMOUS = Actor()


def system_actor(name: str) -> Actor:
    """The marketplace itself, acting from the job or command `name`."""
    return Actor(name=name, is_system=True)
