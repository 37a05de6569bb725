"""Which demo world is made when nobody says."""

from app.demo.catalogue.model import Size

DEFAULT_SIZE = Size.MEDIUM
DEFAULT_SEED = 1
