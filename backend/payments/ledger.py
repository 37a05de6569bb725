"""The books: which accounts exist and which journals the business writes. Pure; posting is the service's.

Double entry, one sign: a debit is above zero, a credit below, a journal sums to zero in each currency (a
deferred trigger refuses the commit otherwise). `docs/decisions/0005-chart-of-accounts.md` says why it is so.

| account                | kind      | owner   | grows by                     | shrinks by                  |
| ---------------------- | --------- | ------- | ---------------------------- | --------------------------- |
| gateway_receivable     | asset     | –       | card money captured          | the gateway's payout        |
| bank                   | asset     | –       | a transfer arrived           | payouts to sellers, refunds |
| shopper_deposit        | liability | payment | money in before its dispatch | dispatch or cancellation    |
| gift_card_liability    | liability | card    | a gift card is issued        | it is spent or redeemed     |
| store_credit_liability | liability | credit  | a grant, a refund, a card    | it is spent                 |
| tender_deposit         | liability | payment | a balance pays an order      | dispatch or cancellation    |
| value_issued           | expense   | –       | a balance is issued          | –                           |
| seller_payable         | liability | seller  | an order is dispatched       | a payout, a refund          |
| tax_payable            | liability | –       | an order is dispatched       | remittance                  |
| refund_payable         | liability | payment | paid order cancelled         | the refund is sent          |
| marketplace_commission | income    | seller  | an order is dispatched       | a refund                    |
| shipping_revenue       | income    | –       | an order is dispatched       | a refund                    |
| marketplace_promotion  | expense   | –       | a dispatch with our discount | a refund                    |
| fx_clearing            | clearing  | –       | the other currency is paid  | the exchange is made        |
| fx_gain_loss           | income    | –       | cents lost in rounding      | cents won in rounding       |
| seller_tax_passed_on   | memo      | –       | a seller owes an order's tax | the tax is given back       |
| seller_tax_owed        | memo      | seller  | a seller owes an order's tax | the tax is given back       |
| shopper_commitment     | memo      | payment | an order is placed           | dispatch or cancellation    |
| order_obligation       | memo      | seller  | an order is placed           | dispatch or cancellation    |
| gateway_fee            | expense   | –       | the gateway keeps its fee    |                             |
| disputed_funds         | asset     | payment | a bank takes a payment back  | the dispute is won or lost  |
| dispute_loss           | expense   | payment | a dispute is lost            |                             |

`fx_clearing` holds, per currency, what was taken in one and promised in another until somebody exchanges it.
The memo of seller tax says how much of what sellers were given is tax that they, not we, have to remit.

Memo accounts mirror each other: what shoppers have promised for orders that are not dispatched yet. They are
outside the balance sheet and let the books say from the first second what an order is worth.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from backend.kit.money import exchanged, round_minor
from backend.payments.schemas import Posting


class Account(StrEnum):
    """The chart of accounts; the table above says what each means."""

    GATEWAY_RECEIVABLE = "gateway_receivable"
    BANK = "bank"
    SHOPPER_DEPOSIT = "shopper_deposit"
    TENDER_DEPOSIT = "tender_deposit"
    GIFT_CARD_LIABILITY = "gift_card_liability"
    STORE_CREDIT_LIABILITY = "store_credit_liability"
    VALUE_ISSUED = "value_issued"
    SELLER_PAYABLE = "seller_payable"
    TAX_PAYABLE = "tax_payable"
    REFUND_PAYABLE = "refund_payable"
    MARKETPLACE_COMMISSION = "marketplace_commission"
    SHIPPING_REVENUE = "shipping_revenue"
    MARKETPLACE_PROMOTION = "marketplace_promotion"
    GATEWAY_FEE = "gateway_fee"
    DISPUTED_FUNDS = "disputed_funds"
    DISPUTE_LOSS = "dispute_loss"
    SHOPPER_COMMITMENT = "shopper_commitment"
    ORDER_OBLIGATION = "order_obligation"
    FX_CLEARING = "fx_clearing"
    FX_GAIN_LOSS = "fx_gain_loss"
    SELLER_TAX_PASSED_ON = "seller_tax_passed_on"
    SELLER_TAX_OWED = "seller_tax_owed"


@dataclass(frozen=True, slots=True)
class Settlement:
    """The currency that a seller is paid in, and what a unit of the order's currency was worth in it."""

    currency: str
    rate: Decimal

    def of(self, amount_minor: int, source: str) -> int:
        """`amount_minor` of `source` in the seller's currency, rounded to its minor unit."""
        return round_minor(exchanged(amount_minor, self.rate, source, self.currency))


