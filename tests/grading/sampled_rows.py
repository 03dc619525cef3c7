"""Of long tables `make test` takes a sample, always the same; `make test-all` takes all rows."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

Row = TypeVar("Row")


def sampled(rows: Sequence[Row], kind: Callable[[Row], Hashable], size: int) -> list[Row]:
    """One row of every kind, and others up to a size; in their order."""
    if os.environ.get("SYMCALC_EXAMPLES") == "new":
        return list(rows)
    order = random.Random(6).sample(range(len(rows)), len(rows))
    first = {kind(rows[k]): k for k in reversed(order)}
    others = [k for k in order if k not in set(first.values())]
    chosen = [*first.values(), *others[: max(0, size - len(first))]]
    return [rows[k] for k in sorted(chosen)]
