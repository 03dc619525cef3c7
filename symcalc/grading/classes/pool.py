"""Killable workers for a class: each keeps to the questions that it has worked out."""

from __future__ import annotations

import os
import threading
from collections import deque
from concurrent.futures import Executor, Future
from typing import NamedTuple

from symcalc.grading.isolated import Grader, Plain, Request, graded, grader

EACH = 8  # answers that wait for a worker before another one is started
LEAVING = 0.2  # seconds for a thread that waits to see that the pool is closed
TAKEN = 8  # answers to a question of another worker that wait before it is shared


def processors() -> int:
    """How many this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Job(NamedTuple):
    """An answer that waits, its number, and where the verdict goes."""

    number: int
    request: Request
    future: Future[list[Plain]]


class Pool:
    """Workers, a thread for each; started when there is work for them.

    The first one is the process that `grade` keeps warm. What is worked out once for a question
    stays in the process that did it, so its answers go there; a worker with nothing to do takes
    over a question of which many answers wait.

    Parameters
    ----------
    timeout : float
        Seconds for each answer.
    size : int, optional
        How many workers; as many as there are processors if left out.
    """

    chunk = 1  # answers that are submitted at a time

    def __init__(self, timeout: float, size: int | None = None) -> None:
        self.timeout = timeout
        self.size = size or processors()
        self._jobs: dict[str, deque[Job]] = {}
        self._owners: dict[str, set[int]] = {}
        self._changed = threading.Condition()
        self._threads: list[threading.Thread] = []
        self._graders: list[Grader] = []
        self._count = 0
        self._closed = False

    def submit(self, requests: list[Request]) -> Future[list[Plain]]:
        """Have one answer graded."""
        (request,) = requests
        future: Future[list[Plain]] = Future()
        with self._changed:
            self._count += 1
            job = Job(self._count, request, future)
            self._jobs.setdefault(request["question"], deque()).append(job)
            waiting = sum(map(len, self._jobs.values()))
            if len(self._threads) < self.size and waiting > EACH * len(self._threads):
                self._hire()
            self._changed.notify_all()
        return future

    def _hire(self) -> None:
        self._graders.append(Grader() if self._graders else grader().take())
        thread = threading.Thread(target=self._work, args=(len(self._graders) - 1,), daemon=True)
        self._threads.append(thread)
        thread.start()

    def _work(self, k: int) -> None:
        while (job := self._next(k)) is not None:
            try:
                job.future.set_result([self._graders[k].grade(job.request, self.timeout)])
            except BaseException as error:  # noqa: BLE001 - whoever waits for it hears of it
                job.future.set_exception(error)

    def _next(self, k: int) -> Job | None:
        """The oldest answer for a worker; it waits for one. None when the pool is closed."""
        with self._changed:
            while not self._closed:
                question = self._choice(k)
                if question is not None:
                    self._owners.setdefault(question, set()).add(k)
                    jobs = self._jobs[question]
                    job = jobs.popleft()
                    if not jobs:
                        del self._jobs[question]
                    return job
                self._changed.wait()
        return None

    def _choice(self, k: int) -> str | None:
        """The question that a worker turns to: its own, a new one, or one with many answers."""
        oldest = sorted(self._jobs, key=lambda question: self._jobs[question][0].number)
        owned = [q for q in oldest if k in self._owners.get(q, ())]
        new = [q for q in oldest if q not in self._owners]
        many = [q for q in oldest if len(self._jobs[q]) >= TAKEN]
        return next(iter((*owned, *new, *many)), None)

    def close(self) -> None:
        """End the workers but the warm one; what is not done is not wanted any more."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        for k, (thread, one) in enumerate(zip(self._threads, self._graders, strict=True)):
            thread.join(LEAVING)
            busy = thread.is_alive()
            if busy:
                one.close()  # whoever waits for it is answered
                thread.join()
            if k == 0 and not busy:
                grader().give_back(one)
            else:
                one.close()


class Borrowed:
    """An executor of the caller's own: it gets answers to one question, several at a time."""

    chunk = 16

    def __init__(self, executor: Executor, timeout: float | None) -> None:
        self._executor = executor
        self._timeout = timeout

    def submit(self, requests: list[Request]) -> Future[list[Plain]]:
        """Have some answers graded."""
        return self._executor.submit(graded, requests, self._timeout)

    def close(self) -> None:
        """Leave it to the caller."""
