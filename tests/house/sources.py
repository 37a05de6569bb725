"""The tree as the rules read it: our files, their syntax, their comments."""

from __future__ import annotations

import ast
import io
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("app", "pages", "components", "state", "jobs", "backend")


@dataclass(frozen=True)
class Source:
    """One Python file of ours."""

    path: str
    text: str

    @property
    def tree(self) -> ast.Module:
        """Its syntax."""
        return _parsed(self.text)

    def comments(self) -> Iterator[tuple[int, str]]:
        """Line number and text of every comment."""
        for token in tokenize.generate_tokens(io.StringIO(self.text).readline):
            if token.type == tokenize.COMMENT:
                yield token.start[0], token.string

    def at(self, node: ast.AST) -> str:
        """Where a finding is, as editors open it."""
        return f"{self.path}:{getattr(node, 'lineno', 1)}"


@lru_cache(maxsize=2000)
def _parsed(text: str) -> ast.Module:
    return ast.parse(text)


def sources(*folders: str, without: tuple[str, ...] = ()) -> list[Source]:
    """Our Python files below `folders` (all packages when none is given), except those below `without`."""
    found = []
    for folder in folders or PACKAGES:
        for file in sorted((ROOT / folder).rglob("*.py")):
            path = file.relative_to(ROOT).as_posix()
            if not path.startswith(without):
                found.append(Source(path, file.read_text()))
    return found


def dotted(node: ast.AST) -> str:
    """`a.b.c` for a chain of names and attributes, else the empty string."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{inner}.{node.attr}" if (inner := dotted(node.value)) else ""
    return ""
