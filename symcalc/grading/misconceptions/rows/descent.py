"""What goes wrong in a step of gradient descent, and in the updates of optimisers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import sympy as sp

from symcalc.grading.misconceptions.row import misconception
from symcalc.grading.misconceptions.sites import Whole
from symcalc.tutor.descent.trace import Trace

MOST = 5  # steps that are gone wrongly
STEP = "A step goes against the gradient: x − rate·∇f(x)."
STATEMENT = r"x_{k+1} = x_k - \eta\,\nabla f(x_k)"
RUN = "descent on x^2 from x = 3 with rate 0.1 for 1 step"
TWO = "descent on x^2 from x = 3 with rate 0.1 for 2 steps"
RATE = sp.Symbol("rate")
Step = Callable[[sp.Expr, sp.Expr, sp.Expr], sp.Expr]  # of x, the rate and the slope


@dataclass(frozen=True)
class Path:
    """A short run of plain descent in fractions: where it starts, its slopes and rates."""

    letters: tuple[sp.Symbol, ...]
    slopes: tuple[sp.Expr, ...]
    start: tuple[sp.Expr, ...]
    rates: tuple[sp.Expr, ...]

    def gradient(self, x: Sequence[sp.Expr]) -> tuple[sp.Expr, ...]:
        """The gradient at a point."""
        at = dict(zip(self.letters, x, strict=True))
        return tuple(slope.subs(at) for slope in self.slopes)

    def gone(self, step: Step, count: int | None = None) -> tuple[sp.Expr, ...]:
        """The last point, with such steps."""
        x = self.start
        for rate in self.rates[:count]:
            x = tuple(step(a, rate, g) for a, g in zip(x, self.gradient(x), strict=True))
        return x


def _path(site: Whole) -> Path | None:
    """The run; None of other methods, of long ones, and of what is no formula."""
    trace = site.asked.derivation
    if not isinstance(trace, Trace) or trace.method.name != "gradient":
        return None
    letters, body = trace.question.wrt, trace.asked.expr
    if not 1 <= trace.steps_taken <= MOST or not letters or not isinstance(body, sp.Expr):
        return None
    start = tuple(sp.Rational(str(float(v))) for v in trace.points[0])
    rates = tuple(sp.Rational(str(float(v))) for v in trace.rates)
    return Path(letters, tuple(body.diff(x) for x in letters), start, rates)


def _whole(x: Sequence[sp.Expr]) -> sp.Basic:
    """A vector, or the one number."""
    return sp.ImmutableMatrix(x) if len(x) > 1 else x[0]


def _down(x: sp.Expr, rate: sp.Expr, g: sp.Expr) -> sp.Expr:
    return x - rate * g


@misconception(
    "descent-uphill",
    at=Whole,
    on=("descent",),
    says="The gradient was added: that goes uphill.",
    helps=STEP,
    statement=STATEMENT,
    example=(RUN, "3.6"),
    weight=1.3,
)
def descent_uphill(site: Whole) -> sp.Basic | None:
    """The step x + rate·g."""
    path = _path(site)
    return path and _whole(path.gone(lambda x, rate, g: x + rate * g))


@misconception(
    "descent-rate-left-out",
    at=Whole,
    on=("descent",),
    says="The whole gradient was subtracted, without the rate.",
    helps=STEP,
    statement=STATEMENT,
    example=(RUN, "-3"),
    weight=1.2,
)
def descent_rate_left_out(site: Whole) -> sp.Basic | None:
    """The step x − g."""
    path = _path(site)
    return path and _whole(path.gone(lambda x, _, g: x - g))


@misconception(
    "descent-step-for-point",
    at=Whole,
    on=("descent",),
    says="That is the step alone: it is still to be subtracted from the point.",
    helps=STEP,
    statement=STATEMENT,
    example=(RUN, "0.6"),
    weight=1.2,
)
def descent_step_for_point(site: Whole) -> Iterator[sp.Basic]:
    """The last rate·g, or −rate·g, for the point."""
    path = _path(site)
    if path is not None:
        before = path.gone(_down, len(path.rates) - 1)
        steps = [path.rates[-1] * g for g in path.gradient(before)]
        yield _whole(steps)
        yield _whole([-step for step in steps])


@misconception(
    "descent-gradient-for-point",
    at=Whole,
    on=("descent",),
    says="That is a gradient of the run, and no point of it.",
    helps=STEP,
    statement=STATEMENT,
    example=(RUN, "6"),
    weight=1.1,
)
def descent_gradient_for_point(site: Whole) -> Iterator[sp.Basic]:
    """The gradient at the last points for the point."""
    path = _path(site)
    if path is not None:
        yield _whole(path.gradient(path.gone(_down, len(path.rates) - 1)))
        yield _whole(path.gradient(path.gone(_down)))


@misconception(
    "descent-steps-miscounted",
    at=Whole,
    on=("descent",),
    says="That is where the run is a step earlier or later.",
    helps="Count the steps: the start is before the first one.",
    statement=STATEMENT,
    example=(TWO, "2.4"),
    weight=1.2,
)
def descent_steps_miscounted(site: Whole) -> Iterator[sp.Basic]:
    """A step too few, or too many."""
    path = _path(site)
    if path is not None:
        last = path.gone(_down)
        yield _whole(path.gone(_down, len(path.rates) - 1))
        pairs = zip(last, path.gradient(last), strict=True)
        yield _whole([_down(x, path.rates[-1], g) for x, g in pairs])


@misconception(
    "update-uphill",
    at=Whole,
    on=("optimiser",),
    says="The step was added: that goes uphill.",
    helps=STEP,
    statement=STATEMENT,
    example=("origin of gradient", "x + rate*g"),
    weight=1.2,
)
def update_uphill(site: Whole) -> sp.Basic:
    """The update with + rate."""
    return site.right.xreplace({RATE: -RATE})


@misconception(
    "update-rate-left-out",
    at=Whole,
    on=("optimiser",),
    says="The step has no rate.",
    helps=STEP,
    statement=STATEMENT,
    example=("origin of gradient", "x - g"),
    weight=1.1,
)
def update_rate_left_out(site: Whole) -> sp.Basic:
    """The update with the rate 1."""
    return site.right.xreplace({RATE: sp.S.One})


@misconception(
    "update-root-left-out",
    at=Whole,
    on=("optimiser",),
    says="The average of the squares stands without its root.",
    helps="The step is divided by the root of the averaged squares, so that its size has no unit.",
    statement=r"x_{k+1} = x_k - \eta\,\frac{\hat m}{\sqrt{\hat v} + \varepsilon}",
    example=("origin of adam", "x - rate*m_hat/(v_hat + eps)"),
    weight=1.2,
)
def update_root_left_out(site: Whole) -> sp.Basic | None:
    """√v taken as v."""
    roots = {p: p.base for p in site.right.atoms(sp.Pow) if p.exp == sp.Rational(1, 2)}
    return site.right.xreplace(roots) if roots else None


@misconception(
    "update-correction-left-out",
    at=Whole,
    on=("optimiser",),
    says="The averages stand as they are; they start at 0 and are too small at first.",
    helps="Divide them by what their weights add up to: m̂ = m/(1 − β₁ᵗ), v̂ = v/(1 − β₂ᵗ).",
    statement=r"\hat m = \frac{m}{1 - \beta_1^t}",
    example=("origin of adam", "x - rate*m/(sqrt(v) + eps)"),
    weight=1.2,
)
def update_correction_left_out(site: Whole) -> sp.Basic | None:
    """The letters without their hats."""
    hatted = {x for x in site.right.free_symbols if x.name.endswith("_hat")}
    plain = {x: sp.Symbol(x.name.removesuffix("_hat")) for x in hatted}
    return site.right.xreplace(plain) if plain else None
