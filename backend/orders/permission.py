"""Who may see and change an order. Whoever may not is told that there is none."""

import hashlib
import hmac
from typing import Any
from uuid import UUID

from backend.identity.schemas import Actor, Role
from backend.kit.config import settings
from backend.orders.errors import OrderNotFound, PurchaseNotFound

_STAFF = frozenset({Role.DESK, Role.OPERATOR})


def token_hash(access_token: str) -> str:
    """How a guest's secret is stored: SHA-256, hexadecimal. It is 32 random bytes, so no salt is needed."""
    return hashlib.sha256(access_token.encode()).hexdigest()


def link_key(purchase_id: UUID) -> str:
    """What opens a purchase from its e-mails: a signature by this installation, 256 bits, never stored."""
    secret = settings().agora_secret_key.get_secret_value()
    return hmac.digest(secret.encode(), b"purchase:" + purchase_id.bytes, "sha256").hex()


def is_staff(actor: Actor) -> bool:
    """The marketplace itself, or its desk."""
    return actor.is_system or bool(actor.roles & _STAFF)


def require_buyer(purchase: Any, actor: Actor, access_token: str | None) -> None:
    """The person who bought, whoever holds the guest's secret, or the desk. Raises PurchaseNotFound."""
    if is_staff(actor):
        return
    if purchase.person_id is not None:
        allowed = actor.person_id == purchase.person_id
    else:
        allowed = bool(access_token) and _opens(purchase, access_token or "")
    if not allowed:
        raise PurchaseNotFound("We know no purchase with this number.")


def _opens(purchase: Any, key: str) -> bool:
    """Whether `key` is the checkout's secret or the key of the purchase's e-mails."""
    as_secret = hmac.compare_digest(token_hash(key), purchase.access_token_hash)
    has_links = bool(settings().agora_secret_key.get_secret_value())
    as_link = has_links and hmac.compare_digest(key.encode(), link_key(purchase.id).encode())
    return as_secret or as_link


def require_seller(seller_id: UUID, actor: Actor) -> None:
    """Somebody of this seller, or the desk. Raises OrderNotFound."""
    if not is_staff(actor) and not _sells_for(seller_id, actor):
        raise OrderNotFound("There is no such order.")


def require_handler(order: Any, actor: Actor) -> None:
    """Somebody of the order's seller or of its warehouse, or the desk. Raises OrderNotFound."""
    on_the_floor = Role.FLOOR in actor.roles and order.warehouse_id in actor.warehouse_ids
    if not (is_staff(actor) or on_the_floor or _sells_for(order.seller_id, actor)):
        raise OrderNotFound("There is no such order.")


def works_at(warehouse_id: UUID, actor: Actor) -> bool:
    """Somebody of the floor of this warehouse (of all without an assignment), or the desk."""
    on_the_floor = Role.FLOOR in actor.roles and (
        not actor.warehouse_ids or warehouse_id in actor.warehouse_ids
    )
    return is_staff(actor) or on_the_floor


def _sells_for(seller_id: UUID, actor: Actor) -> bool:
    return Role.SELLER in actor.roles and seller_id in actor.seller_ids
