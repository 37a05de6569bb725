"""What payments refuse."""

from backend.kit.errors import Conflict, DomainError, InvalidInput, NotFound, Unavailable


class PaymentNotFound(NotFound):
    """No such payment for the one who asks."""

    code = "payment_not_found"


class GatewaySilent(Unavailable):
    """The gateway was asked and did not answer: what happened is unknown until it is asked again."""

    code = "gateway_silent"


class GatewayRefusal(DomainError):
    """The gateway says that this payment does not allow it, e.g. to capture what was voided."""

    code = "gateway_refused"


class MethodRefused(InvalidInput):
    """The gateway knows no such card, or it may not be used any more. Nothing was opened or charged."""

    code = "payment_method_refused"


class KeyTaken(GatewayRefusal):
    """The idempotency key was used before for something else: what it did must be looked up."""

    code = "idempotency_key_taken"


class WebhookRefused(DomainError):
    """The signature, or the body under it, is not the provider's."""

    code = "webhook_refused"
    status = 400


class TransferMismatch(InvalidInput):
    """The money that arrived is not the money that was asked for."""

    code = "transfer_mismatch"


class PaymentState(Conflict):
    """The payment is not in a state that allows this."""

    code = "payment_state"


class SavedMethodNotFound(NotFound):
    """No such saved method for the one who asks."""

    code = "saved_method_not_found"


class MethodNotConfirmed(Conflict):
    """The bank has not agreed to the card being saved."""

    code = "payment_method_not_confirmed"


class DisputeNotFound(NotFound):
    """No such dispute."""

    code = "dispute_not_found"


class DisputeClosed(Conflict):
    """The bank has decided, or has the evidence already."""

    code = "dispute_closed"


class CaseNotFound(NotFound):
    """No such reconciliation case."""

    code = "reconciliation_case_not_found"


class RunUnderWay(Conflict):
    """The books are being compared already."""

    code = "reconciliation_under_way"


class GiftCardRefused(InvalidInput):
    """A gift card's code cannot be used: unknown, spent, expired or stopped, in the same words."""

    code = "gift_card_refused"


class NothingToPayOut(Conflict):
    """The books owe this seller nothing that is due."""

    code = "nothing_to_pay_out"
