"""Generated kernels, compiled when they are first launched."""

from __future__ import annotations

import warnings
from functools import lru_cache
from typing import Any

from symcalc.compiler.backends import cache
from symcalc.compiler.cuda.kernels import THREADS

BLOCKS = 4096  # of threads at most: enough for every GPU, and for more points they loop


def grid(points: int, each: int = THREADS) -> int:
    """How many blocks of threads are launched, each for so many points in one go."""
    return max(1, min(BLOCKS, -(-points // each)))


def launch(text: str, blocks: int, *args: Any) -> None:
    """Run the kernel of a module's text on so many blocks of `THREADS` threads."""
    with warnings.catch_warnings():
        # Few points need few blocks; that a GPU would rather have more is not the user's concern.
        warnings.filterwarnings("ignore", message="Grid size")
        configured = _loaded(text)[blocks, THREADS]
    configured(*args)


@lru_cache(maxsize=256)
def _loaded(text: str) -> Any:
    return cache.load(text, "cuda", {}, stored=False).run
