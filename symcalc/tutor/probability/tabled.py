"""The lesson on joint tables: marginals, conditional tables, covariance, entropies, information."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import sympy as sp

from symcalc import notation
from symcalc.checking.claims import Claim
from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.steps import Step
from symcalc.tutor.lessons import asked, lesson
from symcalc.tutor.linear.claims import Same
from symcalc.tutor.linear.given import shown
from symcalc.tutor.probability.event_lines import decimal_of, ending_of, is_short, line, written
from symcalc.tutor.probability.information import unit_of, unit_said
from symcalc.tutor.probability.joint import Joint, joint_of
from symcalc.tutor.probability.tabled_entropies import ENTROPIES
from symcalc.tutor.probability.tabled_lines import Told, entry_table, step
from symcalc.tutor.words.tables import CHECKED, ENDS, FAILS, HINTS, ROWS, VALUES, VERDICT, ZERO
from symcalc.writing.text import text

TABLE = "{table:list}[ {with:with}[ values] x[ ]=[ ]{xs:list}[,][ and] y[ ]=[ ]{ys:list}]"
UNIT = "[ in {unit:nats|bits|hartleys}]"
JOINT = "[ joint][ probability][ distribution][ contingency][ table]"
WHAT = (
    "{what:mutual information|information gain|joint entropy|conditional entropy|covariance"
    "|correlation|correlation coefficient|marginals|marginal distributions|marginal probabilities"
    "|independence|H(X,Y)|H(X, Y)|H(X)|H(Y)|H(Y|X)|H(X|Y)|I(X;Y)|I(X; Y)|Cov(X, Y)|Cov(X,Y)"
    "|E[X]|E[Y]|Var(X)|Var(Y)|marginal of X|marginal of Y|marginal distribution of X"
    "|marginal distribution of Y|conditional table of Y given X|conditional table of X given Y"
    "|conditional distribution of Y given X|conditional distribution of X given Y"
    "|conditional entropy of Y given X|conditional entropy of X given Y|entropy of X|entropy of Y"
    "|mean of X|mean of Y|variance of X|variance of Y|expectation of X|expectation of Y}"
)


@lesson(
    "joint-table",
    "{what} of the joint table {table}[ with values x = {xs} and y = {ys}][ in {unit}]",
    f"{WHAT} {{of:of|for|from|in}}[ the][ a]{JOINT} {TABLE}{UNIT}",
    f"{{what:are X and Y independent}} {{of:in|for|under}}[ the][ a]{JOINT} {TABLE}",
)
def joint_table(
    what: str, table: str, xs: str = "", ys: str = "", unit: str = "", **_: str
) -> Derivation:
    """One thing about two variables whose joint probabilities are listed.

    Examples
    --------
    >>> joint_table("covariance", "[[0.4, 0.1], [0.2, 0.3]]").answer
    1/10

    Raises
    ------
    UnsupportedError
        If the table is none of probabilities, or it is not known what is asked.
    """
    name = _known(what)
    base = unit_of(unit or "e")
    joint = joint_of(table, xs, ys)
    told = ASKED[name](joint, name, base)
    entropy = name in ENTROPIES
    parts = {"what": name, "table": " ".join(table.split())}
    if xs or ys:
        parts |= {"xs": text(shown(sp.Matrix(joint.xs))), "ys": text(shown(sp.Matrix(joint.ys)))}
    parts["unit"] = unit_said(base) if entropy else ""
    values = {"x": _row(joint.xs), "y": _row(joint.ys)}
    said = (VALUES.format(**values),) if name in VALUED else ()
    return Derivation(
        asked("joint-table", None, (), **parts),
        told.after,
        told.after,
        (_marginals(joint), *told.steps),
        remarks=(*joint.remarks, *said),
        claims=told.claims,
        told=told.told,
        ending=told.ending,
    )


def _row(values: tuple[sp.Expr, ...]) -> str:
    return ", ".join(text(arrange(v)) for v in values)


def _known(what: str) -> str:
    """What is asked, by its name."""
    said = " ".join(what.lower().replace("the ", "").split())
    said = said.replace("distributions", "").replace("probabilities", "").strip()
    said = said.replace(" distribution", " table")
    said = SAID.get(said, said)
    found = next((name for name in ASKED if name.lower() == said), None)
    if found is None:
        hint = HINTS["what"].format(known=", ".join(ASKED))
        raise UnsupportedError(FAILS["what"].format(what=what), hint=hint)
    return found


def _marginals(joint: Joint) -> Step:
    """The table with its sums."""
    made = step("marginals", shown(sp.Matrix(joint.px)))
    return replace(made, table=entry_table(joint))


def _marginal(joint: Joint, name: str, base: str) -> Told:
    del base
    which = name[-1]
    values = sp.Matrix(joint.marginal(which))
    lines = "rows" if which == "X" else "columns"
    made = step("marginal", shown(values), x=which, lines=lines)
    claim = _same("rows", (sp.Add(*values), sp.S.One), what=ROWS["marginals"])
    return Told(shown(values), (made,), (claim,))


def _both(joint: Joint, name: str, base: str) -> Told:
    del name
    one, other = _marginal(joint, "X", base), _marginal(joint, "Y", base)
    told = (sp.Matrix(joint.px), sp.Matrix(joint.py))
    ending = f"p(x) = {text(one.after)}, p(y) = {text(other.after)}"
    claims = (*one.claims, *other.claims)
    return Told(one.after, (*one.steps, *other.steps), claims, told, ending)


def _conditional(joint: Joint, name: str, base: str) -> Told:
    """Each row, or each column, over its sum."""
    del base
    given = name[-1]
    sums, by_row = joint.marginal(given), given == "X"
    line_name = "row" if by_row else "column"
    for value, total in zip(joint.values(given), sums, strict=True):
        if total == 0:
            fields = {"line": line_name, "given": given, "value": value}
            raise UnsupportedError(FAILS["empty"].format(**fields))
    rows, cols = joint.table.shape
    entries = [
        joint.table[i, j] / sums[i if by_row else j] for i in range(rows) for j in range(cols)
    ]
    table = sp.Matrix(rows, cols, entries)
    made = step("conditional", shown(table), x=name[-9], given=given, line=line_name)
    again = sp.diag(*sums) * table if by_row else table * sp.diag(*sums)
    claim = _same("rows", (again, sp.Matrix(joint.table)), what=ROWS["conditional"])
    return Told(shown(table), (made,), (claim,))


def _independence(joint: Joint, name: str, base: str) -> Told:
    del name, base
    apart = joint.apart
    verdict = VERDICT[True]
    if apart is not None:
        i, j = apart
        entry, product = joint.table[i, j], joint.px[i] * joint.py[j]
        fields = {"entry": text(written(entry)), "product": text(written(product))}
        verdict = VERDICT[False].format(**fields)
    products = sp.Matrix(joint.px) * sp.Matrix([joint.py])
    made = step("independent", shown(products), verdict=verdict)
    rank = sp.Integer(joint.table.rank() == 1)
    claim = _same("rows", (rank, sp.Integer(apart is None)), what=ROWS["independent"])
    told = sp.true if apart is None else sp.false
    return Told(shown(products), (made,), (claim,), told, ENDS[apart is None])


def _mean(joint: Joint, name: str, base: str) -> Told:
    del base
    which = name[-1]
    value = joint.mean(which)
    made = step("mean-of", line(_products(joint, which, 1), value), x=which)
    entries = [
        joint.table[i, j] * (x if which == "X" else y)
        for i, x in enumerate(joint.xs)
        for j, y in enumerate(joint.ys)
    ]
    claim = _same("numeric", (value, sp.Add(*reversed(entries))))
    return Told(arrange(value), (made,), (claim,), ending=_ending(f"E[{which}]", value))


def _products(joint: Joint, which: str, power: int) -> Notation:
    pairs = zip(joint.values(which), joint.marginal(which), strict=True)
    terms = [notation.arithmetic("product", written(v**power), written(p)) for v, p in pairs]
    return notation.add(*terms)


def _variance(joint: Joint, name: str, base: str) -> Told:
    mean = _mean(joint, name, base)
    which = name[-1]
    value = joint.variance(which)
    before = notation.subtract(
        written(joint.mean(which, 2)),
        notation.power(written(joint.mean(which)), notation.number(2)),
    )
    made = step("square-of", line(before, value), x=which)
    pairs = zip(joint.values(which), joint.marginal(which), strict=True)
    spread = sp.Add(*((v - joint.mean(which)) ** 2 * p for v, p in pairs))
    claims = (_same("centred", (value, spread)),)
    return Told(arrange(value), (*mean.steps, made), claims, ending=_ending(f"Var({which})", value))


def _covariance(joint: Joint, name: str, base: str) -> Told:
    del name
    means = [s for n in "XY" for s in _mean(joint, n, base).steps]
    value = joint.covariance
    both = step("mean-product", line(_pairs(joint), joint.product))
    before = notation.subtract(
        written(joint.product),
        notation.arithmetic("product", written(joint.mean("X")), written(joint.mean("Y"))),
    )
    but = ZERO["but"] if joint.apart else ""
    zero = ZERO["covariance"].format(but=but) if value == 0 else ""
    last = step("covariance", line(before, value), zero=zero)
    claims = (_same("centred", (value, joint.centred)),)
    return Told(arrange(value), (*means, both, last), claims, ending=_ending("Cov(X, Y)", value))


def _pairs(joint: Joint) -> Notation:
    terms = [
        notation.arithmetic("product", written(x * y), written(joint.table[i, j]))
        for i, x in enumerate(joint.xs)
        for j, y in enumerate(joint.ys)
        if x * y * joint.table[i, j] != 0
    ]
    return notation.add(*terms) if terms else notation.number(0)


def _correlation(joint: Joint, name: str, base: str) -> Told:
    for which in "XY":
        if joint.variance(which) == 0:
            raise UnsupportedError(FAILS["constant"].format(x=which))
    told = _covariance(joint, name, base)
    spreads = [s for n in "XY" for s in _variance(joint, n, base).steps[-1:]]
    roots = [sp.sqrt(joint.variance(n)) for n in "XY"]
    value = sp.radsimp(joint.covariance / (roots[0] * roots[1]))
    under = notation.arithmetic("product", *(arrange(r) for r in roots))
    before = notation.divide(written(joint.covariance), under)
    last = step("correlation", line(before, value))
    pair = (value**2 * joint.variance("X") * joint.variance("Y"), joint.centred**2)
    claims = (*told.claims, _same("centred", pair))
    steps = (*told.steps, *spreads, last)
    return Told(arrange(value), steps, claims, ending=_ending("ρ", value))


def _ending(label: str, value: sp.Expr) -> str:
    if value.is_Rational or is_short(value):
        return ending_of(label, value, arrange(value))
    return f"{label} = {text(arrange(value))} ≈ {text(decimal_of(value))}"


def _same(sentence: str, *pairs: tuple[object, object], what: str = "") -> Claim:
    told = CHECKED[sentence].replace("{what}", what)
    return Same(tuple(pairs), "another way", told)


# What can be asked of a joint table, by its name.
ASKED: dict[str, Callable[[Joint, str, str], Told]] = {
    "marginals": _both,
    "marginal of X": _marginal,
    "marginal of Y": _marginal,
    "conditional table of Y given X": _conditional,
    "conditional table of X given Y": _conditional,
    "independence": _independence,
    "mean of X": _mean,
    "mean of Y": _mean,
    "variance of X": _variance,
    "variance of Y": _variance,
    "covariance": _covariance,
    "correlation": _correlation,
    **ENTROPIES,
}
VALUED = [n for n in ASKED if n.split()[0] in ("mean", "variance", "covariance", "correlation")]
SAID = {
    "information gain": "mutual information",
    "i(x;y)": "mutual information",
    "i(x; y)": "mutual information",
    "h(x,y)": "joint entropy",
    "h(x, y)": "joint entropy",
    "h(x)": "entropy of x",
    "h(y)": "entropy of y",
    "h(y|x)": "conditional entropy of y given x",
    "h(x|y)": "conditional entropy of x given y",
    "conditional entropy": "conditional entropy of y given x",
    "cov(x, y)": "covariance",
    "cov(x,y)": "covariance",
    "correlation coefficient": "correlation",
    "marginal": "marginals",
    "e[x]": "mean of x",
    "e[y]": "mean of y",
    "var(x)": "variance of x",
    "var(y)": "variance of y",
    "expectation of x": "mean of x",
    "expectation of y": "mean of y",
    "marginal table of x": "marginal of x",
    "marginal table of y": "marginal of y",
    "are x and y independent": "independence",
}
