"""A file is named for what it is about.

`utils.py` and its cousins are where things get lost: they have no reason to exist, so they have no end.
"""

from pathlib import PurePosixPath

from tests.house.sources import sources

_NAMELESS = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "misc", "shared", "base"}


def test_no_file_or_folder_is_named_for_nothing():
    found = [
        source.path
        for source in sources("app", "pages", "components", "state", "jobs", "backend", "tests")
        if set(PurePosixPath(source.path).with_suffix("").parts) & _NAMELESS
    ]
    assert found == []
