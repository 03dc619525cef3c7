"""Networks in numbers: weights at the start, parameters, slopes through many layers."""

from __future__ import annotations

import re
from itertools import pairwise

import sympy as sp

from symcalc.checking.claims import Claim, Equal
from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.formula import Question
from symcalc.notation import Notation
from symcalc.reading import read
from symcalc.reading.numbers import number
from symcalc.reading.sentences import enter_part
from symcalc.tutor.catalogue.largest import largest
from symcalc.tutor.catalogue.listed import entry_of
from symcalc.tutor.descent.methods import unquoted
from symcalc.tutor.descent.put_in import put_in
from symcalc.tutor.descent.told_values import need, values_in
from symcalc.tutor.extrema.numbers import shown, tidied
from symcalc.tutor.lessons import asked, lesson
from symcalc.tutor.worded import worded
from symcalc.tutor.words.small import (
    COUNT,
    FAILS,
    HINTS,
    LAYERS,
    SCHEME,
    SCHEMES,
    SLOPE,
    WEIGHTS,
)
from symcalc.writing.text import text

OWN = {"glorot": "xavier", "kaiming": "he", "nn.linear": "linear", "torch.nn.linear": "linear"}
WHOSE = "{scheme:Xavier|Glorot|He|Kaiming|LeCun}"
LAW = "[{law:uniform|normal|Gaussian} ]"
INIT = "[{init:initialisation|initialization|init|weight} ]"
FIGURE = "{figure:bound|limit|range|standard deviation|std|deviation|variance}"
NAMED = {"limit": "bound", "range": "bound", "standard deviation": "deviation", "std": "deviation"}
FANS = {
    "n_in": r"(?:fan[ _-]?in|n_?in|inputs?|in_features) = {v}|{v}\s+(?:inputs?|in)(?:\s+units)?",
    "n_out": r"(?:fan[ _-]?out|n_?out|outputs?|out_features) = {v}"
    r"|{v}\s+(?:outputs?|out)(?:\s+units)?",
}
FORS = "{with:with|for|of|at}"
ACTIVATION = "{name:sigmoid|tanh|ReLU|logistic sigmoid}"
AT = {"relu": 1}  # where a largest slope is looked at; else at 0
enter_part("sizes", r"\d+(?:\s*(?:-|–|→|->|×|x)\s*\d+)+")


@lesson(
    "initial-weights",
    "{scheme} initialisation {figure} with {fans}",
    f"{WHOSE} {LAW}{INIT}{FIGURE} {FORS} {{fans}}",
    f"{WHOSE} {INIT}{LAW}{FIGURE} {FORS} {{fans}}",
    f"{FIGURE} {{of:of|for|in|with}} [the ]{WHOSE} {LAW}{INIT}{FORS} {{fans}}",
    f"{WHOSE} {LAW}{INIT}{FORS} {{fans}}: {FIGURE}",
    "{default:default} {figure:bound|limit|range} of {scheme:nn.Linear|torch.nn.Linear} "
    f"{FORS} {{fans}}",
    "{scheme:nn.Linear|linear} initialisation {figure:bound} with {fans}",
)
def initial_weights(scheme: str, figure: str, fans: str, **between: str) -> Derivation:
    """How widely weights are drawn at the start.

    Examples
    --------
    >>> initial_weights("Xavier", "bound", "256 inputs and 128 outputs").answer
    1/8
    """
    del between  # words
    own = OWN.get(scheme.lower(), scheme.lower())
    which = NAMED.get(figure.lower(), figure.lower())
    if (own, which) not in SCHEMES:
        told = FAILS["scheme"].format(scheme=scheme, figure=figure)
        raise UnsupportedError(told, hint=HINTS["fans"])
    formula, said = SCHEMES[own, which]
    body = unquoted(read(formula, names=list(FANS)))
    found = values_in(fans, FANS, HINTS["fans"])
    letters = {s.name for s in body.symbols}
    need(found, {n: n for n in FANS if n in letters}, fans, HINTS["fans"])
    given = ", ".join(f"{n} = {text(shown(v))}" for n, v in found.items())
    question = asked("initial-weights", body, scheme=scheme, figure=which, fans=given)
    step = SCHEME._replace(explanation=SCHEME.explanation.replace("{told}", said))
    values = {sp.Symbol(n): v for n, v in found.items() if n in letters}
    return put_in(question, body, values, given, step)