@dataclass(frozen=True, slots=True)
class OrderMoney:
    """An order's amounts for the books, in minor units of `currency`.

    `goods_minor` and `shipping_minor` are without any tax, `tax_minor` is all tax in the total, added or
    included: the three make `total_minor`. `commission_minor` is the marketplace's part of what the seller
    earns. `marketplace_funded_minor` is the part of a discount, without tax, that the marketplace makes good
    to the seller; `seller_funded_shipping_minor` is shipping that the seller pays instead of the shopper.
    With `is_tax_sellers` the seller is given the tax and remits it; else the marketplace does. `settlement`
    is set when the seller is paid in another currency.
    """

    seller_id: UUID
    goods_minor: int
    shipping_minor: int
    tax_minor: int
    commission_minor: int
    total_minor: int
    currency: str
    marketplace_funded_minor: int = 0
    seller_funded_shipping_minor: int = 0
    is_tax_sellers: bool = False
    settlement: Settlement | None = None

    @property
    def sellers_tax_minor(self) -> int:
        """The tax that the seller is given to remit."""
        return self.tax_minor if self.is_tax_sellers else 0

    def __post_init__(self) -> None:
        if self.goods_minor + self.shipping_minor + self.tax_minor != self.total_minor:
            raise ValueError("goods, shipping and tax do not make the total")

    @property
    def earned_minor(self) -> int:
        """What the seller is owed; below zero when the shipping that they pay is more than their goods."""
        return (
            self.goods_minor
            + self.marketplace_funded_minor
            - self.commission_minor
            - self.seller_funded_shipping_minor
        )


def order_placed(payment_id: UUID, orders: Sequence[OrderMoney]) -> list[Posting]:
    """Memo: the shopper is committed to the orders, the sellers to fulfilling them."""
    return _mirrored(payment_id, orders, sign=1)


def money_in(payment_id: UUID, into: Account, amount_minor: int, currency: str) -> list[Posting]:
    """Money arrived at the gateway or the bank; it stays the shopper's until the dispatch."""
    return [
        Posting(into, None, amount_minor, currency),
        Posting(Account.SHOPPER_DEPOSIT, payment_id, -amount_minor, currency),
    ]


def value_issued(balance: Posting) -> list[Posting]:
    """A gift card or store credit was given away; `balance` is the posting of its liability."""
    return [Posting(Account.VALUE_ISSUED, None, -balance.amount_minor, balance.currency), balance]


def value_moved(left: Posting, gained: Posting) -> list[Posting]:
    """What one balance had is owed on another, such as a gift card's money as store credit."""
    return [left, gained]


def tender_taken(payment_id: UUID, balances: Sequence[Posting]) -> list[Posting]:
    """Gift cards and store credit pay a part of a purchase; `balances` are their liabilities' postings."""
    total = sum(posting.amount_minor for posting in balances)
    return [*balances, Posting(Account.TENDER_DEPOSIT, payment_id, -total, balances[0].currency)]


def order_settled(payment_id: UUID, order: OrderMoney, *, tendered_minor: int = 0) -> list[Posting]:
    """An order left the warehouse: its money is earned and owed to those it belongs to.

    `tendered_minor` of its total came from gift cards and store credit, the rest through the payment.
    """
    paid = [
        Posting(Account.SHOPPER_DEPOSIT, payment_id, order.total_minor - tendered_minor, order.currency),
        Posting(Account.TENDER_DEPOSIT, payment_id, tendered_minor, order.currency),
    ]
    return [one for one in paid + _earned(order) if one.amount_minor] + _mirrored(
        payment_id, [order], sign=-1
    )


def _earned(order: OrderMoney) -> list[Posting]:
    """Whose an order's money is once it is dispatched."""
    return [
        *owed_to_seller(order),
        Posting(Account.MARKETPLACE_COMMISSION, order.seller_id, -order.commission_minor, order.currency),
        Posting(Account.MARKETPLACE_PROMOTION, None, order.marketplace_funded_minor, order.currency),
        Posting(
            Account.SHIPPING_REVENUE,
            None,
            -order.shipping_minor - order.seller_funded_shipping_minor,
            order.currency,
        ),
        Posting(Account.TAX_PAYABLE, None, order.sellers_tax_minor - order.tax_minor, order.currency),
        Posting(Account.SELLER_TAX_PASSED_ON, None, order.sellers_tax_minor, order.currency),
        Posting(Account.SELLER_TAX_OWED, order.seller_id, -order.sellers_tax_minor, order.currency),
    ]


def owed_to_seller(order: OrderMoney) -> list[Posting]:
    """What the seller earns, and the tax where the seller remits it, owed in the seller's currency.

    Of another currency than the order's, each part is exchanged and rounded by itself, so that a statement
    adds up; what that leaves of the whole is a gain or a loss of the marketplace.
    """
    parts = (
        order.goods_minor,
        -order.commission_minor,
        order.marketplace_funded_minor,
        -order.seller_funded_shipping_minor,
        order.sellers_tax_minor,
    )
    settlement = order.settlement
    if settlement is None:
        return [Posting(Account.SELLER_PAYABLE, order.seller_id, -sum(parts), order.currency)]
    whole = settlement.of(sum(parts), order.currency)
    owed = sum(settlement.of(part, order.currency) for part in parts)
    return [
        Posting(Account.FX_CLEARING, None, -sum(parts), order.currency),
        Posting(Account.FX_CLEARING, None, whole, settlement.currency),
        Posting(Account.SELLER_PAYABLE, order.seller_id, -owed, settlement.currency),
        Posting(Account.FX_GAIN_LOSS, None, owed - whole, settlement.currency),
    ]


