"""What a reader should know besides the gradient: conventions, and what symmetry would change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import sympy as sp

from symcalc.matrix import entries
from symcalc.matrix.evaluate import evaluate
from symcalc.matrix.operations.adjugate import ADJUGATE
from symcalc.matrix.steady import steadied
from symcalc.matrix.term import ONE, Term, made, ordered, same, symbol
from symcalc.matrix.tidy import SUMS_TO_1, SYMMETRIC, tidy
from symcalc.primitives import arrange
from symcalc.primitives.table import TABLE as PRIMITIVES
from symcalc.tutor.matrices.asked import Asked
from symcalc.tutor.matrices.conditions import conditions
from symcalc.tutor.matrices.lines import capital, function_name, told
from symcalc.tutor.words.matrix_remarks import LINES, REMARKS
from symcalc.writing.text import text

RELU = ("relu", "leaky-relu")
NORMAL = ("normal-cdf", "normal-density")
SHORT = 90  # characters of a formula in a remark


def remarks(
    question: Asked, answers: Mapping[Term, Term], lines: Mapping[Term, Term]
) -> tuple[str, ...]:
    """The remarks of the reading, and those about the answers.

    `lines` are what is told of each adjoint, in names where there are some.
    """
    formula = question.formula
    found = [*formula.remarks, *conventions(formula.term)]
    if question.kind != "gradient" or len(question.lines) == 1:  # weights are not symmetric
        found += [remark for answer in answers.values() for remark in symmetric(answer)]
    if any(n.op == "map" and n.value in NORMAL for n in ordered(*answers.values())):
        found.append(REMARKS["normal"])
    if any(part.head == "hadamard-power" for part in formula.written.walk()):
        found.append(REMARKS["powers"])
    if question.kind == "gradient":
        tied = [x for x in question.wrt if SYMMETRIC in question.facts.get(x, ())]
        found += [REMARKS["tied"].format(name=told(x)) for x in tied]
    found += cofactors(answers.values())
    held = [s for s in formula.symbols if s not in question.wrt]
    counted = [line for line in lines.items() if summed(line[1], held)]
    each = len(lines) == len(answers)  # where lines have names, the first tells the others
    for line in counted if each else counted[:1]:
        found += one_hot(*line, held)
    if any(part.head == "call" and part.text == "cross_entropy" for part in formula.written.walk()):
        found.append(REMARKS["cross-entropy"])
    found += [c.text for c in conditions([formula.term, *answers.values()], question.facts)]
    return tuple(dict.fromkeys(found))


def cofactors(answers: Iterable[Term]) -> Iterator[str]:
    """What det(X) X⁻¹ stands for where X has no inverse."""
    for node in ordered(*steadied(list(answers))):
        if node.op == ADJUGATE and node.args[0].op != "diagonal-matrix":
            yield REMARKS["cofactors"].format(name=told(node.args[0]))


def conventions(root: Term) -> Iterator[str]:
    """Functions with kinks, and softmax."""
    for node in ordered(root):
        if node.op == "map" and node.value in RELU:
            yield REMARKS["relu"].format(name=function_name(node), value=at_0(node))
        elif node.op == "norm" and node.value == "1":
            yield REMARKS["norm-1"].format(name=told(node.args[0]))
        elif node.op == "map" and _has_kinks(node):
            yield REMARKS["kink"].format(name=capital(function_name(node)))
        elif node.op == "softmax" and ONE not in node.shape:
            axis = "in every row" if node.value else "in every column"
            yield REMARKS["softmax"].format(f=told(node), axis=axis)


def at_0(node: Term) -> str:
    """The slope that is taken at a kink at 0, by the row of the function."""
    u = symbol("u")
    slope = entries.partial(made("map", (u, *node.args[1:]), (), node.value), 0)
    return text(arrange(sp.nsimplify(float(evaluate(slope, {"u": 0.0}, {})))))


def _has_kinks(node: Term) -> bool:
    return str(node.value) in ("abs", "sign", "max", "min", "hardtanh", "relu6") and (
        str(node.value) in PRIMITIVES
    )


def symmetric(answer: Term) -> Iterator[str]:
    """What the answer is for a symmetric matrix: (A + Aᵀ) x is 2 A x."""
    names = {
        node.args[0]
        for node in ordered(answer)
        if node.op == "transpose" and node.args[0].op == "symbol"
    }
    square = [a for a in names if same(a.shape[:1], a.shape[1:])]
    alone = [a for a in square if _stands_alone(answer, a)]
    for name in sorted(alone, key=lambda a: str(a.value)):
        plain = tidy(answer, {name: frozenset({SYMMETRIC})})
        if plain is not answer and len(told(plain)) < len(told(answer)) <= SHORT:
            yield REMARKS["symmetric"].format(name=told(name), result=told(plain))


def _stands_alone(answer: Term, name: Term) -> bool:
    """Whether a matrix stands in the answer as it is and transposed."""
    users = [node for node in ordered(answer) if name in node.args]
    return answer is name or any(node.op != "transpose" for node in users)


def one_hot(adjoint: Term, amount: Term, held: Sequence[Term]) -> Iterator[str]:
    """What a line is for labels that add up to 1: softmax(z) − y."""
    for name, axis in summed(amount, held):
        plain = tidy(amount, {name: frozenset({SUMS_TO_1[axis]})})
        if plain is not amount and len(told(plain)) <= SHORT:
            words = REMARKS["one-hot" if name.is_column else "one-hot-rows"]
            fields = {"name": told(name), "left": told(adjoint), "result": told(plain)}
            yield words.format(**fields, line=LINES[axis])


def summed(amount: Term, held: Sequence[Term]) -> list[tuple[Term, int]]:
    """The symbols of those held whose entries are added, and along which axis."""
    return [
        (node.args[0], 0 if node.op == "total" else node.value)
        for node in ordered(amount)
        if node.op in ("total", "sum-along") and node.args[0] in held
    ]
