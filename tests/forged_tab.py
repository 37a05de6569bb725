"""A browser tab that is a liar: speaks the page's socket protocol by hand and sends what no page would."""

from __future__ import annotations

import json
import time
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from simple_websocket import Client, ConnectionClosed

_NAMESPACE = "/_event"
_PING, _PONG, _CONNECT, _EVENT = "2", "3", "40", "42"


class ForgedTab:
    """One Engine.IO 4 connection over a WebSocket, joined to the namespace of events.

    Raises simple_websocket.ConnectionError when the handshake is refused.
    """

    def __init__(self, address: str, *, cookie: str = "", origin: str = "") -> None:
        headers = {name: value for name, value in (("Cookie", cookie), ("Origin", origin)) if value}
        self._socket = Client(
            f"ws://{urlsplit(address).netloc}{_NAMESPACE}/?EIO=4&transport=websocket&token={uuid4()}",
            headers=headers,
        )
        # Without waiting for the handshake: the client sees one that came along with the upgrade late.
        self._socket.send(f"{_CONNECT}{_NAMESPACE},")
        while not (packet := self._packet(30)).startswith(_CONNECT):
            assert packet, "the server does not let us in"

    def __enter__(self) -> ForgedTab:
        return self

    def __exit__(self, *_: object) -> None:
        if self._socket.connected:
            self._socket.close()

    def send(self, name: str, payload: Any, *, path: str = "/") -> None:
        """Ask for a handler by its full name."""
        route = {"pathname": path, "query": {}, "asPath": path}
        self.send_raw(["event", {"name": name, "payload": payload, "router_data": route}])

    def send_raw(self, packet: Any) -> None:
        """Send any packet at all."""
        self._socket.send(f"{_EVENT}{_NAMESPACE},{json.dumps(packet)}")

    def answer(self, *, within_s: float = 20) -> dict[str, Any]:
        """The next update that the server sends; empty when none comes in time or the connection ends."""
        deadline = time.monotonic() + within_s
        while (left := deadline - time.monotonic()) > 0:
            packet = self._packet(left)
            if packet.startswith(_EVENT):
                update: dict[str, Any] = json.loads(packet[packet.index(",") + 1 :])[1]
                return update
        return {}

    def is_cut_off(self, *, within_s: float = 20) -> bool:
        """Whether the server ends the connection."""
        deadline = time.monotonic() + within_s
        while self._socket.connected and time.monotonic() < deadline:
            self._packet(0.2)
        return not self._socket.connected

    def _packet(self, within_s: float) -> str:
        try:
            packet = self._socket.receive(within_s)
        except ConnectionClosed:
            return ""
        if packet == _PING:
            self._socket.send(_PONG)
        return str(packet or "")
