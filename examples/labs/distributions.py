"""Distributions: a gallery, losses from likelihoods, entropy and divergence, a maximum likelihood.

    python examples/labs/distributions.py

Minus the logarithm of a normal density is the squared error, up to a factor and a constant; of a
categorical law it is the cross-entropy. The cross-entropy is the entropy and the divergence, which
is never negative. The mean and the deviation of the draws are where the likelihood is greatest.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
import sympy as sp
from lab import command_line, count, draw

import symcalc as sc

GALLERY = {  # a family, a value of x, laws
    "normal": (None, ["normal(0, 1)", "normal(0, 2)", "normal(2, 0.5)"]),
    "Bernoulli": (1, ["bernoulli(0.2)", "bernoulli(0.5)", "bernoulli(0.8)"]),
    "categorical": (3, ["categorical(0.1, 0.3, 0.4, 0.2)"]),
    "uniform": (1, ["uniform(0, 2)"]),
    "exponential": (0, ["exponential(0.5)", "exponential(1)", "exponential(2)"]),
    "beta": (0.5, ["beta(0.5, 0.5)", "beta(2, 2)", "beta(2, 5)", "beta(5, 2)"]),
}
SPANS = {"normal": (-5, 5), "uniform": (0, 2), "exponential": (0, 4), "beta": (0.005, 0.995)}
OUTCOMES = {"Bernoulli": [0, 1], "categorical": [1, 2, 3, 4]}
TRUE, OTHER = (0.7, 0.2, 0.1), (0.5, 0.3, 0.2)
PREDICTED = {"good": 0.9, "fair": 0.6, "bad": 0.3, "very bad": 0.1}  # of the true class, of three
TRUTH, SEED = "normal(5, 2)", 42


def gallery() -> None:
    """Mean, variance and density of each law at a point: the normal ones at their peak."""
    print("law                              mean    variance  density or probability")
    for place, laws in GALLERY.values():
        for law, (mean, variance) in zip(laws, sc.laws(laws).answer, strict=True):
            x = mean if place is None else place
            value = float(sc.distribution(law, at={"x": x}).value)
            print(f"{law:32} {float(mean):<7.4g} {float(variance):<9.4g} {value:.6f} at {x}")


def losses(samples: int) -> None:
    """The squared error and the cross-entropy, from likelihoods."""
    print("Losses from likelihoods")
    for law in ("normal(m, s)", "bernoulli(p)", "categorical"):
        loss = sc.loss_from_likelihood(law)
        print(f"  -log of {law} at y:  {loss.answer}")
    normal = sc.loss_from_likelihood("normal(m, s)").answer
    print(f"  derivative of the normal one by m:  {sc.diff(normal, 'm').answer}")
    y, m, s = sp.symbols("y m s")
    told = sp.lambdify((y, m, s), normal, "numpy")
    rng = np.random.default_rng(0)
    data = rng.normal(size=samples)
    gaps = []
    for model in (np.zeros(samples), data + 0.3 * rng.normal(size=samples)):
        squared = float(((data - model) ** 2).mean())
        both = squared / (2 * 0.5**2) + np.log(0.5) + np.log(2 * np.pi) / 2
        gaps.append(abs(float(told(data, model, 0.5).mean()) - both))
    print(f"  mean of the normal one against MSE/(2s²) + constant: {rounding(max(gaps))}")
    terms = sc.loss_from_likelihood("categorical").answer
    values = dict(zip(sp.symbols("y_1:4"), (0, 1, 0), strict=True))
    values |= dict(zip(sp.symbols("p_1:4"), map(sp.Rational, ("0.5", "0.3", "0.2")), strict=True))
    label = sc.cross_entropy((0, 1, 0), OTHER).answer
    gap = abs(float(terms.subs(values)) - float(label))
    print(f"  the categorical one at class 2 against H(y, p): {rounding(gap)}")
    after = sc.posterior("bernoulli(p)", "beta(2, 2)", data=[1, 0, 1, 1]).ending
    print(f"  Bayes' rule, beta(2, 2) before and 1, 0, 1, 1 seen: {after}")


def rounding(gap: float) -> str:
    """A gap in words."""
    return f"gap {'0 to rounding' if gap < 1e-12 else f'{gap:.0e}'}"


def information(pairs: int) -> list[float]:
    """H(p, q) = H(p) + KL(p‖q) in numbers and in letters, and the loss of four predictions."""
    entropy, cross, divergence = three(TRUE, OTHER)
    print(f"p = {TRUE}, q = {OTHER}")
    print(f"  H(p) = {entropy:.10f}, H(p, q) = {cross:.10f}, KL(p‖q) = {divergence:.10f} nats")
    print(f"  KL(p‖q) = {float(sc.kl(TRUE, OTHER, base=2).answer):.4f} bits")
    print(f"  H(p, q) - H(p) - KL(p‖q): {rounding(abs(cross - entropy - divergence))}")
    letters = ("(p, 1 - p)", "(q, 1 - q)")
    whole = sc.cross_entropy(*letters).answer - sc.entropy(letters[0]).answer
    rest = sp.expand(sp.expand_log(whole - sc.kl(*letters).answer, force=True))
    print(f"  the same of (p, 1 - p) and (q, 1 - q), with letters: {sp.simplify(rest)}")
    rng = np.random.default_rng(0)
    found = [three(*(shares(rng.integers(1, 20, 4)) for _ in "pq")) for _ in range(pairs)]
    gap = max(abs(c - h - k) for h, c, k in found)
    least = min(k for _, _, k in found)
    sign = "none is negative" if least >= 0 else "one is negative"
    print(f"  {pairs} pairs of four outcomes: {rounding(gap)}; the least KL is {least:.4f}: {sign}")
    print(f"  KL(p‖p) = {sc.kl(TRUE, TRUE).answer}")
    print("The loss of four predictions for class 0")
    lost = []
    for kind, p in PREDICTED.items():
        q = (sp.Rational(str(p)), *[(1 - sp.Rational(str(p))) / 2] * 2)
        lost.append(float(sc.cross_entropy((1, 0, 0), q).answer))
        print(f"  {kind:8}  p = {p}:  {lost[-1]:.10f}")
    return lost


def shares(counts: np.ndarray) -> list[sp.Rational]:
    """Counts as exact probabilities."""
    return [sp.Rational(int(c), int(counts.sum())) for c in counts]


def three(p: Any, q: Any) -> tuple[float, float, float]:
    """Entropy, cross-entropy and divergence in nats."""
    h, c, k = sc.entropy(p), sc.cross_entropy(p, q), sc.kl(p, q)
    return float(h.answer), float(c.answer), float(k.answer)


def surface(data: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The log-likelihood of the draws over a grid of means and deviations."""
    log_density = sc.distribution("normal(mu, sigma)").log_density
    at = sp.lambdify(sp.symbols("x mu sigma"), log_density, "numpy")
    mu, sigma = np.meshgrid(np.linspace(3.5, 6, 101), np.linspace(1.2, 3, 91))
    return mu, sigma, at(data[:, None, None], mu, sigma).sum(axis=0)


