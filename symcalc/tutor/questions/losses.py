"""Losses of numbers: "MSE of (0.9, 0.1) against (1, 0)", "Huber loss with delta 1 at r = 3"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

import sympy as sp

from symcalc.derivation import Derivation
from symcalc.errors import ShapeError, UnsupportedError
from symcalc.reading import read
from symcalc.reading.arrays import outside
from symcalc.steps import Step
from symcalc.tutor.lessons import asked, lesson
from symcalc.tutor.linear.evaluate import evaluate
from symcalc.tutor.words.losses import FAILS, HINTS, REMARKS, TITLE, WORDS

Terms = Sequence[str]


class Loss(NamedTuple):
    """A loss: its names, the term of one pair p, y (or of one r), and how terms are put together.

    `targets` are the numbers that a target may be, where this tells it from a prediction.
    """

    names: tuple[str, ...]
    term: Callable[[str, str, str], str]
    whole: str = "({sum})/{n}"
    targets: frozenset[str] = frozenset()
    parameters: tuple[str, ...] = ()
    usual: str = ""


def _log(p: str, y: str, _: str) -> str:
    """−ln of the probability of what happened; y between 0 and 1 weighs both."""
    if y in ("0", "1"):
        return f"-ln({p})" if y == "1" else f"-ln(1 - ({p}))"
    return f"(-({y}) ln({p}) - (1 - ({y})) ln(1 - ({p})))"


def _entropy(p: str, y: str, _: str) -> str:
    return {"0": "", "1": f"-ln({p})"}.get(y, f"-({y}) ln({p})")


def _huber(p: str, y: str, delta: str) -> str:
    """A square near 0 and a line far from it: the case is chosen by the numbers."""
    r = f"|{p} - ({y})|"
    near = sp.Abs(read(f"{p} - ({y})").expr) <= read(delta).expr
    return f"1/2 {r}^2" if near else f"({delta}) ({r} - ({delta})/2)"


def _quantile(p: str, y: str, tau: str) -> str:
    """τ times what is missing, 1 − τ times what is too much."""
    return f"max(({tau}) (({y}) - ({p})), (({tau}) - 1) (({y}) - ({p})))"


BINARY, SIGNS = frozenset(("0", "1")), frozenset(("-1", "1", "+1", "−1"))
LOSSES = {
    "mse": Loss(
        ("MSE", "mean squared error", "mean square error"), lambda p, y, _: f"({p} - ({y}))^2"
    ),
    "mae": Loss(("MAE", "mean absolute error"), lambda p, y, _: f"|{p} - ({y})|"),
    "sse": Loss(
        ("SSE", "sum of squared errors", "sum of squares"),
        lambda p, y, _: f"({p} - ({y}))^2",
        "{sum}",
    ),
    "rmse": Loss(
        ("RMSE", "root mean squared error", "root mean square error"),
        lambda p, y, _: f"({p} - ({y}))^2",
        "sqrt(({sum})/{n})",
    ),
    "bce": Loss(("BCE", "binary cross-entropy", "binary cross entropy"), _log, targets=BINARY),
    "cross-entropy": Loss(("cross-entropy", "cross entropy"), _entropy, "{sum}", BINARY),
    "hinge": Loss(
        ("hinge loss", "hinge"), lambda p, y, _: f"max(0, 1 - ({y}) ({p}))", targets=SIGNS
    ),
    "log-cosh": Loss(("log-cosh loss", "log-cosh"), lambda p, y, _: f"ln(cosh({p} - ({y})))"),
    "huber": Loss(("Huber loss", "Huber"), _huber, parameters=("delta", "δ"), usual="1"),
    "quantile": Loss(
        ("quantile loss", "pinball loss"), _quantile, parameters=("tau", "τ", "quantile", "q")
    ),
    "focal": Loss(
        ("focal loss",),
        lambda p, _, gamma: f"-(1 - ({p}))^({gamma}) ln({p})",
        parameters=("gamma", "γ"),
        usual="2",
    ),
}
NAMES = {name.lower(): kind for kind, loss in LOSSES.items() for name in loss.names}
OF_PAIRS = "|".join(n for k, loss in LOSSES.items() if k != "focal" for n in loss.names)
OF_ONE = "|".join(n for k in ("huber", "log-cosh", "focal") for n in LOSSES[k].names)
PARAMETERS = "delta|δ|gamma|γ|tau|τ|quantile|q"
GIVEN = f"[ with {{parameter:{PARAMETERS}}}{{value}}]"
LONGEST = 200


@lesson(
    "loss-of-pairs",
    f"{{loss:{OF_PAIRS}}}{GIVEN} of {{p:list}} against {{y:list}}",
    f"{{loss:{OF_PAIRS}}}[ loss]{GIVEN} {{word:of|for|between}}[ the] predictions {{p:list}} "
    "{with:and|against|with}[ the] {role:targets|labels|target} {y:list}",
    f"{{loss:{OF_PAIRS}}}[ loss] between {{p:list}} and {{y:list}}{GIVEN}",
    f"{{loss:{OF_PAIRS}}}[ loss] of {{p:list}} against[ the][ targets][ labels] {{y:list}}{GIVEN}",
)
def loss_of_pairs(
    loss: str, p: str, y: str, parameter: str = "", value: str = "", **_: str
) -> Derivation:
    """The loss of predictions against targets, put in and worked out."""
    kind = NAMES[" ".join(loss.lower().split())]
    row = LOSSES[kind]
    predicted, wanted = _entries(p), _entries(y)
    if len(predicted) != len(wanted):
        raise ShapeError(FAILS["lengths"].format(mine=len(predicted), other=len(wanted)))
    turned = _is_target(predicted, row) and not _is_target(wanted, row)
    pairs = zip(*((wanted, predicted) if turned else (predicted, wanted)), strict=True)
    given = _parameter(row, parameter, value)
    terms = [term for a, b in pairs if (term := row.term(a, b, given))]
    if kind == "cross-entropy" and not (_is_target(predicted, row) or _is_target(wanted, row)):
        raise UnsupportedError(FAILS["which"], hint=HINTS["which"])
    formula = row.whole.format(sum=_sum(terms), n=len(predicted))
    parts = {"loss": row.names[0], "p": p, "y": y}
    return _worked("loss-of-pairs", kind, formula, parts | _said(row, given))


@lesson(
    "loss-at",
    f"{{loss:{OF_ONE}}} at {{letter:r|p|x|e|error|residual}} = {{at}}{GIVEN}",
    f"{{loss:{OF_ONE}}}{GIVEN} at {{letter:r|p|x|e}}={{at}}",
    f"{{loss:{OF_ONE}}}{GIVEN} at {{letter:r|p|x|e|error|residual}} = {{at}}",
    f"{{loss:{OF_ONE}}} {{word:of|for|at}}[ residual][ error][ probability] {{at}}{GIVEN}",
    f"{{loss:{OF_ONE}}}{GIVEN} {{word:of|for|at}}[ residual][ error][ probability] {{at}}",
)
def loss_at(
    loss: str, at: str, parameter: str = "", value: str = "", letter: str = "", **_: str
) -> Derivation:
    """A loss of one error r, or of one probability p."""
    kind = NAMES[" ".join(loss.lower().split())]
    row, given = LOSSES[kind], _parameter(LOSSES[kind], parameter, value)
    _need_number(at)
    formula = row.term(at.strip(), "0", given)
    parts = {"loss": row.names[0], "letter": letter or ("p" if kind == "focal" else "r"), "at": at}
    return _worked("loss-at", kind, formula, parts | _said(row, given))


@lesson(
    "loss-of-logits",
    "cross-entropy of logits {z:list} with target class {k}",
    "cross-entropy of[ the] logits {z:list} {word:with|for|and} "
    "{role:class|target|label|true class} {k}",
    "cross-entropy loss of[ the] logits {z:list} {word:with|for|and} "
    "{role:target class|class|target|label|true class} {k}",
    "softmax cross-entropy of {z:list} {word:with|for|and} "
    "{role:target class|class|target|label} {k}",
)
def loss_of_logits(z: str, k: str, **_: str) -> Derivation:
    """ln of the sum of e^z less the logit of the class; classes count from 0, as in PyTorch."""
    logits = _entries(z)
    if not k.strip().isdigit() or int(k) >= len(logits):
        what = FAILS["class"].format(k=k, last=len(logits) - 1)
        raise UnsupportedError(what, hint=HINTS["class"])
    powers = " + ".join(f"e^({entry})" for entry in logits)
    formula = f"ln({powers}) - ({logits[int(k)]})"
    made = _worked("loss-of-logits", "logits", formula, {"z": z, "k": k})
    return replace(made, remarks=(*made.remarks, REMARKS["class"].format(k=k)))


def _entries(given: str) -> list[str]:
    """The numbers of a list, as they are typed."""
    entries = [entry.strip() for entry in outside(given.strip()[1:-1])]
    for entry in entries:
        _need_number(entry)
    return entries


def _need_number(entry: str) -> None:
    expr = read(entry).expr
    if not (isinstance(expr, sp.Expr) and expr.is_number and expr.is_extended_real):
        raise UnsupportedError(FAILS["number"].format(entry=entry), hint=HINTS["number"])


def _is_target(entries: Terms, row: Loss) -> bool:
    """Whether a list can be the targets: zeros and ones, or signs."""
    return bool(row.targets) and all(entry in row.targets for entry in entries)


def _parameter(row: Loss, parameter: str, value: str) -> str:
    """The number of a parameter, or the usual one."""
    said = re.sub(r"^\s*(?:=|of\b)?\s*", "", value)
    if parameter and parameter not in row.parameters:
        what = FAILS["parameter"].format(loss=row.names[0], parameter=parameter)
        raise UnsupportedError(what, hint=HINTS["parameter"])
    if row.parameters and not (said or row.usual):
        what = FAILS["missing"].format(loss=row.names[0], parameter=row.parameters[0])
        raise UnsupportedError(what, hint=HINTS["parameter"])
    if said:
        _need_number(said)
    return said or row.usual


def _said(row: Loss, given: str) -> dict[str, str]:
    """The parameter, as the question says it."""
    return {"parameter": row.parameters[0], "value": f" {given}"} if row.parameters else {}


def _sum(terms: Terms) -> str:
    """Terms with their signs: −ln(0.9) − ln(0.8)."""
    return " + ".join(terms).replace("+ -", "- ") or "0"


def _worked(kind: str, loss: str, formula: str, parts: dict[str, str]) -> Derivation:
    """The definition, and the formula of numbers worked out."""
    worked, words = evaluate(formula), WORDS[loss]
    first = Step(
        "definition-of-loss",
        TITLE[loss],
        worked.asked,
        worked.asked,
        words.explanation,
        words.statement,
        "definition",
        hints=(words.hint,),
    )
    return replace(
        worked,
        question=asked(kind, body=worked.asked, **parts),
        steps=(first, *worked.steps),
    )
