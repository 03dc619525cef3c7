"""The results as Markdown: docs/performance.md."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from goals import GOALS, Goal
from matrices import PEERS
from measure import VALUE
from results import OURS, Results
from workloads import TABLE

Rows = Iterable[Sequence[str]]

OPENING = """\
# Performance

How fast symcalc's kernels are, beside C and beside other tools. Written by `make bench`; times
belong to the machine below, ratios say more than they do.

Each row of a table is a formula. Each tool is given that formula and computes its value and all
its derivatives, in double precision, on one core. C is the same straight line of operations that
symcalc compiles, in a loop over arrays, by `gcc -O3 -march=native -ffast-math` with its vector
library.
A ratio of 0.8 means four fifths of the other's time: below 1 symcalc is faster.
"""
METHOD = """\
## How it was measured

- All contenders of a workload are built first, and their results compared: at sample points with
  SymPy's derivatives evaluated by mpmath with 50 digits, at all points with each other. One that
  computes something else is a failure, not a time.
- Then {rounds} rounds. In each, every contender is timed once, in an order that rotates. A round
  allocates the outputs anew, because the place of large arrays in memory alone changes times by a
  half; calls once; and takes the fastest of three stretches of calls.
- A time is the median over the rounds. A ratio is the median of the ratios within a round.
- Outputs are allocated before the clock starts wherever the tool takes them (symcalc, C, Numba,
  CasADi). symcalc, C and Numba read and write an array for each variable; CasADi a column for each
  point; each is its tool's own order. JAX and PyTorch get what their users would write: the formula
  over columns, and where it is a formula of arrays, also in arrays.
