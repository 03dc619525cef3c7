"""docs/methods.md says what the rules say; `python docs/make_methods.py` writes it anew."""

from __future__ import annotations

import random
import runpy
from pathlib import Path

import pytest

import symcalc
from symcalc.tutor.integrate.rule import IntegrationRule, all_rules

DOCS = Path(symcalc.__file__).parent.parent / "docs"
PAGE = (DOCS / "methods.md").read_text(encoding="utf-8")
SAMPLE = random.Random(6).sample(all_rules(), 15)


@pytest.fixture(scope="module")
def maker() -> dict[str, object]:
    return runpy.run_path(str(DOCS / "make_methods.py"))


def test_every_rule_has_a_row() -> None:
    assert [rule.name for rule in all_rules() if f"(`{rule.name}`)" not in PAGE] == []


@pytest.mark.parametrize("rule", SAMPLE, ids=lambda rule: rule.name)
def test_row(rule: IntegrationRule, maker: dict[str, object]) -> None:
    row = maker["_row"]
    assert callable(row)

    assert row(rule) in PAGE.splitlines()
