"""What orders refuse."""

from backend.kit.errors import Conflict, InvalidInput, NotFound, Unavailable


class PurchaseNotFound(NotFound):
    """No such purchase, or not for the one who asks."""

    code = "purchase_not_found"


class OrderNotFound(NotFound):
    """No such order, or not for the one who asks."""

    code = "order_not_found"


class TransitionRefused(Conflict):
    """The order's life does not go from where it is to where it was sent; `facts` has from, to and guard."""

    code = "order_transition_refused"


class ReturnNotFound(NotFound):
    """No such return, or not for the one who asks."""

    code = "return_not_found"


class NotReturnable(Conflict):
    """The window is over, or fewer units arrived than are to go back; `facts` say which and how many."""

    code = "not_returnable"


class PickingStarted(Conflict):
    """The warehouse is at it: what it takes from the shelf cannot be changed any more."""

    code = "picking_started"


class DocumentNotFound(NotFound):
    """No such invoice or credit note, or not for the one who asks."""

    code = "document_not_found"


class DocumentDamaged(Unavailable):
    """The stored paper is not the one that was issued; somebody has to look."""

    code = "document_damaged"


class AddressChangesOrder(InvalidInput):
    """Another address would cost another amount or arrive on other days; `facts.changes` says what."""

    code = "address_changes_order"


class TaxNotToBeHad(Unavailable):
    """The tax service does not say what another address would owe: ask again later."""

    code = "tax_not_to_be_had"


class BeingSettled(Unavailable):
    """What is to go back has left and is being charged this moment: ask again."""

    code = "being_settled"


class RefundRefused(Conflict):
    """Nothing of this can go back, or not this much; `facts` say what is left."""

    code = "refund_refused"