- One process on one core; nothing is taken from an earlier run's cache.
- `python tests/benchmarks/performance.py --only e,d --against c,jax` repeats a part of it.
"""
MATRICES = "## A network: value and gradients"
NETWORK = """\
An MLP 784-256-10 with ReLU and cross-entropy and a batch of 128: its loss and the gradients by four
parameters. Measured on {day}.
NumPy is written by hand, into arrays that are there; ratios are medians by round. OpenBLAS, which
multiplies for NumPy and symcalc, chooses its kernels by the processor; an environment that sets
OPENBLAS_CORETYPE=Haswell holds both at AVX2, and JAX not. A contender that is missing was not
installed.
"""


def markdown(results: Results) -> str:
    """The whole page; a part that was not measured is left out."""
    parts = [OPENING, _machine(results), _goals(results), *_times(results)]
    parts += [_accuracy(results), _firsts(results), _compiling(results), _graphs(results)]
    parts += [_calls(results), _matrices(results), METHOD.format(rounds=results.rounds)]
    return "\n".join(part for part in parts if part)


def _machine(results: Results) -> str:
    return "## The machine\n\n" + table(["", ""], results.machine)


def _goals(results: Results) -> str:
    rows = [_goal(goal, results) for goal in GOALS]
    head = ["", "asked: at most", "reached", ""]
    return "## What was asked, and what was reached\n\n" + table(head, rows)


def _goal(goal: Goal, results: Results) -> list[str]:
    reached = goal.reached(results)
    if reached is None:
        return [goal.title, f"{goal.bound:g} {goal.unit}", "not measured", ""]
    held = "yes" if reached <= goal.bound else "**no**"
    return [goal.title, f"{goal.bound:g} {goal.unit}", f"{number(reached)} {goal.unit}", held]


def _times(results: Results) -> list[str]:
    """Tables of times and of ratios, of batches and of single calls."""
    batches = [name for name in results.timings if not TABLE[name].single]
    singles = [name for name in results.timings if TABLE[name].single]

    def ratio(name: str, contender: str) -> float | None:
        return results.ratio(name, contender)

    return [
        _table_of("## Many points: nanoseconds a point", results, batches, results.nanoseconds),
        _table_of("## Many points: times over C's", results, batches, ratio),
        _table_of("## One call: nanoseconds", results, singles, results.nanoseconds),
        _failures(results),
    ]


def _table_of(
    title: str,
    results: Results,
    workloads: Sequence[str],
    figure: Callable[[str, str], float | None],
) -> str:
    names = [n for n in results.titles if any(results.timing(w, n) for w in workloads)]
    head = ["", "points", *(results.titles[n] for n in names)]
    rows = [
        [_called(w), f"{TABLE[w].points:,}", *(number(figure(w, n)) for n in names)]
        for w in workloads
    ]
    return f"{title}\n\n{table(head, rows)}" if rows else ""


def _called(workload: str) -> str:
    row = TABLE[workload]
    extra = {"gradient": "", "jacobian": ", Jacobian", "hessian": ", Hessian alone"}[row.asked]
    return f"**{workload}** {row.title}{extra}"


def _failures(results: Results) -> str:
    lines = [
        f"- {workload}, {results.titles[name]}: {timing.failure[:160]}"
        for workload, timings in results.timings.items()
        for name, timing in timings.items()
        if timing.failure and not timing.failure.startswith("Unfit")
    ]
    return "What has no time:\n\n" + "\n".join(lines) + "\n" if lines else ""


def _accuracy(results: Results) -> str:
    names = [n for n in results.titles if any(results.timing(w, n) for w in results.timings)]
    rows = [[_called(w), *(_errors(results, w, n) for n in names)] for w in results.timings]
    words = (
        "The largest error of value and of derivatives at the sample points, relative to the "
        "largest entry\nat a point. Half an ulp is 1.1e-16.\n"
    )
    head = ["", *(results.titles[n] for n in names)]
    return f"## Accuracy\n\n{words}\n{table(head, rows)}" if rows else ""


def _errors(results: Results, workload: str, contender: str) -> str:
    timing = results.timing(workload, contender)
    return " / ".join(f"{e:.0e}" for e in timing.errors) if timing else ""


def _firsts(results: Results) -> str:
    names = [n for n in results.titles if any(results.timing(w, n) for w in results.timings)]
    rows = [
        [_called(w), *(number(t.first if (t := results.timing(w, n)) else None) for n in names)]
        for w in results.timings
    ]
    words = "Seconds to derive, to compile and to compute once, nothing stored beforehand.\n"
    head = ["", *(results.titles[n] for n in names)]
    return (
        f"## From the formula to the first result\n\n{words}\n{table(head, rows)}" if rows else ""
    )


def _compiling(results: Results) -> str:
    columns = (results.compile_seconds, results.stored_seconds, results.start_seconds)
    rows = [[_called(w), *(number(column(w)) for column in columns)] for w in results.compiling]
    words = (
        "Seconds. Nothing stored: a new process that has compiled one other kernel, from the "
        "formula to the\nfirst result. Stored: the first call of a kernel that another process has "
        "compiled, where Numba has\nstarted. Numba's start: what it takes in each process before "
        "its first function.\n"
    )
    head = ["", "nothing stored", "stored", "Numba's start"]
    return f"## symcalc's compile time\n\n{words}\n{table(head, rows)}" if rows else ""


def _graphs(results: Results) -> str:
    sizes = sorted({size for _, size in results.graphs})
    kinds = {"point": "symcalc, one point", "batch": "symcalc, batch", "numba": "Numba loop"}
    rows = [
        [title, *(_seconds_and_memory(results, kind, size) for size in sizes)]
        for kind, title in kinds.items()
    ]
    words = (
        "Value and gradient of a long recurrence, by the number of statements: seconds to the "
        "first result,\nand by how many megabytes the process grew.\n"
    )
    head = ["", *(f"{size:,}" for size in sizes)]
    return f"## Large graphs\n\n{words}\n{table(head, rows)}" if sizes else ""


def _seconds_and_memory(results: Results, kind: str, size: int) -> str:
    if (kind, size) not in results.graphs:
        return ""
    if results.graphs[kind, size] is None:
        return "no result"
    seconds, memory = (results.graph(kind, size, key) for key in ("first", "megabytes"))
    return f"{number(seconds)} s, {memory:.0f} MB"


def _calls(results: Results) -> str:
    rows = [
        [_called(w), number(results.ratio(w, OURS, VALUE))]
        for w in results.timings
        if results.timing(w, VALUE) and TABLE[w].asked != "hessian"
    ]
    text = table(["", "value and derivatives over value"], rows)
    text = f"## Derivatives beside the value\n\n{text}" if rows else ""
    numbers = [[str(n), number(s * 1e9)] for n, s in results.calls.items()]
    small = table(["arguments", "nanoseconds"], numbers)
    return text + (f"\n## A call with numbers\n\n{small}" if numbers else "")


def _matrices(results: Results) -> str:
    if not results.matrices:
        return ""
    text = f"{MATRICES}\n\n{NETWORK.format(day=results.day)}"
    for choice, by_type in results.matrices.items():
        head = [f"OPENBLAS_CORETYPE={choice}" if choice else "OpenBLAS's own choice"]
        head += ["microseconds", *(f"× {peer}" for peer in PEERS)]
        rows = [
            [f"{name}, {dtype}", number(own["median"] * 1e6), *(number(own.get(p)) for p in PEERS)]
            for dtype, times in by_type.items()
            for name, own in times.items()
        ]
        text += f"\n{table(head, rows)}"
    return text


def merged(old: str, results: Results) -> str:
    """The page with the networks measured anew, and all else as it was."""
    titles = {goal.title for goal in GOALS}
    rows = {_first(row): row for row in _goals(results).splitlines()}
    anew = {title: rows[title] for title in rows if title.startswith("network")}
    kept = [line for line in old.splitlines() if _first(line) not in anew]
    last = max(k for k, line in enumerate(kept) if _first(line) in titles)
    page = "\n".join([*kept[: last + 1], *anew.values(), *kept[last + 1 :]]) + "\n"
    before, title, after = page.partition("## How it was measured")
    return before.partition(MATRICES)[0] + _matrices(results) + "\n" + title + after


def _first(line: str) -> str:
    """The first cell of a row of a table; nothing of any other line."""
    return line.split("|")[1].strip() if line.startswith("| ") else ""


def table(head: Sequence[str], rows: Rows) -> str:
    """A table in Markdown; all columns but the first to the right."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def number(value: float | None) -> str:
    """Three digits; nothing for nothing."""
    if value is None:
        return ""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:#.3g}"
