"""How far a class is, for a person who waits: a bar on a terminal, else a line now and then."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from symcalc.grading.classes.run import ClassRun

QUIET = 2.0  # seconds before anything is said where nobody may be looking
EVERY = 10.0  # seconds between two lines
FIRST = 10  # rows before a rate says anything

LINE = "symcalc: {done} of {total} rows, {rate:.0f} a second, {left} left"
RESUMED = "symcalc: {done} of {total} rows were graded before; going on with the rest"


class Rate(ProgressColumn):
    """Rows a second."""

    def render(self, task: Task) -> Text:
        """As a number."""
        speed = task.finished_speed or task.speed
        return Text("" if speed is None else f"{speed:.0f}/s")


def watched(run: ClassRun) -> ClassRun:
    """Grade all that is left, and say on standard error how far it is."""
    if run.resumed and run.resumed != run.total:
        say(RESUMED.format(done=run.resumed, total=run.total))
    with barred(run) if sys.stderr.isatty() else lined(run) as advance:
        for _ in run:
            advance()
    return run


Advance = Iterator[Callable[[], None]]


@contextmanager
def barred(run: ClassRun) -> Advance:
    """A bar with the rate and the time that is left."""
    columns = (
        *(TextColumn("grading"), BarColumn(), MofNCompleteColumn(), Rate()),
        *(TimeRemainingColumn(), TextColumn("left")),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=run.total)
        yield lambda: bar.advance(task)


@contextmanager
def lined(run: ClassRun) -> Advance:
    """A line after two seconds, and then every ten."""
    begun = time.monotonic()
    done, said = 0, begun + QUIET - EVERY

    def advance() -> None:
        nonlocal done, said
        done += 1
        now = time.monotonic()
        fresh = done - run.resumed
        if now < said + EVERY or fresh < FIRST:
            return
        said = now
        rate = fresh / (now - begun)
        left = "?" if run.total is None else clock((run.total - done) / rate)
        say(LINE.format(done=done, total=run.total, rate=rate, left=left))

    yield advance


def say(line: str) -> None:
    """A line on standard error."""
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


def clock(seconds: float) -> str:
    """A time as a person says it.

    >>> clock(8), clock(150), clock(7300)
    ('8 s', '2 min 30 s', '2 h 1 min')
    """
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
