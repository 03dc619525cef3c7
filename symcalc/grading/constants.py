"""The constant of an antiderivative: is there one, and can it be any number?"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

import sympy as sp

from symcalc.checking.sampling import compare
from symcalc.errors import UnsupportedError
from symcalc.grading.asked import Asked
from symcalc.grading.finding import Finding, partly, right
from symcalc.grading.policy import Policy
from symcalc.notation import Notation, signed_terms
from symcalc.tutor.integrate.forms import slope
from symcalc.writing.text import text

MISSING = "The derivative of yours is the integrand, but the constant is missing: add + C."
NUMBER = (
    "The derivative of yours is the integrand. The number {term} is only one choice of the "
    "constant: write + C."
)
TAKEN = (
    "The derivative of yours is the integrand. But {term} is given by the question, so it is not "
    "a new constant: add + C."
)
NARROW = (
    "The derivative of yours is the integrand. But the constant enters as {term}, which is not "
    "every number: write + C."
)
UNCLEAR = (
    "The derivative of yours is the integrand. But the constant enters as {term}: write + C, which "
    "is plainly every number."
)
ANY = "{term} is again any number: C alone says that."
CAPITAL = (
    "The derivative of yours is the integrand. But is {letter} another letter than {like}? Call "
    "the constant C."
)
AGAIN = "The derivatives of yours are right, but each integration brings a constant: add C·{x} too."
FUNCTIONS = "More generally a function of {x} alone, or of {y} alone, may be added."
ONE = "One constant is enough: {sum} is again any number."
VARIABLE = "The constant is called {letter} here; C says better that it is one."

SAMPLED = "sampled"
ROOTS = (3, 5, 7)  # that every number has
BOUNDED = (  # functions that do not take every value
    *(
        sp.exp,
        sp.Abs,
        sp.sign,
        sp.sin,
        sp.cos,
        sp.atan,
        sp.acot,
        sp.asin,
        sp.acos,
        sp.asec,
        sp.acsc,
    ),
    *(sp.tanh, sp.cosh, sp.sech, sp.coth, sp.csch, sp.acosh, sp.sec, sp.csc, sp.floor, sp.ceiling),
)
WORDS = ("const", "Const", "constant", "Constant")  # names of the constant that are one symbol
CONSTANT = re.compile(rf"[cCkK](_?\d+)?|{'|'.join(WORDS)}")  # what constants are called


TAIL = re.compile(  # ", C ∈ ℝ", "where c is a constant"
    r"""(?:[\s,;(]|\\q?quad\b|\\[,;:!\s])+
    (?:\\text\s*\{[\s,]*)?(?:(?:where|with|for\s+(?:any|some|every|all))\b[\s}]*)?
    [CcKk](?:_?\d)?[\s}]*
    (?:∈|\\in\b|\bin\b|(?:\\text\s*\{\s*)?is\b|(?:=\s*)?const|(?:\\text\s*\{\s*)?real\b|[<>≠]).*\Z""",
    re.VERBOSE | re.DOTALL,
)


def without_tail(typed: str) -> str:
    """An antiderivative as typed, without what is said of its constant behind it.

    >>> without_tail("x^2/2 + C, C ∈ ℝ"), without_tail("x^2/2 + c where c is a constant")
    ('x^2/2 + C', 'x^2/2 + c')
    """
    tail = TAIL.search(typed)
    if tail is None:
        return typed
    before = typed[: tail.start()].rstrip()
    return typed if before == "" or before[-1] in "+-−*/=" else before


def extras(asked: Asked, expr: sp.Basic) -> tuple[sp.Symbol, ...]:
    """The letters that an answer adds to those of the question, by name."""
    return tuple(sorted(expr.free_symbols - asked.letters, key=str))


def with_constant(asked: Asked, node: Notation, policy: Policy, xs: Sequence[sp.Symbol]) -> Finding:
    """What is to be said of an answer whose derivative is right, once its constant is looked at."""
    expr = node.expr
    letters = extras(asked, expr)
    if not letters:
        return _without(asked, node, policy)
    alike = _alike(letters, asked.letters)
    if alike is not None:
        letter, like = alike
        said = CAPITAL.format(letter=letter.name, like=like.name)
        return partly("missing-constant", said, proof=SAMPLED)
    if len(xs) > 1:
        return _several(expr, letters, policy, xs)
    if not any(_free(expr, c) for c in letters):
        term, reaches = _term(node, letters), [_reach(expr, c, xs[0]) for c in letters]
        if "every" in reaches:
            return right(ANY.format(term=term), proof=SAMPLED)
        words = UNCLEAR if "" in reaches else NARROW
        return partly("missing-constant", words.format(term=term), proof=SAMPLED)
    return right(*_remarks(node, letters), proof=SAMPLED)


def _without(asked: Asked, node: Notation, policy: Policy) -> Finding:
    """No new letter: the constant is missing, or something stands in its place."""
    if policy.constant == "optional":
        return right(proof=SAMPLED)
    wrt = set(asked.question.wrt)
    terms = (t for t in signed_terms(node) if t.symbols <= asked.letters - wrt and t.expr != 0)
    steady = [t.parts[0] if t.head == "negation" else t for t in terms]
    if not steady:
        return partly("missing-constant", MISSING, proof=SAMPLED)
    words = TAKEN if any(t.symbols for t in steady) else NUMBER
    return partly("missing-constant", words.format(term=text(steady[-1])), proof=SAMPLED)


def _several(
    expr: sp.Expr,
    letters: Collection[sp.Symbol],
    policy: Policy,
    xs: Sequence[sp.Symbol],
) -> Finding:
    """Of an integral of an integral: by one variable twice, the inner constant gets a factor."""
    if len(set(xs)) > 1:
        return right(FUNCTIONS.format(x=xs[0].name, y=xs[1].name), proof=SAMPLED)
    inner = slope(expr, xs[-1]).free_symbols
    if policy.constant == "optional" or not inner.isdisjoint(letters):
        return right(proof=SAMPLED)
    return partly("missing-constant", AGAIN.format(x=xs[-1].name), proof=SAMPLED)


def _remarks(node: Notation, letters: Sequence[sp.Symbol]) -> tuple[str, ...]:
    added = [c for c in letters if any(term.expr == c for term in signed_terms(node))]
    if len(added) > 1:
        return (ONE.format(sum=" + ".join(c.name for c in added)),)
    if len(letters) > 1 or CONSTANT.fullmatch(letters[0].name):
        return ()
    return (VARIABLE.format(letter=letters[0].name),)


def _alike(
    letters: Collection[sp.Symbol], asked: Collection[sp.Symbol]
) -> tuple[sp.Symbol, sp.Symbol] | None:
    """A letter that differs from one of the question in its case alone, where all do."""
    known = {s.name.casefold(): s for s in asked}
    pairs = [(c, known.get(c.name.casefold())) for c in letters if c.name not in "CK"]
    if len(pairs) < len(letters) or any(like is None for _, like in pairs):
        return None
    letter, like = pairs[0]
    return None if like is None else (letter, like)


def _free(expr: sp.Expr, c: sp.Symbol) -> bool:
    """Whether what is added is a multiple of the letter, or of its logarithm."""
    try:
        rate = slope(expr, c)
        return _steady(rate, c) or _steady(sp.Mul(c, rate), c)
    except UnsupportedError:
        return False


def _reach(expr: sp.Expr, c: sp.Symbol, x: sp.Symbol) -> str:
    """Whether what is added takes "every" value, "some" only, or "" where that is not known.

    >>> x, c = sp.symbols("x C")
    >>> _reach(x + c**3, c, x), _reach(x + c**2, c, x), _reach(x + c**c, c, x)
    ('every', 'some', '')
    """
    added = sp.Add(*(t for t in sp.Add.make_args(expr) if c in t.free_symbols))
    core = added.as_independent(c, as_Add=False)[1]
    if x in added.free_symbols or core.free_symbols != {c}:
        return ""
    if core.is_polynomial(c):
        return "every" if sp.degree(core, c) % 2 else "some"
    if any(core == sp.sign(c) * abs(c) ** sp.Rational(1, n) for n in ROOTS):
        return "every"
    inside = core.args[0]
    linear = inside.is_polynomial(c) and sp.degree(inside, c) == 1
    if isinstance(core, (sp.tan, sp.cot, sp.sinh, sp.asinh)) and linear:
        return "every"
    root = isinstance(core, sp.Pow) and core.exp.is_Rational and core.exp.q % 2 == 0
    return "some" if root or isinstance(core, BOUNDED) else ""


def _steady(rate: sp.Expr, c: sp.Symbol) -> bool:
    """Whether it does not change with the letter, and is not 0."""
    if rate == 0:
        return False
    if c not in rate.free_symbols:
        return True
    return compare(rate, rate.xreplace({c: c + sp.Rational(13, 7)})).status == "equal"


def _term(node: Notation, letters: Collection[sp.Symbol]) -> str:
    """The term in which the constant stands, as written."""
    for term in signed_terms(node):
        if not term.symbols.isdisjoint(letters):
            return text(term.parts[0] if term.head == "negation" else term)
    return text(node)
