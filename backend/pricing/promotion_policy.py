"""Which promotions lower an order, by how much, line by line, and who pays. Pure, in whole minor units.

The rules are in `docs/decisions/0018-promotions.md`. In short: stackable ones apply together in a fixed
order (units given away, percentages on what is left, fixed amounts, free shipping); an exclusive one stands
alone on what it covers and is taken when that saves more; nothing falls below zero; each amount is split
over its lines by largest remainder, and what the marketplace pays of it, too.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from backend.kit.money import format_minor, round_minor, split
from backend.pricing.promotion_schemas import (
    WHOLE_BPS,
    AppliedPromotion,
    Offered,
    Reason,
    Rule,
    Shopper,
    UnusedCode,
)
from backend.pricing.schemas import PricedLine, Quote, QuoteGroup, QuoteLine, ShippingCharge

_ORDER = {"buy_x_get_y": 0, "percentage": 1, "fixed": 2, "free_shipping": 3}


@dataclass(frozen=True, slots=True)
class Part:
    """What a promotion takes off one line, or off one shipping charge, and the marketplace's part of it."""

    index: int
    amount_minor: int
    marketplace_minor: int
    is_shipping: bool = False


@dataclass(frozen=True, slots=True)
class Allocation:
    """A promotion with its parts; they sum to what it saves."""

    rule: Rule
    parts: tuple[Part, ...] = ()

    @property
    def amount_minor(self) -> int:
        """What it saves."""
        return sum(part.amount_minor for part in self.parts)

    @property
    def marketplace_minor(self) -> int:
        """What the marketplace pays of it."""
        return sum(part.marketplace_minor for part in self.parts)

    def applied(self) -> AppliedPromotion:
        """As the quote names it."""
        rule = self.rule
        return AppliedPromotion(
            promotion_id=rule.id,
            name=rule.name,
            kind=rule.kind,
            code=rule.code,
            coupon_id=rule.coupon_id,
            amount_minor=self.amount_minor,
            marketplace_minor=self.marketplace_minor,
            is_counted=rule.is_counted,
        )


@dataclass(frozen=True, slots=True)
class Discounts:
    """What promotions take off, by position of line and charge, with the marketplace's part of each."""

    lines: tuple[int, ...]
    line_marketplace: tuple[int, ...]
    shipping: tuple[int, ...]
    shipping_seller: tuple[int, ...]
    allocations: tuple[Allocation, ...]
    unused: tuple[UnusedCode, ...]

    @property
    def total_minor(self) -> int:
        """All that is saved."""
        return sum(self.lines) + sum(self.shipping)


@dataclass(slots=True)
class _Left:
    """What is left of each line and charge while promotions apply; `exact` is before rounding."""

    lines: list[int]
    shipping: list[int]
    exact: list[Decimal] = field(default_factory=list)

    @classmethod
    def of(cls, lines: Sequence[PricedLine], shipping: Sequence[ShippingCharge]) -> "_Left":
        amounts = [line.unit_price_minor * line.quantity - line.discount_minor for line in lines]
        return cls(amounts, [one.amount_minor for one in shipping], [Decimal(one) for one in amounts])


def discounted(
    lines: Sequence[PricedLine],
    shipping: Sequence[ShippingCharge],
    offered: Offered,
    *,
    shopper: Shopper,
    currency: str,
    now: datetime,
) -> Discounts:
    """What the offered promotions take off; codes that take nothing off are named with the reason."""
    unused = list(offered.unused)
    fitting: list[Rule] = []
    for rule in offered.rules:
        refusal = _refusal(rule, lines, shopper=shopper, currency=currency, now=now)
        if refusal is None:
            fitting.append(rule)
        elif rule.code is not None:
            unused.append(refusal)
    allocations = _best(lines, shipping, fitting)
    used = [one for one in allocations if one.parts or (one.rule.kind == "free_shipping" and not shipping)]
    names = " and ".join(dict.fromkeys(one.rule.name for one in used if one.parts))
    considered = {one.rule.id for one in allocations}
    taken = {one.rule.id for one in used}
    for rule in fitting:
        if rule.code is None or rule.id in taken or (rule.kind == "free_shipping" and not shipping):
            continue
        if rule.id in considered or not names:
            unused.append(_unused(rule, Reason.NO_EFFECT, "There is nothing that {code} could lower."))
        else:
            message = f"{{code}} cannot be combined with {names}, which saves you more."
            unused.append(_unused(rule, Reason.NOT_COMBINED, message, instead_of=names))
    return _summed(lines, shipping, tuple(used), tuple(unused))