def order_cancelled(
    payment_id: UUID, order: OrderMoney, *, deposit_minor: int, balances: Sequence[Posting] = ()
) -> list[Posting]:
    """A cancelled order binds nobody; `deposit_minor` of it was already paid and is owed back.

    `balances` are the postings of the gift cards and store credit that got their part back.
    """
    postings = _mirrored(payment_id, [order], sign=-1)
    if deposit_minor:
        postings += deposit_owed_back(payment_id, deposit_minor, order.currency)
    return postings + _tender_given_back(payment_id, balances)


def early_refund(
    payment_id: UUID, part: OrderMoney, *, deposit_minor: int, balances: Sequence[Posting]
) -> list[Posting]:
    """A part of an order is given back before it was earned: it binds nobody any more, as if cancelled."""
    return order_cancelled(payment_id, part, deposit_minor=deposit_minor, balances=balances)


def order_refunded(
    payment_id: UUID, part: OrderMoney, *, payment_minor: int, balances: Sequence[Posting]
) -> list[Posting]:
    """A part of a settled order is given back: everybody who earned of it owes exactly that.

    `payment_minor` goes back through the payment, the rest onto `balances`. What a seller owes nets with what
    the next orders earn.
    """
    undone = [replace(one, amount_minor=-one.amount_minor) for one in _earned(part)]
    owed = [*undone, Posting(Account.REFUND_PAYABLE, payment_id, -payment_minor, part.currency)]
    return [one for one in owed if one.amount_minor] + list(balances)


def refund_sent(payment_id: UUID, out_of: Account, amount_minor: int, currency: str) -> list[Posting]:
    """What was owed back has left through the gateway or the bank; below zero it has come back."""
    return [
        Posting(Account.REFUND_PAYABLE, payment_id, amount_minor, currency),
        Posting(out_of, None, -amount_minor, currency),
    ]


def owed_as_credit(payment_id: UUID, balance: Posting) -> list[Posting]:
    """What could not be sent back through the payment is owed as store credit instead."""
    return [Posting(Account.REFUND_PAYABLE, payment_id, -balance.amount_minor, balance.currency), balance]


def paid_out(seller_id: UUID, amount_minor: int, currency: str) -> list[Posting]:
    """A seller was sent what was owed."""
    return [
        Posting(Account.SELLER_PAYABLE, seller_id, amount_minor, currency),
        Posting(Account.BANK, None, -amount_minor, currency),
    ]


def deposit_owed_back(payment_id: UUID, amount_minor: int, currency: str) -> list[Posting]:
    """Money that came in and that no order will earn is owed back to the shopper."""
    return [
        Posting(Account.SHOPPER_DEPOSIT, payment_id, amount_minor, currency),
        Posting(Account.REFUND_PAYABLE, payment_id, -amount_minor, currency),
    ]


def fee_kept(amount_minor: int, currency: str) -> list[Posting]:
    """The gateway kept its fee out of what it owes us."""
    return [
        Posting(Account.GATEWAY_FEE, None, amount_minor, currency),
        Posting(Account.GATEWAY_RECEIVABLE, None, -amount_minor, currency),
    ]


def funds_withdrawn(payment_id: UUID, amount_minor: int, currency: str) -> list[Posting]:
    """A bank holds a payment back until its dispute is decided; a negative amount is its way home."""
    return [
        Posting(Account.DISPUTED_FUNDS, payment_id, amount_minor, currency),
        Posting(Account.GATEWAY_RECEIVABLE, None, -amount_minor, currency),
    ]


def dispute_lost(payment_id: UUID, amount_minor: int, currency: str) -> list[Posting]:
    """What a bank held back will not come home; below zero it does, against all expectation."""
    return [
        Posting(Account.DISPUTE_LOSS, payment_id, amount_minor, currency),
        Posting(Account.DISPUTED_FUNDS, payment_id, -amount_minor, currency),
    ]


def _tender_given_back(payment_id: UUID, balances: Sequence[Posting]) -> list[Posting]:
    if not balances:
        return []
    total = sum(posting.amount_minor for posting in balances)
    return [Posting(Account.TENDER_DEPOSIT, payment_id, -total, balances[0].currency), *balances]


def _mirrored(payment_id: UUID, orders: Sequence[OrderMoney], *, sign: int) -> list[Posting]:
    total = sum(order.total_minor for order in orders)
    if not total:
        return []
    committed = Posting(Account.SHOPPER_COMMITMENT, payment_id, sign * total, orders[0].currency)
    return [committed] + [
        Posting(Account.ORDER_OBLIGATION, order.seller_id, -sign * order.total_minor, order.currency)
        for order in orders
        if order.total_minor
    ]
