"""The verbs of those who run promotions: sellers for their own offers, the marketplace for all.

A seller's promotion is funded by that seller and covers that seller's lines, whatever its scope says.
"""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from backend.identity.schemas import Actor, Role
from backend.kit import clock
from backend.kit.errors import InvalidInput
from backend.pricing import locks, promotion_records, promotions
from backend.pricing.errors import CodeTaken, PromotionNotFound
from backend.pricing.models import Coupon, Promotion
from backend.pricing.promotion_schemas import (
    WHOLE_BPS,
    CouponView,
    PromotionCost,
    PromotionInput,
    PromotionView,
    State,
)
from backend.sellers import service as sellers

MOST_PER_PAGE = 100


def create_promotion(
    session: Session, wanted: PromotionInput, *, seller_id: UUID | None = None, actor: Actor
) -> PromotionView:
    """Start a promotion, a seller's own or (without `seller_id`) the marketplace's, for board or operator.

    It runs from `starts_at` (now) on; other processes see it within 5 seconds. Raises PromotionNotFound for
    somebody else's seller, Forbidden, SignInRequired, InvalidInput, CodeTaken.
    """
    _require(seller_id, actor)
    if seller_id is not None:
        sellers.seller_by_id(session, seller_id)
    funded_by = wanted.funded_by or ("marketplace" if seller_id is None else "seller")
    if seller_id is not None and funded_by != "seller":
        raise InvalidInput("A seller's promotion is funded by the seller.", field="funded_by")
    starts_at = wanted.starts_at or clock.now()
    if wanted.ends_at is not None and wanted.ends_at <= starts_at:
        raise InvalidInput("A promotion ends after it starts.", field="ends_at")
    once = wanted.audience == "first_order"
    if once and wanted.max_uses_per_shopper not in (None, 1):
        raise InvalidInput("A shopper has one first order.", field="max_uses_per_shopper")
    per_shopper = 1 if once else wanted.max_uses_per_shopper
    codes = [_checked(code) for code in wanted.codes]
    if len(set(codes)) < len(codes):
        raise InvalidInput("Name each code once.", field="codes")
    shares = {"marketplace": WHOLE_BPS, "seller": 0, "shared": wanted.marketplace_share_bps or 0}
    row = Promotion(
        **wanted.model_dump(exclude={"codes", "scope_ids", "person_ids"})
        | {
            "scope_ids": sorted(wanted.scope_ids),
            "person_ids": sorted(wanted.person_ids),
            "funded_by": funded_by,
            "marketplace_share_bps": shares[funded_by],
            "seller_id": seller_id,
            "starts_at": starts_at,
            "max_uses_per_shopper": per_shopper,
            "is_counted": wanted.max_uses is not None or per_shopper is not None,
            "is_automatic": not codes,
            "created_by": actor.label,
        }
    )
    session.add(row)
    session.flush()
    session.add_all(Coupon(code=code, promotion_id=row.id) for code in codes)
    _flush_codes(session)
    promotions.forget()
    return _views(session, [row])[0]


def add_coupon(
    session: Session,
    promotion_id: UUID,
    *,
    code: str,
    max_uses: int | None = None,
    max_uses_per_shopper: int | None = None,
    seller_id: UUID | None = None,
    actor: Actor,
) -> PromotionView:
    """Give a promotion one more code, with limits of its own. Raises as `create_promotion` does."""
    row = _own(session, promotion_id, seller_id, actor)
    if row.is_automatic:
        raise InvalidInput("This promotion runs by itself and needs no code.", field="code")
    if min(max_uses or 1, max_uses_per_shopper or 1) < 1:
        raise InvalidInput("A limit is at least 1.", field="max_uses")
    if max_uses is not None or max_uses_per_shopper is not None:
        row.is_counted = True
    session.add(
        Coupon(
            code=_checked(code),
            promotion_id=row.id,
            max_uses=max_uses,
            max_uses_per_shopper=max_uses_per_shopper,
        )
    )
    _flush_codes(session)
    return _views(session, [row])[0]


def pause_promotion(
    session: Session, promotion_id: UUID, *, seller_id: UUID | None = None, actor: Actor
) -> PromotionView:
    """Stop offering it; checkouts that hold it keep it. Raises PromotionNotFound, Forbidden."""
    return _switch(session, promotion_id, seller_id, actor, is_active=False)


def resume_promotion(
    session: Session, promotion_id: UUID, *, seller_id: UUID | None = None, actor: Actor
) -> PromotionView:
    """Offer it again. Raises PromotionNotFound, Forbidden."""
    return _switch(session, promotion_id, seller_id, actor, is_active=True)


def list_promotions(
    session: Session,
    *,
    seller_id: UUID | None = None,
    state: State | None = None,
    page: int = 1,
    size: int = 50,
    actor: Actor,
) -> tuple[PromotionView, ...]:
    """A seller's promotions, or everybody's for the marketplace, newest first; `page` starts at 1.

    With `state` only those that run, are planned, paused or ended.

    Raises PromotionNotFound for somebody else's seller, Forbidden, SignInRequired.
    """
    _require(seller_id, actor)
    size = max(1, min(size, MOST_PER_PAGE))
    rows = promotion_records.page(
        session, seller_id, state=state, now=clock.now(), offset=(max(1, page) - 1) * size, limit=size
    )
    return _views(session, rows)


def promotion_counts(session: Session, *, seller_id: UUID, actor: Actor) -> dict[str, int]:
    """How many of a seller's promotions are in each state. Raises as `list_promotions` does."""
    _require(seller_id, actor)
    return promotion_records.counts(session, seller_id, now=clock.now())


