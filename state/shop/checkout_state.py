"""Checkout on one page: where to, how it is sent, how it is paid. The server decides every amount."""

import re
from typing import Annotated, Literal
from uuid import UUID

import reflex as rx
from pydantic import Field
from reflex.event import EventSpec

from backend.analytics.schemas import EventKind
from backend.cart import service as cart
from backend.checkout import process
from backend.checkout import service as checkout
from backend.checkout.errors import CartChanged, CheckoutClosed, SoldOutWhilePaying, TotalChanged
from backend.checkout.schemas import CheckoutView, CompletionStatus, CompletionView
from backend.identity import address_book
from backend.identity.schemas import AddressInput
from backend.inventory.errors import OutOfStock
from backend.kit import clock
from backend.kit.config import settings
from backend.kit.errors import InvalidInput, TooManyRequests
from backend.kit.money import format_minor
from backend.payments.errors import GiftCardRefused
from backend.payments.providers import methods_offered
from backend.payments.schemas import REDIRECT_METHODS
from backend.pricing.errors import CodeRefused
from backend.storefront import in_currency
from state import gateway
from state.permission import EVERYONE, allow, current_actor
from state.shop.address_form import (
    FIELDS,
    BookEntry,
    FormatView,
    again,
    blank,
    book_of,
    checked,
    entries_of,
    format_of,
    lines_of,
    typed,
)
from state.shop.cart_settling import look_at, take_as_it_is
from state.shop.checkout_view import (
    METHODS,
    Reduction,
    SavedCard,
    ShippingChoice,
    SummaryLine,
    belongings_of,
    cart_summary_of,
    changes_of,
    choices_of,
    is_gift_card,
    next_address,
    reductions_of,
    summary_of,
    totals_of,
)
from state.shop.shop_state import owner_of
from state.shop.shown_currency import note_of
from state.shop.tracking import observe

Code = Annotated[str, Field(pattern=r"^[a-z_]{1,40}$")]
Way = Annotated[str, Field(pattern=r"^(card|bank_transfer|paypal|adyen|[0-9a-f-]{36})$")]
Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
Entry = UUID | Literal[""]
ReductionKey = Annotated[str, Field(max_length=60)]
_CODE = re.compile(r"[A-Za-z0-9 _-]{1,60}")


