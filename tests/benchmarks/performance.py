"""symcalc beside C and other tools: `make bench` writes docs/performance.md.

    python tests/benchmarks/performance.py                        everything, and the page
    python tests/benchmarks/performance.py --only e,d --against c,jax    these, to the screen
    python tests/benchmarks/performance.py --parts networks --out docs/performance.md    these alone

Contenders that are not installed are left out: `pip install 'symcalc-tutor[bench]'` has them, and C
needs gcc. Nothing here is a test; times depend on the machine.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

import machine
import matrices
import numpy as np
from contenders import Contender, everyone
from measure import measure, prepared
from report import markdown, merged, number
from results import OURS, PEER, Results
from start_up import asked
from workloads import BEFORE, TABLE, Workload

import symcalc as sc

PAGE = Path(__file__).parents[2] / "docs" / "performance.md"
SIZES = (10**3, 10**4, 10**5)
LIMIT = 100.0  # seconds for the compiling of one large graph


def timings(results: Results, chosen: Chosen) -> None:
    """Every workload, every contender, by rounds; each tool has compiled something before."""
    prepared(BEFORE, chosen.contenders, lambda _: None)
    for workload in chosen.workloads:
        print(f"{workload.name}  {workload.title}", flush=True)
        timed = measure(workload, chosen.contenders, chosen.rounds, chosen.seconds)
        results.timings[workload.name] = timed
        for name in timed:
            _say_time(results, workload, name)


def _say_time(results: Results, workload: Workload, name: str) -> None:
    if results.timing(workload.name, name):
        ratio = number(results.ratio(workload.name, name))
        figure = number(results.nanoseconds(workload.name, name))
        print(f"  {name:16}{figure:>10} ns a point {ratio:>8} x C", flush=True)


def compiling(results: Results, chosen: Chosen) -> None:
    """Each workload in a new process, and in another that finds what the first has stored."""
    for workload in chosen.workloads:
        with machine.empty_folder() as folder:
            pair = [asked(kind, workload.name, folder=folder) for kind in ("cold", "stored")]
        results.compiling[workload.name] = (pair[0], pair[1])
        cold, stored = results.compile_seconds, results.stored_seconds
        figures = f"{number(cold(workload.name))} s, stored {number(stored(workload.name))} s"
        print(f"{workload.name}  compile time {figures}", flush=True)


def graphs(results: Results, _: Chosen) -> None:
    """Graphs of growing size; a kind that was too slow once is not given a larger one."""
    for kind in ("point", "batch", "numba"):
        for size in SIZES:
            answer = results.graphs[kind, size] = asked(kind, str(size), limit=LIMIT)
            print(f"{kind}, {size:,} statements: {answer or 'no result'}", flush=True)
            if answer is None:
                break


def calls(results: Results, _: Chosen) -> None:
    """Value and gradient of a product of a few numbers."""
    for count in (1, 2, 4, 8):
        names = [f"x{k}" for k in range(count)]
        kernel = sc.compile(" * ".join(names), names)
        call = partial(kernel.value_and_gradient, *np.linspace(0.5, 1.5, count).tolist())
        call()
        results.calls[count] = min(_repeated(call, 20_000) for _ in range(7))
        print(f"a call with {count} numbers: {results.calls[count] * 1e9:.0f} ns", flush=True)


def networks(results: Results, chosen: Chosen) -> None:
    """A network, with the kernels that OpenBLAS chooses and with those of older processors."""
    results.day = f"{date.today():%d %B %Y}, load before {os.getloadavg()[0]:.2f}"
    results.matrices = matrices.answers(chosen.rounds, 1000 * chosen.seconds)
    for choice in results.matrices:
        for dtype in ("float64", "float32"):
            ratios = [number(results.over(choice, dtype, peer)) for peer in matrices.PEERS]
            print(f"network, {dtype} {choice}: over NumPy, JAX {', '.join(ratios)}", flush=True)


def _repeated(call: Callable[[], object], times: int) -> float:
    begin = time.perf_counter()
    for _ in range(times):
        call()
    return (time.perf_counter() - begin) / times


PARTS = {part.__name__: part for part in (timings, compiling, graphs, calls, networks)}


class Chosen(argparse.Namespace):
    """What was chosen on the command line."""

    workloads: list[Workload]
    contenders: dict[str, Contender]
    parts: list[str]
    rounds: int
    seconds: float
    out: Path | None


def chosen_from(words: Sequence[str]) -> Chosen:
    """The command line; a name that there is not is an error that lists those that there are."""
    known, parser = everyone(), argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", help=f"workloads, of {','.join(TABLE)}")
    parser.add_argument("--against", help=f"contenders, of {','.join(known)}")
    parser.add_argument("--parts", help=f"of {','.join(PARTS)}")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--seconds", type=float, default=0.1, help="of one timing")
    parser.add_argument("--out", type=Path, help="where to write; everything goes to the docs")
    given = parser.parse_args(words, namespace=Chosen())

    def listed(option: str | None, names: Sequence[str], usual: Sequence[str] = ()) -> list[str]:
        picked = option.split(",") if option else list(usual or names)
        if wrong := set(picked) - set(names):
            parser.error(f"there is no {', '.join(sorted(wrong))}; choose of {', '.join(names)}")
        return picked

    given.workloads = [TABLE[name] for name in listed(given.only, list(TABLE))]
    against = listed(given.against, list(known))
    given.contenders = {n: known[n] for n in known if n in (OURS, PEER, *against)}
    whole = not (given.only or given.against or given.parts)
    given.parts = listed(given.parts, list(PARTS), () if whole else ("timings",))
    given.out = given.out or (PAGE if whole else None)
    return given


def main(words: Sequence[str]) -> None:
    """Measure what was chosen, say it, write it down."""
    chosen = chosen_from(words)
    machine.one_core()
    for contender in list(chosen.contenders.values()):
        if contender.missing:
            print(f"left out: {contender.title} needs {', '.join(contender.missing)}")
            del chosen.contenders[contender.name]
    titles = {name: contender.title for name, contender in chosen.contenders.items()}
    results = Results(machine.described(), titles, chosen.rounds)
    for part in chosen.parts:
        PARTS[part](results, chosen)
    alone = chosen.parts == ["networks"] and chosen.out and chosen.out.is_file()
    page = merged(chosen.out.read_text(encoding="utf-8"), results) if alone else markdown(results)
    if chosen.out:
        chosen.out.write_text(page, encoding="utf-8")
        print(f"written: {chosen.out}")


if __name__ == "__main__":
    main(sys.argv[1:])
