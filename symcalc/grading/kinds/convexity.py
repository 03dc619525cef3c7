"""Convex, concave, neither: answers in words."""

from __future__ import annotations

import re

from symcalc.formula import natural_order
from symcalc.grading.asked import Asked
from symcalc.grading.finding import Finding, partly, right, undecided, wrong
from symcalc.grading.kinds.registry import answer_kind
from symcalc.grading.points.bending import FALSE, SOME, pieces, strictly
from symcalc.grading.policy import Policy
from symcalc.grading.spoken import plainly
from symcalc.grading.told import Told
from symcalc.tutor.extrema.sets import is_set

CONVEX, CONCAVE, NEITHER, AFFINE = "convex", "concave", "neither", "affine"
BEFORE = re.compile(
    r"^(?:yes,?\s+|no,?\s+)?(?:(?:the\s+)?(?:function|it|f|f\(x\)|this)\s+)?(?:is\s+)?"
)
AFTER = re.compile(
    r"\s*(?:,?\s*(?:everywhere|on\s+(?:its\s+(?:whole\s+)?domain|r|ℝ|the\s+(?:whole|real)\s+line)"
    r"|for\s+(?:all|every)\s+(?:real\s+)?x))*$"
)
WORDS: dict[frozenset[str], tuple[str, ...]] = {
    frozenset((CONVEX, AFFINE)): ("convex", "concave up", "concave upward", "concave upwards"),
    frozenset((CONCAVE, AFFINE)): (
        *("concave", "concave down", "concave downward", "concave downwards"),
    ),
    frozenset((NEITHER,)): (
        *("neither", "neither convex nor concave", "neither concave nor convex"),
        *("not convex and not concave", "not convex, not concave", "not convex nor concave"),
        *("not convex or concave", "neither nor", "not concave and not convex"),
    ),
    frozenset((AFFINE,)): (
        *("affine", "linear", "both", "convex and concave", "both convex and concave", "straight"),
    ),
    frozenset((CONCAVE, NEITHER)): ("not convex", "nonconvex", "non-convex", "isn't convex"),
    frozenset((CONVEX, NEITHER)): ("not concave", "nonconcave", "non-concave", "isn't concave"),
}
MEANS = {word: meant for meant, words in WORDS.items() for word in words}
LESS = "That is true; say also whether it is {other}."
WRONG = {
    CONVEX: "No chord lies below the function: it is bent upwards everywhere.",
    CONCAVE: "No chord lies above the function: it is bent downwards everywhere.",
    AFFINE: "The function is straight: every chord lies on it.",
    NEITHER: "It is bent upwards in some places and downwards in others.",
}
STRICT = "whether it is strictly so was not worked out."
NOT_STRICT = "It is {kind}, but not strictly: somewhere it is straight."
MORE = "That is right so far; say also how it is bent elsewhere."
ELSEWHERE = "It is bent otherwise somewhere: look where the second derivative changes its sign."
SET_BEFORE = re.compile(r"^(?:(?:the\s+)?set|it|this)?\s*(?:is\s+)?")
OF_SET = {
    **dict.fromkeys(("convex", "yes", "yes, convex", "convex set", "a convex set"), "convex"),
    **dict.fromkeys(("not convex", "no", "nonconvex", "non-convex"), "not convex"),
    **dict.fromkeys(("no, not convex", "isn't convex", "not a convex set"), "not convex"),
}
WRONG_SET = {
    "convex": "No two points of the set have a point between them that lies outside.",
    "not convex": "Two points of the set have a midpoint outside it.",
}
UNCLEAR = "I cannot tell which of convex, concave and neither the answer means."


@answer_kind("convexity", rank=1)
def convexity(asked: Asked, told: Told, policy: Policy) -> Finding | None:
    """The word for how it is bent."""
    del policy
    if asked.kind != "convexity" or asked.derivation is None:
        return None
    wanted = asked.derivation.answer
    if is_set(asked.body):
        return _of_set(wanted, plainly(told.typed))
    said = AFTER.sub("", BEFORE.sub("", plainly(told.typed)))
    meant = _yes_or_no(asked, plainly(told.typed)) or MEANS.get(re.sub(r"^strictly ", "", said))
    pieced = None if meant else _pieces(asked, told)
    if pieced is not None:
        return pieced
    if meant is None or wanted not in WRONG:
        return undecided(UNCLEAR, "unsupported")
    if wanted not in meant:
        return wrong(WRONG[wanted])
    if said.startswith("strictly "):
        return _strict(asked, wanted)
    if said in MEANS and _less(said, wanted, asked):
        other = CONCAVE if "convex" in said or wanted == CONCAVE else CONVEX
        return partly("incomplete", LESS.format(other=other), proof="exact")
    return right(proof="exact")


def _of_set(wanted: str, typed: str) -> Finding:
    """Whether a set is convex: yes or no."""
    said = OF_SET.get(SET_BEFORE.sub("", typed).strip(" ."))
    if said is None or wanted not in OF_SET.values():
        return undecided(UNCLEAR, "unsupported")
    return right(proof="exact") if said == wanted else wrong(WRONG_SET[wanted])


def _strict(asked: Asked, wanted: str) -> Finding:
    """Convex or concave it is: whether it is strictly so."""
    if wanted == AFFINE:
        return wrong(WRONG[AFFINE])
    f = asked.body.expr
    f = -f if wanted == CONCAVE else f
    known = strictly(f, tuple(natural_order(f.free_symbols)))
    if known is None:
        return undecided(STRICT)
    return right(proof="exact") if known else wrong(NOT_STRICT.format(kind=wanted))


def _pieces(asked: Asked, told: Told) -> Finding | None:
    """Concave for x < 0, convex for x > 0."""
    letters = natural_order(asked.body.symbols)
    known = pieces(told.typed, asked.body.expr, letters[0]) if len(letters) == 1 else ""
    if known == FALSE:
        return wrong(ELSEWHERE)
    if known == SOME:
        return partly("incomplete", MORE, proof="exact")
    return right(proof="exact") if known else None


def _yes_or_no(asked: Asked, said: str) -> frozenset[str] | None:
    """The kinds for which yes, or no, answers "is f convex?"."""
    question = asked.question.text.lower().strip(" ?.")
    asks = next((w for w in (CONVEX, CONCAVE) if question.endswith(f" {w}")), None)
    if asks is None or said not in ("yes", "no"):
        return None
    yes = frozenset((asks, AFFINE))
    return yes if said == "yes" else frozenset(WRONG) - yes


def _less(said: str, wanted: str, asked: Asked) -> bool:
    """Whether it is true, and says too little: "not convex" of what is concave."""
    question = asked.question.text.lower()
    if question.startswith("is ") or "is " in question[:12]:
        return False
    return (wanted == AFFINE and said in ("convex", "concave")) or (
        said.startswith(("not ", "non")) and wanted in (CONVEX, CONCAVE)
    )
