"""Refusals of inventory."""

from backend.kit.errors import Conflict, NotFound


class OutOfStock(Conflict):
    """Less can be sold than was asked for.

    `facts.lines` lists each short line as {offer_id, requested, available}; a line that shares stock with
    an earlier one is offered what that one leaves.
    """

    code = "out_of_stock"


class ReservationExpired(Conflict):
    """The stock was given back before it was needed; reserve it again."""

    code = "reservation_expired"


class StockPromised(Conflict):
    """Stock that buyers were promised cannot be counted away; `facts` has counted and reserved."""

    code = "stock_promised"


class MovementMismatch(Conflict):
    """The idempotency key belongs to another movement."""

    code = "movement_mismatch"


class StockItemNotFound(NotFound):
    """No such stock item, or not for the one who asks."""

    code = "stock_item_not_found"


class NothingToDispatch(Conflict):
    """No stock is allocated to this holder in this warehouse."""

    code = "nothing_to_dispatch"
