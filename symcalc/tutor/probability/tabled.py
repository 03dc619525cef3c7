"""The lesson on joint tables: marginals, conditional tables, covariance, entropies, information."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import sympy as sp

from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.primitives import arrange, build
from symcalc.reading import sentences
from symcalc.steps import Step
from symcalc.tutor.lessons import asked, lesson
from symcalc.tutor.linear.given import shown
from symcalc.tutor.probability.event_lines import written
from symcalc.tutor.probability.information import unit_of, unit_said
from symcalc.tutor.probability.joint import Joint, joint_of
from symcalc.tutor.probability.tabled_entropies import ENTROPIES
from symcalc.tutor.probability.tabled_events import event, is_event, product
from symcalc.tutor.probability.tabled_lines import Told, entry_table, same, step
from symcalc.tutor.probability.tabled_means import MEANS
from symcalc.tutor.words.tables import ENDS, FAILS, HINTS, ROWS, VALUES, VERDICT
from symcalc.writing.text import text

CHANCES = r"(?:P|Pr)\s*\([^()]*[XY][^()]*\)|E\s*[\[(]\s*X\s*Y\s*[\])]|[a-z ]*[HI]\s*\([XY |;,]+\)"
sentences.enter_part("chances", CHANCES)
TABLE = "{table:list}[ {with:with}[ values] x[ ]=[ ]{xs:list}[,][ and] y[ ]=[ ]{ys:list}]"
UNIT = "[ in {unit:nats|bits|hartleys}]"
JOINT = "[ joint][ probability][ distribution][ contingency][ table]"
WHAT = (
    "{what:mutual information|information gain|joint entropy|conditional entropy|covariance"
    "|correlation|correlation coefficient|marginals|marginal distributions|marginal probabilities"
    "|H(X,Y)|H(X, Y)|H(X)|H(Y)|H(Y|X)|H(X|Y)|I(X;Y)|I(X; Y)|Cov(X, Y)|Cov(X,Y)"
    "|E[X]|E[Y]|Var(X)|Var(Y)|marginal of X|marginal of Y|marginal distribution of X"
    "|marginal distribution of Y|conditional table of Y given X|conditional table of X given Y"
    "|conditional distribution of Y given X|conditional distribution of X given Y"
    "|conditional entropy of Y given X|conditional entropy of X given Y|entropy of X|entropy of Y"
    "|mean of X|mean of Y|variance of X|variance of Y|expectation of X|expectation of Y}"
)


@lesson(
    "joint-table",
    "{what} of the joint table {table:matrix}[ with values x = {xs} and y = {ys}][ in {unit}]",
    f"{WHAT} {{of:of|for|from|in}}[ the][ a]{JOINT} {TABLE}{UNIT}",
    f"{{what:chances}} {{of:of|for|from|in|under|given|if}}[ the][ a] joint[ probability] table"
    f" {TABLE}{UNIT}",
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
    name = what.strip() if is_event(what) else _known(what)
    base = unit_of(unit or "e")
    joint = joint_of(table, xs, ys)
    told = ASKED.get(name, event)(joint, name, base)
    entropy = name in ENTROPIES
    parts = {"what": name, "table": " ".join(table.split())}
    if xs or ys:
        parts |= {"xs": text(shown(sp.Matrix(joint.xs))), "ys": text(shown(sp.Matrix(joint.ys)))}
    parts["unit"] = unit_said(base) if entropy else ""
    values = {"x": _row(joint.xs), "y": _row(joint.ys)}
    said = (VALUES.format(**values),) if name in MEANS or name not in ENTROPIES | TABLES else ()
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
    claim = same("rows", (sp.Add(*values), sp.S.One), what=ROWS["marginals"])
    return Told(shown(values), (made,), (claim,))


def _both(joint: Joint, name: str, base: str) -> Told:
    del name
    one, other = _marginal(joint, "X", base), _marginal(joint, "Y", base)
    told = (sp.Matrix(joint.px), sp.Matrix(joint.py))
    ending = f"p(x) = {text(one.after)}, p(y) = {text(other.after)}"
    claims = (*one.claims, *other.claims)
    both = build("tuple", one.after, other.after)
    return Told(both, (*one.steps, *other.steps), claims, told, ending)


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
    claim = same("rows", (again, sp.Matrix(joint.table)), what=ROWS["conditional"])
    return Told(shown(table), (made,), (claim,))


@lesson(
    "independence",
    "independence of X and Y in the joint table {table}",
    "independence of the joint table {table}",
    f"{{ask:independence|are X and Y independent}}[ of X and Y] {{of:of|in|for|under|given}}[ the]"
    f"[ a]{JOINT} {{table:list}}",
)
def independence(table: str, **_: str) -> Derivation:
    """Whether a joint table is the product of its marginals.

    Examples
    --------
    >>> independence("[[0.12, 0.28], [0.18, 0.42]]").answer
    'independent'
    """
    joint = joint_of(table)
    told = _independence(joint)
    return Derivation(
        asked("independence", None, (), table=" ".join(table.split())),
        told.after,
        told.after,
        (_marginals(joint), *told.steps),
        remarks=joint.remarks,
        claims=told.claims,
        told=told.told,
        ending=told.ending,
    )


def _independence(joint: Joint) -> Told:
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
    claim = same("rows", (rank, sp.Integer(apart is None)), what=ROWS["independent"])
    told = "independent" if apart is None else "not independent"
    return Told(shown(products), (made,), (claim,), told, ENDS[apart is None])


# What can be asked of a joint table, by its name.
TABLES: dict[str, Callable[[Joint, str, str], Told]] = {
    "marginals": _both,
    "marginal of X": _marginal,
    "marginal of Y": _marginal,
    "conditional table of Y given X": _conditional,
    "conditional table of X given Y": _conditional,
}
ASKED: dict[str, Callable[[Joint, str, str], Told]] = {
    **TABLES,
    **MEANS,
    "mean of XY": product,
    **ENTROPIES,
}
SAID = {
    **dict.fromkeys(("e[xy]", "e[x y]", "e(xy)", "mean of x y", "expectation of xy"), "mean of xy"),
    "conditional entropy h(y|x)": "conditional entropy of y given x",
    "conditional entropy h(x|y)": "conditional entropy of x given y",
    "conditional entropy h(y | x)": "conditional entropy of y given x",
    "conditional entropy h(x | y)": "conditional entropy of x given y",
    "h(y | x)": "conditional entropy of y given x",
    "h(x | y)": "conditional entropy of x given y",
    "joint entropy h(x,y)": "joint entropy",
    "joint entropy h(x, y)": "joint entropy",
    "mutual information i(x;y)": "mutual information",
    "mutual information i(x; y)": "mutual information",
    "entropy h(x)": "entropy of x",
    "entropy h(y)": "entropy of y",
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
}
