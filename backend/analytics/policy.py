"""Arithmetic of the board.

Definitions. GMV: the totals (goods, shipping and tax, after discounts) of all orders placed in the window,
cancelled ones included, since GMV is gross. Conversion: purchases per distinct visitor and day. Abandonment:
the share of visitors who put something into a cart and did not buy that day. Average order value: GMV per
purchase. Days are UTC.
"""

from collections.abc import Mapping

from backend.kit.money import split

# The kinds of events that show that a visitor reached a step: a step includes those beyond it.
REACHED: Mapping[str, frozenset[str]] = {
    "visitors": frozenset({"visit", "view", "search", "add_to_cart", "checkout_started"}),
    "viewers": frozenset({"view", "add_to_cart", "checkout_started"}),
    "searchers": frozenset({"search"}),
    "adders": frozenset({"add_to_cart", "checkout_started"}),
    "checkout_starters": frozenset({"checkout_started"}),
}


def department_parts(total_minor: int, weights: Mapping[str, int]) -> dict[str, int]:
    """An order's total (minor units) by department, in proportion to `weights`, largest first.

    The parts sum to the total: largest remainder, in the order of weight, then name.
    """
    ranked = sorted(weights, key=lambda department: (-weights[department], department))
    return dict(zip(ranked, split(total_minor, [weights[one] for one in ranked]), strict=True))


def basis_points(part: int, whole: int) -> int:
    """`part` of `whole` in hundredths of a per cent, half up; 0 of nothing."""
    return (part * 20_000 + whole) // (2 * whole) if whole else 0


def ratio(total: int, count: int) -> int:
    """`total` per `count`, half up; 0 without any."""
    return (total * 2 + count) // (2 * count) if count else 0
