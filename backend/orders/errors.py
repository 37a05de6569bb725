"""What orders refuse."""

from backend.kit.errors import Conflict, NotFound


class PurchaseNotFound(NotFound):
    """No such purchase, or not for the one who asks."""

    code = "purchase_not_found"


class OrderNotFound(NotFound):
    """No such order, or not for the one who asks."""

    code = "order_not_found"


class TransitionRefused(Conflict):
    """The order's life does not go from where it is to where it was sent; `facts` has from, to and guard."""

    code = "order_transition_refused"
