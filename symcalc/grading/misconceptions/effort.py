"""How much is spent on explaining: processor time, the last resort after counts and sizes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import thread_time

UNTIL: ContextVar[float] = ContextVar("until", default=float("inf"))


@contextmanager
def effort(seconds: float) -> Iterator[None]:
    """Within it no more is searched for once so much processor time has been spent."""
    token = UNTIL.set(min(UNTIL.get(), thread_time() + seconds))
    try:
        yield
    finally:
        UNTIL.reset(token)


def spent() -> bool:
    """Whether the effort is used up."""
    return thread_time() > UNTIL.get()
