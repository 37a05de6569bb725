"""The built front end as a frame for server-drawn pages.

Header and footer are taken from a prerendered page of the build, so they are the live page's to the letter.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from markupsafe import Markup, escape

from app.frontend import CLIENT
from components.shell.document import SSR_SLOT_ID

_FALLBACK = CLIENT / "__spa-fallback.html"
# A prerendered page in the shop's frame; its content is replaced.
_FRAMED = CLIENT / "search" / "index.html"
_SLOT = f'<div id="{SSR_SLOT_ID}"></div>'
_PAGE = re.compile(
    r'(?P<before><div class="flex min-h-dvh flex-col">.*?<nav [^>]*aria-label="Categories"[^>]*><ul [^>]*>)'
    r"(?P<between></ul></nav>)<main (?P<main>[^>]*)>.*</main>(?P<after><footer .*?</footer></div>)",
    re.DOTALL,
)
_CURRENCY = re.compile(r'(<span[^>]* data-currency="[^"]*"[^>]*>)[A-Z]{3}<')
_ENTRY = (
    "inline-flex h-11 items-center px-3 text-sm font-medium whitespace-nowrap text-soft hover:text-accent"
)


class ShellChanged(RuntimeError):
    """The built pages no longer look as this module expects."""


@dataclass(frozen=True, slots=True)
class Shell:
    """The pieces around a page's head tags and its content."""

    document: str
    before: str
    between: str
    after: str

    def page(
        self, *, path: str, head: str, content: str, departments: list[tuple[str, str]], currency: str = ""
    ) -> str:
        """The whole document. `head` are safe tags marked `data-ssr`, `content` is safe HTML.

        `currency` is what the header says that prices are in, empty for the usual one.
        """
        entries = "".join(
            f'<li><a class="{_ENTRY}" href="{escape(href)}">{escape(name)}</a></li>'
            for name, href in departments
        )
        before = _CURRENCY.sub(rf"\g<1>{currency}<", self.before, count=1) if currency else self.before
        drawn = f"{before}{entries}{self.between}{content}{self.after}"
        data = json_for_html({"path": path, "html": drawn})
        tags = f'{head}<script type="application/json" id="ssr-data" data-ssr>{data}</script>'
        # At the end of the head: at its start React would give up the page it finds.
        document = self.document.replace("</head>", f"{tags}</head>", 1)
        return document.replace(_SLOT, f'<div id="{SSR_SLOT_ID}">{drawn}</div>', 1)


def shell() -> Shell:
    """The shell of the build on disk. Raises ShellChanged, or FileNotFoundError without a build."""
    return _read(_FALLBACK.stat().st_mtime_ns, _FALLBACK, _FRAMED)


@lru_cache(maxsize=1)
def _read(_built: int, fallback: Path, framed: Path) -> Shell:
    document, page = fallback.read_text(), _PAGE.search(framed.read_text())
    if page is None or _SLOT not in document:
        raise ShellChanged("The built pages have no frame to draw in. Build the front end again.")
    main = page["main"].replace('aria-busy="true"', 'aria-busy="false"')
    return Shell(document, page["before"], f"{page['between']}<main {main}>", f"</main>{page['after']}")


def json_for_html(value: object) -> Markup:
    """JSON that may stand inside a script element."""
    return Markup(json.dumps(value, ensure_ascii=False).replace("<", "\\u003c"))  # noqa: S704 -- `<` is escaped, nothing else ends the element
