"""A class is graded in the order of its rows, each answer once, and no row stops it."""

from __future__ import annotations

import csv
import json
import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from pathlib import Path

import odd_workers
import pytest
from click.testing import CliRunner

import symcalc as sc
from symcalc.cli import group
from symcalc.grading.classes import run as running
from symcalc.grading.classes.pool import Pool
from symcalc.grading.isolated import Grader, Graders, grader

Q = "d/dx x^2"
CASES = [
    # row                                                       status        note
    (("Ada", Q, "2x"), "correct", "correct"),
    (("Bob", Q, "x^2"), "incorrect", "question-echoed"),
    (("Cem", Q, "2x("), "unreadable", "unreadable"),
    (("Dan", Q, ""), "unreadable", "unreadable"),
    (("Eve", "d/dx blob(x)", "2x"), "unreadable", "unreadable-question"),
    (("Fay", "", "2x"), "unreadable", "unreadable-question"),
    (("Gus", "derivative of x^2 y", "2x"), "undecided", "unsupported"),  # by which variable?
    (("Hal", Q, "9**9**9**9"), "undecided", "too-large"),
    (5, "unreadable", "unreadable-row"),
    ({"question": Q, "answer": "2x", "form": "crooked"}, "undecided", "unsupported"),
    ({"question": "d/dx (x+1)^2", "answer": "2(x+1)", "form": "expanded"}, "partial", "wrong-form"),
    (
        {"question": "derivative of rate^2", "answer": "2 rate", "names": "rate, cost"},
        "correct",
        "correct",
    ),
    (("Ada", Q, "2x"), "correct", "correct"),
]
EXPECTED = [case[1:] for case in CASES]


def told(run) -> list[tuple[str, str]]:
    return [(one.verdict.status, one.verdict.note) for one in run]


WAYS = {
    "workers": dict,
    "one worker": lambda: {"workers": 1},
    "here": lambda: {"timeout": None},
    "threads": lambda: {"executor": ThreadPoolExecutor(2)},
    "threads here": lambda: {"executor": ThreadPoolExecutor(2), "timeout": None},
    "processes": lambda: {"executor": ProcessPoolExecutor(1)},
}


@pytest.mark.parametrize("way", WAYS)
def test_every_way_to_grade(way: str) -> None:
    options = WAYS[way]()
    run = sc.grade_class([case[0] for case in CASES], **options)
    assert told(run) == EXPECTED
    assert run.summary.rows == len(CASES)
    if "executor" in options:
        options["executor"].shutdown()


def test_a_dask_client() -> None:
    distributed = pytest.importorskip("distributed")
    cluster = {"n_workers": 1, "threads_per_worker": 2, "processes": False}
    with distributed.Client(**cluster, dashboard_address=None) as client:
        assert told(sc.grade_class([case[0] for case in CASES], executor=client)) == EXPECTED


class Counting(running.Here):
    def __init__(self) -> None:
        self.count = 0

    def submit(self, requests) -> Future:
        self.count += len(requests)
        return super().submit(requests)


def test_equal_answers_are_graded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    place = Counting()
    monkeypatch.setattr("symcalc.verbs.classes.where", lambda *_: place)
    again = [(k, Q, f"{k % 3}x") for k in range(60)]
    again += [{"question": Q, "answer": "2x", "constant": "optional"}]  # by another rule
    run = sc.grade_class(again)
    assert [one.verdict.status for one in run][:3] == ["incorrect", "incorrect", "correct"]
    assert place.count == 4


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "KEPT", 5)
    run = sc.grade_class([(Q, f"{k}x") for k in range(20)], timeout=None)
    run.finish()
    assert len(run._known) == 5
    assert not run._under_way


def test_rows_may_come_without_end() -> None:
    """What comes first is told while there is more to come, and stopping ends the workers."""

    def endless():
        while True:
            yield (Q, "2x")

    with sc.grade_class(endless()) as run:
        assert next(run).verdict.status == "correct"
        assert run.summary.rows == 1
    assert list(run) == []


ODD = "odd_workers:graded"


@pytest.fixture(scope="module")
def odd_graders() -> Iterator[Graders]:
    graders = Graders(ODD)
    yield graders
    graders.take().close()


@pytest.fixture
def odd(odd_graders: Graders, monkeypatch: pytest.MonkeyPatch) -> None:
    """Classes are graded by workers that take some questions and answers ill."""
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))
    monkeypatch.setattr("symcalc.grading.classes.pool.grader", lambda: odd_graders)
    monkeypatch.setattr("symcalc.grading.classes.pool.Grader", partial(Grader, ODD))


@pytest.mark.usefixtures("odd")
def test_slow_answers_hold_nothing_up_and_stay_in_order() -> None:
    rows = [(Q, "sleepy"), *((Q, f"{k}x") for k in range(30))]
    run = list(sc.grade_class(rows, timeout=0.5, workers=2))
    assert [one.answer for one in run] == [answer for _, answer in rows]
    assert [one.verdict.note for one in run] == ["timeout"] + ["correct"] * 30


