"""Runs of descent: gradient descent, momentum, Adam, Newton's method, and clipping."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

import symcalc as sc

from . import Asked, Row

METHODS = {"momentum": "momentum", "adam": "adam", "newton": "newton"}
SETTINGS = ("rate", "steps", "beta")


def run(row: Row, **more: Any) -> sc.Trace:
    """The run that a row describes: its letters are the start, the rest is said by name."""
    said = {name: row.at[name] for name in SETTINGS if name in row.at} | more
    start = {name: value for name, value in row.at.items() if name not in SETTINGS}
    return sc.descend(row.formula, start, METHODS.get(row.topic, "gradient"), **said)


def end(row: Row, **more: Any) -> Any:
    return run(row, **more).answer


def rounded(decimals: int, row: Row) -> Any:
    return run(row).points[-1].round(decimals)


def arrives(row: Row, steps: int) -> int | None:
    """After how many steps the run stays at [0, 0] to four decimals."""
    return run(row, steps=steps).arrives(0, decimals=4)


def velocity(row: Row) -> sc.Trace:
    """One step of momentum from a given velocity with a given gradient."""
    at = {"g": [0.2, 2.0], **row.at}
    rate = {"rate": at["rate"]} if "rate" in at else {}
    state, g = {"v": at["v"]}, [at["g"]]
    return sc.descend(None, method="momentum", gradients=g, state=state, beta=at["beta"], **rate)


def decayed(row: Row) -> Any:
    """beta v: the new velocity where the gradient is 0."""
    state, g = {"v": row.at["v"]}, [[0, 0]]
    trace = sc.descend(None, method="momentum", gradients=g, state=state, beta=row.at["beta"])
    return trace.states["v"][1]


def adam_once(row: Row) -> sc.Trace:
    start = {"p": row.at.get("param", 1)}
    return sc.descend(None, start, "adam", gradients=[[row.at["grad"]]])


def moments(row: Row) -> list[float]:
    trace = adam_once(row)
    return [float(trace.states[name][1, 0]) for name in ("m", "v")]


def clipped(row: Row) -> Any:
    """The step at rate 1 from 0 is the clipped gradient, with its sign turned."""
    trace = sc.descend(None, gradients=[row.at["g"]], rate=1, clip=row.at["c"])
    return -trace.points[1]


def at_rates(row: Row) -> list[Any]:
    start = {"x": row.at["x"], "y": row.at["y"]}
    rates, steps = row.at["rate"], row.at["steps"]
    return [sc.descend(row.formula, start, rate=rate, steps=steps).answer for rate in rates]


def printed(row: Row) -> sc.Verdict:
    """The verdict on what is printed as the end of the run."""
    return sc.grade(run(row), str(row.printed))


ROWS: dict[str, Asked] = {
    "001-23-gd-step-gradient": lambda row: run(row, rate=0.1, steps=1).gradients[0],
    "001-23-gd-one-step": partial(end, steps=1),
    "001-23-gd-step-delta": lambda row: -np.diff(run(row, steps=1).points, axis=0)[0],
    "001-23-gd-50": end,
    "001-23-gd-50-f": lambda row: run(row).values[-1],
    "001-23-gd-50-rounded": partial(rounded, 6),
    "001-25-momentum-decayed": decayed,
    "001-25-momentum-v": lambda row: velocity(row).states["v"][1],
    "001-25-momentum-step": lambda row: -velocity(row).points[1],
    "001-25-momentum-100": end,
    "001-25-momentum-100-rounded": partial(rounded, 4),
    "001-25-momentum-needed": partial(arrives, steps=400),
    "001-26-adam-first-step": end,
    "001-26-adam-200": end,
    "001-26-adam-200-rounded": partial(rounded, 4),
    "001-26-adam-needed": partial(arrives, steps=10_000),
    "001-28-newton-step": partial(end, steps=1),
    "001-33-clip": clipped,
    "003-adam-first-step": lambda row: adam_once(row).points[1, 0],
    "003-adam-m-v": moments,
    "004-gd-20": end,
    "004-ex1-100": at_rates,
}
MISPRINTS: dict[str, Asked] = {
    "001-23-gd-50-rounded": printed,
    "001-25-momentum-100": lambda row: sc.grade(run(row), row.printed.removeprefix("about ")),
    "001-25-momentum-100-rounded": printed,
    "001-26-adam-200": printed,
    "001-26-adam-200-rounded": printed,
}
