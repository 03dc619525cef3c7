"""Answers to "is A symmetric?", "are they linearly independent?": yes or no, in a few words."""

from __future__ import annotations

import re

import sympy as sp

from symcalc.grading.asked import Asked
from symcalc.grading.finding import Finding, right, undecided, wrong
from symcalc.grading.kinds.registry import as_typed
from symcalc.grading.policy import Policy
from symcalc.grading.spoken import plainly

# What each word says: the property, and whether it holds.
PROPERTIES = {
    r"(?:linearly )?independent": ("independent", True),
    r"(?:linearly )?dependent": ("independent", False),
    r"(?:a )?basis": ("basis", True),
    r"diagonali[sz]able": ("diagonalisable", True),
    r"defective": ("diagonalisable", False),
    r"(?:an )?eigenvalue": ("eigenvalue", True),
    r"(?:an )?eigenvector": ("eigenvector", True),
    r"symmetric": ("symmetric", True),
    r"(?:skew-?|anti)symmetric": ("skew-symmetric", True),
    r"orthogonal": ("orthogonal", True),
    r"diagonal": ("diagonal", True),
    r"upper triangular": ("upper triangular", True),
    r"lower triangular": ("lower triangular", True),
    r"(?:idempotent|a projection(?: matrix)?)": ("idempotent", True),
    r"normal": ("normal", True),
    r"stochastic": ("stochastic", True),
}
SUBJECT = (
    r"(?:(?:it|this|that|they|these|the vectors|the matrix|a|v) (?:is|are|do|does|form|forms) "
    r"|it's |is |are |form |do )?"
)
SAID = re.compile(r"(?P<word>yes|no|true|false)\b[\s,.;:—–-]*(?:because |since )?(?P<rest>.*)")
DENIED = re.compile(rf"{SUBJECT}(?P<no>(?:not|isn't|aren't|no) (?:form )?)?(?P<rest>.+)")
YES = {"yes": True, "true": True, "no": False, "false": False}
UNCLEAR = "I cannot tell whether the answer is yes or no."
OTHERWISE = "The answer is {word}."
KINDS = (
    *("is-eigenvalue", "is-eigenvector", "is-diagonalisable"),
    *("matrix-property", "linear-independence", "is-basis"),
)


@as_typed(*KINDS)
def yes_or_no(asked: Asked, typed: str, policy: Policy) -> Finding | None:
    """Yes or no, or the property with "not" or without."""
    del policy
    if asked.derivation is None:
        return None
    holds = asked.derivation.answer == sp.true
    spelled = plainly(typed)
    wanted = _property(plainly(asked.question.text).rstrip("?"), anywhere=True)
    said = SAID.fullmatch(spelled)
    word = "yes" if holds else "no"
    mine = [YES[said["word"]]] if said else []
    stated = _stated(said["rest"] if said else spelled)
    if stated is not None and wanted is not None and stated[0] == wanted[0]:
        mine.append(stated[1] == wanted[1])
    if not mine:
        return undecided(UNCLEAR, "unsupported")
    if all(m == holds for m in mine):
        return right(proof="exact")
    return wrong(OTHERWISE.format(word=word), proof="exact")


def _stated(spelled: str) -> tuple[str, bool] | None:
    """They are dependent: the property, and whether it is said to hold."""
    found = DENIED.fullmatch(spelled)
    named = _property(found["rest"]) if found else None
    if found is None or named is None:
        return None
    return named[0], named[1] != bool(found["no"])


def _property(spelled: str, *, anywhere: bool = False) -> tuple[str, bool] | None:
    """What a word says; of a question, wherever the word stands."""
    for words, told in PROPERTIES.items():
        at = re.search(rf"(?<![\w-]){words}\b", spelled) if anywhere else None
        if at or re.fullmatch(words, spelled):
            return told
    return None