def estimated(data: np.ndarray) -> tuple[float, float]:
    """The estimates in closed form, beside the best point of a grid."""
    found = sc.likelihood("normal(mu, sigma)", data=data, truth=TRUTH)
    mean, deviation = (float(v) for v in found.answer)
    mu, sigma, values = surface(data)
    best = np.unravel_index(values.argmax(), values.shape)
    print(f"{len(data)} draws of {TRUTH}, seed {SEED}")
    print(f"  mean {mean:.9f}, deviation {deviation:.9f} (divisor n)")
    print(f"  with divisor n - 1 it is {data.std(ddof=1):.6f}, and not the likeliest")
    print(f"  log-likelihood there {float(found.value):.6f}")
    told = "less" if values.max() < float(found.value) else "not less"
    print(
        f"  best of {values.size} grid points: ({mu[best]:.3f}, {sigma[best]:.2f}) with"
        f" {values.max():.6f}, which is {told}"
    )
    return mean, deviation


def main() -> None:
    """Show laws, losses, information and an estimate."""
    parser = command_line(__doc__, "distributions.png")
    parser.add_argument("--draws", type=count, default=100, help="default: 100")
    parser.add_argument("--pairs", type=count, default=20, help="for KL ≥ 0 (default: 20)")
    given = parser.parse_args()
    if given.draws < 2:
        parser.error("a deviation needs two draws")
    gallery()
    losses(given.draws)
    lost = information(given.pairs)
    data = np.random.RandomState(SEED).normal(5, 2, given.draws)
    estimate = estimated(data)
    draw(given.out, (8.5, 6.5), partial(paint, data=data, estimate=estimate, lost=lost))


