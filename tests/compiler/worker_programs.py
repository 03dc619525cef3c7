"""What runs in the workers of a pool or a cluster; a worker imports it by its name."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from numba.core.event import Event, EventStatus, RecordingListener, register


@lru_cache(maxsize=1)
def _listener(_process: int) -> RecordingListener:
    """One for each process, so that a fork begins to count at zero."""
    listener = RecordingListener()
    register("numba:compile", listener)
    return listener


def listen() -> None:
    """Count from now on how often Numba compiles; what comes from its cache is not counted."""
    _listener(os.getpid())


def compiled() -> int:
    """How often Numba has compiled since `listen`."""
    events: list[Event] = [event for _, event in _listener(os.getpid()).buffer]
    return sum(event.status == EventStatus.START for event in events)


def report(function: Callable[..., Any], *args: Any) -> tuple[Any, int, int, bool]:
    """What a function gives; in which process, how often that compiled, whether it knows SymPy."""
    answer = function(*args)
    time.sleep(0.02)  # so that no worker is done with everything before another has begun
    return answer, os.getpid(), compiled(), "sympy" in sys.modules
