"""Derivation: a question worked out step by step, which can write and verify itself."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from os import PathLike
from typing import Any

import sympy as sp

from symcalc.checking.antiderivatives import check_step
from symcalc.checking.claims import Claim, Equal
from symcalc.checking.matrices import check_equal_matrices
from symcalc.checking.relations import check_equal
from symcalc.checking.report import CheckReport, worst_of
from symcalc.formula import Question
from symcalc.notation import Notation, name
from symcalc.plotting import draw
from symcalc.primitives import arrange, build
from symcalc.steps import Step, walk
from symcalc.writing import article, data, document, graph, html, markdown, plain
from symcalc.writing.lines import FOLDED

Value = Any  # a SymPy object, a tuple of them, or None


@dataclass(frozen=True)
class Derivation:
    """A worked derivation.

    Attributes
    ----------
    question : Question
        What was asked.
    asked : Notation
        The question as a formula: d/dx of something, or a vector of partial derivatives.
    result : Notation
        The answer as it is written.
    steps : tuple of Step
        The tree of steps; the last one ends with the answer.
    conditions : tuple of sympy.Basic
        Relations under which the answer holds.
    remarks : tuple of str
        What a reader should know besides: kinks, readings, conventions.
    value : sympy.Basic, tuple or None
        The answer at the point `at`, or at each of several; None without one.
    claims : tuple of Claim
        What the answer says, component by component, in a form that numbers can bear out.
    told : object
        The answer where it is no formula, as for extrema; None where it is `result.expr`.
    ending : str
        The sentence that stands for the answer where it is no formula: "The integral diverges."
    ways : callable
        Works out `alternatives`.
    picture : callable or None
        Draws the picture, where the kind of question does not say which one.

    Examples
    --------
    >>> import symcalc as sc
    >>> d = sc.diff("x^2 sin(3x)")
    >>> d.answer
    3*x**2*cos(3*x) + 2*x*sin(3*x)
    >>> d.steps[0].rule
    'product'
    """

    question: Question
    asked: Notation
    result: Notation
    steps: tuple[Step, ...]
    conditions: tuple[sp.Basic, ...] = ()
    remarks: tuple[str, ...] = ()
    value: Value = None
    claims: tuple[Claim, ...] = field(default=(), repr=False)
    told: Any = None
    ending: str = ""
    ways: Callable[[], tuple[Derivation, ...]] = field(default=tuple, repr=False, compare=False)
    picture: Callable[[], Any] | None = field(default=None, repr=False, compare=False)

    @property
    def answer(self) -> Any:
        """The answer as a plain SymPy object, or a tuple of them; a gradient is a column Matrix."""
        if self.told is not None:
            return self.told
        expr = self.result.expr
        return sp.Matrix(expr) if isinstance(expr, sp.MatrixBase) else expr

    @property
    def answered(self) -> Notation:
        """The answer as a formula, also where `result` is what was asked about."""
        told = _written(self.told) if self.result == self.question.body else None
        return self.result if told is None else told

    @cached_property
    def alternatives(self) -> tuple[Derivation, ...]:
        """Other usual ways to the same answer, each a whole derivation."""
        return self.ways()

    @cached_property
    def check(self) -> CheckReport:
        """The answer against numbers that no rule was used for."""
        return worst_of([claim.check() for claim in self.claims])

    def verify(self, *, kernel: bool = False) -> CheckReport:
        """Check every step again, and the answer against numbers and against SymPy.

        Parameters
        ----------
        kernel : bool
            Whether first derivatives are compared with the compiled ones, too.

        Returns
        -------
        CheckReport
            The worst of them: one that disagrees, else one that is undecided, else the largest
            difference.
        """
        pairs = [(s.before.expr, s.after.expr) for s in walk(self.steps) if s.relation == "equal"]
        symbolic = [p for p in pairs if not isinstance(p[0], sp.MatrixBase)]
        scalar = [p for p in symbolic if not isinstance(p[0], sp.MatrixExpr)]
        matrices = [p for p in symbolic if isinstance(p[0], sp.MatrixExpr)]
        others = [r for c in self.claims if isinstance(c, Equal) for r in c.others(kernel=kernel)]
        steps = [check_equal(before, after) for before, after in scalar]
        steps += [check_equal_matrices(before, after) for before, after in matrices]
        return worst_of([self.check, *others, *steps, *self._up_to_constant()])

    def _up_to_constant(self) -> list[CheckReport]:
        """The steps whose sides have the same derivative; what is not decided says nothing."""
        kept = [s for s in walk(self.steps) if s.relation == "equal-up-to-constant"]
        reports = [
            check_step(
                s.before.expr,
                s.after.expr,
                self.question.wrt[0],
                {name: part.expr for name, part in s.bindings.items()},
            )
            for s in kept
        ]
        return [report for report in reports if report.status != "undecided"]

    @property
    def hints(self) -> tuple[str, ...]:
        """Every hint once, in the order of the steps that are shown at normal detail."""
        return tuple(dict.fromkeys(hint for step in shown(self.steps) for hint in step.hints))

    def hint(self, k: int) -> str:
        """The k-th hint, from 1: what to try next, not what comes out.

        Raises
        ------
        IndexError
            Past the last hint.
        """
        hints = self.hints
        if not 1 <= k <= len(hints):
            count = "one hint" if len(hints) == 1 else f"{len(hints)} hints"
            raise IndexError(f"this derivation has {count}, counted from 1")
        return hints[k - 1]

    def text(self, detail: str = "normal") -> str:
        """As lines of text; `detail` is "brief", "normal" or "full"."""
        return plain.plain(self, detail)

    def latex(self) -> str:
        """As a LaTeX document, with a numbered paragraph for each step of normal detail."""
        return article.article(self)

    def markdown(self) -> str:
        """As Markdown with formulas between dollar signs."""
        return markdown.markdown(self)

    def html(self) -> str:
        """As a page that stands by itself: steps that fold, formulas as MathML, no script."""
        return html.page(self)

    def json(self) -> str:
        """As JSON: question, answer, conditions, remarks, steps and check."""
        return data.json_text(self)

    def graph(self, language: str = "mermaid") -> str:
        """The tree of steps in the language of a tool that draws graphs: "mermaid" or "dot"."""
        return graph.graph(self, language)

    def plot(self, path: str | PathLike[str] | None = None) -> Any:
        """Draw a picture that goes with the question, as a matplotlib Figure.

        Parameters
        ----------
        path : str or path, optional
            A file to write it to as well; .png, .svg and .pdf say the format.

        Raises
        ------
        BackendError
            If matplotlib is not installed: it comes with the extra [plot].
        UnsupportedError
            If there is no picture of this kind of question, or the file cannot be written.
        """
        return draw(self, path)

    def _sympy_(self) -> Any:
        return self.answer

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        return f"<Derivation {document.line(self)}>"

    def _repr_mimebundle_(self, **_: Any) -> Mapping[str, str]:
        return {
            "text/plain": self.text(),
            "text/html": html.fragment(self),
            "text/markdown": self.markdown(),
            "text/latex": article.body(self),
        }


def shown(steps: Sequence[Step]) -> Iterator[Step]:
    """Every step in reading order, without what is folded at normal detail."""
    for step in steps:
        yield step
        if step.rule not in FOLDED:
            yield from shown(step.substeps)


def _written(told: Any) -> Notation | None:
    """An answer that is a word, or a list of places with words; None of another kind."""
    if isinstance(told, str):
        return name(sp.Symbol(told))
    if isinstance(told, sp.Basic):
        return arrange(told)
    if not isinstance(told, tuple):
        return None
    parts = [part for part in map(_written, told) if part is not None]
    if len(parts) != len(told):
        return None
    return build("tuple", *parts) if parts else arrange(sp.S.EmptySet)


def _arithmetic(apply: Callable[[Any, Any], Any]) -> Callable[[Derivation, Any], Any]:
    def operate(self: Derivation, other: Any) -> Any:
        return apply(self.answer, sp.sympify(other, strict=True))

    return operate


def _reflected(apply: Callable[[Any, Any], Any]) -> Callable[[Derivation, Any], Any]:
    def operate(self: Derivation, other: Any) -> Any:
        return apply(sp.sympify(other, strict=True), self.answer)

    return operate


# A derivation stands for its answer in the user's own SymPy code: diff(f) + 1.
for _name in ("add", "sub", "mul", "truediv", "pow"):
    setattr(Derivation, f"__{_name}__", _arithmetic(getattr(operator, _name)))
    setattr(Derivation, f"__r{_name}__", _reflected(getattr(operator, _name)))
