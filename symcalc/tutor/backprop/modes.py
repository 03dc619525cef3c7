"""Forward and reverse mode side by side: dual numbers, the tape, products, and the cost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sympy as sp

from symcalc import notation
from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.figures import in_figures
from symcalc.formula import Question
from symcalc.matrix.interpret.formula import MatrixFormula
from symcalc.matrix.layers import Line
from symcalc.matrix.term import Term
from symcalc.matrix.written import meaning
from symcalc.notation import Notation
from symcalc.primitives import arrange, build
from symcalc.steps import Step, Table
from symcalc.tutor.backprop import shown as write
from symcalc.tutor.backprop import tables
from symcalc.tutor.backprop.claims import Slopes
from symcalc.tutor.backprop.products import listed, numeric, products, unit
from symcalc.tutor.backprop.program import Program, Rates, alive, counts, prepared
from symcalc.tutor.backprop.sweep import Graph
from symcalc.tutor.backprop.told import gradients
from symcalc.tutor.words import backprop as graph_words
from symcalc.tutor.words.modes import (
    BOTH,
    COUNTED,
    DIRECTION,
    FAILS,
    HEADS,
    HINTS,
    MODES,
    NAMES,
    PASSES,
    QUESTION,
    SEVERAL,
    TITLES,
    VERDICT,
    WEIGHTS,
    WORDS,
)
from symcalc.writing.text import text

SHOWN = 3  # passes in one table


def modes(
    formulas: Sequence[MatrixFormula],
    wrt: Sequence[str] = (),
    point: Mapping[str, sp.Expr] | None = None,
    mode: str = "both",
    direction: Sequence[sp.Expr] = (),
    weights: Sequence[sp.Expr] = (),
) -> Derivation:
    """Both modes of automatic differentiation on the same lines.

    Raises
    ------
    UnsupportedError
        If there is no such mode, a value is missing, or a vector has the wrong length.
    TooLargeError
        If the graph is too large to be shown.
    """
    if mode not in MODES:
        raise UnsupportedError(FAILS["mode"].format(mode=mode), hint=HINTS["mode"])
    program = prepared(formulas, wrt, point)
    _fits(direction, len(program.wrt), "direction", "inputs")
    _fits(weights, len(program.outputs), "cotangent", "outputs")
    claims = tuple(_claim(graph, program) for graph in program.graphs)
    for claim in claims:
        report = claim.check()
        if report.status == "disagrees":
            raise AssertionError(f"{mode} mode: {report.text()}")
    return _told(program, mode, direction, weights, claims)


def _fits(vector: Sequence[sp.Expr], count: int, what: str, of: str) -> None:
    if vector and len(vector) != count:
        told = FAILS["length"].format(what=what, got=len(vector), wanted=count, of=of)
        raise UnsupportedError(told, hint=HINTS["length"])


def _claim(graph: Graph, program: Program) -> Slopes:
    if program.values is None:
        return Slopes(graph)
    here = {s.value: float(program.values[s]) for s in graph.formula.symbols}
    return Slopes(graph, here)


def _told(
    program: Program,
    mode: str,
    direction: Sequence[sp.Expr],
    weights: Sequence[sp.Expr],
    claims: tuple[Slopes, ...],
) -> Derivation:
    parts = [
        write.formula(g, f.term) for g, f in zip(program.graphs, program.formulas, strict=False)
    ]
    asked = parts[0] if len(parts) == 1 else build("vector", *parts)
    slopes = sp.ImmutableMatrix([[meaning(t) for t in gradients(g)] for g in program.graphs])
    steps = [forward(program, asked)] if mode != "reverse" else []
    steps += [reverse(program, asked, k) for k in range(len(program.outputs)) if mode != "forward"]
    steps += [cost(program, asked)]
    given = bool(direction or weights or len(program.outputs) > 1)
    v = sp.ImmutableMatrix(direction or [1] * len(program.wrt))
    u = sp.ImmutableMatrix(weights or [1] * len(program.outputs))
    told: Any = slopes
    if direction and not weights:
        told = slopes * v
    if weights and not direction:
        told = slopes.T * u
    value = numeric(program, direction, weights) if program.values is not None else None
    if given and program.values is not None:
        steps.append(_products(program, asked, u, v))
    result = arrange(told if value is None else value)
    return Derivation(
        _question(program, asked, mode, direction, weights),
        asked,
        result,
        tuple(steps),
        value=value,
        claims=claims,
        told=sp.Matrix(told),
        ending=_ending(program, direction, weights, result),
    )


def _ending(
    program: Program, direction: Sequence[sp.Expr], weights: Sequence[sp.Expr], result: Notation
) -> str:
    """The derivatives by name, the Jacobian, or a product with it."""
    if direction and not weights:
        return f"J v = {text(result)}"
    if weights and not direction:
        return f"Jᵀu = {text(result)}"
    if len(program.outputs) > 1:
        return f"J = {text(result)}"
    parts = result.parts[0].parts if result.head == "matrix" else result.parts
    names = [write.adjoint(program.graphs[0], x.value) for x in program.wrt]
    if len(parts) != len(names):
        return f"J = {text(result)}"
    return ", ".join(f"{text(n)} = {text(p)}" for n, p in zip(names, parts, strict=True))


def _question(
    program: Program,
    asked: Notation,
    mode: str,
    direction: Sequence[sp.Expr],
    weights: Sequence[sp.Expr],
) -> Question:
    """The question in words, as it can be asked again."""
    inputs = tuple(dict.fromkeys(s for f in program.formulas for s in f.symbols))
    values = {s.value: program.values[s] for s in inputs} if program.values is not None else None
    vectors = "".join(
        words.format(vector=listed(vector))
        for words, vector in ((DIRECTION, direction), (WEIGHTS, weights))
        if vector
    )
    by = graph_words.BY.format(names=", ".join(x.value for x in program.wrt))
    said = QUESTION.format(
        mode=TITLES[mode],
        formula=text(asked),
        by="" if program.wrt == inputs else by,
        vectors=vectors,
        at="" if values is None else write.point(inputs, values),
    )
    return Question("modes", asked, tuple(sp.Symbol(x.value) for x in program.wrt), said)


def forward(program: Program, asked: Notation) -> Step:
    """Every line with its rate, and the dual numbers of each pass."""
    xs = program.wrt[:SHOWN]
    passes = [program.rates(unit(program, x)) for x in xs] if program.values is not None else []
    rows = [_dual_inputs(program, x, passes) for x in program.wrt] if passes else []
    rows += [_dual_row(program, line, passes) for line in program.lines]
    heads = [HEADS["line"], HEADS["rate"]]
    heads += [HEADS["by"].format(x=text(write.named(x))) for x in xs] if passes else []
    x, n = text(write.named(program.wrt[0])), len(program.wrt)
    which = "forward" if n > 1 else "forward-one"
    told = PASSES[which].format(x=x, n=n)
    told += f" {SEVERAL.format(shown=len(xs), n=n)}" if passes and n > len(xs) else ""
    table = Table(tuple(heads), tables.shortened(rows, len(heads)))
    return _step("forward-mode", {"passes": told}, asked, table)


def _dual_inputs(program: Program, x: Term, passes: Sequence[Rates]) -> tables.Row:
    pairs = [_dual(program, x, rates) for rates in passes]
    return (write.named(x), "", *pairs)


def _dual_row(program: Program, line: Line, passes: Sequence[Rates]) -> tables.Row:
    graph = program.graphs[0]
    sides = write.named(line.name), write.formula(graph, line.formula)
    rates = program.locals[line.name]
    terms = [_product(graph, own, primed(name)) for name, own in rates.items()]
    told = write.summed(terms) if terms else write.figure(0)
    whole = write.equalities(primed(line.name), told)
    return (write.equalities(*sides), whole, *(_dual(program, line.name, r) for r in passes))


def _product(graph: Graph, own: Term, rate: Notation) -> Notation:
    """u′, −u′, or the local derivative times u′."""
    if own.op == "number" and abs(own.value) == 1:
        return rate if own.value == 1 else notation.negative(rate)
    local = write.formula(graph, own)
    if local.head == "negation":
        return notation.negative(write.dotted(local.parts[0], rate))
    return write.dotted(local, rate)


def primed(name: Term) -> Notation:
    """u′, how fast u changes."""
    return notation.name(sp.Symbol(f"{name.value}'"))


def _dual(program: Program, name: Term, rates: Rates) -> Notation:
    assert program.values is not None
    pair = write.figure(program.values[name]), write.figure(rates.get(name, 0))
    return Notation("tuple", pair, expr=sp.Tuple(*(p.expr for p in pair)))


def reverse(program: Program, asked: Notation, k: int) -> Step:
    """The tape, and the adjoints of one output on the way back."""
    graph = program.graphs[k]
    numbers = None if program.values is None else program.sweep(k)
    left, right = tables.forward(graph, numbers), tables.backward(graph, numbers)
    table = tables.beside(left, right) or right
    m = len(program.outputs)
    told = PASSES["reverse" if m == 1 else "reverse-several"].format(m=m)
    return _step("reverse-mode", {"passes": told if k == 0 else ""}, asked, table)


def _step(rule: str, fields: Mapping[str, Any], asked: Notation, table: Table) -> Step:
    words = WORDS[rule]
    told = words.explanation.format(**fields).strip()
    hint = words.hint.format(**fields)
    return Step(
        rule,
        words.title,
        asked,
        asked,
        told,
        words.statement,
        "definition",
        hints=(hint,),
        table=table,
    )


def _products(
    program: Program, asked: Notation, u: sp.ImmutableMatrix, v: sp.ImmutableMatrix
) -> Step:
    """J v by a forward pass, Jᵀu by a reverse pass, and that both fit."""
    rows, both = products(program, u, v)
    table = Table((HEADS["vector"], HEADS["product"]), rows)
    return _step("jacobian-products", {"both": BOTH.format(value=both)}, asked, table)


def cost(program: Program, asked: Notation) -> Step:
    """Passes, operations and memory of both modes for all derivatives."""
    n, m = len(program.wrt), len(program.outputs)
    value, forward, reverse = counts(program)
    inputs = {s for f in program.formulas for s in f.symbols}
    tape = len(program.lines) + len(inputs)
    rows = [
        (NAMES["value"], "1", str(value), str(alive(program))),
        (
            NAMES["forward"],
            str(n),
            f"{n} · {forward} = {n * forward}" if n > 1 else str(forward),
            str(2 * alive(program)),
        ),
        (NAMES["reverse"], str(m), str(reverse), str(tape)),
    ]
    heads = (HEADS["mode"], HEADS["passes"], HEADS["operations"], HEADS["kept"])
    which = "one" if m == 1 else "reverse" if m < n else "forward" if n < m else "even"
    ratio = in_figures(reverse / value, 3) if value else "1"
    verdict = VERDICT[which].format(n=n, m=m, ratio=ratio)
    return _step(
        "cost", {"counted": COUNTED, "verdict": verdict, "n": n}, asked, Table(heads, tuple(rows))
    )
