"""THE TABLE of primitives: a rule is written once, here, and read by tutor, compiler and grader."""

from __future__ import annotations

from symcalc.primitives.arrange import arrange
from symcalc.primitives.build import build, put, replace_nodes
from symcalc.primitives.defined import opened
from symcalc.primitives.row import Primitive
from symcalc.primitives.table import PRIMITIVES, SPELLINGS, TABLE
from symcalc.primitives.view import PATTERNS, View, view

__all__ = [
    "PATTERNS",
    "PRIMITIVES",
    "SPELLINGS",
    "TABLE",
    "Primitive",
    "View",
    "arrange",
    "build",
    "opened",
    "put",
    "replace_nodes",
    "view",
]
