"""Which stock serves which demand. Pure.

Rules, the first that decides wins:
1. Every unit of an offer comes whole from one warehouse, also when the offer is a bundle.
2. What one seller sends comes from one warehouse if any can serve all of it: the nearest, in the
   destination's own country first; ties go by the warehouse's code.
3. Otherwise warehouses are emptied in the order of how many of the seller's units they can serve (then
   nearest): fewest parcels.
4. Offers that need several pieces choose before single ones, which can use what remains anywhere.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from uuid import UUID

from backend.inventory.schemas import Destination, Reach
from backend.kit import places

_FAR_AWAY_KM = 1_000_000
# Only bundles that compete for the last pieces of several warehouses make the search try again at all.
_SEARCH_LIMIT = 1_000


@dataclass(frozen=True, slots=True)
class Balance:
    """A balance as it was locked; `largest_component` is the most pieces that one unit of any offer takes."""

    id: UUID
    stock_item_id: UUID
    warehouse_id: UUID
    on_hand: int
    reserved: int
    safety_stock: int
    largest_component: int

    @property
    def available(self) -> int:
        """Pieces that can be promised now."""
        return max(0, self.on_hand - self.reserved - self.safety_stock)

    def with_reserved(self, quantity: int) -> "Balance":
        """This balance after `quantity` more pieces were promised."""
        return replace(self, reserved=self.reserved + quantity)


@dataclass(frozen=True, slots=True)
class Shelf:
    """A balance from the view of one offer that takes `pieces` of it per unit.

    `component_count` is how many different items the offer takes in all.
    """

    offer_id: UUID
    pieces: int
    component_count: int
    seller_id: UUID
    warehouse_code: str
    country: str
    region: str
    balance: Balance


@dataclass(frozen=True, slots=True)
class Taking:
    """`units` of an offer from a warehouse."""

    offer_id: UUID
    warehouse_id: UUID
    units: int


@dataclass(frozen=True, slots=True)
class ShortLine:
    """An offer of which only `available` of the `requested` units are left for this demand."""

    offer_id: UUID
    requested: int
    available: int


class Stockroom:
    """What is left on the shelves while an allocation is being found."""

    def __init__(self, shelves: Iterable[Shelf]):
        self.left: dict[UUID, int] = {}
        self.warehouses: dict[UUID, Shelf] = {}
        self.sellers: dict[UUID, UUID] = {}
        self._items: dict[UUID, UUID] = {}
        self._pieces: dict[tuple[UUID, UUID], list[Shelf]] = defaultdict(list)
        for shelf in shelves:
            self.left[shelf.balance.id] = shelf.balance.available
            self.warehouses.setdefault(shelf.balance.warehouse_id, shelf)
            self.sellers.setdefault(shelf.offer_id, shelf.seller_id)
            self._items[shelf.balance.id] = shelf.balance.stock_item_id
            self._pieces[shelf.offer_id, shelf.balance.warehouse_id].append(shelf)

    def with_left(self, left: Mapping[UUID, int]) -> "Stockroom":
        """The same room with `left` on some of its shelves."""
        other = copy(self)
        other.left = self.left | {one: left[one] for one in left.keys() & self.left.keys()}
        return other

    def shelves(self, offer_id: UUID, warehouse_id: UUID) -> Sequence[Shelf]:
        """Where a unit of the offer takes its pieces in the warehouse; empty when one is not kept there."""
        found = self._pieces.get((offer_id, warehouse_id), ())
        return found if found and len(found) == found[0].component_count else ()

    def balances(self) -> dict[UUID, Balance]:
        """The balances of all shelves, as they were at first."""
        return {one.balance.id: one.balance for shelves in self._pieces.values() for one in shelves}

    def units(self, offer_id: UUID, warehouse_id: UUID) -> int:
        """Units of the offer that the warehouse can still serve."""
        shelves = self.shelves(offer_id, warehouse_id)
        return min((self.left[one.balance.id] // one.pieces for one in shelves), default=0)

    def sellable(self, offer_id: UUID) -> int:
        """Units of the offer that all warehouses together can still serve."""
        return sum(self.units(offer_id, warehouse_id) for warehouse_id in self.warehouses)

    def pieces_per_unit(self, offer_id: UUID) -> int:
        """Pieces of all items that one unit of the offer takes."""
        return sum(self._recipe(offer_id).values())

    def _recipe(self, offer_id: UUID) -> dict[UUID, int]:
        return {
            one.balance.stock_item_id: one.pieces
            for warehouse_id in self.warehouses
            for one in self._pieces.get((offer_id, warehouse_id), ())
        }

    def take(self, offer_id: UUID, warehouse_id: UUID, units: int) -> None:
        """Take `units` (negative: put back)."""
        for one in self.shelves(offer_id, warehouse_id):
            self.left[one.balance.id] -= one.pieces * units

    def covers(self, demand: Mapping[UUID, int]) -> bool:
        """Whether each line alone, and each item over all lines, is there in sufficient number.

        Necessary, and decides nearly every shortage without a search.
        """
        pieces: dict[UUID, int] = defaultdict(int)
        for offer_id, units in demand.items():
            if self.sellable(offer_id) < units:
                return False
            for item_id, count in self._recipe(offer_id).items():
                pieces[item_id] += count * units
        stock: dict[UUID, int] = defaultdict(int)
        for balance_id, left in self.left.items():
            stock[self._items[balance_id]] += left
        return all(stock[item_id] >= count for item_id, count in pieces.items())

    def serves(self, demand: Mapping[UUID, int], warehouse_id: UUID) -> bool:
        """Whether the warehouse can serve all of `demand`, items that offers share counted together."""
        needed: dict[UUID, int] = defaultdict(int)
        for offer_id, units in demand.items():
            shelves = self.shelves(offer_id, warehouse_id)
            if not shelves:
                return False
            for one in shelves:
                needed[one.balance.id] += one.pieces * units
        return all(self.left[balance_id] >= pieces for balance_id, pieces in needed.items())


def allocate(
    room: Stockroom, demand: Mapping[UUID, int], destination: Destination
) -> tuple[Taking, ...] | None:
    """Takings that serve all of `demand` (units by offer) by the rules above, or None when there are none.

    `room` keeps what is left after a success and is unchanged after a failure.
    """
    if not room.covers(demand):
        return None
    before = dict(room.left)
    takings: list[Taking] = []
    by_seller: dict[UUID, dict[UUID, int]] = defaultdict(dict)
    for offer_id, units in demand.items():
        by_seller[room.sellers[offer_id]][offer_id] = units
    nearest = sorted(room.warehouses, key=lambda one: _nearness(room.warehouses[one], destination))
    for wanted in by_seller.values():
        found = _allocate_seller(room, wanted, nearest)
        if found is None:
            room.left = before
            return None
        takings += found
    return tuple(takings)


def _nearness(warehouse: Shelf, destination: Destination) -> tuple[bool, int, str]:
    distance = places.distance_km(
        warehouse.country, warehouse.region, destination.country, destination.region
    )
    return (
        warehouse.country != destination.country,
        _FAR_AWAY_KM if distance is None else distance,
        warehouse.warehouse_code,
    )


def _allocate_seller(
    room: Stockroom, wanted: Mapping[UUID, int], nearest: Sequence[UUID]
) -> list[Taking] | None:
    for warehouse_id in nearest:
        if room.serves(wanted, warehouse_id):
            for offer_id, units in wanted.items():
                room.take(offer_id, warehouse_id, units)
            return [Taking(offer_id, warehouse_id, units) for offer_id, units in wanted.items()]
    fullest = sorted(
        nearest,
        key=lambda one: -sum(min(units, room.units(offer_id, one)) for offer_id, units in wanted.items()),
    )
    hardest_first = sorted(wanted.items(), key=lambda item: -room.pieces_per_unit(item[0]))
    return _Search(room, fullest).place(hardest_first)


class _Search:
    """Backtracking over how lines are split between warehouses; the first try takes most from the first."""

    def __init__(self, room: Stockroom, warehouses: Sequence[UUID]):
        self._room = room
        self._warehouses = warehouses
        self._tries = 0

    def place(self, lines: Sequence[tuple[UUID, int]]) -> list[Taking] | None:
        if not lines:
            return []
        (offer_id, units), rest = lines[0], lines[1:]
        for split in self._splits(offer_id, units, self._warehouses):
            self._tries += 1
            for taking in split:
                self._room.take(offer_id, taking.warehouse_id, taking.units)
            placed = self.place(rest)
            if placed is not None:
                return [*split, *placed]
            for taking in split:
                self._room.take(offer_id, taking.warehouse_id, -taking.units)
            if self._tries >= _SEARCH_LIMIT:
                break
        return None

    def _splits(self, offer_id: UUID, units: int, warehouses: Sequence[UUID]) -> Iterator[list[Taking]]:
        if units == 0:
            yield []
            return
        if not warehouses:
            return
        here, others = warehouses[0], warehouses[1:]
        if sum(self._room.units(offer_id, one) for one in warehouses) < units:
            return
        for taken in range(min(units, self._room.units(offer_id, here)), -1, -1):
            for split in self._splits(offer_id, units - taken, others):
                yield ([Taking(offer_id, here, taken)] if taken else []) + split


def serve_in_order(
    room: Stockroom, demand: Mapping[UUID, int]
) -> tuple[tuple[Taking, ...], tuple[ShortLine, ...]]:
    """What each line gets when lines are served in their order, and which come away with too little."""
    takings, short = [], []
    for offer_id, units in demand.items():
        available = room.sellable(offer_id)
        if available < units:
            short.append(ShortLine(offer_id, units, available))
        wanted = min(units, available)
        for warehouse_id in room.warehouses:
            taken = min(wanted, room.units(offer_id, warehouse_id))
            if taken:
                room.take(offer_id, warehouse_id, taken)
                takings.append(Taking(offer_id, warehouse_id, taken))
                wanted -= taken
    return tuple(takings), tuple(short)


def reach(
    shelves: Sequence[Shelf], demand: Mapping[UUID, int], offers: Collection[UUID]
) -> dict[UUID, Reach]:
    """How far the stock reaches for each of `offers` while `demand` (units by offer, in order) is wanted."""
    room = Stockroom(shelves)
    alone = {one: room.sellable(one) for one in offers}
    takers: dict[UUID, set[UUID]] = defaultdict(set)
    for shelf in shelves:
        takers[shelf.balance.stock_item_id].add(shelf.offer_id)
    sharing = {offer for some in takers.values() if len(some) > 1 for offer in some}
    found = {one: Reach(units, units, units) for one, units in alone.items()}
    if not sharing:
        return found
    wanted = {one: units for one, units in demand.items() if one in sharing}
    is_enough = room.covers(wanted)
    for one in sharing & set(offers):
        earlier, others = {}, {other: units for other, units in wanted.items() if other != one}
        for other, units in wanted.items():
            if other == one:
                break
            earlier[other] = units
        least = wanted.get(one, 0) if is_enough else 0
        found[one] = Reach(
            alone[one],
            max(least, _left_after(room, earlier, one)),
            max(least, _left_after(room, others, one)),
            shares=True,
        )
    return found


def _left_after(room: Stockroom, served: Mapping[UUID, int], offer_id: UUID) -> int:
    other = room.with_left(room.left)
    serve_in_order(other, served)
    return other.sellable(offer_id)


def may_cross_zero(before: int, after: int, largest_component: int) -> bool:
    """Whether an offer of up to `largest_component` pieces may have become sellable or ceased to be."""
    return before != after and min(before, after) < largest_component
