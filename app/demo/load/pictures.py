"""Draws each distinct picture of the demo world once, on every core, and keeps it in object storage."""

import json
import multiprocessing
import os
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor

from app.demo.catalogue.model import PictureSpec
from app.demo.pictures import draw
from backend.catalog.media import PictureFormat, derivative, store_drawing

_CHUNK = 50


class Album:
    """Storage keys of pictures by what they show."""

    def __init__(self) -> None:
        self._keys: dict[str, str] = {}

    def fill(self, specs: Iterable[PictureSpec], progress: Callable[[int, int], None]) -> None:
        """Draw and store every distinct picture."""
        wanted = {_identity(spec): spec for spec in specs}
        with _every_core() as pool:
            keys = pool.map(_stored, wanted.values(), chunksize=_CHUNK)
            for number, (identity, key) in enumerate(zip(wanted, keys, strict=True), 1):
                self._keys[identity] = key
                if number % 250 == 0 or number == len(wanted):
                    progress(number, len(wanted))

    def key(self, spec: PictureSpec) -> str:
        """The storage key of a picture. Raises KeyError for one that was not drawn."""
        return self._keys[_identity(spec)]

    def __len__(self) -> int:
        return len(self._keys)


def derive(keys: Iterable[str], *, width: int) -> None:
    """Make the pictures that the first visitors will ask for, so that they need not wait."""
    with _every_core() as pool:
        list(pool.map(_derived, [(key, width) for key in keys], chunksize=4))


def _every_core() -> ProcessPoolExecutor:
    # Forked children would inherit database connections.
    return ProcessPoolExecutor(os.cpu_count(), mp_context=multiprocessing.get_context("spawn"))


def _identity(spec: PictureSpec) -> str:
    return json.dumps(
        [spec.product_type, spec.colour, dict(spec.attributes), spec.hue, spec.variation], sort_keys=True
    )


def _stored(spec: PictureSpec) -> str:
    return store_drawing(
        draw(
            spec.product_type,
            colour=spec.colour,
            attributes=dict(spec.attributes),
            hue=spec.hue,
            variation=spec.variation,
        )
    )


def _derived(wanted: tuple[str, int]) -> None:
    key, width = wanted
    derivative(key, width=width, picture_format=PictureFormat.AVIF)
