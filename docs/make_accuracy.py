"""Write docs/accuracy.md: the largest errors of the elementary functions, measured.

python docs/make_accuracy.py                    all of them: about a quarter of an hour
python docs/make_accuracy.py exp log            only these, printed
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import mpmath as mp
import numpy as np

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests" / "compiler"))  # what the tests measure with

from accuracy import BITS, SUBJECTS, Arrays, errors, points  # noqa: E402
from vectorised import apply  # noqa: E402

from symcalc.compiler import helpers  # noqa: E402
from symcalc.compiler.llvm.machine import Lane, Machine  # noqa: E402
from symcalc.compiler.llvm.spelled import Speller  # noqa: E402
from symcalc.compiler.vecmath import FUNCTIONS  # noqa: E402

PAGE = Path(__file__).with_name("accuracy.md")
DTYPES = ("float64", "float32")
DRAWN = 40_000  # arguments that are measured as they are drawn
SEARCHED, CHUNK = 8_000_000, 1_000_000  # arguments among which doubtful ones are looked for
STEP = 61  # float32: every so manieth of all floats
KEPT = 100  # the most doubtful ones of each chunk

Instance = Callable[..., Arrays]
GAMMA = {"loggamma": (mp.loggamma, 0.0, 100.0), "digamma": (mp.digamma, -10.0, 100.0)}


@dataclass(frozen=True)
class Worst:
    """The largest error that was met, and where."""

    error: float = -1.0
    arguments: tuple[float, ...] = ()

    def beside(self, error: float, arguments: tuple[float, ...]) -> Worst:
        """The worse of two."""
        return Worst(error, arguments) if error > self.error else self


def vector(name: str) -> Instance:
    """The instance for many points."""
    return lambda *arguments: apply(
        FUNCTIONS[name].emit, *arguments, results=len(SUBJECTS[name].exact)
    )


def one_point(name: str) -> Instance:
    """The instance for one point: the C library's function, or a helper that calls it."""
    names = ("sin", "cos") if name == "sincos" else (name,)

    def emit(machine: Machine, *lanes: Lane) -> tuple[Lane, ...]:
        speller = Speller(machine, vector=False)
        return tuple(speller.spelled(spelling(n), lanes) for n in names)

    EMITTED.setdefault(name, emit)
    return lambda *arguments: apply(EMITTED[name], *arguments, results=len(names))


def spelling(name: str) -> str:
    """A call of a function in the spelling of an operation."""
    arity = SUBJECTS[name].arity if name in SUBJECTS else 1
    arguments = ", ".join(f"{{{k}}}" for k in range(arity))
    return f"{name}({arguments})" if hasattr(helpers, name) else f"math.{name}({arguments})"


EMITTED: dict[str, Callable[..., Any]] = {}  # so that each is compiled once


def is_trusted(name: str, arguments: Arrays) -> np.ndarray:
    """Where the vector instance is used."""
    condition = FUNCTIONS[name].trusted
    if condition is None:
        return np.ones(arguments[0].shape, bool)
    return apply(condition, *arguments)[0] == 1.0


