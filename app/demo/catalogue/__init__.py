"""The deterministic data of the demo world: shops, goods, opinions and demand, made from a seed number.

Pure Python without a database: `generate` returns one frozen `World`, equal for equal seed and size;
loaders write it through the same verbs that the marketplace uses.
"""

from __future__ import annotations

from app.demo.catalogue.model import Size
from app.demo.catalogue.world import World, generate

__all__ = ["Size", "World", "generate"]
