"""Refusals of delivery."""

from backend.kit.errors import InvalidInput


class DestinationNotServed(InvalidInput):
    """No carrier goes there."""

    code = "destination_not_served"


class TooHeavy(InvalidInput):
    """A parcel weighs more than any carrier takes."""

    code = "too_heavy"