def lowered(
    lines: Sequence[PricedLine], shipping: Sequence[ShippingCharge], discounts: Discounts
) -> tuple[list[PricedLine], list[ShippingCharge]]:
    """Lines and charges less what promotions take off."""
    return (
        [
            replace(line, discount_minor=line.discount_minor + amount)
            for line, amount in zip(lines, discounts.lines, strict=True)
        ],
        [
            replace(charge, amount_minor=charge.amount_minor - amount)
            for charge, amount in zip(shipping, discounts.shipping, strict=True)
        ],
    )


def named(quote: Quote, discounts: Discounts, shipping: Sequence[ShippingCharge]) -> Quote:
    """The quote of lowered lines with the promotions' names and with who pays for what."""
    sent: dict[tuple[UUID, UUID], tuple[int, int]] = {}
    for charge, amount, sellers in zip(shipping, discounts.shipping, discounts.shipping_seller, strict=True):
        before = sent.get((charge.seller_id, charge.warehouse_id), (0, 0))
        sent[charge.seller_id, charge.warehouse_id] = before[0] + amount, before[1] + sellers
    return replace(
        quote,
        lines=tuple(
            replace(line, marketplace_funded_minor=_without_tax(line, ours)) if ours else line
            for line, ours in zip(quote.lines, discounts.line_marketplace, strict=True)
        ),
        groups=tuple(_group_named(group, sent) for group in quote.groups),
        shipping_discount_minor=sum(discounts.shipping),
        promotions=tuple(one.applied() for one in discounts.allocations),
        unused_codes=discounts.unused,
    )


def _group_named(group: QuoteGroup, sent: Mapping[tuple[UUID, UUID], tuple[int, int]]) -> QuoteGroup:
    amount, sellers = sent.get((group.seller_id, group.warehouse_id), (0, 0))
    return replace(group, shipping_discount_minor=amount, seller_funded_shipping_minor=sellers)


def _without_tax(line: QuoteLine, amount: int) -> int:
    """A part of a line's discount without the tax that the price includes."""
    base = line.subtotal_minor - line.discount_minor
    if base:
        return amount - round_minor(Decimal(amount) * line.included_tax_minor / base)
    included = line.tax_rate if line.included_tax_minor or not line.tax_minor else Decimal(0)
    return amount - round_minor(Decimal(amount) * included / (1 + included))


def matches(rule: Rule, line: PricedLine) -> bool:
    """Whether a promotion covers a line; a seller's covers only that seller's."""
    if rule.seller_id is not None and line.seller_id != rule.seller_id:
        return False
    subject = {
        "all": None,
        "category": line.category_id,
        "seller": line.seller_id,
        "product": line.product_id,
        "offer": line.offer_id,
    }[rule.scope]
    return rule.scope == "all" or subject in rule.scope_ids


def unknown(code: str) -> UnusedCode:
    """The one answer for codes that do not exist and for those that are meant for somebody else."""
    return UnusedCode(
        code, Reason.UNKNOWN, f"We do not know the code {code}, or it is not meant for you. Please check it."
    )


def is_meant_for(rule: Rule, shopper: Shopper) -> bool:
    """Whether the audience of a promotion contains a shopper."""
    if rule.audience == "people":
        return shopper.person_id in rule.person_ids
    return rule.audience == "everyone" or not shopper.has_ordered