@lesson(
    "parameter-count",
    "number of {what:parameters|weights} of a {sizes:sizes} network",
    "{how:number of|how many} [{kind:trainable|learnable|total} ]{what:parameters|weights} "
    "{of:of|in|has|are in|does} [{a:a|an|the} ][{net:fully connected|fully-connected|dense|"
    "feedforward} ][{word:network|MLP|neural network} ][{layers:with layers|with sizes|of sizes"
    "|with layer sizes} ]{sizes:sizes}[ {last:network|MLP|neural network|net}][ {have:have|has}]",
    "{what:parameters|weights} {of:of|in} [{a:a|an|the} ][{net:fully connected|fully-connected"
    "|dense} ][{word:network|MLP|neural network} ][{layers:with layers|with sizes|of sizes} ]"
    "{sizes:sizes}[ {last:network|MLP|neural network|net}]",
)
def parameter_count(sizes: str, what: str = "parameters", **between: str) -> Derivation:
    """Weights and biases of a network whose layers are fully connected.

    Examples
    --------
    >>> parameter_count("784-128-10").answer
    101770
    """
    del between  # words
    units = [int(n) for n in re.findall(r"\d+", sizes)]
    biased = what.lower() == "parameters"
    pairs = list(pairwise(units))
    told = " + ".join(f"{n}*{m} + {m}" if biased else f"{n}*{m}" for n, m in pairs)
    body, total = read(told), sum(n * m + m * biased for n, m in pairs)
    lines = ", ".join(f"{n}·{m} + {m}" if biased else f"{n}·{m}" for n, m in pairs)
    spelled = "-".join(map(str, units))
    question = asked("parameter-count", body, what=what.lower(), sizes=spelled)
    rule = "parameters-counted"
    words = {rule: COUNT if biased else WEIGHTS}
    step = worded(words, rule, body, shown(sp.Integer(total)), {"lines": lines}, "equal")
    return Derivation(
        question,
        body,
        shown(sp.Integer(total)),
        (step,),
        claims=(Equal(body.expr, sp.Integer(total)),),
    )


@lesson(
    "largest-slope",
    "largest slope of {name}",
    "{most:largest|maximum|maximal|greatest|max} {what:slope|derivative|gradient} of [the ]"
    f"{ACTIVATION}[ function]",
    "{most:largest|maximum|maximal|greatest|max} {what:value|slope} of the derivative of [the ]"
    f"{ACTIVATION}[ function]",
)
def largest_slope(name: str, **between: str) -> Derivation:
    """Where a function is steepest.

    Examples
    --------
    >>> largest_slope("sigmoid").answer
    1/4
    """
    del between  # words
    bound, at = _steepest(name)
    about = _call(name)
    fields = {"name": name, "value": text(shown(bound)), "at": at}
    step = worded(
        {"largest-slope": SLOPE}, "largest-slope", about, shown(bound), fields, "definition"
    )
    question = asked("largest-slope", about, name=name)
    return Derivation(question, about, shown(bound), (step,), claims=(_there(about, bound),))


@lesson(
    "slopes-of-layers",
    "product of {name}'({x}) over {n} layers",
    "product of {name}'({x}) {over:over|through|across|for} {n} layers",
)
def slopes_of_layers(name: str, x: str, n: str, **between: str) -> Derivation:
    """By what the slopes of n layers multiply a gradient.

    Examples
    --------
    >>> slopes_of_layers("sigmoid", "0", "5").answer
    1/1024
    """
    del between  # words
    about, at = _call(name), number(x)
    slope = tidied(about.expr.diff(sp.Symbol("x")).subs(sp.Symbol("x"), at))
    question = asked("slopes-of-layers", about, name=name, x=x, n=n)
    each = f"here {name}′({x}) = {text(shown(slope))}"
    return _power(question, about, slope, n, name, each)


@lesson(
    "layers-bound",
    "bound of the gradient through {n} {name} layers",
    "{what:upper bound|bound|largest factor|maximum factor} {of:of|on|for} [the ]gradient[ factor] "
    f"{{over:through|over|after|across|in}} {{n:count}} {ACTIVATION} layers",
    f"{{n:count}} {ACTIVATION} layers: {{what:upper bound|bound}} {{of:of|on|for}} the gradient",
)
def layers_bound(name: str, n: str, **between: str) -> Derivation:
    """The largest factor that the slopes of n layers are together.

    Examples
    --------
    >>> layers_bound("sigmoid", "5").answer
    1/1024
    """
    del between  # words
    bound, _ = _steepest(name)
    about = _call(name)
    question = asked("layers-bound", about, n=n, name=name)
    return _power(question, about, bound, n, name, f"at most {text(shown(bound))}")


def _power(
    question: Question, about: Notation, slope: sp.Expr, n: str, title: str, each: str
) -> Derivation:
    count = number(n)
    value = tidied(slope**count)
    fields = {"name": title, "each": each, "n": n, "power": text(shown(value))}
    step = worded(
        {"slopes-of-layers": LAYERS}, "slopes-of-layers", about, shown(value), fields, "definition"
    )
    claim = Equal(sp.exp(count * sp.log(slope)) if slope > 0 else slope**count, value)
    return Derivation(question, about, shown(value), (step,), claims=(claim,))


def _there(about: Notation, bound: sp.Expr) -> Claim:
    """The slope where it is largest; of tanh by its definition, as the others."""
    x = sp.Symbol("x")
    place = AT.get(about.head, 0)
    slope = about.expr.rewrite(sp.Piecewise).diff(x).subs(x, place)
    return Equal(slope, bound)


def _call(title: str) -> Notation:
    return read(f"{title.lower().split()[-1]}(x)")


def _steepest(title: str) -> tuple[sp.Expr, str]:
    """The largest slope of an activation function, and where it is taken."""
    found = largest(entry_of(title.lower().split()[-1]))
    if found.bound is None or found.bound.free_symbols:
        raise UnsupportedError(FAILS["bound"].format(name=title))
    return found.bound, found.at
