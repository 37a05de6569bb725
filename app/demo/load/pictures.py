"""Draws each distinct picture of the demo world once and keeps it in object storage."""

import json

from app.demo.catalogue.model import PictureSpec
from app.demo.pictures import draw
from backend.catalog.media import store_drawing


class Album:
    """Storage keys of pictures by what they show."""

    def __init__(self) -> None:
        self._keys: dict[str, str] = {}

    def key(self, spec: PictureSpec) -> str:
        """The storage key of a picture, drawn when it is new."""
        identity = json.dumps(
            [spec.product_type, spec.colour, dict(spec.attributes), spec.hue, spec.variation], sort_keys=True
        )
        if identity not in self._keys:
            self._keys[identity] = store_drawing(
                draw(
                    spec.product_type,
                    colour=spec.colour,
                    attributes=dict(spec.attributes),
                    hue=spec.hue,
                    variation=spec.variation,
                )
            )
        return self._keys[identity]

    def __len__(self) -> int:
        return len(self._keys)
