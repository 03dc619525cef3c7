"""What the formula of a mean is about: which of its letters is drawn, and from which law."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

import sympy as sp

from symcalc.errors import NotFoundError, UnsupportedError
from symcalc.formula import natural_order
from symcalc.notation import Notation
from symcalc.reading import read
from symcalc.tutor.probability.law import Distribution
from symcalc.tutor.probability.masses import Masses
from symcalc.tutor.probability.own import DRAWN
from symcalc.tutor.probability.spoken import GREEK
from symcalc.tutor.probability.subject import subject_of
from symcalc.tutor.words.about import FAILS, HINTS, REMARKS
from symcalc.writing.text import text

Law = Masses | Distribution
# p(X), p_X(x) and f(x): the density of what is drawn; q(X) is that of another law.
DENSITY = re.compile(r"(?<![A-Za-z_\\])([pqf])(?:_\{?[A-Z]\}?)?\s*\(\s*([A-Za-z])\s*\)")
VARIABLE = re.compile(r"[R-Z]")  # what only a random variable is called
NAME = re.compile(
    rf"\s*\\?([A-Za-zα-ω]|{GREEK})\s*(?:~|∼|\\sim|(?:is|has|having|with|follows)\b)", re.IGNORECASE
)
LIKELY = re.compile(r"[u-z]")  # what may be another one


def drawn(named: Mapping[str, str]) -> str:
    """What has the law, as the X of "X ~ normal(0, 1)"; nothing if it has no name."""
    found = NAME.match(named.get("drawn", ""))
    if found is None:
        return ""
    return found[1] if len(found[1]) == 1 and found[1].isascii() else read(found[1]).expr.name


def need_drawn(x: str, named: str) -> None:
    """Refuse a question about Y where the law is that of X.

    Raises
    ------
    UnsupportedError
        If both are said and are not the same letter.
    """
    if x.strip() and named and x.strip().lower() != named.lower():
        fields = {"f": x.strip(), "x": named}
        raise UnsupportedError(
            FAILS["about"].format(**fields), hint=HINTS["about"].format(**fields)
        )


def name_of(law: Law) -> str:
    """A law as it is given again."""
    return str(law) if isinstance(law, Masses) else law.name


def opened(f: str, given: str, named: str = "") -> tuple[Notation, sp.Symbol, Law]:
    """The formula, its variable, and the law of it.

    Parameters
    ----------
    f, given : str
        The formula and the law.
    named : str
        What has the law, where that is said.

    Raises
    ------
    UnsupportedError
        If the formula is no number, or it is not clear which of its letters is drawn.

    Examples
    --------
    >>> opened("Y^2", "2x on [0, 1]")[2].name
    '2Y on [0, 1]'
    """
    law = subject_of(given)
    spelled, remarks = _with_density(f, law, named)
    body = replace(read(spelled), remarks=())
    if not isinstance(body.expr, sp.Expr) or body.head in ("relation", "vector", "tuple"):
        raise UnsupportedError(FAILS["formula"], where=f, hint=HINTS["formula"])
    x = _named(body, law, named) if named else _found(body, law)
    _need_one(body, law, x)
    law = law.called(x) if isinstance(law, Distribution) else law
    if isinstance(law, Distribution) and law.law is not None and law.law.name == "categorical":
        raise NotFoundError(FAILS["range"], where=given)
    said = (*law.remarks, *remarks, *_constants(body, law, x))
    return body, x, replace(law, remarks=tuple(dict.fromkeys(said)))


def _with_density(f: str, law: Law, named: str) -> tuple[str, tuple[str, ...]]:
    """p(X) as the density at X."""
    found = [m for m in DENSITY.finditer(f) if not named or m[2].lower() == named.lower()]
    letters = {s.name for s in law.letters}
    for match in found:
        if match[1] == "q" or match[1] in letters or isinstance(law, Masses):
            what = FAILS["density"].format(part=match[0], letter=match[1])
            raise UnsupportedError(what, where=f, hint=HINTS["density"])
    if not found or isinstance(law, Masses):
        return f, ()
    for match in reversed(found):
        density = text(law.called(sp.Symbol(match[2])).density)
        f = f"{f[: match.start()]}({density}){f[match.end() :]}"
    kind = "probability" if law.discrete else "density"
    return f, (REMARKS["density"].format(part=found[0][0], kind=kind, x=found[0][2]),)


def _named(body: Notation, law: Law, named: str) -> sp.Symbol:
    """The letter that has the law, in small or in capital letters."""
    spelled = [s for s in (sp.Symbol(named), sp.Symbol(named.swapcase())) if s in body.symbols]
    own = [s for s in spelled if s not in law.letters]
    if len(spelled) == 2 or (not own and body.symbols - set(law.letters)) or (spelled and not own):
        rule = "both" if len(spelled) == 2 else "taken" if spelled else "about"
        fields = {"x": named, "f": text(body), "law": name_of(law)}
        raise UnsupportedError(FAILS[rule].format(**fields), hint=HINTS[rule].format(**fields))
    return own[0] if own else _usual(law)


def _found(body: Notation, law: Law) -> sp.Symbol:
    """The letter that is drawn, where that is not said."""
    free = [s for s in natural_order(body.symbols) if s not in law.letters]
    if isinstance(law, Distribution) and law.law is None and law.x in free:
        return law.x
    among = (
        [s for s in free if s.name in ("x", "X")],
        [s for s in free if VARIABLE.fullmatch(s.name)],
        free if len(free) < 2 or _is_own(law) else [],
    )
    kept = next((group for group in among if group), [])
    likely = [s for s in kept if DRAWN.fullmatch(s.name)] if _is_own(law) else kept
    if (free and not kept) or (_is_own(law) and len(likely) > 1):
        what = FAILS["variables"].format(f=text(body), letters=_listed(free))
        raise UnsupportedError(what, where=text(body), hint=HINTS["variables"])
    return likely[0] if likely else _usual(law)


def _is_own(law: Law) -> bool:
    return isinstance(law, Distribution) and law.law is None


def _usual(law: Law) -> sp.Symbol:
    return law.x if isinstance(law, Distribution) else sp.Symbol("x")


def _need_one(body: Notation, law: Law, x: sp.Symbol) -> None:
    """Refuse a second random variable, and a letter that stands for two things."""
    others = [s for s in body.symbols if s != x and VARIABLE.fullmatch(s.name)]
    if others:
        fields = {"y": _listed(natural_order(others)), "x": x.name, "f": text(body)}
        raise UnsupportedError(FAILS["others"].format(**fields), hint=HINTS["others"])
    twice = [s for s in natural_order(body.symbols) if s in law.letters and s.name in ("x", "X")]
    if x in law.letters or (twice and x not in body.symbols):
        fields = {"x": (twice or [x])[0].name, "law": name_of(law)}
        raise UnsupportedError(FAILS["taken"].format(**fields), hint=HINTS["taken"])


def _constants(body: Notation, law: Law, x: sp.Symbol) -> tuple[str, ...]:
    """That another letter, which might be drawn, is not."""
    others = [s for s in natural_order(body.symbols - {x, *law.letters}) if LIKELY.match(s.name)]
    return (REMARKS["constant"].format(letters=_listed(others)),) if others else ()


def _listed(letters: Sequence[sp.Symbol]) -> str:
    return ", ".join(s.name for s in letters)
