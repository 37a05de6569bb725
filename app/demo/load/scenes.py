"""What waits in the demo world, acted out by the verbs that a shopper, a seller and a bank would use.

Orders that a seller has to ship, one of which is best sent in parts; one to pick of two lines; orders that
left in two parcels, or one of two so far; a card payment that its bank takes back. Which goods they are
follows from the world's seed. Cards need the stand-in of Stripe: without one, their buyers send the money by
transfer, and nothing is disputed.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from app.demo.load.catalogue import Loaded, LoadedOffer
from app.demo.people import SHOPPER
from backend.cart import service as cart
from backend.cart.schemas import CartOwner
from backend.checkout import process as checkout
from backend.fulfillment import service as fulfillment
from backend.identity.schemas import Actor, AddressInput, system_actor
from backend.kit import ids
from backend.kit.config import settings
from backend.kit.unit_of_work import query, transact
from backend.orders import service as orders
from backend.orders import settlement
from backend.payments import dispute_handling
from backend.payments import service as payments
from backend.payments.schemas import Method, PaymentView

_ACTOR = system_actor("demo")
_CARD = "pm_card_visa"
_DISPUTED_CARD = "pm_card_createDispute"
_DISPUTE_OPENS_WITHIN_S = 5
_IN_STOCK = 12
_PRICES_MINOR = range(1_500, 7_500)

_BROOKLYN = AddressInput(
    name=SHOPPER.name, line1="214 Clinton Street", line2="Apartment 3B", city="Brooklyn", region="NY",
    postcode="11201", country="US",
)  # fmt: skip
_HOBOKEN = AddressInput(
    name="Theodora Papadopoulou-Whitfield", line1="77 Washington Street", city="Hoboken", region="NJ",
    postcode="07030", country="US",
)  # fmt: skip
_HAMBURG = AddressInput(
    name="Lena Brandt", line1="Große Elbstraße 145", city="Hamburg", postcode="22767", country="DE"
)


@dataclass(frozen=True, slots=True)
class _Scene:
    """A purchase of one seller's goods: units by line, and which of them left in which parcel so far."""

    seller: str
    place: str
    lines: Sequence[int]
    address: AddressInput
    is_shoppers: bool = False
    card: str = ""
    parcels: Sequence[Sequence[int]] = ()


def act_out(loaded: Loaded, *, shopper_id: UUID, progress: Callable[[str], None]) -> None:
    """Play every scene, each step its own transaction as on a day at the shop."""
    progress("acting out what waits: orders to ship and to pick, parcels, a dispute")
    theirs = next(iter(loaded.sellers))
    has_cards = bool(settings().stripe_api_base)
    disputed = _play(
        loaded, _Scene(theirs, "EWR1", (1,), _HOBOKEN, card=_DISPUTED_CARD, parcels=[(1,)]), shopper_id
    )
    for scene in (
        _Scene(theirs, "EWR1", (2, 1), _BROOKLYN, is_shoppers=True, card=_CARD, parcels=[(1, 1), (1, 0)]),
        _Scene(theirs, "EWR1", (3, 1, 2), _BROOKLYN, is_shoppers=True, card=_CARD),
        _Scene(theirs, "EWR1", (2, 2), _BROOKLYN, is_shoppers=True, card=_CARD, parcels=[(0, 1)]),
        _Scene(theirs, "EWR1", (1,), _HOBOKEN),
        _Scene(_largest_of(loaded, "AMS1"), "AMS1", (2, 1), _HAMBURG),
    ):
        _play(loaded, scene, shopper_id)
    if has_cards:
        _await_dispute(disputed)


def _play(loaded: Loaded, scene: _Scene, shopper_id: UUID) -> PaymentView:
    buyer = shopper_id if scene.is_shoppers else None
    owner = CartOwner(person_id=buyer) if buyer else CartOwner(visitor_id=ids.new_id())
    actor = Actor(person_id=buyer)
    goods = _goods(loaded, scene)
    for line, units in zip(goods, scene.lines, strict=True):
        operation = str(ids.new_id())
        transact(cart.add, owner, offer_id=line.offer.id, quantity=units, operation_id=operation)
    by_card = bool(scene.card and settings().stripe_api_base)
    prepared = checkout.prepare(
        owner=owner,
        email=SHOPPER.email if buyer else "guest@agora.example",
        address=scene.address,
        shipping_method="standard",
        payment_method=Method.CARD if by_card else Method.BANK_TRANSFER,
        actor=actor,
    )
    checkout.complete(
        prepared.id,
        access_token=prepared.access_token,
        actor=actor,
        payment_method_token=scene.card if by_card else None,
    )
    payment = transact(payments.current_payment, prepared.id)
    assert payment is not None
    if not by_card:
        transact(
            payments.bank_transfer_received,
            reference=payment.reference,
            amount_minor=payment.amount_minor,
            currency=payment.currency,
            bank_reference=f"demo:{payment.reference}",
        )
        transact(orders.release_purchase, prepared.id, actor=_ACTOR)
    purchase = query(orders.purchase_by_checkout, prepared.id)
    assert purchase is not None
    for order in purchase.orders:
        if order.is_held:
            continue  # The judge of fraud has a model and a clock of its own: the desk comes first here.
        transact(fulfillment.open_task, order.id)
        by_offer = {item.offer_id: item.id for item in order.items}
        for number, units in enumerate(scene.parcels, start=1):
            counts = zip(goods, units, strict=True)
            _send(order.id, number, {by_offer[one.offer.id]: count for one, count in counts if count})
    return payment


def _send(order_id: UUID, number: int, quantities: Mapping[UUID, int]) -> None:
    transact(
        fulfillment.ship_units,
        order_id,
        quantities=quantities,
        carrier="UPS",
        tracking_number=ids.readable_number("1Z", groups=3),
        weight_grams=450 * sum(quantities.values()),
        idempotency_key=f"demo:{order_id}:{number}",
        actor=_ACTOR,
    )
    settlement.settle(order_id)


def _goods(loaded: Loaded, scene: _Scene) -> list[LoadedOffer]:
    """The seller's first goods by SKU: of middling price, each another product, enough of it in the place."""
    found: dict[UUID, LoadedOffer] = {}
    for (_, seller), one in sorted(loaded.offers.items()):
        balance = one.balances.get(scene.place)
        if seller != scene.seller or balance is None or one.offer.price_minor not in _PRICES_MINOR:
            continue
        if balance.on_hand - balance.reserved - balance.safety_stock >= _IN_STOCK:
            found.setdefault(one.product.id, one)
    assert len(found) >= len(scene.lines), f"{scene.seller} has too little in {scene.place}"
    return list(found.values())[: len(scene.lines)]


def _largest_of(loaded: Loaded, place: str) -> str:
    """The seller with the most offers in stock there, by name when several have."""
    counts = dict.fromkeys(sorted(loaded.sellers), 0)
    for (_, seller), one in loaded.offers.items():
        if place in one.balances:
            counts[seller] += 1
    return max(counts, key=lambda seller: counts[seller])


def _await_dispute(payment: PaymentView) -> None:
    """The bank takes a moment. Its webhook is not heard before Agora is served, so the gateway is asked."""
    deadline = time.monotonic() + _DISPUTE_OPENS_WITHIN_S
    while not dispute_handling.look_for(payment.provider, payment.reference) and time.monotonic() < deadline:
        time.sleep(0.1)