def _refusal(
    rule: Rule, lines: Sequence[PricedLine], *, shopper: Shopper, currency: str, now: datetime
) -> UnusedCode | None:
    """Why a promotion does not apply to these lines at all."""
    if not is_meant_for(rule, shopper):
        return unknown(rule.code or "")
    if rule.starts_at is not None and now < rule.starts_at:
        return _unused(
            rule, Reason.NOT_STARTED, "{code} is not valid yet.", starts_at=rule.starts_at.isoformat()
        )
    if rule.ends_at is not None and now >= rule.ends_at:
        return _unused(rule, Reason.ENDED, "{code} is no longer valid.")
    covered = [line for line in lines if matches(rule, line)]
    if not covered or (rule.currency is not None and rule.currency != currency):
        return _unused(rule, Reason.NOT_FOR_ITEMS, "{code} is not for the items in your cart.")
    missing = rule.min_subtotal_minor - sum(
        line.unit_price_minor * line.quantity - line.discount_minor for line in covered
    )
    if missing > 0:
        more = format_minor(missing, currency)
        message = f"Add {more} more of what {{code}} is for to use it."
        return _unused(rule, Reason.THRESHOLD, message, missing_minor=missing, currency=currency)
    units = rule.min_quantity - sum(line.quantity for line in covered)
    if units > 0:
        message = f"Add {units} more of what {{code}} is for to use it."
        return _unused(rule, Reason.THRESHOLD, message, missing_quantity=units)
    return None


def _unused(rule: Rule, reason: Reason, message: str, **facts: object) -> UnusedCode:
    code = rule.code or ""
    return UnusedCode(code, reason, message.replace("{code}", code), facts)


def _best(
    lines: Sequence[PricedLine], shipping: Sequence[ShippingCharge], rules: Sequence[Rule]
) -> tuple[Allocation, ...]:
    """The combination that saves most; the stack wins a draw, then the higher priority, then the older."""
    stack = sorted((rule for rule in rules if rule.is_stackable), key=_turn)
    exclusive = sorted(
        (rule for rule in rules if not rule.is_stackable), key=lambda rule: (-rule.priority, rule.id)
    )
    best = _applied(lines, shipping, stack)
    for rule in exclusive:
        if rule.seller_id is None:
            continue
        # A seller decides about their own lines only: those leave the stack, all others stay in it.
        owners = {one.rule.seller_id for one in best if not one.rule.is_stackable}
        if rule.seller_id in owners:
            others = [
                one.rule for one in best if one.rule.seller_id != rule.seller_id or one.rule.is_stackable
            ]
        else:
            others = [one.rule for one in best]
        tried = _applied(lines, shipping, [*others, rule])
        if _saved(tried) > _saved(best):
            best = tried
    for rule in exclusive:
        if rule.seller_id is None:
            alone = _applied(lines, shipping, [rule])
            if _saved(alone) > _saved(best):
                best = alone
    return best


def _turn(rule: Rule) -> tuple[int, int, UUID]:
    return _ORDER[rule.kind], -rule.priority, rule.id


def _saved(allocations: Iterable[Allocation]) -> int:
    return sum(one.amount_minor for one in allocations)


def _applied(
    lines: Sequence[PricedLine], shipping: Sequence[ShippingCharge], rules: Sequence[Rule]
) -> tuple[Allocation, ...]:
    """Every rule in its turn. Lines of a seller with an exclusive promotion belong to that one alone."""
    left = _Left.of(lines, shipping)
    reserved = {rule.seller_id: rule.id for rule in rules if not rule.is_stackable and rule.seller_id}
    allocations = []
    for rule in sorted(rules, key=_turn):

        def is_free(seller_id: UUID, rule: Rule = rule) -> bool:
            return reserved.get(seller_id, rule.id) == rule.id

        covered = [i for i, line in enumerate(lines) if matches(rule, line) and is_free(line.seller_id)]
        if rule.kind == "free_shipping":
            parcels = _parcels(lines, shipping, covered)
            amounts = [min(left.shipping[i], rule.amount_minor or left.shipping[i]) for i in parcels]
            _take(left.shipping, parcels, amounts)
            parts = _funded(rule, parcels, amounts, is_shipping=True)
        else:
            amounts = _TAKERS[rule.kind](rule, lines, covered, left)
            _take(left.lines, covered, amounts)
            if rule.kind == "buy_x_get_y":
                for i in covered:
                    left.exact[i] = Decimal(left.lines[i])
            parts = _funded(rule, covered, amounts)
        allocations.append(Allocation(rule, parts))
    return tuple(allocations)


