"""What an order's money is made of: as it was placed, less what went back before it was earned."""

from dataclasses import replace
from uuid import UUID

from sqlmodel import Session

from backend.kit import money
from backend.orders import repository
from backend.orders.models import Order
from backend.payments import service as payments
from backend.payments import tenders
from backend.payments.ledger import OrderMoney, Settlement
from backend.pricing.schemas import Collector


def placed(session: Session, order: Order) -> OrderMoney:
    """An order's amounts for the books, as it was placed."""
    goods = order.subtotal_minor - order.discount_minor - repository.included_goods_tax(session, order.id)
    tax = order.tax_minor + order.included_tax_minor
    return OrderMoney(
        seller_id=order.seller_id,
        goods_minor=goods,
        shipping_minor=order.total_minor - goods - tax,
        tax_minor=tax,
        commission_minor=order.commission_minor,
        total_minor=order.total_minor,
        currency=order.currency,
        marketplace_funded_minor=order.marketplace_funded_minor,
        seller_funded_shipping_minor=order.seller_funded_shipping_minor,
        is_tax_sellers=order.tax_collector == Collector.SELLER,
        settlement=Settlement(order.settlement_currency, order.fx_rate)
        if order.settlement_currency and order.fx_rate
        else None,
    )


def to_earn(session: Session, order: Order) -> OrderMoney:
    """What an order earns when it is dispatched: less what was given back before.

    Shipping that the seller pays for stays paid: the parcel is sent.
    """
    whole = placed(session, order)
    early = repository.refunded(session, order.id, only_early=True)
    return replace(
        whole,
        goods_minor=whole.goods_minor - early.goods_minor,
        shipping_minor=whole.shipping_minor - early.shipping_minor,
        tax_minor=whole.tax_minor - early.tax_minor,
        commission_minor=whole.commission_minor - early.commission_minor,
        total_minor=whole.total_minor - early.total_minor,
        marketplace_funded_minor=whole.marketplace_funded_minor - early.marketplace_funded_minor,
    )


def tendered_minor(session: Session, order_id: UUID) -> int:
    """What gift cards and store credit still pay of an order, in minor units."""
    return repository.tendered(session, order_id)


def over_sources(
    session: Session,
    order: Order,
    amount_minor: int,
    *,
    besides: UUID | None = None,
    taken_out_minor: int = 0,
) -> tuple[int, dict[UUID, int]]:
    """How `amount_minor` of an order goes back to what it was paid with: through the payment, {tender: rest}.

    By what each still has of it, by largest remainder: none gets more than it gave. `besides` is the
    refund that this is about; `taken_out_minor` is gone from the order's total already.
    """
    given = tenders.of_order(session, order.id)
    gone = repository.given_back_to_origin(session, order.id, besides=besides)
    payment_left = order.total_minor + taken_out_minor - gone - sum(one.left_minor for one in given)
    through_payment, *parts = money.split(amount_minor, [payment_left, *(one.left_minor for one in given)])
    return through_payment, {one.tender_id: part for one, part in zip(given, parts, strict=True) if part}


def spare_deposit(session: Session, order: Order, payment_id: UUID) -> int:
    """Money that came in through the payment and that neither this nor another order still needs."""
    _, others = repository.unsettled_total(session, order.purchase_id, besides=order.id)
    own = to_earn(session, order).total_minor - tendered_minor(session, order.id)
    return payments.deposit_held(session, payment_id) - others - own
