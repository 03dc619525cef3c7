"""Verdicts: right, wrong and why, and undecided rather than a guess."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
import sympy as sp

import symcalc as sc
from symcalc.errors import UnsupportedError
from symcalc.grading import isolated
from symcalc.grading.verdict import Verdict
from symcalc.reading import read_question

CASES = [
    # question              answer                          status       note
    ("d/dx x^2 sin x", "2x sin x + x^2 cos x", "correct", "correct"),
    ("d/dx x^2 sin x", "x(2 sin x + x cos x)", "correct", "correct"),
    ("d/dx x^2 sin x", r"2x\sin x + x^2\cos x", "correct", "correct"),
    ("d/dx x^2 sin x", "2x cos x", "incorrect", "different"),
    ("d/dx x^2 sin x", "f'(x) = 2x sin x + x^2 cos x", "correct", "correct"),
    ("d/dx x^2", "y' = 2x", "correct", "correct"),
    ("d/dx x^2", "dy/dx = 2x", "correct", "correct"),
    ("d/dx e^x", "e^x", "correct", "correct"),  # equal to the question, and right
    ("d/dx x^2", "x^2", "incorrect", "question-echoed"),
    ("d/dx x^2", "d/dx x^2", "incorrect", "question-echoed"),
    ("d/dx x^2", "x^3/3", "incorrect", "integrated-instead"),
    ("d/dx x^2", "x^3/3 + 5", "incorrect", "integrated-instead"),
    ("d/dx x^2", "2y", "incorrect", "unknown-variable"),
    ("d/dx x^2", "2X", "incorrect", "unknown-variable"),
    ("d/dx x^2", "2x + C", "incorrect", "unknown-variable"),
    ("d/dx x^2", "2x(", "unreadable", "unreadable"),
    ("d/dx x^2", "", "unreadable", "unreadable"),
    ("d/dx x^2", "2x = 1", "incorrect", "different"),
    ("d/dx x^2", "[2x, 1]", "incorrect", "different"),
    ("d/dx ln x", "1/x", "correct", "correct"),
    ("d/dx ln x", "1/|x|", "correct", "correct"),  # where ln x has a value it is the same
    ("d/dx |x|", "x/|x|", "correct", "correct"),
    ("d/dx |x|", "sign(x)", "correct", "correct"),
    ("d/dx |x|", "1", "incorrect", "different"),
    ("d/dx sqrt(x)", "1/(2 sqrt x)", "correct", "correct"),
    ("d/dx sqrt(x)", "sqrt(x)/(2x)", "correct", "correct"),
    ("d/dx sin x", "cos(x) + 10^-12", "incorrect", "different"),
    ("d/dx x^2", "2x + 0*y", "correct", "correct"),
    ("d^2/dx^2 x^3", "6x", "correct", "correct"),
    ("d^2/dx^2 x^3", "9x^4", "incorrect", "different"),
    ("∂/∂x x^2 y", "2x y", "correct", "correct"),
    ("gradient of x^2 y", "[2x*y, x^2]", "correct", "correct"),
    ("gradient of x^2 y", "[x^2, 2x*y]", "incorrect", "different"),
    ("gradient of x^2 y", "[2x*y, x^2 + 1]", "incorrect", "different"),
    ("gradient of x^2 y", "2x*y + x^2", "incorrect", "different"),
    ("d/dx x^2 + x", "2x + 1", "correct", "correct"),  # the question means all of it
    ("d/dx f(x) = x^2", "2x", "correct", "correct"),
    # made to agree at friendly points, or wrong only beyond a kink
    ("d/dx x^2", "2x + max(0, x - 1000)", "incorrect", "different"),
    ("d/dx x^2", "2x + relu(x - 50)", "incorrect", "different"),
    ("d/dx x^2", "2x + max(0, 1 - |x - 12.3|)", "incorrect", "different"),
    ("d/dx x^2", "2x + sin(3000 pi x)", "incorrect", "different"),
    ("x", "x + (x-1)(x-2)(x-1/2)(x-3)(x+1)(x-1/3)(x+2)(x+1/2)", "incorrect", "different"),
    ("cos(x) + 2", "|cos(x) + 2|", "undecided", "undecided"),  # is it ever negative?
    ("max(x, y)", "(x + y + |x - y|)/2", "correct", "correct"),
    ("|e^x|", "e^x", "correct", "correct"),
    ("|x^2 + 1|", "x^2 + 1", "correct", "correct"),
    ("d/dx x^2", "2x + sqrt(-1) - sqrt(-1)", "unreadable", "unreadable"),
    ("x + 1", "1 + x", "correct", "correct"),
    ("x + 1", "x + 1", "correct", "correct"),  # the same text included
    ("(x+1)^2", "x^2 + 2x + 1", "correct", "correct"),
    ("(x+1)^2", "x^2 + 1", "incorrect", "different"),
    ("log|x|", "log x", "partial", "domain-differs"),
    ("log x", "log|x|", "partial", "domain-differs"),
    ("2 log x", "log(x^2)", "partial", "domain-differs"),
    ("(x^2-1)/(x-1)", "x + 1", "correct", "correct"),  # a single point is not a domain
    ("sin(x)^2", "1 - cos^2 x", "correct", "correct"),
    ("1/20!", "1/22!", "incorrect", "different"),
    ("x", "100000!", "undecided", "too-large"),
    ("sqrt(x - 5000)", "sqrt(x - 5000) + 0", "correct", "correct"),
    ("ln(-1 - x^2)", "ln(-1 - x^2) + 0", "undecided", "undecided"),  # defined nowhere
    ("tan x", "sin x/cos x", "correct", "correct"),
    ("w_0^2", "w0^2", "correct", "correct"),  # one symbol however it is spelled
]


@pytest.mark.parametrize(("question", "answer", "status", "note"), CASES)
def test_grade(question: str, answer: str, status: str, note: str) -> None:
    verdict = sc.grade(question, answer, timeout=None)

    assert (verdict.status, verdict.note) == (status, note)
    assert verdict.feedback
    assert verdict.score == {"correct": 1, "partial": 0.5}.get(status, 0)
    if verdict.witness is not None and note != "unknown-variable":
        is_witness(verdict, question, answer)


def is_witness(verdict: Verdict, question: str, answer: str) -> None:
    """The witness is checked by SymPy: there the two values differ."""
    point = {
        sp.Symbol(n): sp.Rational(v.numerator, v.denominator)
        for n, v in verdict.witness.point.items()
    }
    mine = sc.parse(answer)
    mine = (
        mine[1]
        if isinstance(mine, sp.MatrixBase) and mine[0] == sc.explain(question).answer[0]
        else mine
    )
    mine = mine[0] if isinstance(mine, sp.MatrixBase) else mine
    assert float(mine.subs(point)) == pytest.approx(verdict.witness.got)
    assert verdict.witness.got != verdict.witness.expected
    assert verdict.proof == "certified"


PROOFS = [
    ("d/dx x^3", "3x^2", "exact"),
    ("(x+1)^2", "x^2 + 2x + 1", "exact"),
    ("1/x + 1/y", "(x+y)/(x y)", "exact"),
    ("sin(x)^2", "1 - cos^2 x", "sampled"),
]


@pytest.mark.parametrize(("question", "answer", "proof"), PROOFS)
def test_proof(question: str, answer: str, proof: str) -> None:
    assert sc.grade(question, answer, timeout=None).proof == proof


FEEDBACK = [
    (
        "d/dx x^2 sin x",
        "2x cos x",
        "Incorrect. In x² sin(x) each factor was differentiated on its own, and the results "
        "multiplied. One factor is differentiated at a time while the other stays: "
        "(u·v)′ = u′·v + u·v′. At x = 1 yours is 1.081, the derivative is 2.223.",
    ),
    ("d/dx x^2", "2x", "Correct."),
    ("d/dx x^2", "x + x", "Correct. The same as 2x."),
    ("d/dx ln x", "1/|x|", "Correct. The same as 1/x for x > 0."),
    (
        "gradient of x^2 y",
        "[2x*y, x^2 + 1]",
        "Incorrect. Component 2 is wrong. At x = 1, y = 2 yours is 2, "
        "the component of the gradient is 1.",
    ),
    (
        "log|x|",
        "log x",
        "Partly right. It agrees wherever both have a value, but at x = −1 the formula has a "
        "value and yours has none.",
    ),
]


@pytest.mark.parametrize(("question", "answer", "feedback"), FEEDBACK)
def test_feedback(question: str, answer: str, feedback: str) -> None:
    assert sc.grade(question, answer, timeout=None).feedback == feedback


def test_truth_of_a_verdict() -> None:
    assert sc.grade("d/dx x^2", "2x", timeout=None)
    assert not sc.grade("d/dx x^2", "x", timeout=None)
    assert not sc.grade("log|x|", "log x", timeout=None)
    with pytest.raises(sc.SymcalcError, match="neither right nor wrong"):
        bool(sc.grade("d/dx x^2", "2x(", timeout=None))


QUESTIONS = [
    sp.Derivative(sp.Symbol("x") ** 2, sp.Symbol("x")),
    "d/dx x^2",
    r"\frac{d}{dx} x^2",
    "derivative of x^2",
    lambda: sc.diff("x^2"),
]


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("timeout", [None, 30.0])
def test_questions_come_in_many_forms(question, timeout) -> None:
    asked = question() if callable(question) else question
    assert sc.grade(asked, "2x", timeout=timeout).status == "correct"
    assert sc.grade(asked, 2 * sp.Symbol("x"), timeout=timeout).status == "correct"


def test_a_question_that_cannot_be_worked_out_is_the_askers_mistake() -> None:
    with pytest.raises(sc.UnsupportedError, match="several variables"):
        sc.grade("derivative of x^2 y", "2x")
    with pytest.raises(sc.ReadingError):
        sc.grade("d/dx blob(x)", "2x", timeout=None)


def test_an_equation_is_answered_by_what_has_the_same_solutions() -> None:
    assert sc.grade("2x + 1 = 5", "x = 2", timeout=None).status == "correct"


def test_how_an_ambiguous_answer_was_read_is_said() -> None:
    assert "I read your answer as 1/2·x." in sc.grade("d/dx x^2", "1/2x", timeout=None).feedback


def test_a_value_past_every_double_is_valid_json() -> None:
    verdict = sc.grade("e^(e^(x + 9))", "2 e^(e^(x + 9))", timeout=None)
    assert verdict.status == "incorrect"
    assert "Infinity" not in verdict.json()
    assert Verdict.of(json.loads(verdict.json())).status == "incorrect"


def test_plain_data_there_and_back() -> None:
    for answer in ("2x", "x", "2x("):
        verdict = sc.grade("d/dx x^2", answer, timeout=None)
        assert Verdict.of(json.loads(verdict.json())) == verdict


def slow(_request: dict) -> dict:
    time.sleep(60)
    return {}


def hungry(_request: dict) -> dict:
    return {"size": len(bytearray(3 << 30))}


@pytest.mark.parametrize(("target", "note"), [("slow", "timeout"), ("hungry", "too-large")])
def test_limits_make_a_verdict_undecided(target, note, monkeypatch: pytest.MonkeyPatch) -> None:
    from symcalc.worker import Worker

    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))  # where this module is found
    worker = Worker(f"{__name__}:{target}")
    monkeypatch.setattr(isolated, "grader", lambda: worker)
    assert sc.grade("d/dx x^2", "2x", timeout=1.0).note == note
    worker.close()


def test_the_next_answer_is_unharmed() -> None:
    worker = isolated.grader()
    with pytest.raises(sc.TimedOut):
        worker.ask({"question": "d/dx x^2", "answer": "2x"}, timeout=0.0)
    assert sc.grade("d/dx x^2", "2x", timeout=30).status == "correct"


def test_respond_is_what_the_worker_runs() -> None:
    answer = isolated.respond({"question": "d/dx x^2", "answer": "2x"})
    assert answer["status"] == "correct"
    assert read_question("d/dx x^2").kind == "derivative"


HELPED = r"{x \choose 2}"  # read, but not by the grammar alone


def test_what_another_reader_helped_with_is_not_graded() -> None:
    assert sc.parse(HELPED) == sp.binomial(sp.Symbol("x"), 2)
    assert sc.grade("x", HELPED).status == "unreadable"
    with pytest.raises(UnsupportedError):
        sc.grade(["x"], [HELPED])
    with pytest.raises(UnsupportedError):
        sc.grade(sc.read(HELPED), "x")