def _take(left: list[int], indexes: Sequence[int], amounts: Sequence[int]) -> None:
    for i, amount in zip(indexes, amounts, strict=True):
        left[i] -= amount


def _units_given(rule: Rule, lines: Sequence[PricedLine], covered: Sequence[int], left: _Left) -> list[int]:
    """Of every X + Y units Y are free, the cheapest of all that it covers; a last group may be incomplete."""
    group = rule.buy_quantity + rule.get_quantity
    whole, rest = divmod(sum(lines[i].quantity for i in covered), group)
    free = whole * rule.get_quantity + max(0, rest - rule.buy_quantity)
    amounts = dict.fromkeys(covered, 0)
    for i in sorted(covered, key=lambda i: (lines[i].unit_price_minor, i)):
        units = min(free, lines[i].quantity)
        amounts[i] = min(units * lines[i].unit_price_minor, left.lines[i])
        free -= units
    return list(amounts.values())


def _percentage(rule: Rule, lines: Sequence[PricedLine], covered: Sequence[int], left: _Left) -> list[int]:
    """Percent of what the percentages before it left, rounded once for all lines together."""
    if not covered:
        return []
    kept = (100 - (rule.percent or 0)) / Decimal(100)
    for i in covered:
        left.exact[i] *= kept
    whole = sum(left.lines[i] for i in covered)
    aim = round_minor(sum((left.exact[i] for i in covered), Decimal(0)))
    return split(min(whole, max(0, whole - aim)), [left.lines[i] for i in covered])


def _fixed(rule: Rule, lines: Sequence[PricedLine], covered: Sequence[int], left: _Left) -> list[int]:
    """The amount once, or what is left when that is less."""
    weights = [left.lines[i] for i in covered]
    return split(min(rule.amount_minor or 0, sum(weights)), weights) if covered else []


_TAKERS: Mapping[str, Callable[[Rule, Sequence[PricedLine], Sequence[int], _Left], list[int]]] = {
    "buy_x_get_y": _units_given,
    "percentage": _percentage,
    "fixed": _fixed,
}


def _parcels(
    lines: Sequence[PricedLine], shipping: Sequence[ShippingCharge], covered: Sequence[int]
) -> list[int]:
    """The charges of parcels of which every line is covered."""
    inside = set(covered)
    partial = {(line.seller_id, line.warehouse_id) for i, line in enumerate(lines) if i not in inside}
    return [i for i, one in enumerate(shipping) if (one.seller_id, one.warehouse_id) not in partial]


def _funded(
    rule: Rule, indexes: Sequence[int], amounts: Sequence[int], *, is_shipping: bool = False
) -> tuple[Part, ...]:
    """The parts above zero, each with the marketplace's part; those sum to its share of the whole."""
    taken = [(i, amount) for i, amount in zip(indexes, amounts, strict=True) if amount]
    if not taken:
        return ()
    total = sum(amount for _, amount in taken)
    ours = round_minor(Decimal(total) * rule.marketplace_share_bps / WHOLE_BPS)
    shares = split(ours, [amount for _, amount in taken])
    return tuple(
        Part(i, amount, share, is_shipping) for (i, amount), share in zip(taken, shares, strict=True)
    )


def _summed(
    lines: Sequence[PricedLine],
    shipping: Sequence[ShippingCharge],
    allocations: tuple[Allocation, ...],
    unused: tuple[UnusedCode, ...],
) -> Discounts:
    goods, goods_ours = [0] * len(lines), [0] * len(lines)
    sending, sending_sellers = [0] * len(shipping), [0] * len(shipping)
    for part in (part for one in allocations for part in one.parts):
        if part.is_shipping:
            sending[part.index] += part.amount_minor
            sending_sellers[part.index] += part.amount_minor - part.marketplace_minor
        else:
            goods[part.index] += part.amount_minor
            goods_ours[part.index] += part.marketplace_minor
    return Discounts(
        tuple(goods), tuple(goods_ours), tuple(sending), tuple(sending_sellers), allocations, unused
    )
