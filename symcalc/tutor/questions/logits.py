"""Losses of several scores and a class: "cross-entropy of logits (2, 0, 1) with target class 0"."""

from __future__ import annotations

from dataclasses import replace

import sympy as sp

from symcalc import notation
from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.figures import decimal
from symcalc.notation import Notation
from symcalc.primitives import arrange, build
from symcalc.reading import read
from symcalc.steps import Step
from symcalc.tutor.areas.parts import near
from symcalc.tutor.lessons import asked, lesson
from symcalc.tutor.linear.claims import Same
from symcalc.tutor.questions.losses import added, entries_of, need_number, worked
from symcalc.tutor.worded import worded
from symcalc.tutor.words.losses import CHECKED, FAILS, HINTS, REMARKS, SLOPE
from symcalc.writing.text import text

NAMES = ("cross-entropy", "cross entropy")
ROLES = ("class", "target", "label")
WHICH = "[ the][ a][ one-hot][ true][ correct][ target][ class]"
WITH = f"{{with:with|for|and|when|if|given|against}}{WHICH}"
PLAIN = (f"with{WHICH}", f"for{WHICH}", WITH)
CLASS = "[ class][ {is:is|=|index}] {k:digits}"
SMOOTH = "label smoothing[ {eps:epsilon|ε|alpha|of}][ ][=][ ]{smoothing:scalar}"
BY = " {in:in|by|with respect to|w.r.t.|wrt}[ the] {by:logits|scores|z}"
SCORES = (" logits {z:list}", " scores {z:list}", " softmax[ of][ ]{z:list}")
BARE = "[,] {role:target class|class|target|label|true class}[ class] {k:digits}"  # , class 0


def _sayings(lead: str = "", after: str = "", smooth: str = "") -> tuple[str, ...]:
    """How something of the cross-entropy of scores is asked for."""
    heads = [(f"{name}[ loss]", scores) for name in NAMES for scores in SCORES]
    heads += [
        (f"softmax {name}[ loss]", f"{noun} {{z:list}}")
        for name in NAMES
        for noun in ("", " logits", " scores")
    ]
    roles = [f"[,] {WITH} {role}{CLASS}" for role in ROLES] + [BARE]
    return tuple(
        f"{lead}{name} {{of:of|for|from|on}}[ the]{scores}{role}{after}{smooth}"
        for name, scores in heads
        for role in roles
    )


@lesson(
    "loss-of-logits",
    "cross-entropy of logits {z:list} with target class {k}[ and label smoothing {smoothing}]",
    *_sayings(),
    *_sayings(smooth=f"[,] {{and:and|with|and with|using}} {SMOOTH}"),
    *(
        f"{name}[ loss] with {SMOOTH} of[ the] logits {{z:list}}{role}"
        for name in NAMES
        for role in (BARE, f"[,] {WITH}{BARE[3:]}")
    ),
)
def loss_of_logits(z: str, k: str, smoothing: str = "", **_: str) -> Derivation:
    """ln of the sum of e^z less the logit of the class; classes count from 0, as in PyTorch."""
    logits, place = entries_of(z), class_of(k, z)
    powers = " + ".join(f"e^({entry})" for entry in logits)
    picked, parts = f"({logits[place]})", {"z": z, "k": k}
    if smoothing:
        shares = [_share(smoothing, len(logits), hit=i == place) for i in range(len(logits))]
        weighed = [f"({s}) ({v})" for s, v in zip(shares, logits, strict=True)]
        picked, parts = f"({added(weighed)})", parts | {"smoothing": smoothing}
    kind = "smoothed" if smoothing else "logits"
    made = worked("loss-of-logits", kind, f"ln({powers}) - {picked}", parts)
    return _counted(made, k)


