"""What a person at a terminal sees, and what a pipe gets."""

from __future__ import annotations

import re
import sys

import pytest
from click.testing import CliRunner

import symcalc as sc
from symcalc import rendering
from symcalc.cli import group
from symcalc.steps import Step, Table
from symcalc.writing.terminal import terminal

CODES = re.compile(r"\x1b\[[\d;]*m")

QUOTIENT = """\
d  sin(x)
── ──────
dx   x

 1  Quotient rule, derivative of the sine   (u/v)′ = (u′·v − u·v′)/v²
    Take u = sin(x), v = x.
      ⎛d        ⎞            ⎛d   ⎞
      ⎜── sin(x)⎟·x − sin(x)·⎜── x⎟
      ⎝dx       ⎠            ⎝dx  ⎠
    = ─────────────────────────────
                   x²
 2  Put together
    The derivatives of the parts are put in.
      cos(x) x − sin(x)
    = ─────────────────
             x²

      x cos(x) − sin(x)
    = ─────────────────   for x ≠ 0
             x²
"""


def test_formulas_are_set_in_two_dimensions() -> None:
    assert terminal(sc.diff("sin(x)/x"), "normal", width=80, colour=False).startswith(QUOTIENT)


@pytest.mark.parametrize("typed", ["sin(x)/x", "x^2 sin(3x)", "relu(3x - 1)", "x^x + 2^x"])
@pytest.mark.parametrize("width", [200, 80, 45, 20])
@pytest.mark.parametrize("detail", ["brief", "normal", "full"])
def test_the_same_with_colour_and_without(typed: str, width: int, detail: str) -> None:
    d = sc.diff(typed, at={"x": 2})
    plain = terminal(d, detail, width=width, colour=False)
    assert "\x1b" not in plain
    stripped = CODES.sub("", terminal(d, detail, width=width, colour=True))
    assert [line.rstrip() for line in stripped.splitlines()] == plain.splitlines()


def test_what_is_set_in_two_dimensions_fits() -> None:
    shown = terminal(sc.diff("exp(-x^2/2)*atan(3x) + x^x"), "full", width=60, colour=False)
    assert max(map(len, shown.splitlines())) <= 60


def test_titles_are_bold() -> None:
    shown = terminal(sc.diff("x^2"), "normal", width=80, colour=True)
    assert "\x1b[1;36mPower rule\x1b[0m" in shown


def test_tables_have_lines() -> None:
    d = sc.diff("x^2")
    table = Table(("h", "slope"), (("0.1", "2.1"), ("0.01", "2.01")))
    step = Step("values", "Values", d.asked, d.result, table=table)
    made = sc.Derivation(d.question, d.asked, d.result, (step,), claims=d.claims)
    shown = terminal(made, "normal", width=80, colour=False)
    assert re.search(r"h +slope\n +─+\n +0\.1 +2\.1 *\n +0\.01 +2\.01", shown)


class Screen:
    """Standard output as a terminal has it."""

    def __init__(self, encoding: str, *, at: bool) -> None:
        self.encoding, self._at = encoding, at

    def isatty(self) -> bool:
        return self._at


@pytest.mark.parametrize(
    ("screen", "shown"),
    [
        (Screen("utf-8", at=True), True),
        (Screen("utf-8", at=False), False),
        (Screen("ascii", at=True), False),  # it has no bar for a fraction
    ],
)
def test_who_sees_two_dimensions(monkeypatch, screen: Screen, shown: bool) -> None:
    monkeypatch.setattr(sys, "stdout", screen)
    assert rendering.at_terminal() == shown


@pytest.mark.parametrize(
    ("variable", "value", "coloured"),
    [("NO_COLOR", "1", False), ("NO_COLOR", "", True), ("TERM", "dumb", False)],
)
def test_no_colour_is_respected(monkeypatch, variable: str, value: str, coloured: bool) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv(variable, value)
    assert rendering.coloured() == coloured


def test_a_terminal_gets_colour_unless_told_otherwise(monkeypatch) -> None:
    monkeypatch.setattr(rendering, "at_terminal", lambda: True)
    monkeypatch.setattr(rendering, "coloured", lambda: True)
    d = sc.diff("sin(x)/x")
    assert "\x1b[" in rendering.render(d)
    assert "\x1b[" not in rendering.render(d, no_color=True)
    assert "──────" in rendering.render(d, no_color=True)


def test_a_pipe_gets_plain_text() -> None:
    done = CliRunner().invoke(group, ["diff", "sin(x)/x", "--no-color"])
    assert done.output == sc.diff("sin(x)/x").text() + "\n"
