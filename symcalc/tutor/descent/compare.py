"""Several runs on the same formula side by side."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import numpy as np

from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.plotting.descent import drawn
from symcalc.reading.arrays import outside
from symcalc.steps import Step, Table
from symcalc.tutor.descent.ask import OPTIONS, Request, setup_of
from symcalc.tutor.descent.claims import Worked
from symcalc.tutor.descent.figures import brief
from symcalc.tutor.descent.methods import Method, method_of
from symcalc.tutor.descent.objective import Of, OverData
from symcalc.tutor.descent.sentence import request_of, said_of, tidied
from symcalc.tutor.descent.trace import Trace
from symcalc.tutor.descent.worked import traced
from symcalc.tutor.lessons import asked, lesson
from symcalc.tutor.worded import worded
from symcalc.tutor.words.descent_compared import (
    ENDINGS,
    FAILS,
    HEADS,
    HINTS,
    OTHERS,
    STATUS,
    WORDS,
)

SENTENCE = (
    "comparison of {methods} on {f} from {start}[ over {data}][ with {options}][ for {steps}]"
)
DOWN = 1e-6  # of the largest curvature: what is below 0
NAMED = re.compile(r"\s*([^()]+?)\s*(?:\((.*)\))?\s*", re.DOTALL)


@dataclass(frozen=True)
class Comparison(Derivation):
    """Runs side by side.

    Attributes
    ----------
    traces : mapping from names to Trace
        Each run, by how it was asked for: "adam(rate 0.1)".
    """

    traces: Mapping[str, Trace] = field(default_factory=dict, repr=False, compare=False)


AND = re.compile(r"\s*(?:,\s*and\s|\sand\s|\sversus\s|\svs\.?\s|\swith\s)\s*", re.IGNORECASE)
REST = (
    " {on:on|for} {f} {from:from|starting at|starting from|at} {start}"
    "[ over {data}][ with {options}][ for {steps}]"
)
SPOKEN = (f"compare {{methods}}{REST}", f"comparison of {{methods}}{REST}")


@lesson("comparison", SENTENCE, *SPOKEN)
def compared_in_words(**parts: str) -> Comparison:
    """Compare what a sentence names."""
    methods = outside(AND.sub(", ", parts.pop("methods")))
    kept = {name: part for name, part in parts.items() if name not in ("on", "from")}
    return compared(Request(**request_of(tidied(kept))), methods)


def compared(shared: Request, methods: Sequence[str]) -> Comparison:
    """Run each method on what they share, and put the runs into a table.

    Raises
    ------
    UnsupportedError
        If there are no two methods, or one stands there twice.
    """
    names = [" ".join(name.split()) for name in methods if name.strip()]
    if len(names) < 2:
        raise UnsupportedError(FAILS["methods"], hint=HINTS["methods"])
    for name in names:
        if names.count(name) > 1:
            raise UnsupportedError(FAILS["twice"].format(name=name))
    setups = {name: setup_of(_request(shared, name)) for name in names}
    traces = {name: traced(setup) for name, setup in setups.items()}
    first = setups[names[0]]
    parts = said_of(shared, first.body, method_of("gradient"))
    parts.pop("method")
    one = next(iter(traces.values()))
    about = one.asked
    curves = {name: (trace.points, trace.values) for name, trace in traces.items()}
    return Comparison(
        asked("comparison", about, one.question.wrt, methods=", ".join(names), **parts),
        about,
        about,
        (_table(shared, traces, about),),
        remarks=_remarks(traces),
        claims=tuple(c for trace in traces.values() for c in trace.claims),
        told=tuple((n, t.steps_taken, float(t.values[-1])) for n, t in traces.items()),
        ending=_ending(shared, traces),
        traces=traces,
        picture=partial(drawn, first.body, one.question.wrt, curves),
    )


def _request(shared: Request, name: str) -> Request:
    """A run: the method and its options in parentheses, on what all runs share."""
    found = NAMED.fullmatch(name)
    if found is None:
        raise UnsupportedError(FAILS["method"].format(given=name), hint=HINTS["methods"])
    method = method_of(found[1])
    settings = {k: v for k, v in dict(shared.settings).items() if _knows(method, k)}
    options: dict[str, Any] = {"method": method.name}
    if method.kind == "scipy":  # these choose their own steps
        options |= {"rate": None, "schedule": None, "clip": None}
    if method.kind == "newton":  # a rate for gradients is none for Newton's steps
        options["rate"] = None
    for option in re.split(r"[;,]", found[2] or ""):
        word, _, value = option.strip().replace("=", " ").partition(" ")
        if word in OPTIONS:
            options[word] = value.strip()
        elif word:
            settings[word] = value.strip()
    return replace(shared, **options, settings=settings)


def _knows(method: Method, setting: str) -> bool:
    return setting in method.settings


def _table(shared: Request, traces: Mapping[str, Trace], about: Any) -> Step:
    rows = tuple(
        (name, str(t.steps_taken), brief(t.values[-1]), _length(t), STATUS[_became(t)])
        for name, t in traces.items()
    )
    limit = "" if shared.steps is None else f", {shared.steps} steps each"
    fields = {"count": f"{len(traces)} runs", "limit": limit}
    made = worded(WORDS, "comparison", about, about, fields, "definition")
    return replace(made, table=Table(HEADS, rows))


def _remarks(traces: Mapping[str, Trace]) -> tuple[str, ...]:
    """What all runs say, and of what only some say, who does."""
    said = dict.fromkeys(remark for trace in traces.values() for remark in trace.remarks)
    who = {r: [n for n, t in traces.items() if r in t.remarks] for r in said}
    return tuple(r if len(n) == len(traces) else f"{', '.join(n)}: {r}" for r, n in who.items())


def _bends_down(trace: Trace) -> bool:
    """Whether f bends down along some direction at the last point, as far as is known."""
    objective = next(c.setup.objective for c in trace.claims if isinstance(c, Worked))
    if not isinstance(objective, Of | OverData):
        return False
    hessian = objective.hessian(trace.points[-1])
    if not np.isfinite(hessian).all():
        return False
    curvatures = np.linalg.eigvalsh(hessian)
    return bool(curvatures[0] < -DOWN * np.abs(curvatures).max())


def _became(trace: Trace) -> str:
    """What became of a run; of one that ended before the last step, why."""
    if trace.status == "converged" and _bends_down(trace):
        return "not-minimum"
    if trace.status != "stopped":
        return trace.status
    end = next((c.found.end for c in trace.claims if isinstance(c, Worked)), "")
    return end if end in STATUS else "stopped"


def _length(trace: Trace) -> str:
    """‖∇f‖ at the last point; none where f has no value."""
    if np.isnan(trace.values[-1]):
        return brief(np.nan)
    return brief(float(np.linalg.norm(trace.gradients[-1])))


def _ending(shared: Request, traces: Mapping[str, Trace]) -> str:
    """Which run is best, and which are in trouble."""
    ends = {n: float(t.values[-1]) for n, t in traces.items() if np.isfinite(t.values[-1])}
    became = {n: _became(t) for n, t in traces.items()}
    others = "".join(OTHERS[s].format(name=n) for n, s in became.items() if s in OTHERS)
    done = {n: traces[n].steps_taken for n, s in became.items() if s == "converged"}
    if done and shared.steps is None:
        name = min(done, key=lambda n: done[n])
        return ENDINGS["first"].format(name=name, steps=done[name], others=others)
    bad = ("diverged", "not-minimum")
    good = {n: v for n, v in ends.items() if became[n] not in bad}
    if not good and "not-minimum" in became.values():
        return ENDINGS["elsewhere"].format(others=others)
    if not good:
        return ENDINGS["none"]
    name = min(good, key=lambda n: good[n])
    fields = {"name": name, "value": brief(good[name]), "others": others}
    if shared.steps is None:
        return ENDINGS["ended"].format(**fields)
    return ENDINGS["lowest"].format(steps=f"{shared.steps} steps", **fields)
