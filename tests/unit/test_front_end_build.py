"""The front end is built once for all who need it at once, and a build changes nothing that is committed."""

import json
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from app import frontend

_LOCKED = {"name": "reflex", "dependencies": {"react": "19.3.1"}}


class Checkout:
    """Nothing but locked packages, and a compiler that writes them on one line, as Reflex may."""

    def __init__(self, root: Path) -> None:
        self.web = root / ".web"
        self.needed = (self.web / "build" / "client" / "index.html", self.web / "routes.json")
        self.packages = root / "reflex.lock" / "package.json"
        self.packages.parent.mkdir()
        self.packages.write_text(json.dumps(_LOCKED, indent=2) + "\n")
        self.builds = 0
        self.is_broken = False

    def export(self, progress: frontend.Progress) -> None:
        self.builds += 1
        self.packages.write_text(json.dumps(_LOCKED))
        if self.is_broken:
            raise frontend.BuildFailed("no such component")
        for path in self.needed:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("built")


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Checkout:
    checkout = Checkout(tmp_path)
    for name, value in {
        "ROOT": tmp_path,
        "_RECORD": checkout.web / "agora-build.json",
        "_LOCK": tmp_path / ".agora" / "frontend.lock",
        "_NEEDED": checkout.needed,
        "_export": checkout.export,
    }.items():
        monkeypatch.setattr(frontend, name, value)
    return checkout


def test_of_all_who_ask_at_once_one_builds_and_the_others_wait_and_use_it(checkout: Checkout):
    together = Barrier(8)

    def ask(_: int) -> list[str]:
        said: list[str] = []
        together.wait()
        frontend.build(said.append)
        assert frontend.is_current()
        return said

    with ThreadPoolExecutor(8) as pool:
        said = [lines[-1] for lines in pool.map(ask, range(8))]
    assert checkout.builds == 1
    assert sorted(said) == ["Front end built.", *["Front end is up to date."] * 7]


def test_a_build_leaves_the_locked_packages_as_they_are_committed(checkout: Checkout):
    committed = checkout.packages.read_bytes()
    frontend.build(print)
    assert checkout.packages.read_bytes() == committed
    checkout.is_broken = True
    with pytest.raises(frontend.BuildFailed):
        frontend.build(print, force=True)
    assert checkout.packages.read_bytes() == committed
    assert not frontend.is_current()


def test_packages_in_the_compilers_own_form_do_not_make_the_build_stale(checkout: Checkout):
    checkout.packages.write_text(json.dumps(_LOCKED))
    frontend.build(print)
    frontend.build(print)
    assert checkout.builds == 1


def test_the_committed_packages_are_in_the_form_that_a_build_leaves():
    # What git holds, not what lies there: another worker's build may be writing it just now.
    git = ["git", "-C", str(frontend.ROOT), "show", ":reflex.lock/package.json"]
    held = subprocess.run(git, capture_output=True, text=True, check=False)
    if held.returncode:
        pytest.skip("this is no checkout")
    assert held.stdout == frontend.settled(held.stdout)
