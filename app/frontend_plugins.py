"""What we change in the generated front end: tokens, same-origin addresses, known inline scripts."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import re
from pathlib import Path
from typing import Any

from reflex_base.plugins import Plugin
from reflex_base.plugins.tailwind_v4 import TailwindV4Plugin

from components.ui.tokens import stylesheet

_ADDRESSES_MODULE = "utils/same_origin_env.js"

# Reflex writes absolute addresses into env.json at build time. The same paths on the page's own origin
# let one build serve localhost:3000, a test port and the public host alike.
_ADDRESSES = """import built from "../env.json";

const here = typeof window === "undefined" ? null : window.location;

const onThisOrigin = (value) => {
  if (!here || typeof value !== "string" || !/^(http|ws)s?:\\/\\//.test(value)) return value;
  const url = new URL(value);
  const secure = here.protocol === "https:";
  const scheme = url.protocol.startsWith("ws") ? (secure ? "wss:" : "ws:") : here.protocol;
  return `${scheme}//${here.host}${url.pathname}`;
};

export default Object.fromEntries(Object.entries(built).map(([name, value]) => [name, onThisOrigin(value)]));
"""


@dataclasses.dataclass
class Tailwind(TailwindV4Plugin):
    """Tailwind v4 whose classes come from pages, memoised components, our JSX and the server's templates."""

    config: Any = dataclasses.field(
        default_factory=lambda: {
            "content": [
                "./app/**/*.{js,jsx}",
                "./utils/**/*.{js,jsx}",
                "./public/external/**/*.jsx",
                "../app/storefront_html/templates/*.html",
            ],
            "plugins": [],
        }
    )

    def get_stylesheet_paths(self, **context: Any) -> list[str]:
        """The tokens come right after Tailwind itself."""
        return ["./tokens.css"]

    def pre_compile(self, **context: Any) -> None:
        """Write the tokens beside Tailwind's own sheet."""
        super().pre_compile(**context)
        context["add_save_task"](lambda: ("styles/tokens.css", stylesheet()))


class OneBuildAnyAddress(Plugin):
    """Make the compiled front end talk to the origin it was loaded from."""

    def pre_compile(self, **context: Any) -> None:
        """Add the module of addresses and let the compiler take it for `env.json`."""
        context["add_save_task"](lambda: (_ADDRESSES_MODULE, _ADDRESSES))
        context["add_modify_task"]("vite.config.js", _alias_addresses)


class KnownInlineScripts(Plugin):
    """Let each built page run only the inline scripts that it was built with.

    The policy sits at the end of the page's head and allows scripts of any host: which hosts may serve
    scripts is for the header to say (`app.edge`), and a browser enforces both.
    """

    def post_build(self, **context: Any) -> None:
        """Write the policy into every HTML file of the build."""
        for page in Path(context["static_dir"]).rglob("*.html"):
            page.write_text(with_known_scripts(page.read_text()))


_INLINE_SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", re.DOTALL)


def with_known_scripts(html: str) -> str:
    """`html` with a policy that names the SHA-256 of each inline script, at the end of its head."""
    digests = {hashlib.sha256(code.encode()).digest() for code in _INLINE_SCRIPT.findall(html)}
    hashes = " ".join(sorted(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests))
    policy = f"script-src 'self' https: http://localhost:* http://127.0.0.1:* {hashes}"
    tag = f'<meta http-equiv="Content-Security-Policy" content="{policy}"/>'
    return html.replace("</head>", f"{tag}</head>", 1)


def _alias_addresses(vite_config: str) -> str:
    anchor = "    alias: [\n"
    if anchor not in vite_config:
        message = "vite.config.js has no alias list any more: the same-origin addresses cannot be wired in."
        raise ValueError(message)
    target = f'fileURLToPath(new URL("./{_ADDRESSES_MODULE}", import.meta.url))'
    return vite_config.replace(anchor, f'{anchor}      {{ find: "$/env.json", replacement: {target} }},\n', 1)
