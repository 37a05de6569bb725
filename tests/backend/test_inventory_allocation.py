"""The allocation rules, without a database."""

from __future__ import annotations

from itertools import product
from uuid import UUID

from hypothesis import example, given, settings
from hypothesis import strategies as st

from backend.inventory.policy import Balance, Shelf, Stockroom, Taking, allocate, serve_in_order
from backend.inventory.schemas import Destination

NEW_YORK = Destination("US", "NY")
SELLER, OTHER_SELLER = UUID(int=9001), UUID(int=9002)
REGIONS = {"EWR1": "NJ", "DFW1": "TX", "ONT1": "CA"}
WAREHOUSES = {code: UUID(int=100 + number) for number, code in enumerate(REGIONS)}


def offer(number: int) -> UUID:
    return UUID(int=number)


def room(
    recipes: dict[int, dict[str, int]],
    stock: dict[tuple[str, str], int],
    *,
    sellers: dict[int, UUID] | None = None,
    countries: dict[str, str] | None = None,
) -> Stockroom:
    """`recipes`: offer -> {item: pieces}; `stock`: (item, warehouse) -> available."""
    items = sorted({item for item, _ in stock})
    shelves = [
        Shelf(
            offer_id=offer(number),
            pieces=pieces,
            component_count=len(recipe),
            seller_id=(sellers or {}).get(number, SELLER),
            warehouse_code=code,
            country=(countries or {}).get(code, "US"),
            region="" if countries and code in countries else REGIONS[code],
            balance=Balance(
                id=UUID(int=1000 + 10 * items.index(item) + list(REGIONS).index(code)),
                stock_item_id=UUID(int=500 + items.index(item)),
                warehouse_id=WAREHOUSES[code],
                on_hand=available,
                reserved=0,
                safety_stock=0,
                largest_component=9,
            ),
        )
        for number, recipe in recipes.items()
        for item, pieces in recipe.items()
        for (kept, code), available in stock.items()
        if kept == item
    ]
    return Stockroom(shelves)


def found(takings: tuple[Taking, ...] | None) -> list[tuple[int, str, int]] | None:
    codes = {warehouse_id: code for code, warehouse_id in WAREHOUSES.items()}
    if takings is None:
        return None
    return sorted((taking.offer_id.int, codes[taking.warehouse_id], taking.units) for taking in takings)


def test_the_nearest_warehouse_that_has_it_serves():
    stock = {("lamp", "ONT1"): 5, ("lamp", "DFW1"): 5, ("lamp", "EWR1"): 5}
    assert found(allocate(room({1: {"lamp": 1}}, stock), {offer(1): 2}, NEW_YORK)) == [(1, "EWR1", 2)]
    stock["lamp", "EWR1"] = 1
    assert found(allocate(room({1: {"lamp": 1}}, stock), {offer(1): 2}, NEW_YORK)) == [(1, "DFW1", 2)]
    to_california = Destination("US", "CA")
    assert found(allocate(room({1: {"lamp": 1}}, stock), {offer(1): 2}, to_california)) == [(1, "ONT1", 2)]


def test_the_destinations_own_country_comes_before_a_shorter_way():
    stock = {("lamp", "EWR1"): 5, ("lamp", "ONT1"): 5}
    world = room({1: {"lamp": 1}}, stock, countries={"EWR1": "AT"})
    assert found(allocate(world, {offer(1): 1}, Destination("AT"))) == [(1, "EWR1", 1)]
    world = room({1: {"lamp": 1}}, stock, countries={"EWR1": "FR"})
    assert found(allocate(world, {offer(1): 1}, NEW_YORK)) == [(1, "ONT1", 1)]


