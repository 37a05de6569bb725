"""How large a demo world is, and which one is made when nobody says."""

from enum import StrEnum


class Size(StrEnum):
    """Small suits a test, medium a laptop, large a demonstration of scale."""

    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


DEFAULT_SIZE = Size.MEDIUM
DEFAULT_SEED = 1
