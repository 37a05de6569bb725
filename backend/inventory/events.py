"""What inventory tells."""

from uuid import UUID

from backend.kit.events import Event


class AvailabilityChanged(Event):
    """These offers can be bought again, or no longer: read their availability anew."""

    offer_ids: tuple[UUID, ...]