def searched(name: str, dtype: str) -> Iterator[Arrays]:
    """Many arguments, a chunk at a time."""
    subject = SUBJECTS[name]
    if dtype == "float32" and subject.arity == 1:
        for start in range(0, 2**32, STEP * CHUNK):
            bits = np.arange(start, min(start + STEP * CHUNK, 2**32), STEP, dtype=np.uint64)
            yield (bits.astype(np.uint32).view(np.float32),)
        return
    for seed in range(SEARCHED // CHUNK):
        yield points(subject, dtype, CHUNK, seed)


def another_way(name: str, dtype: str, arguments: Arrays) -> Arrays:
    """The results by other code, with more digits where there is such."""
    if dtype == "float32":
        with np.errstate(invalid="ignore"):  # signalling nan
            return vector(name)(*(a.astype(float) for a in arguments))
    if not SUBJECTS[name].wide:
        return one_point(name)(*arguments)
    longer = [a.astype(np.longdouble) for a in arguments]
    return tuple(function(*longer) for function in SUBJECTS[name].wide)


def doubtful(name: str, dtype: str, arguments: Arrays) -> Arrays:
    """Where an instance differs most from another way to compute the function."""
    usable = is_trusted(name, arguments)
    chosen: set[int] = set()
    with np.errstate(all="ignore"):
        true = another_way(name, dtype, arguments)
        for instance in (vector(name), one_point(name)):
            for a, b in zip(instance(*arguments), true, strict=True):
                apart = np.abs(a - b) / np.spacing(np.abs(a))
                apart[~usable | ~np.isfinite(apart)] = 0.0
                chosen.update(np.argpartition(apart, -KEPT)[-KEPT:].tolist())
    at = np.array(sorted(chosen))
    return tuple(a[at] for a in arguments)


def measured(name: str, dtype: str) -> tuple[Worst, Worst]:
    """The worst of the vector instance and of the one-point instance."""
    exact = SUBJECTS[name].exact
    found = [points(SUBJECTS[name], dtype, DRAWN, seed=99)]
    found += [doubtful(name, dtype, chunk) for chunk in searched(name, dtype)]
    arguments = tuple(np.concatenate(columns) for columns in zip(*found, strict=True))
    usable = is_trusted(name, arguments)
    worst = [Worst(), Worst()]
    for component, function in enumerate(exact):
        for i, instance in enumerate((vector(name), one_point(name))):
            error = errors(function, arguments, instance(*arguments)[component])
            error[~usable & (i == 0)] = 0.0
            k = int(error.argmax())
            worst[i] = worst[i].beside(float(error[k]), tuple(float(a[k]) for a in arguments))
    return worst[0], worst[1]


def row(name: str, dtype: str) -> str:
    """A line of the table."""
    both = measured(name, dtype)
    bound = FUNCTIONS[name].ulp64 if dtype == "float64" else FUNCTIONS[name].ulp32
    cells = [f"`{name}`", dtype, f"{bound:g}"]
    for worst in both:
        places = ", ".join(np.format_float_scientific(a, 6) for a in worst.arguments)
        cells += [f"{worst.error:.3f}", places]
    line = "| " + " | ".join(cells) + " |"
    sys.stderr.write(line + "\n")
    return line


def gamma_row(name: str, dtype: str) -> str:
    """A line of the second table."""
    exact, low, high = GAMMA[name]
    random = np.random.default_rng(5)
    x = np.concatenate([random.uniform(*ends, DRAWN // 4) for ends in ((0.5, 3.0), (low, high))])
    x = x.astype(dtype)
    (got,) = one_point(name)(x)
    with mp.workprec(BITS):
        true = [exact(mp.mpf(v)) for v in x.tolist()]
        apart = [
            abs(mp.mpf(y) - t) / max(1, abs(t)) for y, t in zip(got.tolist(), true, strict=True)
        ]
    worst = max(range(x.size), key=lambda i: apart[i])
    ulp = float(apart[worst] / np.finfo(dtype).eps)
    line = f"| `{name}` | {dtype} | {low:g} to {high:g} | {ulp:.3f} | {x[worst]:.6g} |"
    sys.stderr.write(line + "\n")
    return line


def table(titles: Sequence[str], lines: Iterable[str]) -> str:
    """A table in Markdown."""
    return "\n".join(["| " + " | ".join(titles) + " |", "|" + " --- |" * len(titles), *lines])


def page() -> str:
    """The whole page."""
    main = table(
        ("function", "type", "bound", "many points", "at", "one point", "at"),
        [row(name, dtype) for name in FUNCTIONS for dtype in DTYPES],
    )
    gamma = table(
        ("function", "type", "arguments", "error", "at"),
        [gamma_row(name, dtype) for name in GAMMA for dtype in DTYPES],
    )
    numbers = {"BITS": BITS, "DRAWN": f"{DRAWN:,}", "SEARCHED": f"{SEARCHED:,}", "STEP": STEP}
    return TEXT.format(**numbers, main=main, gamma=gamma)


TEXT = """\
# How exact the functions are

A compiled formula has two instances. For arrays its functions are symcalc's own: straight code
without branches, which the processor runs on several points at once. For one point they are those
of the C library, or a helper that calls them. The table has the largest error of both, in units
in the last place of the true result (ulp); 0.5 is the best that rounding allows.

- The bound is what symcalc promises for many points: 2 ulp for `exp`, `expm1`, `log`, `log1p`,
  `sin`, `cos`, `tan`, `asin`, `acos` and `atan`, 4 for the others. `sqrt` is the processor's,
  always the nearest float. What the C library does differs from one system to the next.
- The true values are mpmath's, with {BITS} bits. {DRAWN} arguments are measured as they are
  drawn: floats of every exponent, subnormal and huge ones included; ranges in which people
  compute; and the surroundings of the hard places, where a result overflows, underflows or
  vanishes, or where the code passes from one formula to another. To them come the most doubtful
  of {SEARCHED} more in float64, and in float32 of every {STEP}st of all floats: those that
  differ most from another way to compute them. Errors a little larger than these may exist.
- `sin`, `cos` and `tan` of many points are used and measured up to 2^40 in float64 and 2^17 in
  float32. Where an argument is larger, its block of points is computed again by the C library.
- Infinities, nan, signed zeros, overflow and underflow are the C library's in both instances, and
  tests hold them to it. No sine or cosine exceeds 1, and x^1 is x.
- A product and a sum may be fused, which rounds once instead of twice. Nothing is reassociated
  inside these functions.

`python docs/make_accuracy.py` measures again and writes this page.

{main}

## Gamma

`loggamma` and `digamma` have one instance for one point and for many. Near a zero of theirs the
error is small beside 1, not beside the value; so it is given in units in the last place of the
larger of 1 and the value.

{gamma}
"""

if __name__ == "__main__":
    if sys.argv[1:]:
        for chosen in sys.argv[1:]:
            for kind in DTYPES:
                row(chosen, kind)
    else:
        PAGE.write_text(page(), encoding="utf-8")
