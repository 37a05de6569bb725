"""Every context says in its first lines what it decides and what always holds."""

import ast

from tests.house.sources import ROOT


def test_every_context_has_a_docstring():
    contexts = sorted(path for path in (ROOT / "backend").iterdir() if (path / "__init__.py").exists())
    assert contexts
    for context in contexts:
        said = ast.get_docstring(ast.parse((context / "__init__.py").read_text())) or ""
        assert len(said.split()) >= 10, f"backend/{context.name}/__init__.py"
