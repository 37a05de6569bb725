"""Connections to Stripe are kept, replaced when they ended, and a cut answer is not asked for again."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest
import stripe

from backend.payments.stripe_http import KeptConnections, http_client

ANSWER = b"HTTP/1.1 200 OK\r\nRequest-Id: req_1\r\nContent-Length: 2\r\n\r\n{}"
Talk = Callable[[socket.socket], None]


class Listener:
    """Answers each connection as its talk says, the last talk for all that come later."""

    def __init__(self, *talks: Talk) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}/v1/things"
        self.connections = 0
        self.requests: list[bytes] = []
        self.has_hung_up = threading.Event()
        self._talks = talks
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        while True:
            try:
                accepted, _ = self._socket.accept()
            except OSError:
                return
            talk = self._talks[min(self.connections, len(self._talks) - 1)]
            self.connections += 1
            with accepted:
                talk(accepted)
            self.has_hung_up.set()

    def asked(self, accepted: socket.socket) -> bool:
        """Whether a request came; it is read whole, for what is left unread would reset the connection."""
        said = accepted.recv(65536)
        while said and not _is_whole(said):
            said += accepted.recv(65536)
        if said:
            self.requests.append(said)
        return bool(said)

    def close(self) -> None:
        """Nobody listens any more; closing alone would leave a thread that waits in `accept` listening."""
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()


def _is_whole(request: bytes) -> bool:
    head, end, body = request.partition(b"\r\n\r\n")
    length = re.search(rb"(?i)\r\ncontent-length: (\d+)", head)
    return bool(end) and len(body) >= (int(length[1]) if length else 0)


@pytest.fixture
def client() -> KeptConnections:
    return KeptConnections(connect_timeout_s=1.0, read_timeout_s=0.3)


@pytest.fixture
def listen() -> Iterator[Callable[..., Listener]]:
    opened: list[Listener] = []

    def started(*says: bytes) -> Listener:
        """Says one of `says` per connection, then closes it; b"" is silence, ANSWER goes on for ever."""

        def talk_of(text: bytes) -> Talk:
            def talk(accepted: socket.socket) -> None:
                while listener.asked(accepted):
                    accepted.sendall(text)
                    if text not in (b"", ANSWER):
                        return

            return talk

        listener = Listener(*(talk_of(text) for text in says))
        opened.append(listener)
        return listener

    yield started
    for one in opened:
        one.close()


def test_two_calls_share_a_connection_and_carry_the_sdks_headers(client, listen):
    stripes = listen(ANSWER)
    for _ in range(2):
        body, status, headers = client.request("post", stripes.url, {"Idempotency-Key": "k"}, "amount=5")
        assert (body, status, headers["request-id"]) == (b"{}", 200, "req_1")
    assert stripes.connections == 1
    assert stripes.requests[0].startswith(b"POST /v1/things HTTP/1.1\r\n")
    assert b"Idempotency-Key: k\r\n" in stripes.requests[0]
    assert stripes.requests[0].endswith(b"\r\n\r\namount=5")


def test_a_connection_that_ended_while_idle_is_replaced_unnoticed(client, listen):
    stripes = listen(ANSWER + b" ", ANSWER)
    client.request("get", stripes.url + "?limit=1", {})
    assert stripes.has_hung_up.wait(10)
    assert client.request("get", stripes.url, {})[1] == 200
    assert stripes.connections == 2
    assert stripes.requests[0].startswith(b"GET /v1/things?limit=1 HTTP/1.1\r\n")


@pytest.mark.parametrize(
    ("says", "may_ask_again"),
    [
        (b"", True),
        (b"nonsense\r\n\r\n", True),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{", False),
    ],
)
def test_what_was_not_answered_says_whether_to_ask_again(client, listen, says: bytes, may_ask_again: bool):
    stripes = listen(says)
    with pytest.raises(stripe.APIConnectionError) as silent:
        client.request("post", stripes.url, {}, "amount=5")
    assert silent.value.should_retry is may_ask_again
    assert len(stripes.requests) == 1


def test_nobody_at_the_address_may_be_tried_again(client, listen):
    stripes = listen(ANSWER)
    stripes.close()
    with pytest.raises(stripe.APIConnectionError) as silent:
        client.request("get", stripes.url, {})
    assert silent.value.should_retry is True


def test_behind_a_proxy_the_sdk_goes_its_own_way(monkeypatch):
    chosen = {"connect_timeout_s": 1.0, "read_timeout_s": 1.0, "host": "api.stripe.com", "scheme": "https"}
    monkeypatch.setenv("https_proxy", "http://proxy.example:3128")
    assert isinstance(http_client(**chosen), stripe.RequestsClient)
    monkeypatch.setenv("no_proxy", "stripe.com")
    assert isinstance(http_client(**chosen), KeptConnections)
