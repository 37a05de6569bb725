"""Every row lock of pricing: a counted promotion's row stands for its codes and redemptions."""

from collections.abc import Collection
from uuid import UUID

from sqlmodel import Session

from backend.kit.sql import Statement

_LOCK = Statement(
    "SELECT id FROM promotion WHERE id = ANY(:promotion_ids) AND is_counted ORDER BY id FOR UPDATE"
)
_LOCK_ONE = Statement("SELECT id FROM promotion WHERE id = :promotion_id FOR UPDATE")
_LOCK_OF = Statement(
    """
    SELECT id FROM promotion
    WHERE is_counted AND id IN (
        SELECT promotion_id FROM promotion_redemption
        WHERE checkout_id = :checkout_id AND status <> 'released'
    )
    ORDER BY id FOR UPDATE
    """
)


def lock_promotions(session: Session, promotion_ids: Collection[UUID]) -> None:
    """Nobody else counts these until the transaction ends; always in the order of ids."""
    _LOCK.run(session, promotion_ids=list(promotion_ids))


def lock_promotions_of(session: Session, checkout_id: UUID) -> None:
    """The same for those that a checkout uses."""
    _LOCK_OF.run(session, checkout_id=checkout_id)


def lock_promotion(session: Session, promotion_id: UUID) -> None:
    """Nobody else changes this promotion until the transaction ends."""
    _LOCK_ONE.run(session, promotion_id=promotion_id)
