"""Your turn: lines are judged by value, hints do not compute, the dialogue ends cleanly."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

import symcalc as sc
from symcalc.cli import group
from symcalc.writing.text import text

LINES = [
    # question                  line                                    status, what is said
    ("d/dx x^2 sin(3x)", "2x sin(3x) + x^2 d/dx sin(3x)", "right", "Right."),
    ("d/dx x^2 sin(3x)", "= 2x sin(3x) + x^2 * 3 cos(3x)", "right", "It can be written"),
    ("d/dx x^2 sin(3x)", "3x^2 cos(3x) + 2x sin(3x)", "right", "nothing is left to do"),
    ("d/dx x^2 sin(3x)", "f'(x) = 2x sin(3x) + 3x^2 cos(3x)", "right", "nothing is left to do"),
    ("d/dx x^2 sin(3x)", "2x sin(3x) + x^2 cos(3x)", "wrong", "At x = 1 it is"),
    ("d/dx x^2 sin(3x)", "2x cos(3x)", "wrong", "and should be"),
    ("d/dx x^2 sin(3x)", "d/dx x^2 sin(3x)", "no-further", "line before again"),
    ("d/dx x^2 sin(3x)", "d/dx [sin(3x) x^2]", "no-further", "no more is worked out"),
    ("d/dx x^2 sin(3x)", "2x sin(3x) + k", "wrong", "The letter k does not occur"),
    ("d/dx x^2 sin(3x)", "2x sin(3x", "unreadable", "parenthesis is not closed"),
    ("d/dx x^2 sin(3x)", "", "unreadable", ""),
    ("d/dx x^2 sin(3x)", "x > 2", "unreadable", "a statement, not a formula"),
    ("d/dx x^2 sin(3x)", "[x, 2]", "wrong", ""),
    ("d/dx (x+1)^2", "d/dx (x^2 + 2x + 1)", "no-further", "True, but"),
    ("d/dx (x+1)^2", "2x + 2", "right", "nothing is left"),
    ("d/dx (x^2+1)^3", "6x^5 + 12x^3 + 6x", "right", "It can be written 6x·(x² + 1)²"),
    ("d/dx ln x", "1/x", "right", "nothing is left"),
    ("d/dx |x|", "x/|x|", "right", "nothing is left"),
    ("d/dx 7", "0", "right", "nothing is left"),
    ("d/dx 7", "7", "wrong", "It is 7, and should be 0"),
    ("d/dx x", "1", "right", "nothing is left"),
    ("d^2/dx^2 x^4", "d/dx 4x^3", "right", "Right."),
    ("d^2/dx^2 x^4", "12x^2", "right", "nothing is left"),
    ("d^2/dx^2 x^4", "4x^3", "wrong", "At x = 1 it is 4, and should be 12"),
    ("gradient of x^2 + y^2", "[2x, 2y]", "right", "nothing is left"),
    ("gradient of x^2 + y^2", "[2x, 1]", "wrong", "and should be"),
    ("gradient of x^2 + y^2", "2x + 2y", "wrong", "2 entries"),
    ("x^3", "3x^2", "right", "nothing is left"),  # a formula alone asks for its derivative
]


@pytest.mark.parametrize(("question", "line", "status", "said"), LINES)
def test_a_line_is_judged(question: str, line: str, status: str, said: str) -> None:
    turn = sc.practice(question)
    told = turn.answer(line)

    assert told.status == status
    assert said in told.feedback
    assert bool(told) == (status == "right")
    assert turn.done == (status == "right" and "nothing is left" in told.feedback)


def test_the_derivation_resumes_from_the_learners_line() -> None:
    turn = sc.practice(sc.diff("x^2 sin(3x)"))
    assert turn.rest() is turn.derivation
    told = turn.answer("2x sin(3x) + x^2 d/dx sin(3x)")
    assert told.next == "Next: chain rule, for d/dx sin(3x)."
    rest = turn.rest()
    assert [step.title for step in rest.steps][:1] == ["Still to do: d/dx sin(3x)"]
    assert text(rest.steps[0].after) == "3 cos(3x)"
    assert text(rest.result) == "2x sin(3x) + 3x² cos(3x)"
    assert rest.verify().status == "agrees"


def test_a_wrong_line_leaves_the_learner_where_they_were() -> None:
    turn = sc.practice("d/dx sin(x^2)")
    turn.answer("cos(x^2) d/dx x^2")
    before = turn.line
    turn.answer("cos(x^2)")
    assert turn.line == before
    assert not turn.done


def test_hints_go_on_and_never_compute() -> None:
    turn = sc.practice("d/dx x^2 sin(3x)")
    said = [turn.hint() for _ in range(12)]
    assert said[0] == "Two functions of x are multiplied. Which rule is for that?"
    assert said[1].startswith("Take u = x² and v = sin(3x).")
    assert said[-1] == said[-2]  # the last one stays
    assert all("cos(3x)" not in hint for hint in said)
    turn.answer("2x sin(3x) + 3x^2 cos(3x)")
    assert turn.hint() == "Collect like terms, if there are any."


def test_what_has_no_formula_for_an_answer() -> None:
    with pytest.raises(sc.UnsupportedError, match="no formula for an answer"):
        sc.practice(sc.tangent("|x|", at={"x": 0}))
    with pytest.raises(sc.SymcalcError):
        sc.practice("what is this?")


def test_the_record_is_json() -> None:
    turn = sc.practice("d/dx x^2")
    turn.answer("x")
    data = json.loads(turn.json())
    assert data["done"] is False
    assert data["turns"][0]["status"] == "wrong"


DIALOGUES = [
    # typed                                what is shown
    ("2x\n2x\n", "1 line, 0 not right. The answer is 2x."),
    ("x\n?\n2x\n", "2 lines, 1 not right. The answer is 2x."),
    ("?\n", "A power of x with a constant exponent. Which rule is for that?"),
    ("=\n", "The exponent 2 comes to the front"),
    ("", "Not finished: d/dx x² is as far as it came."),
    ("\n", "Not finished"),
    ("sin(\n2x\n", "a parenthesis is not closed"),
]


@pytest.mark.parametrize(("typed", "shown"), DIALOGUES)
def test_the_dialogue_in_a_shell(typed: str, shown: str) -> None:
    done = CliRunner().invoke(group, ["practice", "d/dx x^2"], input=typed)
    assert done.exit_code == 0, done.output
    assert shown in done.output


def test_the_dialogue_can_be_printed_as_json() -> None:
    done = CliRunner().invoke(group, ["practice", "d/dx x^2", "--format", "json"], input="2x\n")
    assert '"done": true' in done.output
