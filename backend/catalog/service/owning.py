"""Who may change what a seller sells."""

from uuid import UUID

from backend.identity.schemas import Actor, Role
from backend.kit.errors import NotFound


def require_seller(actor: Actor, seller_id: UUID) -> None:
    """The seller's own people and operators. Raises Forbidden, or NotFound for somebody else's."""
    actor.require_role(Role.SELLER, Role.OPERATOR)
    if not (actor.is_system or Role.OPERATOR in actor.roles or seller_id in actor.seller_ids):
        raise NotFound("There is no such seller.")
