"""Who may touch stock."""

from uuid import UUID

from backend.identity.schemas import Actor, Role
from backend.inventory.errors import StockItemNotFound


def require_keeper(actor: Actor, *, seller_id: UUID, warehouse_id: UUID) -> None:
    """The marketplace, an operator, the floor of this warehouse or the seller whose stock it is.

    Raises StockItemNotFound for everybody else.
    """
    allowed = (
        actor.is_system
        or Role.OPERATOR in actor.roles
        or (Role.FLOOR in actor.roles and warehouse_id in actor.warehouse_ids)
        or (Role.SELLER in actor.roles and seller_id in actor.seller_ids)
    )
    if not allowed:
        raise StockItemNotFound("There is no such stock here.")


def require_owner(actor: Actor, *, seller_id: UUID) -> None:
    """The marketplace, an operator or the seller whose stock it is. Raises StockItemNotFound."""
    is_own = Role.SELLER in actor.roles and seller_id in actor.seller_ids
    if not (actor.is_system or Role.OPERATOR in actor.roles or is_own):
        raise StockItemNotFound("There is no such stock here.")