def test_one_parcel_per_seller_beats_the_shortest_way_of_each_line():
    stock = {("lamp", "EWR1"): 5, ("desk", "DFW1"): 5, ("lamp", "DFW1"): 5}
    recipes = {1: {"lamp": 1}, 2: {"desk": 1}}
    demand = {offer(1): 1, offer(2): 1}
    assert found(allocate(room(recipes, stock), demand, NEW_YORK)) == [(1, "DFW1", 1), (2, "DFW1", 1)]
    two_sellers = room(recipes, stock, sellers={2: OTHER_SELLER})
    assert found(allocate(two_sellers, demand, NEW_YORK)) == [(1, "EWR1", 1), (2, "DFW1", 1)]


def test_a_split_empties_the_warehouse_that_serves_most_first():
    stock = {("lamp", "EWR1"): 1, ("lamp", "DFW1"): 2, ("lamp", "ONT1"): 4}
    assert found(allocate(room({1: {"lamp": 1}}, stock), {offer(1): 5}, NEW_YORK)) == [
        (1, "DFW1", 1),
        (1, "ONT1", 4),
    ]


def test_a_bundle_chooses_before_singles_that_can_come_from_anywhere():
    stock = {("camera", "EWR1"): 1, ("strap", "EWR1"): 1, ("camera", "ONT1"): 1}
    world = room({1: {"camera": 1}, 2: {"camera": 1, "strap": 1}}, stock)
    assert found(allocate(world, {offer(1): 1, offer(2): 1}, NEW_YORK)) == [(1, "ONT1", 1), (2, "EWR1", 1)]


def test_a_failure_leaves_the_room_as_it_was():
    world = room({1: {"lamp": 1}, 2: {"desk": 1}}, {("lamp", "EWR1"): 3, ("desk", "EWR1"): 1})
    assert allocate(world, {offer(1): 3, offer(2): 2}, NEW_YORK) is None
    assert sorted(world.left.values()) == [1, 3]


def feasible(
    recipes: dict[int, dict[str, int]], stock: dict[tuple[str, str], int], demand: dict[int, int]
) -> bool:
    """By trying every warehouse for every single unit."""
    units = [number for number, count in demand.items() for _ in range(count)]
    for choice in product(REGIONS, repeat=len(units)):
        left = dict(stock)
        for number, code in zip(units, choice, strict=True):
            for item, pieces in recipes[number].items():
                left[item, code] = left.get((item, code), 0) - pieces
        if min(left.values(), default=0) >= 0:
            return True
    return False


_recipes = st.dictionaries(
    st.integers(1, 3), st.dictionaries(st.sampled_from("abc"), st.integers(1, 2), min_size=1), min_size=1
)
_stock = st.dictionaries(st.tuples(st.sampled_from("abc"), st.sampled_from(list(REGIONS))), st.integers(0, 3))


@settings(max_examples=400, deadline=None)
@given(_recipes, _stock, st.data())
def test_an_allocation_is_found_exactly_when_there_is_one(recipes, stock, data):
    demand = data.draw(st.dictionaries(st.sampled_from(sorted(recipes)), st.integers(1, 2), min_size=1))
    world = room(recipes, stock)
    before = dict(world.left)

    takings = allocate(world, {offer(number): units for number, units in demand.items()}, NEW_YORK)

    assert (takings is not None) == feasible(recipes, stock, demand)
    if takings is None:
        assert world.left == before
        return
    assert min(world.left.values()) >= 0
    served: dict[int, int] = {}
    for taking in takings:
        served[taking.offer_id.int] = served.get(taking.offer_id.int, 0) + taking.units
    assert served == demand


@settings(max_examples=200, deadline=None)
@given(_recipes, _stock)
@example({1: {"a": 1}}, {})
def test_serving_in_order_never_takes_more_than_there_is(recipes, stock):
    world = room(recipes, stock)
    demand = {offer(number): 2 for number in recipes}

    takings, short = serve_in_order(world, demand)

    assert min(world.left.values(), default=0) >= 0
    missing = {line.offer_id: line.requested - line.available for line in short}
    for offer_id, units in demand.items():
        taken = sum(taking.units for taking in takings if taking.offer_id == offer_id)
        assert taken == units - missing.get(offer_id, 0)
