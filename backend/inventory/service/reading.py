"""What there is."""

from collections.abc import Collection, Mapping
from uuid import UUID

from sqlmodel import Session

from backend.identity.schemas import Actor
from backend.inventory import policy, repository
from backend.inventory.permission import require_owner
from backend.inventory.schemas import Allocation, LowStock, Reach, StockLevel, Violation, WarehouseView


def availability(session: Session, offer_ids: Collection[UUID]) -> dict[UUID, int]:
    """Units of each offer that can be sold now, over all warehouses; 0 for an offer without stock.

    A unit of a bundle counts where one warehouse has all of it. One statement.
    """
    if not offer_ids:
        return {}
    return dict.fromkeys(offer_ids, 0) | repository.availability(session, offer_ids)


def reach(session: Session, demand: Mapping[UUID, int], *, more: Collection[UUID] = ()) -> dict[UUID, Reach]:
    """How far the stock reaches for the offers of `demand` (units by offer, in order) and for `more`.

    Offers that share stock, as a bundle and a single do, are counted together. One statement, no lock.
    """
    offers = demand.keys() | set(more)
    return policy.reach(repository.shelves_in_sight(session, offers), demand, offers) if offers else {}


def expect_reach(session: Session, offer_ids: Collection[UUID]) -> None:
    """`reach` over these is coming: its question travels with the next one to the database."""
    if offer_ids:
        repository.expect_shelves_in_sight(session, offer_ids)


def warehouses(session: Session) -> tuple[WarehouseView, ...]:
    """Every warehouse, by code."""
    return repository.warehouses(session)


def stock_levels(session: Session, offer_ids: Collection[UUID]) -> tuple[StockLevel, ...]:
    """What every warehouse has of the items behind these offers, by offer and warehouse code.

    The caller answers for who may see it.
    """
    return repository.levels(session, offer_ids) if offer_ids else ()


def low_stock(
    session: Session, seller_id: UUID, *, at_most: int = 5, limit: int = 20, actor: Actor
) -> tuple[LowStock, ...]:
    """A seller's offers on sale of which at most `at_most` can be sold now, the scarcest first.

    One statement. Raises StockItemNotFound for anybody who is not of this seller.
    """
    require_owner(actor, seller_id=seller_id)
    return repository.low_stock(session, seller_id, at_most=at_most, limit=limit)


def allocations(session: Session, holder_id: UUID) -> tuple[Allocation, ...]:
    """What a holder is promised now, held or allocated."""
    return repository.live_allocations(session, holder_id)


def check(session: Session) -> list[Violation]:
    """Balances that break an invariant: movements sum to on hand, live reservations sum to reserved."""
    return repository.drift(session)
