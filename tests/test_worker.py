"""The killable worker: it answers, times out, runs out of memory, and is replaced."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import Any

import pytest

from symcalc.errors import (
    ReadingError,
    SymcalcError,
    TimedOut,
    TooLargeError,
    UnsupportedError,
    restored,
)
from symcalc.errors import plain as plain_error
from symcalc.worker import Worker, limit_memory


def work(request: Any) -> Any:
    return ACTIONS[request["do"]](request)


def _read(_request: Any) -> None:
    raise ReadingError("what", where="x+", position=1, hint="next")


def _print(_request: Any) -> str:
    print("noise that must not reach the parent")
    return "quiet"


def _deep(request: Any) -> Any:
    return _deep(request)


ACTIONS: dict[str, Any] = {
    "echo": lambda r: r,
    "sleep": lambda _: time.sleep(60),
    "memory": lambda _: len(bytearray(5 << 30)),
    "fail": _read,
    "print": _print,
    "bug": lambda _: 1 / 0,
    "deep": _deep,
}


@pytest.fixture
def worker(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))  # where this module is found
    made = Worker(f"{__name__}:work")
    yield made
    made.close()


def test_answers(worker: Worker) -> None:
    assert worker.ask({"do": "echo", "x": "π"}, timeout=30) == {"do": "echo", "x": "π"}
    assert worker.ask({"do": "print"}, timeout=30) == "quiet"


@pytest.mark.parametrize(
    ("action", "error"), [("sleep", TimedOut), ("memory", TooLargeError), ("deep", TooLargeError)]
)
def test_limits_kill_and_replace(worker: Worker, action: str, error: type[SymcalcError]) -> None:
    with pytest.raises(error):
        worker.ask({"do": action}, timeout=3)
    assert worker.ask({"do": "echo"}, timeout=30) == {"do": "echo"}


def test_errors_cross_with_all_their_fields(worker: Worker) -> None:
    with pytest.raises(ReadingError) as caught:
        worker.ask({"do": "fail"}, timeout=30)
    assert caught.value.position == 1
    assert str(caught.value) == "what\n  x+\n   ^\n  hint: next"


def test_our_own_mistakes_are_not_taken_for_the_users(worker: Worker) -> None:
    with pytest.raises(AssertionError, match="ended with status 1"):
        worker.ask({"do": "bug"}, timeout=30)
    assert worker.ask({"do": "echo"}, timeout=30) == {"do": "echo"}


def test_it_works_from_any_thread(worker: Worker) -> None:
    answers: list[Any] = []
    threads = [
        threading.Thread(target=lambda k=k: answers.append(worker.ask({"do": "echo", "k": k}, 30)))
        for k in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(a["k"] for a in answers) == list(range(8))


def test_closing_twice_is_harmless(worker: Worker) -> None:
    worker.start()
    worker.close()
    worker.close()


def test_every_error_crosses() -> None:
    for kind in (ReadingError, UnsupportedError, TooLargeError, TimedOut, SymcalcError):
        again = restored(plain_error(kind("what", where="here", hint="next")))
        assert type(again) is kind
        assert str(again) == "what\n  in:   here\n  hint: next"


def test_limits_without_proc(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system tells nothing, the limit is set from what it does tell."""
    set_limits: list[Any] = []
    import resource

    monkeypatch.setattr("symcalc.worker._address_space", lambda: 0)
    monkeypatch.setattr(resource, "setrlimit", lambda *a: set_limits.append(a))
    limit_memory(1 << 20)
    assert set_limits[0][1][0] > 1 << 20