class CheckoutState(rx.State):
    """`step` is address, pay or paying. What the browser shows is never what is charged."""

    ready: bool = False
    is_empty: bool = False
    step: str = "address"
    fields: dict[str, str] = {"country": "US"}
    errors: dict[str, str] = {}
    country: str = "US"
    format: FormatView = format_of("US")
    book: list[BookEntry] = []
    entry: str = ""
    is_signed_in: bool = False
    address_lines: list[str] = []
    shipping: list[ShippingChoice] = []
    payment: str = "card"
    lines: list[SummaryLine] = []
    totals: list[tuple[str, str]] = []
    total: str = ""
    changes: list[str] = []
    refusal: str = ""
    code_refusal: str = ""
    reductions: list[Reduction] = []
    to_pay: str = ""
    currency_note: str = ""
    needs_payment: bool = True
    credit: str = ""
    uses_credit: bool = False
    saved: list[SavedCard] = []
    elsewhere: list[str] = []
    keeps_card: bool = False
    wants_reminder: bool = False
    held_until: str = ""
    server_now: str = ""
    publishable_key: str = ""
    script_url: str = ""
    client_secret: str = ""
    attempt: int = 0
    _id: str = ""
    _key: str | None = None
    _method: str = "standard"
    _total_minor: int = 0
    _currency: str = ""
    _titles: dict[str, str] = {}
    _gift_cards: list[str] = []

    @allow(EVERYONE)
    async def load(self):
        """Start from the cart; a signed-in person's default address is filled in."""
        actor = current_actor()
        self.step, self.errors, self.changes, self.refusal, self.total = "address", {}, [], "", ""
        self.elsewhere = [name.value for name in methods_offered() if name in REDIRECT_METHODS]
        self.publishable_key, self.script_url = settings().stripe_publishable_key, settings().stripe_js_url
        self.ready = self.is_empty = True
        if actor.person_id is None and actor.visitor_id is None:
            return
        view = await gateway.call(look_at, owner_of(actor))
        self.is_empty = not view.lines
        self.lines = cart_summary_of(view)
        self.totals = [("Items", format_minor(view.subtotal_minor, view.currency))]
        self._titles = {str(line.offer_id): line.title for line in view.lines}
        self._currency = view.currency
        self.currency_note = note_of(await gateway.read(in_currency.conversion, view.currency))
        self.is_signed_in = actor.person_id is not None
        if not view.lines:
            return
        observe(self, EventKind.CHECKOUT_STARTED, units=view.count)
        known, saved, credit = await gateway.call(belongings_of, actor, view.currency)
        self.book, self.saved, self.credit = entries_of(known), saved, credit
        if saved and self.payment == "card":
            self.payment = saved[0].id
        entries = [one.id for one in self.book]
        if entries and (self.entry in entries or not self.fields.get("line1")):
            # Who has been here before sees the total at once and only has to pay.
            await self._choose(self.entry if self.entry in entries else entries[0])
        elif self.is_signed_in and not self.fields.get("email"):
            self.fields = blank(actor)

    @allow(EVERYONE)
    async def choose_country(self, country: Country):
        """The fields that this country needs."""
        self.country, self.format = country, format_of(country)

    @allow(EVERYONE)
    async def choose_entry(self, entry: Entry):
        """Send it to an address of the book, or to a new one (an empty entry)."""
        if entry:
            await self._choose(str(entry))
            return
        actor = current_actor()
        self.entry, self.fields, self.errors = "", blank(actor, self.country), {}

    @allow(EVERYONE)
    async def save_address(self, form: dict[str, str | bool | None]):
        """Check the form; then hold the goods and show what everything costs."""
        self.fields, self._method, self.entry = typed(form), "standard", ""
        address, self.errors = checked(self.fields)
        if address is None:
            return rx.set_focus(f"field-{next(iter(self.errors))}")
        self.country, self.format = address.country, format_of(address.country)
        self.wants_reminder = bool(form.get("wants_reminder"))
        try:
            await self._prepare(address)
        except InvalidInput as refusal:
            if refusal.field not in (*FIELDS, "email"):
                raise
            self.errors = {refusal.field: refusal.message}
            return rx.set_focus(f"field-{refusal.field}")
        if form.get("keep") and self.is_signed_in:
            kept = await gateway.call(address_book.save_address, address, actor=current_actor())
            self.book, self.entry = entries_of(await gateway.call(book_of, current_actor())), str(kept.id)
        return None

    @allow(EVERYONE)
    async def edit_address(self):
        """Open the address again."""
        self.step = "address"

    @allow(EVERYONE)
    async def choose_shipping(self, code: Code):
        """Send it another way; the total follows."""
        self._method = code
        await self._prepare()

    @allow(EVERYONE)
    async def choose_payment(self, way: Way):
        """Pay another way: a method, or a saved card by its id."""
        self.payment = way
        await self._prepare()

    @allow(EVERYONE)
    async def use_code(self, form: dict[str, str]):
        """Take off what a promotion code saves, or pay with a gift card; both come in the same box."""
        code = form.get("code", "").strip()
        if not _CODE.fullmatch(code):
            self.code_refusal = "Please enter the code as it was given to you: letters, digits and dashes."
            return
        before = list(self._gift_cards)
        try:
            if is_gift_card(code):
                self._gift_cards.append(code)
            else:
                await gateway.call(cart.apply_code, owner_of(current_actor()), code=code)
            await self._prepare()
        except (GiftCardRefused, CodeRefused, TooManyRequests) as refusal:
            self._gift_cards = before
            await self._prepare()
            self.code_refusal = refusal.message

    @allow(EVERYONE)
    async def drop_reduction(self, key: ReductionKey):
        """Do without a code or a gift card."""
        kept = [code for code in self._gift_cards if code[-4:].upper() != key.upper()]
        if len(kept) == len(self._gift_cards):
            await gateway.call(cart.remove_code, owner_of(current_actor()), code=key)
        self._gift_cards = kept
        await self._prepare()

    @allow(EVERYONE)
    async def use_credit(self, wanted: bool):
        """Pay with store credit what it can pay."""
        self.uses_credit = wanted
        await self._prepare()

    @allow(EVERYONE, temporal=True)
    async def hold_on(self):
        """Somebody is still here: the goods stay held a while longer."""
        if self._id and self.step == "pay":
            until = await gateway.call(
                checkout.keep_alive, UUID(self._id), access_token=self._key, actor=current_actor()
            )
            self.held_until, self.server_now = until.isoformat(), clock.now().isoformat()

    @allow(EVERYONE)
    async def keep_card(self, wanted: bool):
        """Keep the new card for next time."""
        self.keeps_card = wanted

    @allow(EVERYONE)
    async def accept_changes(self):
        """Go on with the cart as it is now."""
        view = await gateway.call(take_as_it_is, owner_of(current_actor()))
        self.changes, self.is_empty = [], not view.lines
        if view.lines:
            self._titles = {str(line.offer_id): line.title for line in view.lines}
            self._currency = view.currency
            await self._prepare()

    @allow(EVERYONE)
    async def pay(self):
        """Pay the total on the button. A card is confirmed in the browser, together with its bank."""
        checkout_id, key, seen = self._checkout_id(), self._key, self._total_minor
        seen_by = {"access_token": key, "actor": current_actor(), "expected_total_minor": seen}
        seen_by["expected_currency"] = self._currency
        seen_by["client_address"] = self.router.session.client_ip
        is_saved = self.payment in {one.id for one in self.saved}
        if is_saved and self.needs_payment:
            seen_by["saved_method_id"] = UUID(self.payment)
        try:
            if self.payment != "card" or not self.needs_payment:
                return self._go_on(await gateway.run(process.complete, checkout_id, **seen_by))
            keeps = self.keeps_card and self.is_signed_in
            attempt = await gateway.run(process.begin_payment, checkout_id, saves_method=keeps, **seen_by)
        except (CheckoutClosed, TotalChanged) as refusal:
            await self._look_again(refusal.message)
            return None
        if attempt is not None and attempt.client_secret:
            self.client_secret, self.attempt, self.step = attempt.client_secret, self.attempt + 1, "paying"
            return None
        # Paid already, in another tab or by an answer that got lost.
        return await self._complete()

    @allow(EVERYONE)
    async def card_answered(self, outcome: Literal["ok", "failed"], message: str):
        """What Stripe.js says; with "ok" the server looks the payment up and believes only that."""
        if outcome == "ok":
            return await self._complete()
        self.step, self.refusal = "pay", message[:300] or "Your card was not accepted. Try another one."
        return None

    async def _choose(self, entry: str) -> None:
        """Fill the form from the book and go on as if it had been typed."""
        actor = current_actor()
        kept = {str(one.id): one.address for one in await gateway.call(book_of, actor)}
        if entry not in kept:
            raise InvalidInput("This address is not in your book any more. Choose another one.")
        email = self.fields.get("email") or actor.email
        self.fields = {**kept[entry].model_dump(), "email": email}
        self.entry, self.country, self.errors = entry, kept[entry].country, {}
        self.format = format_of(self.country)
        await self._prepare(kept[entry])

    async def _complete(self) -> EventSpec | None:
        try:
            completion = await gateway.run(
                process.complete, self._checkout_id(), access_token=self._key, actor=current_actor()
            )
        except (CheckoutClosed, TotalChanged, SoldOutWhilePaying) as refusal:
            await self._look_again(refusal.message)
            return None
        return self._go_on(completion)

    def _go_on(self, completion: CompletionView) -> EventSpec | None:
        address = next_address(completion, self._id, self._key or "")
        if address:
            self.step, self.refusal = "address", ""
            return rx.redirect(address, replace=True)
        elsewhere = (completion.next_action or {}).get("redirect_to_url", {}).get("url", "")
        if elsewhere and not completion.client_secret:
            return rx.redirect(elsewhere, is_external=False)
        if completion.status is CompletionStatus.REQUIRES_ACTION and completion.client_secret:
            # The bank of a saved card wants to see its owner.
            self.client_secret, self.attempt, self.step = completion.client_secret, self.attempt + 1, "paying"
            return None
        self.step, self.refusal = "pay", completion.message
        return None

    def _checkout_id(self) -> UUID:
        if not self._id:
            raise InvalidInput("Please enter your address first.")
        return UUID(self._id)

    async def _look_again(self, message: str) -> None:
        await self._prepare()
        self.refusal = message

    async def _prepare(self, address: AddressInput | None = None) -> None:
        """Hold the goods and show the total; what has moved meanwhile is said line by line instead."""
        actor = current_actor()
        self.refusal, self.changes, self.code_refusal = "", [], ""
        try:
            view = await gateway.run(
                process.prepare,
                owner=owner_of(actor),
                email=self.fields.get("email", ""),
                address=address or again(self.fields),
                shipping_method=self._method,
                payment_method=self.payment if self.payment in METHODS else "card",
                gift_card_codes=tuple(self._gift_cards),
                use_store_credit=self.uses_credit,
                wants_reminder=self.wants_reminder,
                expected_currency=self._currency or None,
                access_token=self._key,
                actor=actor,
            )
        except (CartChanged, OutOfStock) as moved:
            self.step, self.changes = "address", changes_of(moved, self._titles, self._currency)
            return
        except CodeRefused as refusal:
            # A code that was good in the cart may end before it is used: the order goes on without it.
            await gateway.call(cart.remove_code, owner_of(actor), code=str(refusal.facts["code"]))
            await self._prepare(address)
            self.code_refusal = refusal.message
            return
        self._show(view)

    def _show(self, view: CheckoutView) -> None:
        self._id, self._key, self._currency = str(view.id), view.access_token or self._key, view.currency
        self._total_minor, self.total = view.total_minor, format_minor(view.total_minor, view.currency)
        self.address_lines = lines_of(view.address)
        self.shipping, self.lines, self.totals = choices_of(view), summary_of(view), totals_of(view.quote)
        self.reductions = reductions_of(view)
        self.to_pay = format_minor(view.to_pay_minor, view.currency)
        self.needs_payment = view.to_pay_minor > 0
        self.held_until, self.server_now = view.expires_at.isoformat(), clock.now().isoformat()
        self.step = "pay"
