"""The reference of functions: generated, complete, and true."""

from __future__ import annotations

import json
import re
import runpy
from pathlib import Path

import pytest
import sympy as sp
from click.testing import CliRunner

import symcalc as sc
from symcalc.cli import group
from symcalc.primitives import PRIMITIVES
from symcalc.reference import FORMATS, MET, entries, entry

DOCS = Path(__file__).parent.parent / "docs"
U = sp.Symbol("u", real=True)
NAMED = [row for row in PRIMITIVES if row.names]
SMOOTH = [row for row in NAMED if row.arity == 1 and isinstance(row.formula, sp.FunctionClass)]
POINTS = [sp.Rational(7, 10), sp.Rational(19, 10), sp.Rational(-13, 10)]


def run(*arguments: str) -> str:
    done = CliRunner().invoke(group, ["functions", *arguments])
    assert done.exit_code == 0
    return done.output


def test_every_named_function_has_a_place_where_it_is_met() -> None:
    assert {row.name for row in NAMED} == set(MET)


@pytest.mark.parametrize("row", [r for r in SMOOTH if not r.kinks(U)], ids=lambda row: row.name)
def test_derivatives_read_back_and_are_sympys(row) -> None:
    shown = sc.parse(entry(row)["derivative"])
    (u,) = shown.free_symbols or {sp.Symbol("u")}
    expected = sp.diff(row.formula(U), U)
    for point in POINTS:
        value = complex(expected.subs(U, point).evalf())
        if value.imag == 0 and entry(row)["domain"] == "":
            assert complex(shown.subs(u, point).evalf()) == pytest.approx(value, rel=1e-9)


def test_domains_read_back() -> None:
    for found in entries():
        if found["domain"]:
            sc.parse(found["domain"])


def test_a_constant_order_has_no_derivative() -> None:
    (row,) = [row for row in NAMED if row.name == "polygamma"]
    assert entry(row)["derivative"] == "polygamma(u + 1, v)"


@pytest.mark.parametrize("format_", FORMATS)
def test_every_format_has_every_function(format_: str) -> None:
    written = run("--format", format_)
    assert "cos" in written
    assert len(json.loads(written) if format_ == "json" else written.splitlines()) >= len(NAMED)


def test_markdown_has_five_columns() -> None:
    for line in run("--format", "markdown").splitlines():
        assert len(re.findall(r"(?<!\\)\|", line)) == 6


def test_latex_is_a_document() -> None:
    written = run("--format", "latex")
    assert written.startswith(r"\documentclass")
    assert len(re.findall(r" \\\\$", written, re.MULTILINE)) == len(NAMED)
    assert r"\end{longtable}" in written


def test_the_page_is_generated() -> None:
    maker = runpy.run_path(str(DOCS / "make_functions.py"))
    assert maker["PAGE"].read_text(encoding="utf-8") == maker["page"]()