def test_a_worker_that_is_killed_is_replaced() -> None:
    """An unlucky process costs no verdict, whether it is killed at work or idle."""
    rows = [(f"d/dx x^{k % 4 + 2}", f"{k}x") for k in range(120)]
    pool = Pool(10.0, 2)
    requests = [{"question": q, "answer": a, "policy": {}, "functions": []} for q, a in rows]
    futures = [pool.submit([request]) for request in requests]
    notes = set()
    for k, future in enumerate(futures):
        if k in (0, 60):  # a request is tried three times
            for pid in [one.worker.pid for one in pool._graders if one.worker.pid]:
                os.kill(pid, signal.SIGKILL)
        notes.add(future.result(timeout=120)[0]["note"])
    pool.close()
    assert "timeout" not in notes
    assert "too-large" not in notes
    assert grader().ask(requests[0], 30)["status"] == "incorrect"  # the warm one is well


def test_questions_stay_with_their_worker() -> None:
    """Both work, and hardly a question is worked out twice."""
    pool = Pool(20.0, 2)
    requests = [
        {"question": f"d/dx x^{q + 2}", "answer": f"{k}x", "policy": {}, "functions": []}
        for k in range(12)
        for q in range(8)
    ]
    for future in [pool.submit([request]) for request in requests]:
        future.result(timeout=120)
    shared = [owners for owners in pool._owners.values() if len(owners) > 1]
    pool.close()
    assert len(pool._graders) == 2
    assert len(shared) <= 4


@pytest.mark.usefixtures("odd")
def test_a_question_that_takes_too_long_is_tried_once() -> None:
    begun = time.monotonic()
    run = sc.grade_class([("stuck", f"{k}x") for k in range(40)], timeout=0.2, workers=1)
    found = list(run)
    assert {one.verdict.note for one in found} == {"timeout"}
    assert "work the question out within 1 s" in found[0].verdict.feedback
    assert time.monotonic() - begun < 120  # tried for each of them it would be longer


@pytest.mark.usefixtures("odd")
def test_our_own_mistake_is_one_row() -> None:
    run = sc.grade_class([(Q, "bug"), (Q, "2x"), (Q, "bug "), (Q, "x")], workers=1)
    assert [one.verdict.note for one in run] == ["failed", "correct", "failed", "correct"]


def test_the_same_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("symcalc.grading.isolated.graded_here", odd_workers.graded)
    run = sc.grade_class([(Q, "bug"), (Q, "2x")], timeout=None)
    assert [one.verdict.note for one in run] == ["failed", "correct"]


def test_functions_of_the_users_own_cross() -> None:
    sc.define("bump", ["x"], "x^3 + x")
    for options in ({}, {"timeout": None}):
        (one,) = sc.grade_class([("d/dx bump(x)", "3x^2 + 1")], **options)
        assert one.verdict.status == "correct"


def test_a_function_may_be_defined_later() -> None:
    """A question that made no sense is asked again once it does."""
    for note in ("unreadable-question", "correct"):
        (one,) = sc.grade_class([("d/dx later(x)", "3x^2")])
        assert one.verdict.note == note
        sc.define("later", ["x"], "x^3")


@pytest.mark.parametrize("options", [{"timeout": 0}, {"timeout": -1.0}, {"workers": 0}])
def test_misuse(options) -> None:
    with pytest.raises(sc.UnsupportedError):
        sc.grade_class([], **options)


def test_a_usual_choice_that_is_none_is_refused_at_once() -> None:
    with pytest.raises(sc.UnsupportedError, match="constant cannot be"):
        sc.grade_class([], constant="always")


ANSWERS = [("A", Q, "2x"), ("B", Q, "x"), ("C", Q, "x"), ("D", Q, "(("), ("E", "d/dx x^3", "x^2")]


def test_summary() -> None:
    summary = sc.grade_class(ANSWERS, timeout=None).finish()
    first, second = summary.questions
    assert (first.rows, first.statuses["correct"], first.statuses["unreadable"]) == (4, 1, 1)
    assert first.mean == 0.25
    assert first.wrong == {"x": 2}
    assert second.statuses == {"incorrect": 1}
    plain = json.loads(summary.json())
    assert plain == summary.plain()
    assert (plain["answers"], plain["mean"]) == (5, 0.2)
    assert plain["statuses"] == {
        "correct": 1,
        "partial": 0,
        "incorrect": 3,
        "undecided": 0,
        "unreadable": 1,
    }
    shown = summary.text()
    assert shown.endswith("5 answers to 2 questions: 1 correct, 3 incorrect, 1 unreadable.")
    assert shown.splitlines()[1].split()[:8] == ["d/dx", "x^2", "1", "0", "2", "0", "1", "0.25"]
    assert str(sc.grade_class([], timeout=None).finish()) == "No answers."


def test_a_question_in_brackets_is_shown_as_it_is() -> None:
    """rich would take [b] for a command."""
    shown = sc.grade_class([("jacobian of [b]", "[bold]x")], timeout=None).finish().text()
    assert "jacobian of [b]" in shown


def test_the_command(tmp_path: Path) -> None:
    answers, out = tmp_path / "answers.csv", tmp_path / "graded.csv"
    with answers.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(
            [("student", "question", "answer", "room"), *((*row, "12 b") for row in ANSWERS)]
        )
    done = CliRunner().invoke(group, ["grade-class", str(answers), "--out", str(out)])
    assert done.exit_code == 0, done.output
    assert "5 answers to 2 questions" in done.output
    with out.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == [
        *("student", "question", "answer", "room"),
        *("status", "score", "note", "feedback", "misconception"),
    ]
    assert [row["score"] for row in rows] == ["1", "0", "0", "0", "0"]
    assert {row["room"] for row in rows} == {"12 b"}
    done = CliRunner().invoke(group, ["grade-class", str(answers), "--format", "json"])
    assert json.loads(done.stdout)["answers"] == 5
