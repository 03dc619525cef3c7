"""The verb `define`: a function of the user's own becomes a row of the table for the session."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from symcalc import notation
from symcalc.asking import Given
from symcalc.checking.report import CheckReport, worst_of
from symcalc.errors import ReadingError
from symcalc.notation import Notation
from symcalc.primitives import build
from symcalc.primitives.defined import Defined, enter, entered
from symcalc.primitives.row import Definition
from symcalc.verbs.definitions import (
    checked,
    formula_of,
    given_partials,
    new_word,
    parameters,
    readable,
    sentence,
    slope,
)
from symcalc.verbs.registry import verb
from symcalc.writing.latex import latex
from symcalc.writing.text import text

HEADED = re.compile(r"\s*([^\s(]+)\s*\(([^()]*)\)\s*:?=(?!=)\s*(.+)", re.DOTALL)


@dataclass(frozen=True)
class Meaning:
    """What a shell prints for `define`: the function, its partial derivatives, how they agree."""

    definition: Definition

    @property
    def lines(self) -> list[Notation]:
        """The function and its derivatives, as equations."""
        own = self.definition
        letters = [notation.name(x) for x in own.inputs]
        call = build(own.head, *letters)
        sign = "d" if len(letters) == 1 else "∂"
        left = [call, *(notation.derivative(call, x, text=sign) for x in letters)]
        right = [own.formula, *own.partials]
        return [build("relation", u, v, text="=") for u, v in zip(left, right, strict=True)]

    @property
    def check(self) -> CheckReport:
        """The partial derivative that agrees least with numeric differentiation."""
        own = self.definition
        pairs = zip(own.inputs, own.partials, strict=True)
        return worst_of([checked(own.formula, x, partial) for x, partial in pairs])

    def text(self) -> str:
        """A line for each, and how they were checked."""
        return "\n".join([*map(text, self.lines), self.check.text()])

    def latex(self) -> str:
        """A line of LaTeX for each."""
        return "\n".join(map(latex, self.lines))

    def json(self) -> str:
        """As JSON: the name, the equations as text and LaTeX, and the check."""
        lines = [{"text": text(line), "latex": latex(line)} for line in self.lines]
        told = {"name": self.definition.name, "lines": lines, "check": self.check.plain()}
        return json.dumps(told, ensure_ascii=False)


def shown(
    name: str,
    inputs: Given,
    formula: Given,
    partials: Sequence[Given] | None = None,
    says: str = "",
) -> Meaning:
    """A definition for a shell."""
    return Meaning(define(name, inputs, formula, partials, says=says).definition)


@verb(
    'symcalc define swish x "x sigmoid(x)"',
    'symcalc define leaky x,a "max(x, a x)" --format latex',
    'symcalc diff "swish(x^2)" --define "swish(x) = x sigmoid(x)"',
    shown=shown,
)
def define(
    name: str,
    inputs: Given,
    formula: Given,
    partials: Sequence[Given] | None = None,
    *,
    says: str = "",
) -> type[Defined]:
    """Make NAME a function of INPUTS by FORMULA: read, derived, compiled and graded like sin.

    The definition holds for this session; to define a name again replaces it. What was made with
    the function before, formulas and kernels, keeps its meaning. In a shell every other command
    takes definitions by its option --define.

    Parameters
    ----------
    name : str
        A word that has no meaning yet.
    inputs : names or symbols
        The letters that the formula is written in, in the order of the arguments.
    formula : text, LaTeX, Notation or SymPy object
        The value, in functions that symcalc understands.
    partials : sequence of formulas
        The derivative by each input, where you know a better form than the one that follows from
        the formula. They are checked against numeric differentiation, and then compiled.
    says : str
        The sentence that a learner reads where the function is differentiated.

    Returns
    -------
    SymPy function class
        To be used in SymPy code: swish(x).diff(x).

    Raises
    ------
    UnsupportedError
        If the name is taken, the formula depends on something else than the inputs or has no
        derivative rule, or partials that were given are wrong.

    Examples
    --------
    >>> import symcalc as sc
    >>> swish = define("swish", ["x"], "x sigmoid(x)")
    >>> sc.parse("swish(2t)")
    swish(2*t)
    >>> sc.compile("swish(x) y", ["x", "y"], backend="python")(0.0, 5.0)
    0.0
    >>> sc.grade("d/dx swish(x)", "sigmoid(x) + swish(x)(1 - sigmoid(x))").status
    'correct'
    """
    word = new_word(name)
    letters = parameters(inputs, word)
    body = formula_of(formula, letters, word)
    derived = tuple(slope(body, x) for x in letters)
    made = Definition(word, letters, body, derived, says=sentence(says, word, letters, body))
    with entered(word, made) as row:
        readable(row)
        if partials:
            given = given_partials(partials, made)
            spoken = sentence(says, word, letters, body, given=True)
            made = replace(made, partials=given, given=True, says=spoken)
    return enter(word, made)


def define_in_words(said: str) -> type[Defined]:
    """Define what is typed as "swish(x) = x sigmoid(x)".

    >>> define_in_words("bump(x, w) = e^(-x^2/w)").definition.inputs
    (x, w)
    """
    found = HEADED.fullmatch(said)
    if found is None:
        what = "this does not define a function"
        raise ReadingError(what, where=said, position=0, hint="write swish(x) = x sigmoid(x)")
    name, inputs, formula = found.groups()
    return define(name, inputs, formula)
