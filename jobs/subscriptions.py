"""Every side effect of the company on one screen: event -> jobs."""

from collections.abc import Mapping

from backend.catalog.events import ProductChanged
from backend.checkout.events import CartReminderPlanned, CheckoutCompleted
from backend.inventory.events import AvailabilityChanged
from backend.kit.events import Event
from backend.notifications.events import MessageQueued
from backend.orders.events import (
    AddressChanged,
    ConfirmationAsked,
    OrderCancelled,
    OrderDelivered,
    OrderReduced,
    OrderReleased,
    OrderShipped,
    PurchasePlaced,
    RefundApproved,
    RefundSent,
    ReturnAccepted,
    ReturnMoved,
)
from backend.payments.events import (
    CardChecked,
    DisputeChanged,
    PaymentAuthorised,
    PaymentFailed,
    PaymentNeedsShopper,
    TransferReceived,
    WebhookReceived,
)
from backend.pricing import tax_engine
from backend.reviews.events import RatingChanged
from backend.trust.events import AuthenticationAsked, ReviewApproved, ReviewRefused
from jobs import carts, checkout, fulfillment, notifications, orders, payments, reviews, search, taxes, trust
from jobs.job import Job

_HAS_TAX_SERVICE = tax_engine.name() != tax_engine.TABLE


def _of_tax_service(job: Job) -> tuple[Job, ...]:
    """Nothing where our own table computes tax: a job that has nothing to do costs every order a little."""
    return (job,) if _HAS_TAX_SERVICE else ()


SUBSCRIPTIONS: Mapping[type[Event], tuple[Job, ...]] = {
    ProductChanged: (search.project_product,),
    AvailabilityChanged: (search.project_availability,),
    RatingChanged: (reviews.take_over_rating,),
    WebhookReceived: (payments.interpret_webhook,),
    TransferReceived: (payments.release_orders, notifications.tell_transfer_received),
    PaymentNeedsShopper: (notifications.ask_for_payment,),
    PaymentAuthorised: (trust.note_paid,),
    PaymentFailed: (trust.note_declined,),
    DisputeChanged: (trust.note_dispute,),
    AuthenticationAsked: (trust.ask_shopper, notifications.ask_for_card),
    CardChecked: (trust.take_answer,),
    ReviewApproved: (trust.release_orders, trust.stop_asking),
    ReviewRefused: (trust.cancel_orders, trust.stop_asking),
    CartReminderPlanned: (carts.compose_reminder,),
    CheckoutCompleted: (checkout.close_cart,),
    PurchasePlaced: (
        notifications.tell_placed,
        carts.stop_reminders,
        *_of_tax_service(taxes.book_purchase),
    ),
    ConfirmationAsked: (notifications.tell_placed_again,),
    OrderReleased: (fulfillment.open_pick_task,),
    OrderShipped: (payments.settle_order, orders.write_invoice, notifications.tell_shipped),
    OrderDelivered: (notifications.tell_delivered,),
    OrderCancelled: (
        fulfillment.cancel_pick_task,
        payments.give_back,
        notifications.tell_cancelled,
        *_of_tax_service(taxes.take_back_order),
    ),
    RefundApproved: (payments.send_refund,),
    OrderReduced: (
        fulfillment.trim_pick_task,
        payments.give_back_units,
        notifications.tell_reduced,
        *_of_tax_service(taxes.take_back_units),
    ),
    AddressChanged: (notifications.tell_address_changed, *_of_tax_service(taxes.book_moved)),
    ReturnMoved: (notifications.tell_return,),
    RefundSent: (
        orders.write_credit_note,
        notifications.tell_refunded,
        *_of_tax_service(taxes.take_back_refund),
    ),
    ReturnAccepted: (orders.refund_return,),
    MessageQueued: (notifications.deliver_message,),
}
