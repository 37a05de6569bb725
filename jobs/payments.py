"""Money follows what happens: webhooks interpreted, dispatched orders settled, cancelled ones given back."""

from sqlmodel import Session

from backend.checkout import process as checkout
from backend.identity.schemas import system_actor
from backend.orders import refund_sending, settlement
from backend.orders import service as orders
from backend.orders.events import OrderCancelled, OrderReduced, OrderShipped, RefundApproved
from backend.payments import card_saving, reconciling
from backend.payments.events import TransferReceived, WebhookReceived
from jobs.job import on_clock_outside, on_event, on_event_outside


@on_event_outside
def interpret_webhook(event: WebhookReceived) -> None:
    """Whatever the provider says, it is asked how things stand now."""
    checkout.interpret_webhook(event.webhook_event_id)


@on_event_outside
def settle_order(event: OrderShipped) -> None:
    """A dispatched order's money is taken and booked to whom it belongs."""
    settlement.settle(event.order_id)


@on_event_outside
def give_back(event: OrderCancelled) -> None:
    """What a cancelled order's shopper promised or paid goes back."""
    settlement.give_back(event.order_id)


@on_event_outside
def give_back_units(event: OrderReduced) -> None:
    """What was paid for cancelled units goes back."""
    settlement.give_back_units(event.change_id)


@on_event_outside
def send_refund(event: RefundApproved) -> None:
    """A refund leaves through the gateway it came from."""
    refund_sending.send(event.refund_id)


@on_event
def release_orders(session: Session, event: TransferReceived) -> None:
    """The money is here: the warehouses may start."""
    orders.release_purchase(session, event.checkout_id, actor=system_actor("payments"))


send_waiting_refunds = on_clock_outside(refund_sending.send_waiting)
interpret_unread = on_clock_outside(checkout.interpret_unread)
forget_removed_cards = on_clock_outside(card_saving.forget_removed)
reconcile_recent = on_clock_outside(reconciling.reconcile_recent)