def promotion_of_seller(
    session: Session, promotion_id: UUID, *, seller_id: UUID, actor: Actor
) -> PromotionView:
    """One promotion of a seller. Raises PromotionNotFound, for another seller's as well."""
    _require(seller_id, actor)
    row = promotion_records.promotion(session, promotion_id)
    if row is None or row.seller_id != seller_id:
        raise _not_found()
    return _views(session, [row])[0]


def change_promotion(
    session: Session,
    promotion_id: UUID,
    *,
    name: str,
    ends_at: datetime | None,
    max_uses: int | None,
    seller_id: UUID | None = None,
    actor: Actor,
) -> PromotionView:
    """Change what may change once shoppers know of it: the name, the end, how often it may be used.

    What it gives stays: end it and start another. A limit can be moved but not put on or lifted, because
    without one nobody counts. Raises PromotionNotFound, Forbidden, InvalidInput (`name`, `ends_at`,
    `max_uses`).
    """
    row = _own(session, promotion_id, seller_id, actor)
    if not 1 <= len(name.strip()) <= 120:
        raise InvalidInput("A name has 1 to 120 characters.", field="name")
    if row.ends_at is not None and row.ends_at <= clock.now():
        raise InvalidInput("This promotion has ended. Start another one.", field="ends_at")
    if ends_at is not None and ends_at <= max(row.starts_at, clock.now()):
        raise InvalidInput("Choose an end that is still to come, after its start.", field="ends_at")
    if (row.max_uses is None) != (max_uses is None):
        raise InvalidInput("A limit is put on when the promotion starts, or not at all.", field="max_uses")
    if max_uses is not None and not max(1, row.taken) <= max_uses <= 10**9:
        raise InvalidInput(f"It has {row.taken:,} uses already. Choose at least that.", field="max_uses")
    row.name, row.ends_at, row.max_uses = name.strip(), ends_at, max_uses
    session.flush([row])
    promotions.forget()
    return _views(session, [row])[0]


def end_promotion(
    session: Session, promotion_id: UUID, *, seller_id: UUID | None = None, actor: Actor
) -> PromotionView:
    """End it now, for good; checkouts that hold it keep it. One that has ended stays as it is.

    Raises PromotionNotFound, Forbidden, InvalidInput for one that has not begun (pause it).
    """
    row = _own(session, promotion_id, seller_id, actor)
    now = clock.now()
    if row.starts_at >= now:
        raise InvalidInput("It has not begun, so it cannot end. Pause it instead.")
    if row.ends_at is None or row.ends_at > now:
        row.ends_at = now
        session.flush([row])
        promotions.forget()
    return _views(session, [row])[0]


def _require(seller_id: UUID | None, actor: Actor) -> None:
    """The marketplace's people for everything, a seller's for their own: others learn nothing."""
    if seller_id is None:
        actor.require_role(Role.BOARD, Role.OPERATOR)
    elif not (actor.is_system or Role.OPERATOR in actor.roles or seller_id in actor.seller_ids):
        raise _not_found()


def _own(session: Session, promotion_id: UUID, seller_id: UUID | None, actor: Actor) -> Promotion:
    _require(seller_id, actor)
    locks.lock_promotion(session, promotion_id)
    row = promotion_records.promotion(session, promotion_id)
    if row is None or (seller_id is not None and row.seller_id != seller_id):
        raise _not_found()
    return row


def _switch(
    session: Session, promotion_id: UUID, seller_id: UUID | None, actor: Actor, *, is_active: bool
) -> PromotionView:
    row = _own(session, promotion_id, seller_id, actor)
    row.is_active = is_active
    session.flush([row])
    promotions.forget()
    return _views(session, [row])[0]


def _checked(code: str) -> str:
    found = promotions.normal(code)
    if not promotions.CODE.fullmatch(found):
        raise InvalidInput("A code has 3 to 40 letters, digits, hyphens or underscores.", field="codes")
    return found


def _flush_codes(session: Session) -> None:
    try:
        session.flush()
    except IntegrityError as taken:
        raise CodeTaken("Another promotion has this code. Choose another.", field="codes") from taken


def _not_found() -> PromotionNotFound:
    return PromotionNotFound("There is no such promotion.")


def _state(row: Promotion) -> State:
    now = clock.now()
    if row.ends_at is not None and row.ends_at <= now:
        return "ended"
    if not row.is_active:
        return "paused"
    return "planned" if row.starts_at > now else "running"


def _views(session: Session, rows: Collection[Promotion]) -> tuple[PromotionView, ...]:
    ids = [row.id for row in rows]
    coupons: dict[UUID, list[CouponView]] = {}
    for one in promotion_records.coupons_of(session, ids):
        view = CouponView(one.code, one.max_uses, one.max_uses_per_shopper, one.taken, one.is_active)
        coupons.setdefault(one.promotion_id, []).append(view)
    costs: dict[UUID, list[PromotionCost]] = {}
    for one in promotion_records.totals(session, ids):
        cost = PromotionCost(one.currency, one.uses, one.saved_minor, one.marketplace_minor)
        costs.setdefault(one.promotion_id, []).append(cost)
    views = []
    for row in rows:
        used = costs.get(row.id, [])
        views.append(
            PromotionView(
                **{
                    name: getattr(row, name)
                    for name in PromotionView.__slots__
                    if name in Promotion.model_fields and name != "scope_ids"
                },
                scope_ids=tuple(row.scope_ids),
                state=_state(row),
                coupons=tuple(coupons.get(row.id, ())),
                uses=sum(cost.uses for cost in used),
                saved_minor=used[0].saved_minor if used else 0,
                marketplace_minor=used[0].marketplace_minor if used else 0,
                saved_currency=used[0].currency if used else None,
                costs=tuple(used),
            )
        )
    return tuple(views)
