"""Answers that are drawn once for as long as the view they show is the present one."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

T = TypeVar("T")


class ReadyAnswers(Generic[T]):
    """The bytes of at most `size` views. They age with the view, so they make no answer older than it is."""

    def __init__(self, draw: Callable[[T], bytes], *, size: int) -> None:
        self._draw = draw
        self._size = size
        self._kept: OrderedDict[Hashable, tuple[T, bytes]] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, key: Hashable, view: T) -> bytes:
        """The answer that shows `view`; drawn anew when `key` showed another one last time."""
        kept = self._kept.get(key)
        if kept is not None and kept[0] is view:
            return kept[1]
        body = self._draw(view)
        with self._lock:
            self._kept[key] = (view, body)
            self._kept.move_to_end(key)
            while len(self._kept) > self._size:
                self._kept.popitem(last=False)
        return body
