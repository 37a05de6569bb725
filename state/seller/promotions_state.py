"""A seller's promotions: the table by address, and the panel of one with what it cost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import reflex as rx
from sqlmodel import Session

from app import routes
from backend.identity.schemas import Actor
from backend.kit.money import format_minor
from backend.pricing import promotion_desk as desk
from backend.pricing.promotion_schemas import PromotionView
from state import effects, gateway
from state.permission import allow, current_actor
from state.seller import promotion_form as words
from state.seller.panel import SellerPanel
from state.seller.seller_clock import zone_of
from state.seller.seller_state import SELLING, seller_of
from state.table import PER_PAGE, Table, chips_of

PANEL = "promotion-panel"
STATES = {
    "running": ("Running", "positive"),
    "planned": ("Planned", "accent"),
    "paused": ("Paused", "notice"),
    "ended": ("Ended", "neutral"),
}


@dataclass(frozen=True)
class PromotionLine:
    """A promotion in the table."""

    id: str
    name: str
    gives: str
    code: str
    period: str
    uses: str
    cost: str
    word: str
    tone: str


class PromotionsState(Table, rx.State):
    """The table of the address."""

    rows: list[PromotionLine] = []

    @allow(*SELLING)
    async def load(self):
        """The promotions that the address asks for."""
        page = self._asked(STATES)
        found, counts, zone = await gateway.read(
            _listed, await seller_of(self), self.status, page, current_actor()
        )
        total = counts.get(self.status, 0) if self.status else sum(counts.values())
        self.chips = chips_of(STATES, counts, self.status, routes.seller_promotions)
        self.rows = [_line(one, zone) for one in found]
        return self._shown(page, total, "promotion", routes.seller_promotions)


class PromotionState(SellerPanel, rx.State):
    """The promotion in the panel; days are those of `zone`."""

    version: int = 0
    name: str = ""
    word: str = ""
    tone: str = ""
    gives: str = ""
    facts: list[tuple[str, str]] = []
    codes: list[tuple[str, str]] = []
    costs: list[tuple[str, str]] = []
    zone: str = "UTC"
    ends: str = ""
    ends_time: str = ""
    max_uses: str = ""
    may_pause: bool = False
    may_resume: bool = False
    may_end: bool = False
    may_change: bool = False
    _id: str = ""
    _ends_at: datetime | None = None

    @allow(*SELLING)
    async def show(self, promotion_id: UUID):
        """Open the panel for one of the seller's promotions."""
        self._show(*await gateway.read(_one, await seller_of(self), promotion_id, current_actor()))
        self.open = True

    @allow(*SELLING)
    async def pause(self):
        """Stop offering it for now."""
        await self._do(desk.pause_promotion)
        return [effects.toast("The promotion is paused"), PromotionsState.load]

    @allow(*SELLING)
    async def resume(self):
        """Offer it again."""
        await self._do(desk.resume_promotion)
        return [effects.toast("The promotion is offered again"), PromotionsState.load]

    @allow(*SELLING)
    async def end(self):
        """End it for good."""
        await self._do(desk.end_promotion)
        return [effects.toast("The promotion has ended"), PromotionsState.load]

    @allow(*SELLING)
    async def change(self, form: dict[str, str]):
        """Change its name, its end and how often it may be used."""
        typed = form.get("ends", "").strip(), form.get("ends_time", "").strip()
        # What is left alone keeps its second.
        kept = typed == (self.ends, self.ends_time)
        await self._do(
            desk.change_promotion,
            name=form.get("name", ""),
            ends_at=self._ends_at if kept else words.end_of(*typed, self.zone),
            max_uses=words.count_of(form.get("max_uses", ""), "max_uses"),
        )
        return [effects.toast("The promotion is changed"), PromotionsState.load]

    async def _do(self, verb, **values) -> None:
        seller_id, actor, promotion_id = await seller_of(self), current_actor(), UUID(self._id)
        await gateway.call(verb, promotion_id, seller_id=seller_id, actor=actor, **values)
        self._show(*await gateway.call(_one, seller_id, promotion_id, actor))

    def _show(self, one: PromotionView, zone: str) -> None:
        self._id, self.zone, self.name, self.version = str(one.id), zone, one.name, self.version + 1
        self.word, self.tone = STATES[one.state]
        self.gives = words.gives(one)
        limits = [f"{one.max_uses:,} in all"] if one.max_uses else []
        limits += [f"{one.max_uses_per_shopper:,} per shopper"] if one.max_uses_per_shopper else []
        self.facts = [
            ("Covers", _begun(words.covers(one))),
            ("Asks for", f"Goods{words.asks(one)}" if words.asks(one) else "Nothing"),
            ("Runs", _begun(words.period(one.starts_at, one.ends_at, zone))),
            ("Time of", zone),
            ("Applies", "By itself" if one.is_automatic else "With a code"),
            ("Uses", ", ".join(limits) or "Without a limit"),
            ("With others", "Adds up" if one.is_stackable else "Not combined"),
            ("Funded by", "You" if one.funded_by == "seller" else "You and Agora"),
        ]
        self.codes = [(code.code, "" if code.is_active else "Off") for code in one.coupons]
        self.costs = [
            (
                f"{cost.uses:,} use{'' if cost.uses == 1 else 's'} in {cost.currency}",
                format_minor(cost.saved_minor - cost.marketplace_minor, cost.currency),
            )
            for cost in one.costs
        ]
        self._ends_at, (self.ends, self.ends_time) = one.ends_at, words.as_typed(one.ends_at, zone)
        self.max_uses = str(one.max_uses or "")
        self.may_pause = one.state in {"running", "planned"}
        self.may_resume = one.state == "paused"
        self.may_end = one.state == "running"
        self.may_change = one.state != "ended"
        self.refusal, self.refusal_field = "", ""


def _listed(
    session: Session, seller_id: UUID, status: str, page: int, actor: Actor
) -> tuple[tuple[PromotionView, ...], dict[str, int], str]:
    found = desk.list_promotions(
        session,
        seller_id=seller_id,
        state=status or None,  # type: ignore[arg-type]  # one of STATES
        page=page,
        size=PER_PAGE,
        actor=actor,
    )
    counts = desk.promotion_counts(session, seller_id=seller_id, actor=actor)
    return found, counts, zone_of(session, seller_id, actor)


def _one(session: Session, seller_id: UUID, promotion_id: UUID, actor: Actor) -> tuple[PromotionView, str]:
    found = desk.promotion_of_seller(session, promotion_id, seller_id=seller_id, actor=actor)
    return found, zone_of(session, seller_id, actor)


def _line(one: PromotionView, zone: str) -> PromotionLine:
    word, tone = STATES[one.state]
    costs = [format_minor(cost.saved_minor - cost.marketplace_minor, cost.currency) for cost in one.costs]
    codes = [code.code for code in one.coupons]
    return PromotionLine(
        id=str(one.id),
        name=one.name,
        gives=f"{words.gives(one)} · {words.covers(one)}",
        code=codes[0] + (f" and {len(codes) - 1} more" if len(codes) > 1 else "") if codes else "By itself",
        period=words.period(one.starts_at, one.ends_at, zone).removeprefix("from "),
        uses=f"{one.uses:,}" + (f" of {one.max_uses:,}" if one.max_uses else ""),
        cost=" + ".join(costs) or "–",
        word=word,
        tone=tone,
    )


def _begun(words: str) -> str:
    """As a sentence begins."""
    return words[:1].upper() + words[1:]