@lesson(
    "slope-of-logits",
    "gradient in the logits of the cross-entropy of logits {z:list} with target class {k}",
    *_sayings(f"{{d:gradient|derivative}}{BY} of[ the] "),
    *_sayings("gradient of[ the] ", BY),
)
def slope_of_logits(z: str, k: str, **_: str) -> Derivation:
    """The softmax, less 1 at the class."""
    place = class_of(k, z)
    logits = [read(entry).expr for entry in entries_of(z)]
    total = sp.Add(*map(sp.exp, logits))
    shares = [sp.exp(v) / total for v in logits]
    slopes = [share - 1 if i == place else share for i, share in enumerate(shares)]
    hit = [sp.Integer(i == place) for i in range(len(logits))]
    after = build("vector", *map(arrange, slopes))
    first = _step("slope-is", after)
    soft = build("vector", *map(_decimal, shares))
    minus = notation.arithmetic("difference", soft, build("vector", *map(arrange, hit)))
    last = near(minus, build("vector", *map(_decimal, slopes)))
    steps = (
        first,
        _step("softmax-of", near(notation.name(sp.Symbol("p")), soft)),
        _step("less", last),
    )
    letters = sp.symbols(f"z:{len(logits)}")
    loss = sp.log(sp.Add(*map(sp.exp, letters))) - letters[place]
    there = dict(zip(letters, logits, strict=True))
    pairs = zip(slopes, (loss.diff(one).subs(there) for one in letters), strict=True)
    made = Derivation(
        asked("slope-of-logits", None, (), z=z, k=k),
        after,
        after,
        steps,
        claims=(Same(tuple(pairs), "derivatives", CHECKED),),
        ending=f"∂L/∂z ≈ {text(last.parts[1])}",
    )
    return _counted(made, k)


def _decimal(value: sp.Expr) -> Notation:
    return decimal(float(sp.N(value, 20)), 6)


def _step(rule: str, after: Notation) -> Step:
    return worded(SLOPE, rule, after, after, {}, "implies")


@lesson(
    "loss-of-class",
    "cross-entropy of probabilities {p:list} with target class {k}",
    *(
        f"{name}[ loss] {of}[ the][ {{noun:predictions|prediction|predicted}}]"
        f"[ probabilities] {{p:list}}{role}"
        for of in ("of", "for", "from")
        for name in (
            *NAMES,
            "negative log-likelihood",
            "NLL",
            "log loss",
            "categorical cross-entropy",
        )
        for role in [*(f"[,] {w} {r}{CLASS}" for r in ROLES for w in PLAIN), BARE]
    ),
)
def loss_of_class(p: str, k: str, **_: str) -> Derivation:
    """−ln of the probability of the class."""
    shares, place = entries_of(p), class_of(k, p)
    values = [read(share).expr for share in shares]
    if sum(values) != 1 or min(values) < 0:
        raise UnsupportedError(FAILS["shares"].format(p=p), hint=HINTS["shares"].format(p=p, k=k))
    made = worked("loss-of-class", "of-class", f"-ln({shares[place]})", {"p": p, "k": k})
    return _counted(made, k)


@lesson(
    "multiclass-hinge",
    "multiclass hinge loss of {z:list} with target class {k}[ and margin {margin}]",
    *(
        f"{name}[ loss] {{of:of|for|from}}[ the][ {{noun:scores|logits}}] {{z:list}}{role}"
        "[ {and:and|with} margin[ of] {margin:scalar}]"
        for name in ("multiclass hinge", "multi-class hinge", "multiclass SVM", "multi-class SVM")
        for role in [*(f"[,] {WITH} {role}{CLASS}" for role in ROLES), BARE]
    ),
)
def multiclass_hinge(z: str, k: str, margin: str = "1", **_: str) -> Derivation:
    """How far each other score is above that of the class less the margin, added."""
    scores, place = entries_of(z), class_of(k, z)
    need_number(margin)
    others = [v for i, v in enumerate(scores) if i != place]
    terms = [f"max(0, {v} - ({scores[place]}) + {margin})" for v in others]
    parts = {"z": z, "k": k} | ({"margin": margin} if margin != "1" else {})
    made = worked("multiclass-hinge", "multiclass-hinge", added(terms), parts)
    made = replace(made, remarks=(*made.remarks, REMARKS["sum"]))
    return _counted(made, k)


def class_of(k: str, given: str) -> int:
    """The place of a class, from 0.

    Raises
    ------
    UnsupportedError
        If there is no such class.
    """
    count = len(entries_of(given))
    if not k.strip().isdigit() or int(k) >= count:
        what = FAILS["class"].format(k=k, last=count - 1)
        raise UnsupportedError(what, hint=HINTS["class"])
    return int(k)


def _share(smoothing: str, count: int, *, hit: bool) -> str:
    """The weight of a class: ε over all classes, and 1 − ε more for the one that is meant."""
    return f"1 - {smoothing} + {smoothing}/{count}" if hit else f"{smoothing}/{count}"


def _counted(made: Derivation, k: str) -> Derivation:
    return replace(made, remarks=(*made.remarks, REMARKS["class"].format(k=k)))
