"""Losses of numbers: "MSE of (0.9, 0.1) against (1, 0)", "Huber loss with delta 1 at r = 3"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import sympy as sp

from symcalc.derivation import Derivation
from symcalc.errors import ShapeError, UnsupportedError
from symcalc.reading import read
from symcalc.reading.arrays import outside
from symcalc.steps import Step
from symcalc.tutor.lessons import asked, lesson
from symcalc.tutor.linear.evaluate import evaluate
from symcalc.tutor.questions.loss_rows import LOSSES, Loss, loss_of, settings
from symcalc.tutor.words.losses import FAILS, HINTS, TITLE, WORDS

Terms = Sequence[str]
OF_ALL = "|".join(n for loss in LOSSES.values() for n in loss.names)
OF_LISTS = "|".join(n for k, loss in LOSSES.items() if k != "focal" for n in loss.names)
ERRORS = ("huber", "log-cosh", "smooth-l1", "quantile", "insensitive")  # of p − y alone
OF_ONE = "|".join(n for k in (*ERRORS, "focal") for n in LOSSES[k].names)
SIZE = "[,][ {parameter:with|for|and|at}][ the][ a]"
BEFORE, AFTER = f"{SIZE} {{given:settings}}", f"{SIZE} {{given:settings}}"
PREDICTED = (
    "prediction|predicted value|predicted probability|probability|score|raw score|logit|logits"
    "|output|margin|predictions|probabilities|scores|outputs|predicted probabilities|estimate"
)
TARGET = (
    "target|label|true label|true value|class label|targets|labels|true labels|actual value"
    "|true values|the targets|class|observation|truth"
)
LETTER = "[{letter:p|s|z|x|f|r|t|a|yhat|y_hat|ŷ|q}[ ]=[ ]]"
MARK = "[{mark:y|t}[ ]=[ ]]"
AGAINST = "{with:against|with|and|for|to|given|when|if|vs|versus}[ the][ a]"


def _sayings(what: str, part: str) -> tuple[str, ...]:
    """How a loss of predictions and targets is asked for; with its parameter at either place."""
    middle = (
        f"{{word:of|for|between|at}}[ the][ a][ {{first:{PREDICTED}}}] {LETTER}{{p:{part}}}[,] "
        f"{AGAINST}[ {{second:{TARGET}}}] {MARK}{{y:{part}}}"
    )
    turned = (
        f"{{word:of|for|between|at|with}}[ the][ a][ {{second:{TARGET}}}] {{mark:y|t}}[ ]=[ ]"
        f"{{y:{part}}}[,] {AGAINST}[ {{first:{PREDICTED}}}] {LETTER}{{p:{part}}}"
    )
    head = f"{{loss:{what}}}[ loss]"
    return tuple(
        f"{head}{before} {pair}{after}"
        for pair in (middle, turned)
        for before, after in (("", ""), (BEFORE, ""), ("", AFTER))
    )


@lesson(
    "loss-of-pairs",
    f"{{loss:{OF_LISTS}}} of {{p:list}} against {{y:list}}[ with {{given}}]",
    *_sayings(OF_LISTS, "list"),
)
def loss_of_pairs(loss: str, p: str, y: str, given: str = "", **_: str) -> Derivation:
    """The loss of predictions against targets, put in and worked out."""
    kind = loss_of(loss)
    row = LOSSES[kind]
    predicted, wanted = entries_of(p), entries_of(y)
    if len(predicted) != len(wanted):
        raise ShapeError(FAILS["lengths"].format(mine=len(predicted), other=len(wanted)))
    turned = _is_target(predicted, row) and not _is_target(wanted, row)
    pairs = zip(*((wanted, predicted) if turned else (predicted, wanted)), strict=True)
    told = settings(row, given)
    terms = [term for a, b in pairs if (term := row.term(a, b, told))]
    if kind == "cross-entropy" and not (_is_target(predicted, row) or _is_target(wanted, row)):
        raise UnsupportedError(FAILS["which"], hint=HINTS["which"])
    formula = row.whole.format(sum=added(terms), n=len(predicted))
    parts = {"loss": row.names[0], "p": p, "y": y, "given": _said(told)}
    return worked("loss-of-pairs", kind, formula, parts)


@lesson(
    "loss-of-pair",
    f"{{loss:{OF_ALL}}} of {{p:scalar}} against {{y:scalar}}[ with {{given}}]",
    *_sayings(OF_ALL, "scalar"),
)
def loss_of_pair(loss: str, p: str, y: str, given: str = "", **_: str) -> Derivation:
    """The loss of one prediction against its target."""
    kind = loss_of(loss)
    row, told = LOSSES[kind], settings(LOSSES[kind], given)
    for entry in (p, y):
        need_number(entry)
    if row.targets and y not in row.targets and kind != "bce":
        known = " or ".join(sorted(t for t in row.targets if t[0] not in "+−"))
        raise UnsupportedError(FAILS["target"].format(loss=row.names[0], y=y, known=known))
    formula = row.whole.format(sum=row.term(p, y, told), n=1).removesuffix("/1")
    parts = {"loss": row.names[0], "p": p, "y": y, "given": _said(told)}
    return worked("loss-of-pair", kind, formula, parts)


@lesson(
    "loss-at",
    f"{{loss:{OF_ONE}}} at {{letter:r|p|x|e|u|error|residual}} = {{at}}[ with {{given:settings}}]",
    *(
        f"{{loss:{OF_ONE}}}{before} {place}{after}"
        for place in (
            "{word:at|for|of}[ the][ {noun:error|residual|probability}]"
            " {letter:r|p|x|e|u|error|residual|p_t|pt}[ ]=[ ]{at:scalar}",
            "{word:of|for|at}[ the][ a][ an][ residual][ error][ probability] {at:scalar}",
        )
        for before, after in (("", ""), (BEFORE, ""), ("", AFTER))
    ),
)
def loss_at(loss: str, at: str, given: str = "", letter: str = "", **_: str) -> Derivation:
    """A loss of one error r, or of the probability p of what happened."""
    kind = loss_of(loss)
    row, told = LOSSES[kind], settings(LOSSES[kind], given)
    need_number(at)
    places = {"focal": (at.strip(), "1"), "quantile": ("0", at.strip())}
    formula = row.term(*places.get(kind, (at.strip(), "0")), told)
    usual = "p" if kind == "focal" else "r"
    parts = {"loss": row.names[0], "letter": letter or usual, "at": at, "given": _said(told)}
    return worked("loss-at", kind, formula, parts)


def entries_of(given: str) -> list[str]:
    """The numbers of a list, as they are typed."""
    entries = [entry.strip() for entry in outside(given.strip()[1:-1].rstrip(" ,"))]
    for entry in entries:
        need_number(entry)
    return entries


def need_number(entry: str) -> None:
    """Refuse what is no number."""
    expr = read(entry).expr
    if not (isinstance(expr, sp.Expr) and expr.is_number and expr.is_extended_real):
        raise UnsupportedError(FAILS["number"].format(entry=entry), hint=HINTS["number"])


def _is_target(entries: Terms, row: Loss) -> bool:
    """Whether a list can be the targets: zeros and ones, or signs."""
    return bool(row.targets) and all(entry in row.targets for entry in entries)


def _said(given: Mapping[str, str]) -> str:
    """The parameters, as the question says them."""
    return " and ".join(f"{name} {value}" for name, value in given.items())


def added(terms: Terms) -> str:
    """Terms with their signs: −ln(0.9) − ln(0.8)."""
    return " + ".join(terms).replace("+ -", "- ") or "0"


def worked(kind: str, loss: str, formula: str, parts: Mapping[str, str]) -> Derivation:
    """The definition, and the formula of numbers worked out."""
    found, words = evaluate(formula), WORDS[loss]
    first = Step(
        "definition-of-loss",
        TITLE[loss],
        found.asked,
        found.asked,
        words.explanation,
        words.statement,
        "definition",
        hints=(words.hint,),
    )
    return replace(
        found,
        question=asked(kind, body=found.asked, **parts),
        steps=(first, *found.steps),
    )
