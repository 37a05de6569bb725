"""Whoever silences a check says why, on the same line.

The next reader must see whether the reason still holds.
"""

import re

from tests.house.sources import ROOT, Source, sources

_SILENCES = re.compile(
    r"#\s*(?:noqa|type:\s*ignore)(?P<codes>(?::\s*[A-Z0-9, ]+|\[[a-z\-, ]+\])?)(?P<reason>.*)"
)


def unexplained(source: Source) -> list[str]:
    found = []
    for line, comment in source.comments():
        silence = _SILENCES.search(comment)
        if silence and (not silence["codes"] or len(re.findall(r"[A-Za-z]{2,}", silence["reason"])) < 2):
            found.append(f"{source.path}:{line} {comment}")
    return found


def test_every_ignore_carries_its_reason():
    everything = sources("app", "pages", "components", "state", "jobs", "backend", "tests", "alembic")
    root = [Source(file.name, file.read_text()) for file in ROOT.glob("*.py")]
    assert [finding for source in [*everything, *root] for finding in unexplained(source)] == []


def test_the_rule_sees_a_bare_ignore():
    code = "import a  # noqa: F401\nb = c  # type: ignore\nd = e  # noqa: S301 -- our own bytes\n"
    assert unexplained(Source("x.py", code)) == ["x.py:1 # noqa: F401", "x.py:2 # type: ignore"]
