"""The gradient of a matrix formula by one variable or several."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from symcalc.derivation import Derivation
from symcalc.matrix.adjoint import adjoints
from symcalc.matrix.term import Term, shown
from symcalc.matrix.tidy import tidy
from symcalc.matrix.written import meanings, named, written
from symcalc.notation import Notation
from symcalc.steps import Step, Table
from symcalc.tutor.matrices import layered, oneline
from symcalc.tutor.matrices.asked import Asked, equation, stated
from symcalc.tutor.matrices.claims import Derived
from symcalc.tutor.matrices.lines import kind_of
from symcalc.tutor.matrices.placed import at_arrays
from symcalc.tutor.matrices.remarks import remarks
from symcalc.tutor.words.matrices import MATRICES, SAID
from symcalc.tutor.words.matrix_remarks import FACTS
from symcalc.writing.text import text

SHORT = 70  # characters of an answer that is written out


def gradient(question: Asked, at: Any = None) -> Derivation:
    """Work out the gradient of a scalar matrix formula, step by step.

    Raises
    ------
    ShapeError
        If the formula is no number.
    """
    question.formula.scalar()
    told, answers = worked_out(question)
    named_answers = [(question.adjoint(x), answer) for x, answer in answers.items()]
    return at_arrays(told, question.formula, named_answers, at, question.facts)


def worked_out(question: Asked) -> tuple[Derivation, dict[Term, Term]]:
    """The derivation, without an evaluation, and the gradients."""
    if layered.is_layered(question):
        return _by_layers(question)
    steps, answers = oneline.differentiated(question)
    told = remarks(question, answers, {question.adjoint_of(x): a for x, a in answers.items()})
    return _derivation(question, steps, answers, answers, told), answers


def _by_layers(question: Asked) -> tuple[Derivation, dict[Term, Term]]:
    steps, backs = layered.differentiated(question)
    found = adjoints(question.formula.term, question.wrt)
    answers = {x: tidy(found[x], question.facts) for x in question.wrt}
    layered.same_value(question, backs, answers)
    given = answers | {back.of: back.amount for back in backs if back.of in answers}
    steps += [oneline.constant(question, x) for x in question.wrt if given[x] is answers[x]]
    steps += written_out(question, given, answers)
    told = remarks(question, answers, {question.adjoint_of(b.of): b.amount for b in backs})
    return _derivation(question, steps, given, answers, told), answers


def _derivation(
    question: Asked,
    steps: Sequence[Step],
    given: Mapping[Term, Term],
    answers: Mapping[Term, Term],
    told: tuple[str, ...],
) -> Derivation:
    loss = question.formula.term
    meant = meanings([loss, *answers.values(), *question.wrt])
    shown = answers if _is_short(question, given, answers) else given
    results = [_meaning(written(shown[x]), meant[answers[x]]) for x in question.wrt]
    exprs = tuple(meant[answers[x]] for x in question.wrt)
    return Derivation(
        question=question.question,
        asked=question.formula_asked(),
        result=results[0] if len(results) == 1 else Notation("tuple", tuple(results)),
        steps=(shapes_of(question), *steps),
        remarks=told,
        claims=tuple(
            Derived(meant[loss], meant[x], meant[answers[x]], question.facts_by_name)
            for x in question.wrt
        ),
        told=exprs[0] if len(exprs) == 1 else exprs,
    )


def shapes_of(question: Asked) -> Step:
    """The table of the shapes, and the layout."""
    formula, words = question.formula, MATRICES["shapes"]
    rows = [
        (written(s), shown(s.shape) if s.shape else "", _what(question, s)) for s in formula.symbols
    ]
    return Step(
        rule="shapes",
        title=words.title,
        before=question.body,
        after=equation(_name(question), question.body),
        explanation=words.explanation.format(layout=_layout(question)),
        relation="definition",
        hints=(words.hint,),
        table=Table(("name", "shape", "what it is"), tuple(rows)),
    )


def _what(question: Asked, symbol: Term) -> str:
    """A matrix; a symmetric matrix, where that is assumed."""
    told = [FACTS[fact] for fact in stated(question.facts.get(symbol, ()))]
    return ", ".join([kind_of(symbol.shape), *told])


def _name(question: Asked) -> Notation:
    return named("f") if question.kind == "jacobian" else question.loss


def _layout(question: Asked) -> str:
    """The shape of the answer, in words."""
    if len(question.wrt) > 1:
        return SAID["layouts"]
    (x,) = question.wrt
    root = question.formula.term
    sizes = {
        "jacobian": ("rows-and-columns", (*(root.shape[:1] or (1,)), *(x.shape[:1] or (1,)))),
        "hessian": ("square", x.shape[:1] * 2),
        "hvp": ("product", x.shape),
        "gradient": ("layout" if x.shape else "scalar-layout", x.shape),
    }
    kind, shape = sizes[question.kind]
    return SAID[kind].format(x=text(written(x)), shape=shown(shape))


def _meaning(node: Notation, meant: Any) -> Notation:
    """A gradient in names, which means what it is with all names put in."""
    return replace(node, expr=meant)


def _is_short(question: Asked, given: Mapping[Term, Term], answers: Mapping[Term, Term]) -> bool:
    """Whether the answer is told without names: one gradient that can be read at a glance."""
    x, *others = question.wrt
    told, whole = text(written(given[x])), text(written(answers[x]))
    return told == whole or (not others and len(whole) <= SHORT)


def written_out(
    question: Asked, given: Mapping[Term, Term], answers: Mapping[Term, Term]
) -> list[Step]:
    """The gradient without names, where it is short and looks otherwise."""
    x, *_ = question.wrt
    if given[x] is answers[x] or not _is_short(question, given, answers):
        return []
    words, left = MATRICES["written-out"], question.adjoint(x)
    line = equation(left, written(answers[x]))
    step = Step("written-out", words.title, left, line, words.explanation, relation="implies")
    return [step]
