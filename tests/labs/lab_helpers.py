"""What tests of labs share besides their fixtures."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent.parent
LABS = ROOT / "examples" / "labs"


class Ended(NamedTuple):
    """A lab that ran: its exit code and what it wrote."""

    code: int
    out: str
    err: str


Run = Callable[..., Ended]
Printed = Callable[..., str]


def numbers(pattern: str, text: str) -> list[float]:
    """The numbers that the pattern captures."""
    found = [float(n) for n in re.findall(pattern, text)]
    assert found, pattern
    return found
