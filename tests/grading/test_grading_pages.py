"""docs/verdicts.md and docs/misconceptions.md say what the tables say."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

DOCS = Path(__file__).parent.parent.parent / "docs"


@pytest.mark.parametrize("name", ["verdicts", "misconceptions"])
def test_page_is_up_to_date(name: str) -> None:
    written = runpy.run_path(str(DOCS / f"make_{name}.py"))["page"]()
    assert (DOCS / f"{name}.md").read_text(encoding="utf-8") == written, f"make_{name}.py"
