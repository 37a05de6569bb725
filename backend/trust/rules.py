"""What a shop would check by hand: the baseline that the model has to beat. Never used to decide.

Points per suspicious fact, as fraud teams write such lists: weighed by how often each was right in the months
that train the model, so that it is a fair opponent. Pure.
"""

from collections.abc import Mapping

_POINTS: tuple[tuple[str, float, int], ...] = (
    ("cards_by_visitor", 3, 2),
    ("cards_by_visitor", 4, 3),
    ("cards_by_email", 4, 1),
    ("declines_by_visitor", 2, 2),
    ("declines_by_email", 2, 2),
    ("declines_by_network", 3, 3),
    ("visitor_1h", 2, 2),
    ("network_1h", 4, 4),
    ("emails_by_address", 2, 2),
    ("emails_by_address", 4, 4),
    ("small_before", 2, 3),
    ("disputes", 1, 2),
    ("disputes", 2, 3),
    ("mail_class", 2, 4),
    ("billing_differs", 1, 1),
    ("amount", 1_000, 1),
    ("amount", 2_000, 1),
    ("dollars_per_kg", 800, 1),
)


def points(vector: Mapping[str, float]) -> int:
    """The rules' score of an attempt: more is worse."""
    score = sum(points for name, at_least, points in _POINTS if vector[name] >= at_least)
    is_elsewhere = vector["browser_is_new"] == 1 and vector["address_is_new"] == 1
    is_new = vector["email_age"] != vector["email_age"]
    is_resold = vector["dollars_per_kg"] > 400 and vector["amount"] > 300
    score += 2 * is_elsewhere
    score += 2 * (is_elsewhere and vector["network_is_new"] == 1)
    score += 1 * (is_elsewhere and vector["amount_vs_usual"] > 1.5)
    score += 2 * (is_new and is_resold and vector["is_fast"] == 1)
    score += 2 * (is_new and is_resold and vector["billing_differs"] == 1)
    return int(score)
