"""Every link in README and docs leads somewhere.

A newcomer believes the README; a link that leads nowhere is the first thing that tells him not to.
"""

import re

from tests.house.sources import ROOT

_LINK = re.compile(r"!?\[[^\]]*\]\(\s*<?([^)\s>]+)>?[^)]*\)|(?:src|href)=\"([^\"]+)\"")


def _anchors(text: str) -> set[str]:
    titles = re.findall(r"^#+\s+(.+?)\s*$", text, flags=re.MULTILINE)
    return {
        re.sub(r"[^\w\- ]", "", re.sub(r"[`*]", "", title)).strip().lower().replace(" ", "-")
        for title in titles
    }


def test_every_link_of_the_documentation_resolves():
    pages = [
        ROOT / "README.md",
        *sorted((ROOT / "docs").rglob("*.md")),
        *sorted((ROOT / "deploy").rglob("*.md")),
    ]
    broken = []
    for page in pages:
        text = re.sub(r"```.*?```", "", page.read_text(), flags=re.DOTALL)
        for groups in _LINK.findall(text):
            link = groups[0] or groups[1]
            if re.match(r"[a-z]+:", link):
                continue
            path, _, anchor = link.partition("#")
            target = (page.parent / path).resolve() if path else page
            if not target.exists() or (
                anchor and target.suffix == ".md" and anchor not in _anchors(target.read_text())
            ):
                broken.append(f"{page.relative_to(ROOT)}: {link}")
    assert broken == []
