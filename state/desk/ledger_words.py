"""The books of an order in words: what each journal says, and each account in it."""

from dataclasses import dataclass

from backend.kit.money import format_minor
from backend.payments.schemas import Booking
from state.desk.words import moment

_KINDS = {
    "order_placed": "The order was placed: nothing is earned yet",
    "tender_taken": "A gift card or store credit paid its part",
    "money_in": "The payment was taken",
    "order_settled": "Dispatched: the money was earned",
    "order_cancelled": "The order was cancelled",
    "order_reduced": "Units were cancelled",
    "order_refunded": "A refund was granted",
    "refund": "A refund was sent",
    "refund_failed": "A refund came back",
    "refund_as_credit": "A refund that failed became store credit",
    "deposit_left": "What nobody needed any more is owed back",
    "gateway_fee": "The gateway kept its fee",
    "dispute_withdrawn": "A bank took the payment back",
    "dispute_reinstated": "A bank gave the payment back",
    "dispute_lost": "A dispute was lost",
}
_ACCOUNTS = {
    "gateway_receivable": "Owed to us by the payment gateway",
    "bank": "In our bank account",
    "shopper_deposit": "Paid by the shopper, not earned yet",
    "tender_deposit": "Paid by gift card or credit, not earned yet",
    "gift_card_liability": "Owed to the gift card",
    "store_credit_liability": "Owed to the shopper as credit",
    "value_issued": "Given away as gift cards and credit",
    "seller_payable": "Owed to the seller",
    "tax_payable": "Owed to the tax office",
    "refund_payable": "Owed back to the shopper",
    "marketplace_commission": "Our commission",
    "shipping_revenue": "Our shipping",
    "marketplace_promotion": "Our part of a discount",
    "gateway_fee": "Fee of the gateway",
    "disputed_funds": "Held by a bank until it decides",
    "dispute_loss": "Lost to a dispute",
    "shopper_commitment": "Promised by the shopper (memo)",
    "order_obligation": "To be fulfilled by the seller (memo)",
    "fx_clearing": "To be exchanged",
    "fx_gain_loss": "Gained or lost in rounding",
    "seller_tax_passed_on": "Tax that the seller remits (memo)",
    "seller_tax_owed": "Tax owed by the seller (memo)",
}


@dataclass(frozen=True)
class JournalWords:
    """A journal: what happened, when, and (account, debit, credit) of each posting."""

    title: str
    at: str
    postings: list[tuple[str, str, str]]


def journal_of(booking: Booking) -> JournalWords:
    """A journal in words."""
    return JournalWords(
        title=_KINDS.get(booking.kind, booking.kind.replace("_", " ").capitalize()),
        at=moment(booking.at),
        postings=[
            (
                _ACCOUNTS.get(account, account.replace("_", " ").capitalize()),
                format_minor(amount, currency) if amount > 0 else "",
                format_minor(-amount, currency) if amount < 0 else "",
            )
            for account, amount, currency in booking.entries
        ],
    )
