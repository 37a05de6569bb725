"""What the demo world sells: every product type with its styles, values and words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from app.demo.catalogue.grammar import (
    accessories,
    audio_video,
    beauty,
    clothing,
    computing,
    decor,
    family,
    furniture,
    kitchen,
    outdoors,
    paper,
    shoes_bags,
    tableware,
    textiles_lighting,
    tools,
)
from app.demo.catalogue.grammar.definition import ProductType

PRODUCT_TYPES: Mapping[str, ProductType] = MappingProxyType(
    {
        kind.key: kind
        for department in (
            audio_video,
            computing,
            furniture,
            textiles_lighting,
            decor,
            kitchen,
            tableware,
            clothing,
            shoes_bags,
            accessories,
            outdoors,
            family,
            beauty,
            paper,
            tools,
        )
        for kind in department.TYPES
    }
)
