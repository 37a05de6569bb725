"""Prepare: one locked transaction that validates, reserves, prices and shows the final total."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from email_validator import EmailNotValidError, validate_email
from sqlmodel import Session

from backend.cart import service as cart
from backend.cart.errors import CartEmpty, CartNotFound
from backend.cart.schemas import CartContents, CartOwner
from backend.catalog import service as catalog
from backend.checkout import draft as drafts
from backend.checkout import locks, permission, repository
from backend.checkout.errors import AlreadyOrdered, NothingToPay, PaymentInProgress, TotalChanged
from backend.checkout.events import CheckoutPrepared
from backend.checkout.repository import CheckoutRow
from backend.checkout.schemas import CheckoutDraft, CheckoutView, DraftLine
from backend.checkout.service.bringing_back import bring_back_cart
from backend.checkout.service.exchanging import options_in, settlements
from backend.checkout.service.holding import held_until
from backend.checkout.service.reading import view_of
from backend.checkout.service.validating import refuse_other_currency, valid_lines
from backend.identity.postal import text_number
from backend.identity.schemas import Actor, AddressInput
from backend.inventory import service as inventory
from backend.inventory.schemas import Allocation, Destination, StockLine, WarehouseView
from backend.kit import clock, ids, locales, outbox
from backend.kit.cache import NearCache
from backend.kit.errors import InvalidInput
from backend.notifications import service as notifications
from backend.notifications.service import Topic
from backend.orders import service as orders
from backend.payments import service as payments
from backend.payments import tenders
from backend.payments.schemas import Method
from backend.pricing import currencies, promotions
from backend.pricing import service as pricing
from backend.pricing.promotion_schemas import NOTHING_OFFERED, Offered, Shopper
from backend.pricing.schemas import Buyer
from backend.prime import service as prime

_PARTS = ("subtotal_minor", "discount_minor", "shipping_minor", "tax_minor", "included_tax_minor")
_warehouses: NearCache[dict[UUID, WarehouseView]] = NearCache(size=1, ttl_s=30)


def prepare(
    session: Session,
    *,
    owner: CartOwner,
    email: str,
    address: AddressInput,
    shipping_method: str,
    payment_method: str,
    expected_total_minor: int | None = None,
    expected_currency: str | None = None,
    access_token: str | None = None,
    cart_id: UUID | None = None,
    tax_number: str = "",
    gift_card_codes: Sequence[str] = (),
    use_store_credit: bool = False,
    coupon_codes: tuple[str, ...] = (),
    wants_reminder: bool = False,
    locale: str = "",
    time_zone: str = "",
    wants_texts: bool = False,
    actor: Actor,
) -> CheckoutView:
    """Hold the cart's stock and fix what it costs, to the cent, until `expires_at`.

    Preparing the same cart again updates the same checkout. `access_token` of the view is set for a guest
    when it is new: every later call needs it. With `expected_total_minor` another total is refused, with
    `expected_currency` another currency (CartChanged), with `cart_id` another cart (CartNotFound).
    `tax_number` is a business's VAT number, for the reverse charge.

    `wants_reminder` is the shopper's consent to be reminded by e-mail of a cart that they leave.

    What is written to the shopper about it is in `locale` and `time_zone`; not given, they are the person's
    own, else American English and the destination's time. With `wants_texts` they are told the order's steps
    by text message, too, at the address's phone.

    What gift cards and then store credit can pay of the total is set aside as long as the stock is; the
    payment is over the rest (`to_pay_minor`). Preparing without them lets them go again.

    Promotions in force, the cart's codes and `coupon_codes` lower it; their uses are held with the stock.

    Raises InvalidInput, CartEmpty, CartChanged, OutOfStock, ShippingUnavailable, TotalChanged,
    AlreadyOrdered, PaymentInProgress, GiftCardRefused, TooManyRequests, CodeRefused, NothingToPay and what
    delivery and pricing refuse; nothing is held then.
    """
    email = _checked_email(email)
    if payment_method not in set(Method) or not payments.is_offered(payment_method):
        raise InvalidInput(f"{payment_method!r} is not a way to pay here.", field="payment_method")
    tax_number = pricing.checked_tax_number(tax_number)
    locale = locales.checked_locale(locale or actor.locale or locales.DEFAULT_LOCALE)
    time_zone = locales.checked_zone(
        time_zone or actor.time_zone or locales.zone_at(address.country, address.region)
    )
    text_phone = text_number(address.phone, country=address.country) if wants_texts else ""
    contents = _contents_of_cart(session, owner, cart_id)
    cart_id, wanted, currency = contents.cart_id, contents.lines, contents.currency
    catalog.expect_offers(session, [line[0] for line in wanted])
    checkout, is_new, new_token = _lock_or_open(session, owner, cart_id, access_token)
    offers = catalog.sellable_offers(session, [line[0] for line in wanted])
    lines, currency = valid_lines(
        session, wanted, currencies.present(session, offers, currency), checkout_id=checkout.id
    )
    if expected_currency not in (None, currency):
        refuse_other_currency(lines, currency, before=checkout.quote.get("quote", {}))
    destination = destination_of(address)
    expires_at = held_until(owner.person_id)
    allocations = inventory.reserve(
        session,
        holder_id=checkout.id,
        lines=[StockLine(line.offer_id, line.quantity) for line in lines],
        destination=destination,
        expires_at=expires_at,
        replaces=not is_new,
    )
    held = drafts.promotions_in(checkout.quote)
    offered = promotions.offered(
        session,
        codes=(*contents.codes, *coupon_codes),
        cart_id=cart_id,
        person_id=owner.person_id,
        email=email,
        for_holding=True,
        held=held,
    )
    draft = plan(
        session,
        lines=lines,
        allocations=allocations,
        destination=destination,
        shipping_method=shipping_method,
        currency=currency,
        now=clock.now(),
        person_id=owner.person_id,
        tax_number=tax_number,
        offered=offered,
        has_ordered=(
            orders.has_ordered(session, person_id=owner.person_id, email=email)
            if offered.asks_first_order
            else None
        ),
    )
    promotions.refuse(draft.quote.unused_codes)
    if not draft.quote.total_minor:
        raise NothingToPay("Promotions leave nothing to pay. Leave one out, or add something to your cart.")
    _refuse_unseen_total(expected_total_minor, draft, checkout)
    tendered_minor = 0
    if gift_card_codes or use_store_credit or checkout.tendered_minor:
        tendered_minor = tenders.hold(
            session,
            checkout.id,
            total_minor=draft.quote.total_minor,
            currency=currency,
            codes=gift_card_codes,
            credit_of=tenders.credit_holder(owner.person_id, is_wanted=use_store_credit),
            caller=str(owner.person_id or owner.visitor_id),
        )
    repository.change(
        session,
        checkout,
        email=email,
        address=address.model_dump(),
        shipping_method=shipping_method,
        payment_method=payment_method,
        quote=drafts.to_json(draft),
        total_minor=draft.quote.total_minor,
        tendered_minor=tendered_minor,
        currency=currency,
        locale=locale,
        time_zone=time_zone,
        text_phone=text_phone,
        expires_at=expires_at,
        access_token_hash=permission.token_hash(new_token) if new_token else checkout.access_token_hash,
    )
    promotions.hold(
        session,
        draft.quote.promotions,
        checkout_id=checkout.id,
        cart_id=cart_id,
        person_id=owner.person_id,
        email=email,
        currency=currency,
        held=held,
    )
    if wants_reminder:
        notifications.agree(session, email, Topic.CART, source="checkout")
    outbox.record(
        session,
        CheckoutPrepared(
            checkout_id=checkout.id,
            cart_id=cart_id,
            person_id=owner.person_id,
            visitor_id=owner.visitor_id,
            total_minor=draft.quote.total_minor,
            currency=currency,
        ),
    )
    return view_of(session, checkout, draft, access_token=new_token if owner.person_id is None else None)


def plan(
    session: Session,
    *,
    lines: Sequence[DraftLine],
    allocations: Sequence[Allocation],
    destination: Destination,
    shipping_method: str,
    currency: str,
    now: datetime,
    person_id: UUID | None,
    tax_number: str = "",
    offered: Offered = NOTHING_OFFERED,
    has_ordered: bool | None = None,
) -> CheckoutDraft:
    """The orders to be for held stock. Raises ShippingUnavailable and what delivery and pricing refuse."""
    groups = drafts.group(lines, allocations, _warehouses_by_id(session, allocations))
    options = options_in(
        session,
        drafts.shipping_options(groups, destination, now, prime.free_methods(session, person_id)),
        currency,
    )
    option = drafts.choose(options, shipping_method)
    quote = pricing.quote(
        session,
        lines=drafts.priced_lines(groups),
        shipping=drafts.charges(groups, option),
        destination=destination,
        currency=currency,
        buyer=Buyer(person_id, tax_number),
        offered=offered,
        shopper=Shopper(person_id, has_ordered),
        asks_engine=True,
    )
    return drafts.assemble(
        lines,
        groups,
        options,
        option,
        quote,
        tax_number=tax_number,
        settlements=settlements(session, lines, currency),
    )


def _contents_of_cart(session: Session, owner: CartOwner, cart_id: UUID | None) -> CartContents:
    try:
        return cart.contents_for_checkout(session, owner, cart_id=cart_id)
    except (CartEmpty, CartNotFound):
        if not bring_back_cart(session, owner):
            raise
    return cart.contents_for_checkout(session, owner, cart_id=cart_id)


def destination_of(address: AddressInput) -> Destination:
    """Where it goes, as inventory, delivery and pricing want to know it."""
    return Destination(country=address.country, region=address.region, postcode=address.postcode)


def _lock_or_open(
    session: Session, owner: CartOwner, cart_id: UUID, access_token: str | None
) -> tuple[CheckoutRow, bool, str | None]:
    """The cart's checkout, locked; whether it is new; a new secret when the caller lacks the present one."""
    fresh = ids.secret_token()
    now = clock.now()
    checkout, is_new = locks.lock_or_open(
        session,
        {
            "id": ids.new_id(),
            "cart_id": cart_id,
            "person_id": owner.person_id,
            "visitor_id": owner.visitor_id,
            "access_token_hash": permission.token_hash(fresh),
            "email": "",
            "address": {},
            "shipping_method": "",
            "payment_method": "",
            "quote": {},
            "total_minor": 1,  # priced below, in this transaction
            "tendered_minor": 0,
            "currency": "USD",
            "status": "prepared",
            "locale": locales.DEFAULT_LOCALE,
            "time_zone": locales.DEFAULT_ZONE,
            "text_phone": "",
            "failure": "",
            "is_held": False,
            "expires_at": held_until(owner.person_id),
            "created_at": now,
            "updated_at": now,
        },
    )
    if is_new:
        return checkout, True, fresh
    if checkout.status == "completed":
        raise AlreadyOrdered("You have ordered this cart already.", facts={"checkout_id": str(checkout.id)})
    if checkout.status == "paying":
        payment = payments.current_payment(session, checkout.id)
        if payment is not None and payment.is_secured:
            raise PaymentInProgress("This cart is paid and your order is being placed.")
    return checkout, False, None if permission.holds_token(checkout, access_token) else fresh


