"""A class, graded row by row, in the order of the rows."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Generator, Iterable, Iterator, Mapping
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from typing import Any, Protocol

from symcalc.grading.classes.graded_file import GradedFile
from symcalc.grading.classes.pool import Borrowed, Pool
from symcalc.grading.classes.rows import Graded, Row, request_of
from symcalc.grading.classes.summary import Summary
from symcalc.grading.definitions import sent
from symcalc.grading.isolated import Plain, Request, survived
from symcalc.grading.policy import Policy
from symcalc.grading.verdict import Verdict

AHEAD = 512  # rows that are looked at before the oldest of them is done
KEPT = 50_000  # verdicts that are remembered

Key = tuple[Any, ...]


class Where(Protocol):
    """Where answers are graded: a pool, or an executor."""

    @property
    def chunk(self) -> int:
        """Answers to one question that are submitted at a time."""

    def submit(self, requests: list[Request]) -> Future[list[Plain]]:
        """Have some answers graded."""

    def close(self) -> None:
        """Nothing more comes."""


class Here:
    """This process: an answer is graded when it is submitted."""

    chunk = 1

    def submit(self, requests: list[Request]) -> Future[list[Plain]]:
        """Grade some answers."""
        done: Future[list[Plain]] = Future()
        done.set_result([survived(request) for request in requests])
        return done

    def close(self) -> None:
        """There is nothing to end."""


def where(executor: Executor | None, timeout: float | None, workers: int | None) -> Where:
    """Where answers are graded; a Dask client is asked for its executor."""
    if executor is not None:
        make = getattr(executor, "get_executor", None)
        return Borrowed(executor if make is None else make(), timeout)
    return Here() if timeout is None else Pool(timeout, workers)


@dataclass
class Batch:
    """Answers to one question that are submitted together."""

    requests: list[Request] = field(default_factory=list)
    future: Future[list[Plain]] | None = None


@dataclass(frozen=True)
class Waiting:
    """A row whose verdict is being found: in a batch, in this place."""

    row: Row
    key: Key
    batch: Batch
    place: int


class ClassRun(Iterator[Graded]):
    """The rows of a class with their verdicts, one after the other.

    Attributes
    ----------
    summary : Summary
        Of the rows that have come out so far.
    total : int or None
        How many rows there are, where that is known beforehand.
    resumed : int
        How many of them were graded by an earlier run.
    """

    def __init__(
        self,
        rows: Iterable[Row],
        usual: Policy,
        place: Where,
        out: GradedFile | None = None,
        total: int | None = None,
    ) -> None:
        self.summary = Summary()
        self.total = total
        self.resumed = len(out.done) if out else 0
        self._rows = iter(rows)
        self._usual = usual
        self._place = place
        self._out = out
        self._functions = sent()
        self._known: OrderedDict[Key, Plain] = OrderedDict()
        self._under_way: dict[Key, tuple[Batch, int]] = {}
        self._open: dict[str, Batch] = {}
        self._found = self._run()

    def __next__(self) -> Graded:
        return next(self._found)

    def finish(self) -> Summary:
        """Grade all that is left."""
        for _ in self:
            pass
        return self.summary

    def close(self) -> None:
        """Stop; what has come out is written."""
        self._found.close()

    def __enter__(self) -> ClassRun:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _run(self) -> Generator[Graded, None, None]:
        try:
            for one in self._out.done if self._out else ():
                next(self._rows)
                self.summary.add(one)
                yield one
            for one in self._graded():
                if self._out:
                    self._out.write(one)
                self.summary.add(one)
                yield one
        finally:
            self._place.close()
            if self._out:
                self._out.close()

    def _graded(self) -> Iterator[Graded]:
        """Rows go in as long as the oldest is not done, and come out in their order."""
        queue: deque[Graded | Waiting] = deque()
        for row in self._rows:
            queue.append(self._begin(row))
            if len(queue) >= AHEAD:
                self._submit_all()
                yield self._done(queue.popleft())
            while queue and self._is_done(queue[0]):
                yield self._done(queue.popleft())
        self._submit_all()
        while queue:
            yield self._done(queue.popleft())

    def _begin(self, row: Row) -> Graded | Waiting:
        request = request_of(row, self._usual, self._functions)
        if isinstance(request, Verdict):
            return Graded(row, request)
        key = key_of(request)
        if key in self._known:
            self._known.move_to_end(key)
            return Graded(row, Verdict.of(self._known[key]))
        if key not in self._under_way:
            batch = self._open.setdefault(request["question"], Batch())
            self._under_way[key] = batch, len(batch.requests)
            batch.requests.append(request)
            if len(batch.requests) >= self._place.chunk:
                self._submit(request["question"])
        return Waiting(row, key, *self._under_way[key])

    def _submit(self, question: str) -> None:
        batch = self._open.pop(question)
        batch.future = self._place.submit(batch.requests)

    def _submit_all(self) -> None:
        for question in list(self._open):
            self._submit(question)

    def _is_done(self, one: Graded | Waiting) -> bool:
        if isinstance(one, Graded):
            return True
        return one.batch.future is not None and one.batch.future.done()

    def _done(self, one: Graded | Waiting) -> Graded:
        if isinstance(one, Graded):
            return one
        assert one.batch.future is not None
        told = one.batch.future.result()[one.place]
        self._under_way.pop(one.key, None)
        self._known[one.key] = told
        if len(self._known) > KEPT:
            self._known.popitem(last=False)
        return Graded(one.row, Verdict.of(told))


def key_of(request: Mapping[str, Any]) -> Key:
    """What a verdict depends on, within one run."""
    return (request["question"], request["answer"], *request["policy"].values())
