"""What checkout refuses. Nothing was charged when one of these reaches the shopper."""

from backend.kit.errors import Conflict, InvalidInput, NotFound


class CheckoutNotFound(NotFound):
    """No such checkout, or not for the one who asks."""

    code = "checkout_not_found"


class CartChanged(Conflict):
    """A price moved or an offer went away since the shopper looked.

    `facts.lines` lists each such line as {offer_id, title, problem, old_minor, new_minor}.
    """

    code = "cart_changed"


class TotalChanged(Conflict):
    """It costs something else than the shopper saw.

    `facts` has expected_minor, total_minor and, in `changes`, each part that moved with old and new.
    """

    code = "total_changed"


class AlreadyOrdered(Conflict):
    """This cart became a purchase; `facts.purchase_number` names it."""

    code = "already_ordered"


class PaymentInProgress(Conflict):
    """This checkout is paid and about to become an order: complete it instead of changing it."""

    code = "payment_in_progress"


class CheckoutClosed(Conflict):
    """It ended without an order; `facts.failure` says why. Preparing again starts a new one."""

    code = "checkout_closed"


class SoldOutWhilePaying(Conflict):
    """The stock went to somebody else between reserving and paying; the money is given back by itself."""

    code = "sold_out_while_paying"


class PaymentNotAccepted(Conflict):
    """The marketplace does not take this card payment; nothing was charged. Another way to pay may do."""

    code = "payment_not_accepted"


class ShippingUnavailable(InvalidInput):
    """This way of shipping does not take these items there; `facts.available` lists those that do."""

    code = "shipping_unavailable"


class NothingToPay(Conflict):
    """Promotions lower the total to nothing, and there is no way to pay nothing."""

    code = "nothing_to_pay"