def paint(figure: Any, data: np.ndarray, estimate: tuple[float, float], lost: list[float]) -> None:
    """Six families, the loss of a prediction, the log-likelihood, and draws with their law."""
    panels = figure.subplots(3, 3).ravel()
    for axes, (family, (_, laws)) in zip(panels, GALLERY.items(), strict=False):
        show(axes, family, laws)
    loss, contours, histogram = panels[6:]
    p = np.linspace(0.03, 1, 200)
    loss.plot(p, -np.log(p), "k", linewidth=1)
    for (kind, value), cost in zip(PREDICTED.items(), lost, strict=True):
        loss.plot(value, cost, "o", label=f"{kind}: {cost:.3f}")
    loss.set(xlabel="probability of the true class", title="cross-entropy with a label")
    loss.legend(fontsize=8)
    mu, sigma, values = surface(data)
    levels = values.max() - np.array([40, 20, 10, 5, 2, 1, 0.3])
    shown = contours.contour(mu, sigma, values, levels, cmap="viridis")
    contours.clabel(shown, fontsize=7, fmt="%.0f")
    contours.plot(*estimate, "r*", markersize=11, label="closed form")
    contours.plot(5, 2, "kx", label="the truth")
    contours.set(xlabel="μ", ylabel="σ", title=f"log-likelihood of {len(data)} draws")
    contours.legend(fontsize=8)
    histogram.hist(data, 15, density=True, color="0.8")
    x = np.linspace(-2, 12, 200)
    for (mean, deviation), name in (((5, 2), "the truth"), (estimate, "fitted")):
        histogram.plot(x, density(f"normal({mean:.6f}, {deviation:.6f})", x), label=name)
    histogram.set(xlabel="x", title="draws, and both laws")
    histogram.legend(fontsize=8)


def density(law: str, x: np.ndarray) -> np.ndarray:
    """The density or the probabilities of a law."""
    formula = sp.lambdify(sp.Symbol("x"), sc.distribution(law).answer, "numpy")
    return np.broadcast_to(formula(x), x.shape).astype(float)


def show(axes: Any, family: str, laws: list[str]) -> None:
    """One family: bars where outcomes are single numbers, else curves."""
    if family in OUTCOMES:
        x, width = np.array(OUTCOMES[family], dtype=float), 0.8 / len(laws)
        for k, law in enumerate(laws):
            axes.bar(x + width * (k - (len(laws) - 1) / 2), density(law, x), width, label=law)
        axes.set_xticks(x)
        axes.margins(y=0.35)
    else:
        x = np.linspace(*SPANS[family], 400)
        for law in laws:
            axes.plot(x, density(law, x), label=law)
        if family == "uniform":  # 0 outside
            axes.plot([-0.5, 0, 0], [0, 0, 0.5], "C0", [2, 2, 2.5], [0.5, 0, 0], "C0")
            axes.margins(y=0.25)
        axes.set_ylim(0, 3.4 if family == "beta" else None)
    axes.set_title(family)
    axes.legend(fontsize=7)


if __name__ == "__main__":
    main()
