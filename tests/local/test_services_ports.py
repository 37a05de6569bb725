"""A taken port is explained, not guessed around."""

import os
import socket

from app.local import ports


def test_the_owner_of_a_port_is_named_with_pid_and_command() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        owner = ports.owner(port)
        assert owner is not None
        assert owner.pid == os.getpid()
        assert "python" in owner.command
        assert str(os.getpid()) in str(owner)


def test_a_free_port_has_no_owner() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    assert ports.owner(port) is None
    assert ports.is_free(port)


def test_a_listener_on_all_addresses_takes_the_port_too() -> None:
    with socket.create_server(("0.0.0.0", 0)) as listener:  # noqa: S104 -- an address that others took
        port = listener.getsockname()[1]
        assert not ports.is_free(port)
        assert ports.answers(port)


def test_the_preferred_port_is_kept_when_free_and_left_when_taken() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        assert ports.free_port(port) != port
    assert ports.free_port(port) == port
    assert ports.free_port(port, not_among=frozenset({port})) != port
