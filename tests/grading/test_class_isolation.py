"""Whatever is typed, as an answer or as a question: it is bounded, and the next one is unharmed."""

from __future__ import annotations

import os
import runpy
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

import symcalc as sc
from symcalc.grading.isolated import grader
from symcalc.worker import Worker

DATA = runpy.run_path(str(Path(__file__).parents[1] / "data" / "hostile_inputs.py"))
HOSTILE = [
    pytest.param(text, id=f"{name}-{kind}")
    for name, *texts in DATA["CASES"]
    for kind, text in zip(("text", "latex"), texts, strict=True)
]
STATUSES = {"correct", "partial", "incorrect", "undecided", "unreadable"}
TIMEOUT = 1.0
Q = "d/dx x^2"


HANGS = 30  # seconds; a machine that is free needs less than 1 beyond the time limit


@pytest.fixture(autouse=True)
def warm() -> None:
    """The start of a worker is no part of the time for an answer; here it would be measured."""
    assert sc.grade(Q, "2x", timeout=60).status == "correct"


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_answers(text: str) -> None:
    begun = time.monotonic()
    verdict = sc.grade(Q, text, timeout=TIMEOUT)
    assert time.monotonic() - begun < TIMEOUT + HANGS
    assert verdict.status in STATUSES - {"correct"}
    assert sc.grade(Q, "2x", timeout=60).status == "correct"


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_questions(text: str) -> None:
    begun = time.monotonic()
    try:
        status = sc.grade(text, "2x", timeout=TIMEOUT).status
    except sc.SymcalcError as error:  # the asker's mistake
        status = "unreadable" if str(error) else ""
    assert time.monotonic() - begun < TIMEOUT + HANGS
    assert status in STATUSES


def test_a_hostile_class() -> None:
    """As answers and as questions, among others; and no code has run."""
    texts = [both[::-1] if k % 2 else both for k, (_, *both) in enumerate(DATA["CASES"])]
    rows = [row for one, other in texts for row in ((Q, one), (Q, "2x"), (other, "2x"))]
    run = sc.grade_class(rows, timeout=0.5, workers=2)
    statuses = [one.verdict.status for one in run]
    assert statuses[1::3] == ["correct"] * len(texts)
    assert "correct" not in statuses[::3]
    assert set(statuses) <= STATUSES
    mark = Path(DATA["MARK"])
    assert not list(mark.parent.glob(f"{mark.name}*"))


def test_threads_grade_at_a_time() -> None:
    found: list[str] = []
    threads = [
        threading.Thread(target=lambda k=k: found.append(sc.grade(Q, f"{k}x", timeout=60).status))
        for k in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == ["correct", *["incorrect"] * 2]


def test_a_killed_grader_is_replaced() -> None:
    with grader().borrowed() as one:
        before = one.worker.pid
    os.kill(before, signal.SIGKILL)
    assert sc.grade(Q, "2x", timeout=60).status == "correct"
    with grader().borrowed() as one:
        assert one.worker.pid != before


@pytest.fixture
def worker(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))
    made = Worker("odd_workers:done")
    yield made
    made.close()


def test_processor_time_is_limited(worker: Worker) -> None:
    """Also where nobody waits for the clock; sleeping costs none."""
    with pytest.raises(sc.TimedOut, match="processor time"):
        worker.ask("busy", timeout=60, cpu=0.3)
    assert worker.ask("asleep 1", timeout=60, cpu=0.3) == "asleep 1"
    for _ in range(3):  # each request has all of it
        assert worker.ask("well", timeout=60, cpu=0.3) == "well"


def test_an_abort_is_the_inputs_doing(worker: Worker) -> None:
    with pytest.raises(sc.TooLargeError):
        worker.ask("abort", timeout=60)
    assert worker.ask("well", timeout=60) == "well"


def test_the_first_answer_is_not_ready(worker: Worker) -> None:
    worker.start()
    assert worker.ask("well", timeout=60) == "well"


def test_closing_answers_whoever_waits(worker: Worker) -> None:
    worker.ask("well", timeout=60)
    threading.Timer(0.3, worker.close).start()
    with pytest.raises(sc.TimedOut, match="closed"):
        worker.ask("asleep 30", timeout=60)


def test_a_worker_ends_when_its_parent_is_killed(tmp_path: Path) -> None:
    code = (
        "import sys, time; from symcalc.worker import Worker\n"
        f"sys.path.insert(0, {str(Path(__file__).parent)!r})\n"
        "w = Worker('math:factorial'); w.ask(3, 60)\n"
        "print(w.pid, flush=True); time.sleep(60)"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    pid = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    parent.stdout.close()
    ends = time.monotonic() + 20
    while runs(pid) and time.monotonic() < ends:
        time.sleep(0.05)
    assert not runs(pid)


def runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork")
def test_a_forked_process_has_workers_of_its_own() -> None:
    with grader().borrowed() as one:
        before = one.worker.pid
    pid = os.fork()
    if pid == 0:
        found = sc.grade(Q, "2x", timeout=60).status
        os._exit(0 if found == "correct" else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    with grader().borrowed() as one:
        assert one.worker.pid == before
    assert sc.grade(Q, "2x", timeout=60).status == "correct"
