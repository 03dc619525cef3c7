"""What people type, from all the tables of these tests: where mutation begins."""

from __future__ import annotations

import json
import re
from pathlib import Path

HERE = Path(__file__).parent
DATA = HERE.parent / "data"


def corpus() -> list[str]:
    """Every formula of the tables and of the data, once."""
    latex = json.loads((DATA / "latex_inputs.json").read_text(encoding="utf-8"))
    found = [row["latex"] for row in latex if row["latex"]]
    for name in ("test_structures.py", "test_questions.py", "test_reading.py"):
        source = (HERE / name).read_text(encoding="utf-8")
        found += [
            m[1] or m[2] for m in re.finditer(r'^    \(r"(.+?)",|^    \("(.+?)",', source, re.M)
        ]
    return list(dict.fromkeys(found))


CORPUS = corpus()
PIECES = sorted(set(re.findall(r"\\[A-Za-z]+|[A-Za-z]+|\d+|[^\sA-Za-z\d]", " ".join(CORPUS))))
