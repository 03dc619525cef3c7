"""Answers to "is it positive definite?": a word for the signs of a quadratic form, yes or no."""

from __future__ import annotations

import re

import sympy as sp

from symcalc.formula import natural_order
from symcalc.grading.asked import Asked
from symcalc.grading.finding import Finding, partly, right, undecided, wrong
from symcalc.grading.kinds.registry import answer_kind
from symcalc.grading.policy import Policy
from symcalc.grading.solutions.comparing import compared, sought
from symcalc.grading.solutions.scope import Unlike
from symcalc.grading.spoken import plainly
from symcalc.grading.told import Told
from symcalc.primitives import arrange
from symcalc.writing.text import text

SEMI = ("positive semidefinite", "negative semidefinite")
KINDS = {
    "positive definite": r"positive[- ]definite|pd|spd|p\.d",
    "negative definite": r"negative[- ]definite|nd|n\.d",
    "positive semidefinite": r"positive[- ]semi-? ?definite|psd|p\.s\.d",
    "negative semidefinite": r"negative[- ]semi-? ?definite|nsd|n\.s\.d",
    "indefinite": r"indefinite|neither|a saddle",
    "zero": r"zero|the zero (?:matrix|form)",
}
# What a form is besides: the zero form is positive and negative semidefinite.
ALSO = {
    "positive definite": SEMI[:1],
    "negative definite": SEMI[1:],
    "zero": SEMI,
}
SUBJECT = r"(?:(?:it|this|that|the matrix|the form|a|q) is |it's |is )?(?:an? )?(?:only )?"
SAYS = re.compile(
    r"(?P<word>yes|no|true|false)\b[\s,.;:—–-]*(?:because |since |as |but )?(?P<rest>.*)"
)
NOT = re.compile(rf"(?:{SUBJECT}|it )(?:not|isn't|is not)(?: (?P<rest>.*))?")
BARE = ("it is", "it's", "it is not", "it isn't", "it's not", "is not", "not")
YES = {"yes": True, "true": True, "no": False, "false": False}
ANOTHER = "The matrix is not {said}."
HOLDS = "The matrix is {said}."
WEAK = "That is true; it is more than that, even definite."
BOTH = "That is true; it is more than that: the form is 0 everywhere."
TOO_FEW = "At {where} the matrix is positive definite, and the condition leaves it out."
TOO_MANY = "At {where} the condition holds, and the matrix is not positive definite."
UNCLEAR = "I cannot tell which kind the answer means."


@answer_kind("definiteness", rank=1)
def definiteness(asked: Asked, told: Told, policy: Policy) -> Finding | None:
    """The word for the signs of a quadratic form."""
    del policy
    kinds = ("definiteness", "hessian-definiteness")
    if asked.kind not in kinds or asked.derivation is None:
        return None
    kind = asked.derivation.answer
    if not isinstance(kind, str):
        return _conditions(kind, told)
    wanted = _named(asked.question.text)
    spelled = plainly(told.typed)
    said = SAYS.fullmatch(spelled)
    denied = NOT.fullmatch(spelled)
    if said is not None and wanted:
        return _answered(wanted, kind, said["rest"], yes=YES[said["word"]])
    if denied is not None and wanted:
        rest = denied["rest"] or ""
        more = "" if _word(rest) == wanted else f"not {rest}".strip()
        return _answered(wanted, kind, more, yes=False)
    return _by_word(kind, _word(spelled))


def _by_word(kind: str, said: str) -> Finding:
    """A word alone."""
    if not said:
        return undecided(UNCLEAR, "unsupported")
    if said == kind:
        return right(proof="exact")
    if said in ALSO.get(kind, ()):
        return partly("incomplete", BOTH if kind == "zero" else WEAK, proof="exact")
    return wrong(ANOTHER.format(said=said), proof="exact")


def _answered(wanted: str, kind: str, more: str, *, yes: bool) -> Finding:
    """Yes or no to "is A positive definite?", and the word that stands behind it."""
    holds = _is(kind, wanted)
    if holds != yes:
        return wrong((HOLDS if holds else ANOTHER).format(said=wanted), proof="exact")
    if not more:
        return right(proof="exact")
    denied = NOT.fullmatch(more)
    said = wanted if more in BARE else _word(denied["rest"] or "") if denied else _word(more)
    if not said:
        return undecided(UNCLEAR, "unsupported")
    if _is(kind, said) == bool(denied):
        return wrong((HOLDS if denied else ANOTHER).format(said=said), proof="exact")
    return right(proof="exact")


def _is(kind: str, said: str) -> bool:
    return said == kind or said in ALSO.get(kind, ())


def _word(spelled: str) -> str:
    """The kind that is named; "" where none is."""
    found = (k for k, p in KINDS.items() if re.fullmatch(f"{SUBJECT}(?:{p})", spelled))
    return next(found, "")


def _named(question: str) -> str:
    """Which kind the question asks after."""
    found = (k for k, p in KINDS.items() if re.search(rf"\b(?:{p})\b", question.lower()))
    return next(found, "")


def _conditions(kind: sp.Basic, told: Told) -> Finding:
    """For which values of its letters a form is positive definite."""
    question = (
        sought(arrange(kind), natural_order(kind.free_symbols)) if kind.free_symbols else None
    )
    if question is None or told.whole.expr is sp.nan:
        return undecided(UNCLEAR, "unsupported")
    try:
        found, _ = compared(question, told.whole)
    except Unlike:
        return undecided(UNCLEAR, "unsupported")
    if found.lost or found.gained:
        point = (found.lost or found.gained)[0]
        where = ", ".join(
            f"{x} = {text(arrange(v))}" for x, v in sorted(dict(point).items(), key=str)
        )
        return wrong((TOO_FEW if found.lost else TOO_MANY).format(where=where))
    return right(proof=found.proof) if found.proof else undecided(UNCLEAR, "undecided")
