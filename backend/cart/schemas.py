"""What the cart takes and shows. Prices are minor units of the cart's currency."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from backend.pricing.promotion_schemas import AppliedPromotion, UnusedCode

MOST_PER_LINE = 99
MOST_LINES = 100
MOST_CODES = 5
MOST_SAVED = 100

ProblemKind = Literal["gone", "sold_out", "short", "limit", "price"]
NoteKind = Literal["gone", "sold_out", "few", "price"]
ChangeKind = Literal["added", "capped", "left_out", "saved", "currency"]


@dataclass(frozen=True, slots=True)
class CartOwner:
    """Whose cart: a signed-in person's, else the visitor's."""

    person_id: UUID | None = None
    visitor_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class CartLineView:
    """A line at the present price.

    `seen_price_minor` is the price that the shopper last saw. `problem` says in words what keeps the line
    from being bought as it is, `problem_kind` names it for machines. `available` counts what the lines above
    it leave where they share stock. `largest` is what the line may grow to: stock, 99, and `max_per_order`,
    which the seller may have set.
    """

    offer_id: UUID
    product_slug: str
    title: str
    options_text: str
    picture_key: str
    seller_name: str
    quantity: int
    unit_price_minor: int
    seen_price_minor: int
    line_total_minor: int
    available: int
    problem: str | None
    problem_kind: ProblemKind | None
    largest: int = MOST_PER_LINE
    max_per_order: int | None = None
    product_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class SavedLineView:
    """An offer put aside for later, at the present price.

    `note` says in words what to know about stock and price, `note_kind` names it. `can_move` is whether it
    can go back into the cart now.
    """

    offer_id: UUID
    product_slug: str
    title: str
    options_text: str
    picture_key: str
    seller_name: str
    quantity: int
    unit_price_minor: int
    seen_price_minor: int
    currency: str
    available: int
    note: str
    note_kind: NoteKind | None
    can_move: bool


@dataclass(frozen=True, slots=True)
class CartChange:
    """Something that the cart did otherwise than asked, or by itself, in words."""

    message: str
    kind: ChangeKind
    offer_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class CartView:
    """A cart as shoppers see it; `id` is empty until something was added.

    `count` is the number of units. `subtotal_minor` leaves out lines that are no longer sold. `changes` tells
    what the call that answered this view did otherwise than asked. `discount_minor` is what `promotions` take
    off the goods, before shipping is known; `unused_codes` says of the others why they take off nothing.
    """

    id: UUID | None
    owner: CartOwner
    lines: tuple[CartLineView, ...]
    count: int
    subtotal_minor: int
    currency: str
    has_problems: bool
    changes: tuple[CartChange, ...] = ()
    codes: tuple[str, ...] = ()
    promotions: tuple[AppliedPromotion, ...] = ()
    discount_minor: int = 0
    unused_codes: tuple[UnusedCode, ...] = ()


@dataclass(frozen=True, slots=True)
class CartContents:
    """What a checkout takes over: lines as (offer id, quantity, seen price), codes and currency."""

    cart_id: UUID
    lines: tuple[tuple[UUID, int, int], ...]
    codes: tuple[str, ...]
    currency: str = "USD"
