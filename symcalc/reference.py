"""`symcalc functions`: what is understood, generated from the table of primitives."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

import click
import sympy as sp

from symcalc.notation import Notation
from symcalc.primitives import PRIMITIVES, Primitive, arrange, build
from symcalc.writing.article import PREAMBLE, escaped
from symcalc.writing.latex import latex
from symcalc.writing.text import text

LETTERS = "u v"
WIDEST = 48  # characters of a column that the others are set beside
Entry = dict[str, str]

# Where a reader meets each function, by the name of its row.
MET = {
    "sqrt": "distances, standard deviations, the period of a pendulum",
    "cbrt": "the edge of a cube, Kepler's third law",
    "root": "mean growth over several years",
    "exp": "growth and decay, charging a capacitor",
    "log": "time until something has doubled, entropy, log-likelihoods",
    "log-base": "decibels, pH, bits of information",
    "log1p": "rates of interest, likelihoods near certainty",
    "expm1": "interest in continuous time, Planck's law",
    "sigmoid": "logistic growth, probabilities in classification",
    "softplus": "a smooth ReLU, log-likelihoods of classification",
    "leaky-relu": "neural networks whose units must not die",
    "elu": "neural networks with negative outputs",
    "gelu": "transformers",
    "gelu-tanh": "transformers, where erf is slow",
    "silu": "image networks, language models",
    "mish": "image networks",
    "hardtanh": "networks with small numbers, clipping",
    "relu6": "networks on telephones",
    "hardsigmoid": "networks on telephones, gates without exponentials",
    "hardswish": "networks on telephones",
    "softsign": "networks whose outputs stay between −1 and 1",
    "logit": "logistic regression, log-odds",
    "selu": "deep networks without normalisation",
    "normal-cdf": "probabilities of normal variables, p-values",
    "normal-density": "errors of measurement, likelihoods",
    "erf": "the normal distribution, diffusion",
    "erfc": "tails of the normal distribution, error rates of a channel",
    "imaginary-error": "Dawson's integral, plasma physics",
    "gamma": "factorials between whole numbers, the gamma distribution",
    "loggamma": "likelihoods with counts",
    "polygamma": "derivatives of the gamma function, variances of logarithms",
    "digamma": "harmonic numbers, fitting a gamma distribution",
    "factorial": "permutations, Taylor coefficients",
    "upper-gamma": "tails of the gamma and chi-squared distributions",
    "sin": "oscillations, waves, the height on a circle",
    "cos": "oscillations, projections, alternating current",
    "tan": "slopes, angles of elevation",
    "cot": "angles of triangles, surveying",
    "sec": "map projections, tan and its derivative",
    "csc": "lengths in triangles, antennas",
    "asin": "angles from heights, Snell's law",
    "acos": "angles between vectors",
    "atan": "angles from slopes, the Cauchy distribution",
    "acot": "angles from slopes",
    "asec": "integrals with √(x² − 1)",
    "acsc": "integrals with √(x² − 1)",
    "atan2": "directions in the plane, polar coordinates",
    "sinh": "special relativity, heat in a fin",
    "cosh": "hanging chains, arches",
    "tanh": "neural networks, falling with drag, rapidities",
    "coth": "magnetisation (Langevin's function)",
    "sech": "solitons, pulses of light",
    "csch": "Planck's law in other words",
    "asinh": "scales for data of both signs, lengths of parabolas",
    "acosh": "lengths of chains, rapidities",
    "atanh": "Fisher's transformation of a correlation, rapidities",
    "acoth": "integrals of 1/(1 − x²) outside (−1, 1)",
    "asech": "the tractrix",
    "acsch": "integrals with √(x² + 1)",
    "exponential-integral": "heat conduction, flow towards a well",
    "logarithmic-integral": "how many primes there are below a number",
    "sine-integral": "diffraction, the overshoot of a Fourier series",
    "cosine-integral": "the field of an antenna",
    "fresnel-sine": "diffraction at an edge, curves of roads and railways",
    "fresnel-cosine": "diffraction at an edge, curves of roads and railways",
    "elliptic-first": "the period of a pendulum",
    "elliptic-second": "the length of an ellipse",
    "polylogarithm": "Bose–Einstein and Fermi–Dirac statistics",
    "abs": "distances, errors, lasso regression",
    "sign": "directions, friction, switches",
    "relu": "neural networks, the payoff of an option",
    "max": "worst cases, pooling in neural networks",
    "min": "bottlenecks, clipping",
    "heaviside": "switching on, control",
    "floor": "rounding down, counting whole units",
    "ceil": "rounding up, counting containers",
    "stop-gradient": "targets in machine learning that are not trained",
}


def entries() -> list[Entry]:
    """Every function that can be typed: its names, its derivative, where it is defined and met."""
    return [entry(row) for row in PRIMITIVES if row.names]


def entry(row: Primitive) -> Entry:
    """One row of the reference.

    >>> from symcalc.primitives import TABLE
    >>> entry(TABLE["sqrt"])["derivative"], entry(TABLE["sqrt"])["domain"]
    ('1/(2 √u)', 'u ≥ 0')
    """
    letters = sp.symbols(LETTERS)[: row.arity or 2]
    written = build(row.name, *(arrange(letter) for letter in letters))
    # An argument that is not differentiated, the order of polygamma, has no partial.
    slopes = [arrange(p, like=written) for p in row.partials(*letters) if p is not sp.nan]
    partials = row.written(*written.parts) if row.written else slopes
    domain = row.domain(*letters)
    holds = [] if domain == sp.true else [arrange(domain)]
    return {
        "function": text(written),
        "names": ", ".join(row.names),
        "derivative": _listed(partials, text),
        "domain": _listed(holds, text),
        "met": MET.get(row.name, ""),
        "convention": row.convention,
        "function_latex": latex(written),
        "derivative_latex": _listed(partials, latex),
        "domain_latex": _listed(holds, latex),
    }


def _listed(formulas: Sequence[Notation], write: Callable[[Notation], str]) -> str:
    return ", ".join(write(formula) for formula in formulas)


def as_text(found: Sequence[Entry]) -> str:
    """Columns, a line for each function."""
    columns = {"function": "function", "derivative": "derivative", "domain": "defined for"}
    columns["names"] = "names"
    widths = {
        c: max(len(head), *(len(e[c]) for e in found if len(e[c]) < WIDEST))
        for c, head in columns.items()
    }
    lines = [columns, *found]
    written = ["  ".join(line[c].ljust(widths[c]) for c in columns).rstrip() for line in lines]
    return "\n".join(written)


def as_markdown(found: Sequence[Entry]) -> str:
    """A table of Markdown."""
    heads = ("f", "f′", "defined for", "typed", "met in")
    lines = [heads, ("---",) * len(heads)]
    lines += [
        (
            _between(e["function_latex"]),
            _between(e["derivative_latex"]),
            _between(e["domain_latex"]),
            f"`{e['names']}`",
            e["met"],
        )
        for e in found
    ]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _between(formula: str) -> str:
    r"""Between dollar signs; a bar would end the cell, and \| would be two bars."""
    return f"${formula.replace('|', chr(92) + 'vert ')}$" if formula else ""


def as_latex(found: Sequence[Entry]) -> str:
    """A document with a table over several pages."""
    rows = [
        f"${e['function_latex']}$ & ${e['derivative_latex']}$ & "
        f"{'$' + e['domain_latex'] + '$' if e['domain_latex'] else ''} & {escaped(e['met'])}"
        for e in found
    ]
    lines = [
        PREAMBLE,
        r"\usepackage{longtable}",
        r"\usepackage[landscape,margin=15mm]{geometry}",
        r"\begin{document}",
        r"\renewcommand{\arraystretch}{1.6}",
        r"\begin{longtable}{llll}",
        r"$f$ & $f'$ & defined for & met in \\ \hline \endhead",
        *(rf"{row} \\" for row in rows),
        r"\end{longtable}",
        r"\end{document}",
    ]
    return "\n".join(lines)


def as_json(found: Sequence[Entry]) -> str:
    """A list of objects."""
    return json.dumps(found, ensure_ascii=False)


FORMATS: dict[str, Callable[[Sequence[Entry]], str]] = {
    "text": as_text,
    "markdown": as_markdown,
    "latex": as_latex,
    "json": as_json,
}


@click.command("functions")
@click.option("--format", "format_", type=click.Choice(list(FORMATS)), default="text")
def command(format_: str) -> None:
    """List the functions that symcalc reads, differentiates and compiles."""
    click.echo(FORMATS[format_](entries()))
