"""What can be asked. Each verb is one function: its signature is the interface, in Python and on
the command line; its docstring is the help; its result is what the command line prints.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import sympy as sp

from symcalc import asking, reading
from symcalc.asking import Given, Point, Variable
from symcalc.checking.kernels import check_kernel
from symcalc.checking.relations import check_equal
from symcalc.checking.report import CheckReport
from symcalc.compiler.kernel import Kernel, kernel
from symcalc.compiler.lower import free_symbols, lower
from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.formula import Question, natural_order
from symcalc.grading.grade import grade_answer
from symcalc.grading.isolated import grade_isolated
from symcalc.grading.verdict import Verdict
from symcalc.notation import Notation
from symcalc.tutor.answer import answer as worked_out
from symcalc.tutor.answer import variables
from symcalc.tutor.diff import derivative
from symcalc.writing.text import text

Function = TypeVar("Function", bound=Callable[..., Any])


@dataclass(frozen=True)
class Verb:
    """A function that can be asked for, and examples of asking for it in a shell."""

    function: Callable[..., Any]
    examples: tuple[str, ...]


VERBS: dict[str, Verb] = {}


def verb(*examples: str) -> Callable[[Function], Function]:
    """Enter a function among the verbs, under its own name."""

    def enter(function: Function) -> Function:
        VERBS[function.__name__] = Verb(function, examples)
        return function

    return enter


@verb(
    'symcalc parse "2x sin(3x)"',
    r"""symcalc parse '\frac{x}{2}'""",
)
def parse(formula: Given, *, names: Iterable[str] = ()) -> sp.Basic:
    """Read FORMULA and say what it means, as a SymPy object.

    Derivatives stay unevaluated. Nothing in the text is ever run.

    Parameters
    ----------
    formula : str
        Plain text or LaTeX.
    names : iterable of str
        Names of several letters that are one symbol.

    Raises
    ------
    ReadingError
        With `.position`, where the text is not a formula.

    Examples
    --------
    >>> parse("2x sin(3x)")
    2*x*sin(3*x)
    >>> parse(r"\\frac{d}{dx} x^2")
    Derivative(x**2, x)
    """
    return read(formula, names=names).expr


@verb(
    'symcalc read "1/2x"',
)
def read(formula: Given, *, names: Iterable[str] = ()) -> Notation:
    """Read FORMULA as it is written, and remark on what was ambiguous.

    Examples
    --------
    >>> read("1/2x").remarks
    ('1/2x is read as (1/2)·x, from left to right',)
    """
    if isinstance(formula, str):
        return reading.read(formula, names=names)
    return asking.notation_of(formula, names)


@verb(
    'symcalc "d/dx x^2 sin x"',
    'symcalc explain "gradient of x^2 y"',
)
def explain(question: Given, *, at: Point | None = None, names: Iterable[str] = ()) -> Derivation:
    """Answer QUESTION, whatever it asks, step by step.

    Examples
    --------
    >>> explain("d/dx x^2 sin x").answer
    x**2*cos(x) + 2*x*sin(x)
    >>> explain("gradient of x^2 y").answer
    Matrix([
    [2*x*y],
    [ x**2]])
    """
    asked = asking.question_of(question, [*names, *asking.declared(at)])
    return worked_out(asked, asking.points_of(at, asking.written_symbols(asked.body)))


@verb(
    'symcalc diff "x^2 sin(3x)"',
    'symcalc diff "x^2 y" --wrt x --at x=3,y=2 --detail full',
    'symcalc diff "sin(x^2)" --hint 1',
    r"""symcalc diff '\frac{\sin^2 x}{1+\sqrt{x}}' --format json""",
)
def diff(
    f: Given,
    *wrt: Variable | int,
    order: int = 1,
    at: Point | Sequence[Point] | None = None,
    names: Iterable[str] = (),
) -> Derivation:
    """Differentiate F and show every step.

    Parameters
    ----------
    f : text, LaTeX, Notation or SymPy object
        The formula.
    *wrt : str, Symbol or int
        Variables, one after another; a number repeats the one before it. May be left out when
        there is just one.
    order : int
        How often to differentiate by the variables given.
    at : mapping or sequence of mappings
        Where to evaluate the derivative.
    names : iterable of str
        Names of several letters that are one symbol.

    Returns
    -------
    Derivation
        `.answer` is the derivative, `.steps` say how it was found, `.value` is its value `at` the
        point, `.conditions` are where it holds.

    Raises
    ------
    UnsupportedError
        If a function has no derivative rule, or it is not clear by which variable.

    Examples
    --------
    >>> diff("x^2 sin(3x)").answer
    3*x**2*cos(3*x) + 2*x*sin(3*x)
    >>> diff("x^3", "x", 2, at={"x": 2}).value
    12
    >>> diff("|x|").conditions
    (Ne(x, 0),)
    """
    asked = asking.question_of(f, [*names, *asking.declared(wrt, at)])
    body = asking.right_side(asked.body)
    among = asking.written_symbols(body)
    chosen = asking.orders(wrt, among)
    by = (*asked.wrt, *chosen) if chosen or asked.kind != "formula" else ()
    by = by or variables(body, "derivative")
    if order < 1:
        raise UnsupportedError(
            f"there is no derivative of order {order}", hint="order is 1 or more"
        )
    return derivative(body, by * order, asking.points_of(at, (*among, *by)))


@verb(
    'symcalc gradient "100(y-x^2)^2 + (1-x)^2" --at x=0,y=0',
)
def gradient(
    f: Given,
    wrt: Sequence[Variable] | Variable = (),
    *,
    at: Point | Sequence[Point] | None = None,
    names: Iterable[str] = (),
) -> Derivation:
    """Work out the partial derivatives of F, as a vector.

    Parameters
    ----------
    f : text, LaTeX, Notation or SymPy object
        A scalar formula.
    wrt : names or symbols
        The n variables; all of the formula's, in natural order, if left out.
    at : mapping or sequence of mappings
        Where to evaluate the gradient.
    names : iterable of str
        Names of several letters that are one symbol.

    Returns
    -------
    Derivation
        `.answer` is a Matrix of shape (n, 1).

    Examples
    --------
    >>> gradient("w0^2 + 3 w1^2", at={"w0": 2, "w1": 1}).value
    Matrix([
    [4],
    [6]])
    """
    chosen = [wrt] if isinstance(wrt, str | sp.Symbol) else list(wrt)
    asked = asking.question_of(f, [*names, *asking.declared(chosen, at)])
    body = asking.right_side(asked.body)
    among = asking.written_symbols(body)
    by = tuple(asking.symbol_of(x, among) for x in chosen)
    question = Question("gradient", body, by or asked.wrt, asked.text)
    return worked_out(question, asking.points_of(at, (*among, *by)))


@verb(
    'symcalc compile "x^2 sin y" --inputs x,y --save kernel.py',
)
def compile(  # noqa: A001 - the field's word, as in re.compile
    f: Given,
    inputs: Sequence[Variable] | None = None,
    *,
    wrt: Sequence[Variable] | None = None,
    backend: str = "cpu",
    dtype: str = "float64",
) -> Kernel:
    """Compile F, and its derivatives, to fast functions.

    Parameters
    ----------
    f : text, LaTeX, Notation or SymPy object, or a sequence of them
        One formula makes a scalar kernel; a sequence, a matrix or text in brackets a vector one.
    inputs : names or symbols
        The order of the arguments; natural order (w2 before w10) if left out.
    wrt : names or symbols
        What to differentiate by; all inputs if left out.
    backend : str
        "cpu" (Numba) or "python" (NumPy, nothing is compiled).
    dtype : str
        "float64" or "float32".

    Returns
    -------
    Kernel
        Callable; `.gradient`, `.jacobian`, `.hessian` and more compile when first called.

    Raises
    ------
    UnsupportedError
        If a function has no row in the table, or an input is missing.

    Examples
    --------
    >>> k = compile("x^2 sin(y)", ["x", "y"])
    >>> k(2, 0.5)
    1.9177021544168118
    >>> k.gradient(2, 0.5).round(6)
    array([1.917702, 3.51033 ])
    """
    exprs, vector = formulas(f, asking.declared(inputs or (), wrt or ()))
    free = natural_order(free_symbols(exprs))
    args = free if inputs is None else tuple(asking.symbol_of(x, free) for x in inputs)
    by = args if wrt is None else tuple(asking.symbol_of(x, args) for x in wrt)
    for x in by:
        if x not in args:
            raise UnsupportedError(f"{x} is not among the inputs", hint="name it in `inputs` too")
    if len({x.name for x in args}) < len(args):
        raise UnsupportedError("two inputs have the same name", hint="give each a name of its own")
    positions = tuple(args.index(x) for x in by)
    program = lower(exprs, args)
    return kernel(program, scalar=not vector, wrt=positions, backend=backend, dtype=dtype)


def formulas(f: Given, names: Sequence[str]) -> tuple[list[sp.Expr], bool]:
    """The scalar expressions that are to be compiled, and whether they make a vector."""
    if isinstance(f, list | tuple):
        return [e for one in f for e in formulas(one, names)[0]], True
    written = isinstance(f, str | Notation | Derivation)
    whole = asking.notation_of(f, names).expr if written else asking.sympy_of(f)
    vector = isinstance(whole, sp.MatrixBase)
    found = list(whole) if vector else [whole]
    for expr in found:
        if isinstance(expr, sp.Derivative):
            raise UnsupportedError(
                "the derivative is not worked out yet",
                where=f if isinstance(f, str) else str(expr),
                hint="compile the formula and call .gradient, or compile diff(…)",
            )
        if not isinstance(expr, sp.Expr):
            raise UnsupportedError(
                "this is a statement, not a value", hint="compile one of its sides"
            )
    return found, vector


@verb(
    'symcalc check "x^2 sin x" --derivative "2x sin x + x^2 cos x"',
)
def check(
    subject: Given | Kernel,
    *,
    derivative: Given | None = None,  # the user's word for what is claimed
    wrt: Variable | None = None,
    names: Iterable[str] = (),
) -> CheckReport:
    """Say whether SUBJECT agrees with numeric differentiation.

    Parameters
    ----------
    subject : Kernel, Derivation or formula
        What is checked: a kernel's derivatives, every step of a derivation, or the compiled
        derivatives of a formula.
    derivative : formula, optional
        Check this against numeric differentiation of the formula instead.
    wrt : str or Symbol
        The variable for `derivative`; may be left out when there is just one.
    names : iterable of str
        Names of several letters that are one symbol.

    Returns
    -------
    CheckReport
        With the point where the two differ most.

    Examples
    --------
    >>> check(diff("x^x")).status
    'agrees'
    >>> report = check("x^2", derivative="3x")
    >>> report.status, report.worst.expected == 2 * report.worst.point["x"]
    ('disagrees', True)
    """
    if isinstance(subject, Kernel):
        return check_kernel(subject)
    if isinstance(subject, Derivation) and derivative is None:
        return subject.verify()
    known = [*names, *asking.declared(wrt)]
    if derivative is None:
        exprs, vector = formulas(subject, known)
        return check_kernel(compile(exprs if vector else exprs[0], backend="python"))
    body = asking.notation_of(subject, known)
    among = asking.written_symbols(body)
    by = (asking.symbol_of(wrt, among),) if wrt else variables(body, "derivative")
    told = (
        reading.read(derivative, names=known, symbols=among)
        if isinstance(derivative, str)
        else asking.notation_of(derivative)
    )
    return check_equal(sp.Derivative(body.expr, *by), told.expr)


@verb(
    'symcalc grade "d/dx x^2 sin x" "2x cos x"',
)
def grade(question: Given, answer: Given, *, timeout: float | None = 2.0) -> Verdict:
    """Say whether ANSWER is right for QUESTION, and if not, why.

    Parameters
    ----------
    question : text, Derivation, Notation or SymPy object
        What was asked: "d/dx x^2", or a formula that the answer must be equal to.
    answer : str
        The learner's own text or LaTeX.
    timeout : float or None
        Seconds before the verdict is "undecided"; the work runs in a process of its own, that is
        killed then. None grades in this process, without a limit.

    Returns
    -------
    Verdict
        True for a right answer, False for a wrong one; it raises where that is not decided.

    Examples
    --------
    >>> grade("d/dx x^2 sin x", "2x sin x + x^2 cos x").status
    'correct'
    >>> print(grade("d/dx x^2 sin x", "2x cos x").feedback)
    Incorrect. At x = 1 yours is 1.081, the derivative is 2.223.
    """
    told = answer if isinstance(answer, str) else text(asking.notation_of(answer))
    if timeout is None:
        return grade_answer(asking.question_of(question), told)
    asked = question if isinstance(question, str) else asking.question_of(question).text
    return grade_isolated(asked, told, timeout)
