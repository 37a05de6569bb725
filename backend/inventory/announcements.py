"""Tells the world when an offer begins or ceases to be sellable."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from sqlmodel import Session

from backend.inventory import repository
from backend.inventory.events import AvailabilityChanged
from backend.inventory.policy import Balance, Stockroom, may_cross_zero
from backend.kit import outbox

_OFFERS_PER_EVENT = 500


def announce(session: Session, before: Mapping[UUID, Balance], after: Iterable[Balance]) -> None:
    """Record AvailabilityChanged for the offers that these changes of balances gave or took their last unit.

    Costs a statement only when a balance came near to zero or left it.
    """
    crossed = {
        one.stock_item_id
        for one in after
        if may_cross_zero(before[one.id].available, one.available, one.largest_component)
    }
    if not crossed:
        return
    now = Stockroom(repository.shelves_of_items(session, crossed))
    then = now.with_left({balance_id: one.available for balance_id, one in before.items()})
    announce_offers(
        session,
        {offer_id: then.sellable(offer_id) for offer_id in now.sellers},
        {offer_id: now.sellable(offer_id) for offer_id in now.sellers},
    )


def announce_offers(session: Session, before: Mapping[UUID, int], after: Mapping[UUID, int]) -> None:
    """Record AvailabilityChanged for the offers whose units began or ceased to be above zero."""
    changed = sorted(
        offer_id
        for offer_id in before.keys() | after.keys()
        if bool(before.get(offer_id)) != bool(after.get(offer_id))
    )
    for start in range(0, len(changed), _OFFERS_PER_EVENT):
        offer_ids = tuple(changed[start : start + _OFFERS_PER_EVENT])
        outbox.record(session, AvailabilityChanged(offer_ids=offer_ids))
