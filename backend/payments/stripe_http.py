"""How the Stripe SDK reaches Stripe: plain HTTP/1.1 over connections that each thread keeps.

The SDK's usual way, through `requests`, costs four times as much as the call itself: sessions that look up
proxies and passwords for each request, adapters, cookies. All of Stripe's own is left to the SDK: headers,
idempotency keys, retries, errors. Where a proxy is set in the environment, its usual way is taken.
"""

from __future__ import annotations

import http.client
import select
import ssl
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import stripe


def http_client(*, connect_timeout_s: float, read_timeout_s: float, host: str, scheme: str) -> Any:
    """What an SDK client for `scheme://host` is given as its `http_client`."""
    if scheme in getproxies() and not proxy_bypass(host):
        return stripe.RequestsClient(timeout=(connect_timeout_s, read_timeout_s))
    return KeptConnections(connect_timeout_s=connect_timeout_s, read_timeout_s=read_timeout_s)


class KeptConnections(stripe.HTTPClient):
    """One connection per thread and host. A call that fails raises APIConnectionError, as the SDK expects."""

    name = "http.client"

    def __init__(self, *, connect_timeout_s: float, read_timeout_s: float) -> None:
        super().__init__()
        self._connect_timeout_s = connect_timeout_s
        self._read_timeout_s = read_timeout_s
        self._context: ssl.SSLContext | None = None

    def request(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str] | None,
        post_data: Any = None,
        **_: Any,
    ) -> tuple[Any, int, Any]:
        """Send one request; body, status and headers of the answer. Raises APIConnectionError."""
        parts = urlsplit(url)
        target = f"{parts.path}?{parts.query}" if parts.query else parts.path
        body = post_data.encode() if isinstance(post_data, str) else post_data
        connection = None
        try:
            connection = self._connection(parts.scheme, parts.netloc)
            connection.request(method.upper(), target, body, dict(headers or {}))
            answer = connection.getresponse()
            return answer.read(), answer.status, answer.headers
        except (OSError, http.client.HTTPException) as error:
            if connection is not None:
                connection.close()
            # Cut off within the answer: the deed is done, whoever asks later finds it. A certificate that
            # is wrong stays wrong. Anything else may be tried again, under the same idempotency key.
            is_final = isinstance(error, http.client.IncompleteRead | ssl.SSLCertVerificationError)
            raise stripe.APIConnectionError(
                f"Stripe was not reached. ({type(error).__name__}: {error})", should_retry=not is_final
            ) from error

    def close(self) -> None:
        """Close this thread's connections."""
        for connection in self._kept().values():
            connection.close()

    def _connection(self, scheme: str, netloc: str) -> http.client.HTTPConnection:
        kept = self._kept()
        found = kept.get((scheme, netloc))
        if found is None:
            found = kept[scheme, netloc] = self._new(scheme, netloc)
        if found.sock is not None and _has_ended(found):
            found.close()
        if found.sock is None:
            found.connect()
            found.sock.settimeout(self._read_timeout_s)
        return found

    def _new(self, scheme: str, netloc: str) -> http.client.HTTPConnection:
        if scheme == "http":
            return http.client.HTTPConnection(netloc, timeout=self._connect_timeout_s)
        if self._context is None:
            self._context = ssl.create_default_context(cafile=stripe.ca_bundle_path)
        return http.client.HTTPSConnection(netloc, timeout=self._connect_timeout_s, context=self._context)

    def _kept(self) -> dict[tuple[str, str], http.client.HTTPConnection]:
        kept: dict[tuple[str, str], http.client.HTTPConnection] = self._thread_local.__dict__.setdefault(
            "kept", {}
        )
        return kept


def _has_ended(connection: http.client.HTTPConnection) -> bool:
    """Whether the other side closed it while idle: there is something to read though nothing was asked."""
    poll = select.poll()
    poll.register(connection.sock, select.POLLIN)
    return bool(poll.poll(0))
