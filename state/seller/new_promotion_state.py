"""A new promotion of a seller: the form, what it will do in a sentence, and only then the start."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

import reflex as rx
from sqlmodel import Session

from backend.catalog import service as catalog
from backend.identity.schemas import Actor
from backend.kit.errors import InvalidInput
from backend.pricing import promotion_desk as desk
from backend.pricing.errors import CodeTaken
from backend.pricing.promotion_schemas import Kind
from backend.sellers import service as sellers
from state import effects, gateway
from state.permission import allow, current_actor
from state.seller import promotion_form as words
from state.seller.panel import SellerPanel
from state.seller.promotions_state import PromotionsState
from state.seller.seller_clock import zone_of
from state.seller.seller_state import SELLING, seller_of

FORM = "new-promotion"
_MOST_FOUND = 8
_MOST_CHOSEN = 100
Covered = Literal["all", "product", "category"]


class NewPromotionState(SellerPanel, rx.State):
    """`preview` is empty while the form is shown; `chosen` and `found` are (id, name)."""

    kind: str = "percentage"
    scope: str = "all"
    chosen: list[tuple[str, str]] = []
    found: list[tuple[str, str]] = []
    fields: dict[str, str] = {}
    is_stackable: bool = True
    currency: str = "USD"
    zone: str = "UTC"
    preview: str = ""

    @allow(*SELLING)
    async def start(self):
        """Open an empty form."""
        self.currency, self.zone = await gateway.read(_place, await seller_of(self), current_actor())
        self.kind, self.scope, self.chosen, self.found = "percentage", "all", [], []
        self.fields, self.is_stackable, self.preview, self.open = {}, True, "", True

    @allow(*SELLING)
    async def close(self):
        """The form was closed; nothing has begun."""
        self.open, self.preview, self.refusal, self.refusal_field = False, "", "", ""

    @allow(*SELLING)
    async def choose_kind(self, kind: Kind):
        """Ask for what this kind needs."""
        self.kind = kind

    @allow(*SELLING)
    async def choose_scope(self, scope: Covered):
        """Cover everything, some products or some categories."""
        self.scope, self.chosen = scope, []
        self.found = await self._look("") if scope != "all" else []

    @allow(*SELLING)
    async def find(self, text: str):
        """Products of the seller or categories whose name has these words."""
        self.found = await self._look(text.strip()[:80])

    @allow(*SELLING)
    async def add(self, thing_id: UUID):
        """Cover one of those that were found."""
        names = dict(self.found)
        known = {one for one, _ in self.chosen}
        if str(thing_id) in names and str(thing_id) not in known and len(known) < _MOST_CHOSEN:
            self.chosen = [*self.chosen, (str(thing_id), names[str(thing_id)])]

    @allow(*SELLING)
    async def drop(self, thing_id: UUID):
        """Cover it no more."""
        self.chosen = [one for one in self.chosen if one[0] != str(thing_id)]

    @allow(*SELLING)
    async def check(self, form: dict[str, str | bool | None]):
        """Say what the form would do; nothing begins."""
        self.fields = {name: str(form.get(name) or "")[:120] for name in words.FIELDS}
        self.is_stackable = bool(form.get("is_stackable"))
        try:
            self.preview = words.sentence(self._wanted(), self.zone)
        except InvalidInput as refusal:
            # Kept here, so that what was typed stays.
            self.refusal, self.refusal_field, self.preview = refusal.message, refusal.field or "", ""

    @allow(*SELLING)
    async def back(self):
        """Change something before it begins."""
        self.preview = ""

    @allow(*SELLING)
    async def create(self):
        """Start what the sentence says."""
        if not self.preview:
            raise InvalidInput("Please look at what it does first.")
        seller_id, actor = await seller_of(self), current_actor()
        try:
            await gateway.call(desk.create_promotion, self._wanted(), seller_id=seller_id, actor=actor)
        except (InvalidInput, CodeTaken) as refusal:
            self.refusal, self.refusal_field, self.preview = refusal.message, refusal.field or "", ""
            return None
        self.open, self.preview = False, ""
        return [effects.toast("The promotion is made"), PromotionsState.load]

    def _wanted(self):
        form = {**self.fields, "is_stackable": "on" if self.is_stackable else ""}
        ids = [one[0] for one in self.chosen]
        return words.wanted(form, self.kind, self.scope, ids, self.currency, self.zone)

    async def _look(self, text: str) -> list[tuple[str, str]]:
        return await gateway.call(_things, await seller_of(self), self.scope, text, current_actor())


def _place(session: Session, seller_id: UUID, actor: Actor) -> tuple[str, str]:
    desk.promotion_counts(session, seller_id=seller_id, actor=actor)
    return sellers.seller_by_id(session, seller_id).currency, zone_of(session, seller_id, actor)


def _things(session: Session, seller_id: UUID, scope: str, text: str, actor: Actor) -> list[tuple[str, str]]:
    if scope == "category":
        tree = catalog.category_tree(session)
        return [(str(one.id), one.name) for one in tree if text.lower() in one.name.lower()][:_MOST_FOUND]
    rows, _ = catalog.list_products_of_seller(session, seller_id, text=text, size=50, actor=actor)
    return list({str(row.product_id): row.title for row in rows}.items())[:_MOST_FOUND]
