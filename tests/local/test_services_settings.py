"""The example names every setting, so that nobody has to read code to configure Agora."""

import re

from app.local.migrations import ROOT
from backend.kit.config import Settings


def test_the_example_names_exactly_the_settings_there_are() -> None:
    named = re.findall(r"^([A-Z][A-Z0-9_]*)=$", (ROOT / ".env.example").read_text(), flags=re.MULTILINE)
    assert sorted(named) == sorted(name.upper() for name in Settings.model_fields)
