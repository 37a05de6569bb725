"""Whom a server runs as that refuses to be root."""

from __future__ import annotations

import os
import pwd
import shutil
import stat
import subprocess
from pathlib import Path

from app.local.processes import Account

_NAME = "agora-postgres"
_FALLBACK = "nobody"
_OVERRIDE_FILE_MODES = 1  # CAP_DAC_OVERRIDE in <linux/capability.h>


def unprivileged_account(*needed: Path) -> Account | None:
    """Nobody in particular when this process is an ordinary user (None: run as ourselves); as root a
    system user of our own, created once, or `nobody` where none can be created.

    When a folder above one of the `needed` paths is closed to others (a checkout in /root), the account
    keeps the one capability that passes file modes, so that no folder of the machine has to be opened.
    """
    if os.geteuid() != 0:
        return None
    entry = _system_user()
    capability = -1 if all(_open_to_others(path) for path in needed) else _OVERRIDE_FILE_MODES
    return Account(entry.pw_uid, entry.pw_gid, capability)


def give(path: Path, account: Account | None) -> None:
    """Create the folder `path` when missing, closed to everybody else, and hand it to `account`."""
    path.mkdir(parents=True, exist_ok=True)
    if account is not None:
        os.chown(path, account.uid, account.gid)
    path.chmod(0o700)


def _system_user() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(_NAME)
    except KeyError:
        pass
    if useradd := shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin"):
        subprocess.run(  # noqa: S603 - fixed words
            [useradd, "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", _NAME],
            capture_output=True,
            check=False,
        )
    try:
        return pwd.getpwnam(_NAME)
    except KeyError:
        return pwd.getpwnam(_FALLBACK)


def _open_to_others(path: Path) -> bool:
    path = path.resolve()
    needed = stat.S_IXOTH if path.is_dir() else stat.S_IROTH | stat.S_IXOTH
    above = all(parent.stat().st_mode & stat.S_IXOTH for parent in path.parents)
    return above and path.stat().st_mode & needed == needed
