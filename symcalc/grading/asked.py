"""What a question asks for: the right answer, and where it has to be right."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import sympy as sp

from symcalc.derivation import Derivation
from symcalc.errors import SymcalcError
from symcalc.formula import Question
from symcalc.grading.placed import value_of_lesson
from symcalc.grading.solutions.statements import is_statement
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.reading.sentences import parts_of
from symcalc.tutor.answer import answer
from symcalc.tutor.evaluating import is_untold
from symcalc.tutor.lessons import is_lesson
from symcalc.tutor.several.rates import in_letters

KEPT = 512  # questions that are worked out once

# What a learner would call the answer, where that is not the kind itself.
NOUNS = {
    "jacobian": "Jacobian matrix",
    "jacobian-determinant": "Jacobian determinant",
    "hessian": "Hessian matrix",
    "laplacian": "Laplacian",
    "directional-derivative": "directional derivative",
    "total-derivative": "derivative",
    "related-rates": "rate",
    "taylor": "Taylor polynomial",
    "implicit": "derivative",
    "parametric": "derivative",
    "inverse": "derivative of the inverse",
    "quadrature": "sum",
    "descent": "last point",
    "minimise": "last point",
    "minimize": "last point",
    "kkt": "point",
    "newton-root": "last point",
    "run-figure": "answer",
    "penalised": "minimiser",
    "svm": "vector (w, b)",
    "optimiser": "update",
    "convergence": "bound of the rate",
    "kl-divergence": "KL divergence",
    "distribution": "density",
    "likelihood": "estimate",
    "posterior": "posterior density",
    "loss-from-likelihood": "loss",
    "slope-of-logits": "gradient",
    **dict.fromkeys(("two-events", "mean-of-draws"), "probability"),
    **dict.fromkeys(("standard-error", "error-of-data"), "standard error"),
    "perplexity-of-loss": "perplexity",
    "variance-of-mean": "variance",
    "z-score": "z-score",
    "average": "average value",
    "arc-length": "arc length",
    "revolution": "volume",
    "svd": "vector of singular values",
    "low-rank": "approximation",
    "dot": "dot product",
    "elbo": "ELBO",
    "diagonal-kl": "KL divergence",
    "expectation-gradient": "gradient of the expectation",
    "condition": "condition number",
    "pca": "vector of variances",
    "chosen-eigenvalue": "eigenvalue",
    "chosen-singular": "singular value",
    "spectral-radius": "spectral radius",
    "ridge": "vector of coefficients",
    "cosine-distance": "cosine distance",
    "fit-part": "value",
    "explained-variance": "vector of shares",
    "explained-share": "share of the variance",
    "components-needed": "number of components",
    "truncated-storage": "count",
    "compression": "quotient",
    "rayleigh-quotient": "Rayleigh quotient",
    "stationary": "stationary distribution",
    "power-iteration": "vector",
    "inverse-matrix": "inverse",
    "linear-system": "solution",
    "row-reduction": "reduced row echelon form",
    "least-squares": "vector of coefficients",
    "fit": "polynomial",
    "covariance-matrix": "covariance matrix",
    "low-rank-adaptation": "number of parameters",
    **dict.fromkeys(("loss-of-pairs", "loss-of-pair", "loss-of-logits"), "loss"),
    **dict.fromkeys(("loss-at", "loss-of-class", "multiclass-hinge"), "loss"),
    "difference-quotient": "difference quotient",
    "taylor-value": "value",
    "steepest": "direction",
    "steepness": "length of the gradient",
    "hessian-measure": "number",
    **dict.fromkeys(("jacobian-vector", "vector-jacobian", "hessian-vector"), "product"),
    "array-jacobian": "Jacobian",
    "array-gradient": "gradient",
    "bayes": "posterior probability",
    "density-at": "density",
    "moments": "pair of mean and variance",
    "posterior-mean": "posterior mean",
    "posterior-variance": "posterior variance",
    "standard-deviation": "standard deviation",
    "covariance": "covariance",
    "cramer-rao": "bound",
    "likelihood-value": "value",
    "map-estimate": "MAP estimate",
    "fisher-information": "Fisher information",
    "jensen-shannon": "Jensen–Shannon divergence",
    "label-smoothing": "smoothed label",
    "sample-size": "sample size",
}
# Kinds of which a part of the question says what the answer is.
NAMED = ("matrix-slope", "joint-table", "data-statistic", "linear-combination")
TIMES = ("", "", "second ", "third ", "fourth ", "fifth ")

# Kinds whose answer is no formula of the same variables.
UNLIKE = (
    *("limit", "total-derivative", "related-rates", "implicit", "parametric", "inverse", "tangent"),
    *("integral", "quadrature", "average", "area", "arc-length", "revolution"),
)
# Kinds where nothing is worked out: is it equal, or has it the same solutions?
PLAIN = ("formula", "equation")
# Kinds whose answer is told in words.
WORDED = (
    *("extrema", "convexity", "continuity", "eigenvalues", "definiteness", "independence"),
    *("hessian-definiteness", "kind-of-point", "lagrangian"),
    *("inverse-matrix", "linear-system", "null-space", "gram-schmidt", "qr", "rank"),
)
# Kinds whose answer is at a point, as it stands.
THERE = ("taylor", "tangent", "inverse")


@dataclass(frozen=True)
class Asked:
    """A question, and what is right, worked out when it is first needed."""

    question: Question

    @property
    def kind(self) -> str:
        """The kind of the question, "formula" where only "is it equal?" is asked."""
        return self.question.kind

    @property
    def wants(self) -> str:
        """What answers it: a "formula", the "solutions" of a statement, or "words"."""
        if self.kind in PLAIN and is_statement(self.body):
            return "solutions"
        return "words" if self.kind in WORDED or self.question.more else "formula"

    @property
    def body(self) -> Notation:
        """What the question is about."""
        return self.question.body

    @property
    def derivation(self) -> Derivation | None:
        """The answer worked out; None where a formula is all that is given.

        Raises
        ------
        UnsupportedError, NotFoundError
            If symcalc cannot work it out, or it is not said by which variable.
        """
        found = self._worked_out
        if isinstance(found, SymcalcError):
            raise found.with_traceback(None)
        return found

    @cached_property
    def _worked_out(self) -> Derivation | SymcalcError | None:
        """The derivation, or why there is none: nobody looks for it twice."""
        if self.kind in PLAIN:
            return None
        try:
            return answer(self._by_any_method)
        except SymcalcError as error:
            return error

    @property
    def is_untold(self) -> bool:
        """Whether it is left open if there is a value at the point."""
        found = self._worked_out
        return isinstance(found, Derivation) and is_untold(found)

    @property
    def _by_any_method(self) -> Question:
        """A derivative is the same whichever way it is found; a numerical sum is not."""
        asked = self.question
        return asked if asked.kind == "quadrature" else replace(asked, method="")

    @cached_property
    def right(self) -> Notation:
        """The right answer as a book would print it."""
        told = self.derivation
        if told is None:
            return self.body
        if self.question.more and isinstance(told.value, tuple):
            parts = tuple(arrange(value, like=told.result) for value in told.value)
            return Notation("tuple", parts, expr=sp.Tuple(*told.value))
        if self.question.at and self.kind not in THERE and told.value is not None:
            return arrange(told.value, like=told.result)
        placed = value_of_lesson(told) if is_lesson(self.kind) else None
        if placed is not None:
            return placed
        if self.kind == "related-rates" and not self.question.given:
            return in_letters(told.result, self.question.wrt[0])
        if self.kind == "tangent" and told.result.head == "relation":
            return told.result.parts[1]  # its height
        return told.result

    @property
    def given(self) -> Notation | None:
        """The formula of the same variables that is worked with, if there is one."""
        there = self.question.at and self.kind not in THERE
        area = self.kind == "derivative" and self.body.head == "integral"  # no value can be told
        unlike = is_lesson(self.kind) or self.kind in (*UNLIKE, *PLAIN)
        return None if there or area or unlike else self.body

    @property
    def noun(self) -> str:
        """What a learner would call the answer: the gradient, the second derivative."""
        noun = NOUNS.get(self.kind, self.kind.replace("-", " "))
        if self.kind in NAMED and self.derivation is not None:
            noun = parts_of(self.kind, self.derivation.question.text).get("what", noun)
        order = len(self.question.wrt) if self.kind == "derivative" else 1
        return f"{TIMES[order]}{noun}" if order < len(TIMES) else f"{noun} of order {order}"

    @cached_property
    def wrt(self) -> tuple[sp.Symbol, ...]:
        """The variables by which something is asked, also where they were left out."""
        return self.derivation.question.wrt if self.derivation else ()

    @property
    def conditions(self) -> tuple[sp.Basic, ...]:
        """Under which the right answer holds."""
        return self.derivation.conditions if self.derivation else ()

    @property
    def letters(self) -> frozenset[sp.Symbol]:
        """Every letter that the question has."""
        named = {x for x, _ in (*self.question.at, *self.question.given)}
        own = self.right.symbols if self.kind == "related-rates" else frozenset()
        return self.body.symbols | set(self.question.wrt) | named | self._taught | own

    @property
    def _taught(self) -> frozenset[sp.Symbol]:
        """The letters of a lesson, which are told when it is worked out."""
        found = self._worked_out if is_lesson(self.kind) else None
        if not isinstance(found, Derivation):
            return frozenset()
        told = found.asked.symbols | set(found.question.wrt) | found.result.symbols
        return frozenset(s for s in told if s.is_Symbol)  # not doubles, which are shown by name


@lru_cache(maxsize=KEPT)
def asked_of(question: Question) -> Asked:
    """The question, worked out at most once while it is remembered."""
    return Asked(question)
