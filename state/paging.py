"""Pages of a table whose address says which."""

from collections.abc import Callable

from state.typed_numbers import whole

Step = tuple[str, str, bool]


def page_of(text: str) -> int:
    """The page that an address names, 1 for anything that is none."""
    return whole(text, 1, 99_999) or 1


def page_steps(page: int, last: int, address: Callable[[int], str]) -> tuple[list[Step], str, str]:
    """First, last and those around the current page, then the addresses before and after it."""
    if last <= 1:
        return [], "", ""
    near = sorted({1, last, *range(max(1, page - 1), min(last, page + 1) + 1)})
    steps: list[Step] = []
    for position, number in enumerate(near):
        if position and number > near[position - 1] + 1:
            steps.append(("…", "", False))
        steps.append((f"{number:,}", address(number), number == page))
    return steps, address(page - 1) if page > 1 else "", address(page + 1) if page < last else ""