def _checked_email(email: str) -> str:
    try:
        return validate_email(email.strip(), check_deliverability=False, test_environment=True).normalized
    except EmailNotValidError as wrong:
        raise InvalidInput(
            "Please enter an e-mail address such as ada@example.com.", field="email"
        ) from wrong


def _warehouses_by_id(session: Session, allocations: Sequence[Allocation]) -> Mapping[UUID, WarehouseView]:
    def load() -> dict[UUID, WarehouseView]:
        return {one.id: one for one in inventory.warehouses(session)}

    known = _warehouses.get("all", load)
    if any(one.warehouse_id not in known for one in allocations):
        _warehouses.clear()
        known = _warehouses.get("all", load)
    return known


def _refuse_unseen_total(expected_minor: int | None, draft: CheckoutDraft, before: CheckoutRow) -> None:
    if expected_minor is None or expected_minor == draft.quote.total_minor:
        return
    old = before.quote.get("quote", {})
    raise TotalChanged(
        "The total has changed since you saw it. Please look at it again before you pay.",
        facts={
            "expected_minor": expected_minor,
            "total_minor": draft.quote.total_minor,
            "changes": {
                part: {"old": old.get(part), "new": getattr(draft.quote, part)}
                for part in _PARTS
                if old.get(part) != getattr(draft.quote, part)
            },
        },
    )
