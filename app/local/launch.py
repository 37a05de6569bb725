"""Become another program that dies with its parent: `launch.py PARENT SIGNAL UID GID CAPABILITY -- COMMAND…`.

Runs as a script of its own, without the package, so that it starts in milliseconds and works from
threaded parents, where `preexec_fn` may hang. `-1` leaves user, group or capability alone.
"""

import ctypes
import os
import signal
import sys

_SET_DEATH_SIGNAL, _KEEP_CAPABILITIES, _AMBIENT, _AMBIENT_RAISE = 1, 8, 47, 2  # <linux/prctl.h>
_CAPABILITY_VERSION_3 = 0x20080522  # <linux/capability.h>


class _Header(ctypes.Structure):
    _fields_ = [("version", ctypes.c_uint32), ("pid", ctypes.c_int)]


class _Data(ctypes.Structure):
    _fields_ = [(name, ctypes.c_uint32) for name in ("effective", "permitted", "inheritable")]


def _checked(result: int, what: str) -> None:
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")


def _keep_only(libc: ctypes.CDLL, capability: int) -> None:
    sets = (_Data * 2)()
    for name in ("effective", "permitted", "inheritable"):
        setattr(sets[capability // 32], name, 1 << (capability % 32))
    _checked(libc.capset(ctypes.byref(_Header(_CAPABILITY_VERSION_3, 0)), sets), "capset")
    _checked(libc.prctl(_AMBIENT, _AMBIENT_RAISE, capability, 0, 0), "prctl(PR_CAP_AMBIENT)")


def die_with_parent(death_signal: int) -> None:
    """Ask the kernel to send this process `death_signal` when the thread that started it ends."""
    libc = ctypes.CDLL(None, use_errno=True)
    _checked(libc.prctl(_SET_DEATH_SIGNAL, death_signal, 0, 0, 0), "prctl(PR_SET_PDEATHSIG)")


def main(arguments: list[str]) -> None:
    """Change user, ask for the death signal, execute. Never returns."""
    parent, death_signal, uid, gid, capability = (int(argument) for argument in arguments[:5])
    command = arguments[6:]
    libc = ctypes.CDLL(None, use_errno=True)
    if uid != -1:
        if capability != -1:
            _checked(libc.prctl(_KEEP_CAPABILITIES, 1, 0, 0, 0), "prctl(PR_SET_KEEPCAPS)")
        os.setgroups([])
        os.setgid(gid)
        os.setuid(uid)
        if capability != -1:
            _keep_only(libc, capability)
    # After the change of user: the kernel clears the death signal with it.
    die_with_parent(death_signal)
    if os.getppid() != parent:
        sys.exit(f"the parent {parent} died before {command[0]} started")
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    os.execvp(command[0], command)  # noqa: S606 - this is the point of the program


if __name__ == "__main__":
    main(sys.argv[1:])
