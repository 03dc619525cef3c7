"""What a teacher read in limits and continuity, and would not sign: each is told rightly now."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

import symcalc as sc
from symcalc.cli import group
from symcalc.steps import walk

CONTINUITY = [
    # formula, what is said, what is not said
    ("floor(x)", "floor(x) can jump.", "put together from continuous"),
    ("sign(x)", "sign(x) can jump.", "put together from continuous"),
    ("x - floor(x)", "floor(x) can jump.", "put together from continuous"),
    ("ceil(2x)", "ceil(2x) can jump.", "put together from continuous"),
    (r"\begin{cases} x & x < 1 \\ 3 & x \ge 1\end{cases}", "by cases can jump", "put together"),
    ("sign(x^2 + 1)", "no place where it does so", "put together from continuous"),
    ("cbrt(x)", "put together from continuous functions", "can jump"),
    ("x^x", "no value at x = 0 itself. The limit from the right is 1", "is 1 there"),
    ("x ln(x)", "no value at x = 0 itself. The limit from the right is 0", "is 0 there"),
    ("sqrt(-1 - x^2)", "has no real value anywhere", "Continuous for"),
    ("ln(sin(x) - 2)", "has no real value anywhere", "Continuous for"),
    ("sqrt(x^2 - 4)/(x - 2)", "Continuous for x ≤ −2 or x > 2;", "x² − 4 ≥ 0"),
    ("sqrt(x^2 - 4)/(x + 2)", "Continuous for x < −2 or x ≥ 2;", "x² − 4 ≥ 0"),
    ("sqrt(1 - x^2)", "Continuous for −1 ≤ x ≤ 1.", "1 − x² ≥"),
    ("ln(x^3 - x)", "Continuous for −1 < x < 0 or x > 1;", "x³ − x >"),
    ("sqrt(x) + ln(5 - x)", "Continuous for 0 ≤ x < 5", "x ≥ 0"),
    ("sin(1/x)", "x = 0 (oscillating)", "undefined"),
    ("x/sin(x)", "x = 0 (a hole) and x = π n for every whole n but 0 (infinite)", "not worked"),
    ("x floor(x)", "except at x = n for every whole n but 0 (a jump)", "not worked"),
    ("sqrt(x)/floor(x)", "not worked out: where floor(x) = 0 and x = n", "a jump)"),
    ("(x - 1)^x", "The limit from the right is 0", "disagrees"),
]


@pytest.mark.parametrize(("formula", "said", "unsaid"), CONTINUITY)
def test_continuity(formula: str, said: str, unsaid: str) -> None:
    told = sc.continuity(formula)
    assert said in told.text()
    assert unsaid not in told.text()
    assert told.verify().status == "agrees"


CHECKED = [
    # formula, point, side, what the check says it compared
    ("ln(x)", -1, "both", "closer and closer to x = −1 the formula has no real value"),
    ("sqrt(x - 5)", 2, "both", "closer and closer to x = 2 the formula has no real value"),
    ("x^2", 3, "both", "0.001 from x = 3 the value differs from the limit by about 0.006"),
    ("1/x^2", 0, "both", "0.001 from x = 0 the value is about 1e6, and 1e-6 from it about 1e12"),
    ("1/x", 0, "left", "0.001 to the left of x = 0 the value is about −1000"),
    ("x^3", "-oo", "both", "at x = −1000 the value is about −1e9"),
    ("(2x + 1)/x", "oo", "both", "at x = 1000 the value differs from the limit by about 0.001"),
    ("sin(1/x)", 0, "both", "go up and down without settling"),
    ("e^(1/x)", 0, "both", "from the left tend to 0 and those from the right grow without bound"),
    ("(e^(a x) - 1)/x", 0, "both", "With a = "),
]


@pytest.mark.parametrize(("formula", "to", "side", "said"), CHECKED)
def test_the_check_says_what_it_compared(formula: str, to: object, side: str, said: str) -> None:
    told = sc.limit(formula, "x", to, side)
    assert said in told.check.text()
    assert "largest relative difference" not in told.text()
    assert set(told.check.plain()) == set(sc.diff("x^2").check.plain())


def test_powers_are_led_to_their_end() -> None:
    assert "= e⁰ = 1" in sc.limit("x^x", to=0).text()
    assert "= e^(ln(3)) = 3" in sc.limit("(2^n + 3^n)^(1/n)", to="oo").text()


REASONS = [
    # formula, point, a reason, and the conclusion that it is for
    ("(1/x)^x", "oo", "So the product falls without bound.", "and then e^u tends to 0"),
    ("sqrt(x^2 + x) - x", "-oo", "and then √u grows without bound", "and −x grows without bound"),
    ("e^(1/x)", 0, "the quotient falls without bound", "and then e^u tends to 0"),
]


@pytest.mark.parametrize(("formula", "to", "reason", "conclusion"), REASONS)
def test_reasons_come_first(formula: str, to: object, reason: str, conclusion: str) -> None:
    told = sc.limit(formula, to=to).text()
    assert told.index(reason) < told.index(conclusion)


TABLES = [
    ("x^2/(2x^2 + 1)", "oo", "Values far out", "0.5000000"),
    ("x^2", 3, "Values near the point", "8.41 "),
    ("(1/x)^x", "oo", "Values far out", "1e−200"),
    ("x - floor(x)", "oo", "Two sequences", "1.5  0.5"),
    ("sin(1/x)", 0, "Two sequences", "0.1273240   1"),
]


@pytest.mark.parametrize(("formula", "to", "title", "cell"), TABLES)
def test_tables(formula: str, to: object, title: str, cell: str) -> None:
    told = sc.limit(formula, to=to).text()
    assert title in told
    assert cell in told


@pytest.mark.parametrize(
    ("formula", "to"),
    [
        ("|x|/x", 0),
        ("sin(1/x)", 0),
        ("ln(x)", -1),
        (r"\begin{cases} sin(1/x) & x < 0 \\ 2x - 1 & x \ge 0\end{cases}", 0),
    ],
)
def test_what_does_not_exist_equals_nothing(formula: str, to: object) -> None:
    told = sc.limit(formula, to=to)
    for written in (told.text(), told.latex(), told.markdown()):
        assert "= undefined" not in written
        assert r"= \text{undefined}" not in written
    assert "from the right none" not in told.ending


def test_hints_differ() -> None:
    hints = sc.limit("(x^2 - 9)/(x - 3)", to=3).hints
    assert "Which factor" in hints[0]
    assert "What is left" in hints[1]


def test_practice_names_no_place_where_there_is_none() -> None:
    turn = sc.practice("limit of (1-cos x)/x^2 as x -> 0").answer("1")
    assert "It is 1, and should be 0.5." in turn.feedback
    assert "At " not in turn.feedback


@pytest.mark.parametrize("typed", ["?", "hint", "help", "Help"])
def test_a_hint_may_be_asked_for_in_words(typed: str) -> None:
    asked = ["practice", "limit of (1-cos x)/x^2 as x -> 0"]
    told = CliRunner().invoke(group, asked, input=f"{typed}\n\n").output
    assert "Which standard limit is hidden here?" in told


def test_a_power_with_a_moving_exponent_has_every_rule() -> None:
    rules = [s.rule for s in walk(sc.limit("(1/x)^x", to="oo").steps)]
    assert rules[:3] == ["exponent-grows", "term", "term"]
