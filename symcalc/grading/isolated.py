"""Grading in killable processes: plain text goes in, plain data comes out."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from functools import cache
from typing import Any, NamedTuple

from symcalc.errors import ReadingError, SymcalcError, TimedOut, TooLargeError
from symcalc.grading.definitions import receive, sent
from symcalc.grading.grade import grade_answer
from symcalc.grading.in_plane import graded_in_plane
from symcalc.grading.matrices import graded_matrices
from symcalc.grading.policy import Policy
from symcalc.grading.verdict import Verdict
from symcalc.reading import read_question
from symcalc.worker import Worker

Request = dict[str, Any]  # question, answer or lines, policy and functions, as plain data
Plain = dict[str, Any]  # a verdict or a report as plain data

TARGET = "symcalc.grading.isolated:respond"
PATIENCE = 5.0  # how many times the time for an answer a question has, to be worked out once
WAITING = 3.0  # how many times the time that an answer may compute it may take by the clock
REMEMBERED = 10_000  # questions that were of no use
TRIED = "0"  # an answer that has the question worked out

SLOW = "I could not decide within {timeout:g} s."
SLOW_QUESTION = "I could not work the question out within {timeout:g} s."
UNREAD = "This cannot be graded: {error}"
BROKEN = "Something went wrong in symcalc ({error}); please report this question and answer."


def respond(request: Request) -> Plain:
    """Grade one answer inside the worker."""
    receive(request.get("functions", []))
    return graded_here(request)


def graded_here(request: Request) -> Plain:
    """Grade one answer in this process."""
    policy = Policy.of(request.get("policy", {}))
    if policy.complex:
        return graded_in_plane(request["question"], request["answer"], policy).plain()
    matrices = graded_matrices(request["question"], request["answer"], policy)
    if matrices is not None:
        return matrices.plain()
    question = read_question(request["question"], names=policy.names)
    return grade_answer(question, request["answer"], policy).plain()


def at_limit(error: SymcalcError, slow: str, timeout: float | None) -> Verdict:
    """The verdict when time or memory ran out."""
    if isinstance(error, TimedOut):
        return Verdict("undecided", "timeout", slow.format(timeout=timeout))
    return Verdict("undecided", "too-large", str(error))


def at_fault(error: SymcalcError) -> Verdict:
    """The verdict on every answer where it is the question that cannot be graded."""
    said = UNREAD.format(error=error)
    if isinstance(error, ReadingError):
        return Verdict("unreadable", "unreadable-question", said)
    if isinstance(error, TooLargeError | TimedOut):
        return Verdict("undecided", at_limit(error, "", 0).note, said)
    return Verdict("undecided", "unsupported", said)


def broken(error: Exception) -> Verdict:
    """The verdict where symcalc has a mistake: nothing is claimed."""
    return Verdict("undecided", "failed", BROKEN.format(error=error or type(error).__name__))


class Key(NamedTuple):
    """A question, the functions that it may use, and in which time it is to be worked out."""

    question: str
    names: tuple[str, ...]
    functions: str
    seconds: float


class Grader:
    """A killable worker that grades, and survives whatever it is given.

    Parameters
    ----------
    target : str
        "package.module:function", which answers requests.

    Examples
    --------
    >>> grader = Grader()
    >>> grader.grade({"question": "d/dx x^2", "answer": "2x"}, 10)["status"]
    'correct'
    >>> grader.close()
    """

    def __init__(self, target: str = TARGET) -> None:
        self.worker = Worker(target)
        self._prepared: set[Key] = set()
        self._process: int | None = None
        self._hopeless: dict[Key, Plain] = {}
        self._failed: set[Key] = set()

    def grade(self, request: Request, timeout: float) -> Plain:
        """A verdict as plain data, whatever happens.

        A question that the process has not seen is worked out first, in a time of its own: the
        first answer to it is treated like the others, and a question that takes too long is not
        tried again for each of them. The limit is on processor time, so that a busy machine
        changes no verdict.
        """
        try:
            self._prepare(request, timeout)
            key = question_key(request, timeout)
            if key in self._hopeless:
                return self._hopeless[key]
            answer: Plain = self.worker.ask(request, timeout * WAITING, timeout)
        except (TimedOut, TooLargeError) as error:
            self.worker.start()  # the next one gets ready meanwhile
            return at_limit(error, SLOW, timeout).plain()
        except SymcalcError as error:
            return at_fault(error).plain()
        except AssertionError as error:
            return broken(error).plain()
        return answer

    def _prepare(self, request: Request, seconds: float) -> None:
        """Have the question worked out, and remember where that is of no use."""
        key = question_key(request, seconds)
        if key in self._hopeless or key in self._failed:
            return
        tried = {**request, "answer": TRIED, "policy": {"names": key.names}}
        try:
            self.work_out(tried, seconds)
        except (TimedOut, TooLargeError) as error:
            self._hopeless[key] = at_limit(error, SLOW_QUESTION, seconds * PATIENCE).plain()
            self.worker.start()
        except SymcalcError as error:
            self._hopeless[key] = at_fault(error).plain()
        except AssertionError:  # our mistake; the answers may do better
            self._failed.add(key)
        if len(self._hopeless) + len(self._failed) > REMEMBERED:
            self._hopeless.clear()
            self._failed.clear()

    def work_out(self, tried: Request, seconds: float) -> None:
        """Have the question of a request worked out, unless this process has done so.

        It has `PATIENCE` times the seconds that an answer has.
        """
        if self.worker.pid is None or self.worker.pid != self._process:
            self._prepared.clear()
        key, timeout = question_key(tried, seconds), seconds * PATIENCE
        if key not in self._prepared:
            self.worker.ask(tried, timeout * WAITING, timeout)
            self._process = self.worker.pid
            self._prepared.add(key)

    def close(self) -> None:
        """End the process."""
        self.worker.close()


def question_key(request: Request, seconds: float) -> Key:
    """What the work that is done once depends on."""
    names = request.get("policy", {}).get("names", ())
    functions = json.dumps(request.get("functions", []))
    return Key(request["question"], tuple(names), functions, seconds)


class Graders:
    """Graders for as many threads as ask at a time; the idle ones are kept warm."""

    def __init__(self, target: str = TARGET) -> None:
        self.target = target
        self._idle: list[Grader] = []
        self._lock = threading.Lock()

    def take(self) -> Grader:
        """One for this thread alone, the one that was used last if several are idle."""
        with self._lock:
            return self._idle.pop() if self._idle else Grader(self.target)

    def give_back(self, grader: Grader) -> None:
        """Keep one warm for whoever asks next, if there are not enough of them."""
        with self._lock:
            keep = len(self._idle) < (os.cpu_count() or 1)
            if keep:
                self._idle.append(grader)
        if not keep:
            grader.close()

    @contextmanager
    def borrowed(self) -> Iterator[Grader]:
        """One for this thread alone, while it is needed."""
        grader = self.take()
        try:
            yield grader
        finally:
            self.give_back(grader)

    def ask(self, request: Request, timeout: float, tried: Request | None = None) -> Plain:
        """What a worker answers, or raises.

        With `tried` its question is worked out first, in a time of its own, and the limit is on
        processor time.
        """
        with self.borrowed() as grader:
            try:
                if tried is not None:
                    grader.work_out(tried, timeout)
                longest = timeout if tried is None else timeout * WAITING
                answer: Plain = grader.worker.ask(request, longest, timeout)
            except (TimedOut, TooLargeError):
                grader.worker.start()  # the next one gets ready meanwhile
                raise
        return answer


@cache
def grader(target: str = TARGET) -> Graders:
    """The graders of this process that have a target."""
    return Graders(target)


if hasattr(os, "register_at_fork"):  # not on Windows
    os.register_at_fork(after_in_child=grader.cache_clear)


def grade_isolated(question: str, answer: str, timeout: float, policy: Policy) -> Verdict:
    """Grade one answer in a worker; past the limits the verdict is "undecided"."""
    request = {"question": question, "answer": answer, "functions": sent()}
    try:
        return Verdict.of(grader().ask({**request, "policy": asdict(policy)}, timeout))
    except (TimedOut, TooLargeError) as error:
        return at_limit(error, SLOW, timeout)


def graded(requests: Sequence[Request], timeout: float | None) -> list[Plain]:
    """Grade several answers, one after the other, and survive each: what an executor runs.

    With a `timeout`, in a killable worker of whichever process this is; without, right here.
    """
    if timeout is None:
        return [survived(request) for request in requests]
    with grader().borrowed() as one:
        return [one.grade(request, timeout) for request in requests]


def survived(request: Request) -> Plain:
    """A verdict as plain data from this very process, whatever is raised."""
    functions = request.get("functions", [])
    if functions != sent():  # this is another process than the asker's
        receive(functions)
    try:
        return graded_here(request)
    except SymcalcError as error:
        return at_fault(error).plain()
    except Exception as error:  # noqa: BLE001 - one bad row must not stop a class
        return broken(error).plain()
