"""Workings in a process of their own, in a shell, and with lines that nobody should send."""

from __future__ import annotations

import json
import time

import pytest
from click.testing import CliRunner

import symcalc as sc
from symcalc.cli import group
from symcalc.errors import UnsupportedError

HOSTILE = [
    "9^9^9^9^9",
    "(" * 5000 + "x" + ")" * 5000,
    "x" * 20_000,
    "+".join(["x"] * 20_000),
    "sin(" * 300 + "x" + ")" * 300,
    "__import__('os').system('true')",
    "\\begin{align} x +" * 200,
    "int " * 500 + "x dx",
    "1000000!",
    "𝐱 = \u202e2",
    "\x00",
]


@pytest.mark.parametrize("line", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_line_stops_nobody(line: str) -> None:
    report = sc.grade_working("d/dx x^2", [line, "2x"], timeout=10)

    assert report.status in ("correct", "partial", "incorrect", "undecided")
    assert report.status != "correct" or report.lines[0].status in ("unreadable", "undecided")


def test_the_next_working_is_unharmed() -> None:
    hard = "int_0^1 sin(x^x^x) cos(e^(x^x)) dx = int_0^1 e^(sin(x^x^x)) dx"
    start = time.monotonic()
    report = sc.grade_working("int_0^1 x dx", [hard] * 100, timeout=0.2)

    assert report.note in ("timeout", "unfinished", "wrong-line", "undecided")
    assert time.monotonic() - start < 30
    assert sc.grade_working("d/dx x^2", ["2x"]).status == "correct"


def test_isolated_and_here_agree() -> None:
    lines = ["= (x^2)' sin x + x^2 (sin x)'", "oops (", "= 2x sin x - x^2 cos x"]
    here, there = (sc.grade_working("d/dx x^2 sin x", lines, timeout=t) for t in (None, 20))

    assert here == there


@pytest.mark.parametrize("timeout", [0, -1, float("nan")])
def test_no_time_is_refused(timeout: float) -> None:
    with pytest.raises(UnsupportedError, match="no time"):
        sc.grade_working("d/dx x^2", ["2x"], timeout=timeout)


def shell(*words: str, typed: str = "") -> tuple[int, str]:
    done = CliRunner().invoke(group, ["grade-working", *words], input=typed)
    return done.exit_code, done.output


def test_in_a_shell() -> None:
    code, printed = shell("2x + 3 = 7", "2x = 10", "x = 5")

    assert code == 1
    assert "3 was moved to the other side" in printed
    assert shell("2x + 3 = 7", "2x = 4", "x = 2")[0] == 0
    assert shell("2x + 3 = 7", "((")[0] == 2


def test_lines_from_standard_input() -> None:
    code, printed = shell("2x + 3 = 7", "-", "--format", "json", typed="2x = 4\nx = 2\n")

    assert code == 0
    assert [line["status"] for line in json.loads(printed)["lines"]] == ["correct", "correct"]


def test_a_misspelt_option_is_no_line() -> None:
    code, printed = shell("2x = 4", "x = 2", "--frm", "expanded")

    assert code == 2
    assert "there is no option --frm" in printed
