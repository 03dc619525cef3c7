"""Wrong rules for what does not depend on the variable, and for terms of a sum."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from symcalc.grading.misconceptions.derived import derived
from symcalc.grading.misconceptions.row import misconception
from symcalc.grading.misconceptions.sites import Slope
from symcalc.notation import Notation

HELPS = "What does not depend on {x} is a constant: its derivative is 0."
STATEMENT = r"(c)' = 0"
SUM = ("sum", "difference")


def signed(site: Slope) -> Iterator[tuple[int, sp.Expr]]:
    """The terms that do not move, with their signs."""
    for k, part in enumerate(site.parts):
        if not site.moves(k):
            yield k, -part if site.rule == "difference" and k == 1 else part


@misconception(
    "constant-term-kept",
    at=Slope,
    on=SUM,
    says="In {f} the term without {x} was kept.",
    helps=HELPS,
    statement=STATEMENT,
    example=("d/dx (x^2 + 5)", "2x + 5"),
    weight=1.8,
)
def constant_term_kept(site: Slope) -> Iterator[sp.Expr]:
    """(u + c)′ taken as u′ + c."""
    yield from (site.right + term for _, term in signed(site))


@misconception(
    "constant-term-to-one",
    at=Slope,
    on=SUM,
    says="In {f} the derivative of the constant term was taken as 1.",
    helps=HELPS,
    statement=STATEMENT,
    example=("d/dx (x^2 + 5)", "2x + 1"),
    weight=0.9,
)
def constant_term_to_one(site: Slope) -> Iterator[sp.Expr]:
    """(u + c)′ taken as u′ + 1."""
    for k, _ in signed(site):
        minus = site.node.parts[k].head == "negation" or (site.rule == "difference" and k == 1)
        yield site.right + (-1 if minus else 1)


@misconception(
    "constant-by-power-rule",
    at=Slope,
    on=("constant",),
    says="{f} was differentiated as if it contained {x}.",
    helps=HELPS,
    statement=STATEMENT,
    example=("d/dx (pi^3 + x)", "3pi^2 + 1"),
    weight=1.4,
)
def constant_by_power_rule(site: Slope) -> sp.Expr | None:
    """(π³)′ taken as 3π², (e²)′ as 2e."""
    node, letters = site.node, site.node.symbols
    if letters or node.head not in ("power", "exp"):
        return None
    base, n = site.parts if node.head == "power" else (sp.E, site.parts[0])
    return n * base ** (n - 1)


@misconception(
    "constant-function-differentiated",
    at=Slope,
    on=("constant",),
    says="{f} is a number, and was differentiated as if {x} stood in it.",
    helps=HELPS,
    statement=STATEMENT,
    example=("d/dx (sin(2) + x^2)", "cos(2) + 2x"),
)
def constant_function_differentiated(site: Slope) -> sp.Expr | None:
    """(sin 2)′ taken as cos 2, (ln 3)′ as 1/3."""
    from symcalc.primitives import TABLE

    row = TABLE.get(site.node.head)
    if site.node.symbols or row is None or row.arity != 1 or not row.names or len(site.parts) != 1:
        return None
    return sp.sympify(row.partials(*site.parts)[0], strict=True)


@misconception(
    "other-variable-differentiated",
    at=Slope,
    on=("constant",),
    says="{f} was differentiated by its own letter; here {x} is the variable.",
    helps="Only {x} moves; every other letter counts as a constant.",
    statement=r"\frac{\partial}{\partial x} g(y) = 0",
    example=("∂/∂x (x^2 + y^2)", "2x + 2y"),
    weight=1.4,
)
def other_variable_differentiated(site: Slope) -> Iterator[sp.Expr]:
    """∂/∂x of y² taken as 2y."""
    yield from (derived(site.node.expr, letter) for letter in sorted(site.node.symbols, key=str))


@misconception(
    "other-variable-differentiated-too",
    at=Slope,
    on=("product", "quotient"),
    says="In {f} the other letters were differentiated too; here {x} alone is the variable.",
    helps="Only {x} moves; every other letter counts as a constant.",
    statement=r"\frac{\partial}{\partial x} (g(y)\,u) = g(y)\,\frac{\partial u}{\partial x}",
    example=("∂/∂x x^2 y^3", "6x y^2"),
    weight=1.5,
)
def other_variable_differentiated_too(site: Slope) -> Iterator[sp.Expr]:
    """∂/∂x of x²y³ taken as 2x·3y²."""
    for k, part in enumerate(site.parts):
        letters = site.node.parts[k].symbols
        if site.moves(k) or len(letters) != 1 or site.right == 0:
            continue
        (letter,) = letters
        own = derived(part, letter)
        if site.rule == "product":
            yield site.right / part * own
        elif own != 0:
            yield site.right * part / own if k == 1 else site.right / part * own


@misconception(
    "other-variable-as-zero",
    at=Slope,
    on=("product", "quotient"),
    says="{f} was dropped because another letter stands in it.",
    helps="Only {x} moves; another letter is a constant factor, and a constant factor stays.",
    statement=r"\frac{\partial}{\partial x} (x\,y) = y",
    example=("∂/∂x (x^2 + x y)", "2x"),
    weight=1.3,
)
def other_variable_as_zero(site: Slope) -> sp.Expr | None:
    """∂/∂x of x·y taken as 0."""
    fixed = [p for k, p in enumerate(site.node.parts) if not site.moves(k)]
    return sp.S.Zero if any(p.symbols for p in fixed) else None


@misconception(
    "term-forgotten",
    at=Slope,
    on=SUM,
    says="In {f} a term was left out.",
    helps="A sum is differentiated term by term: (u + v)′ = u′ + v′.",
    statement=r"(u + v)' = u' + v'",
    example=("d/dx (x^2 + sin x)", "cos x"),
    weight=0.35,
)
def term_forgotten(site: Slope) -> Iterator[sp.Expr]:
    """(u + v)′ taken as u′."""
    if len(site.moving) > 1:
        yield from (site.right - site.partials[k] * site.slopes[k] for k in site.moving)


@misconception(
    "term-not-differentiated",
    at=Slope,
    on=SUM,
    says="In {f} a term was copied instead of differentiated.",
    helps="A sum is differentiated term by term: (u + v)′ = u′ + v′.",
    statement=r"(u + v)' = u' + v'",
    example=("d/dx (x^2 + sin x)", "2x + sin x"),
    weight=0.5,
)
def term_not_differentiated(site: Slope) -> Iterator[sp.Expr]:
    """(u + v)′ taken as u′ + v."""
    if len(site.moving) > 1:
        for k in site.moving:
            yield site.right + site.partials[k] * (site.parts[k] - site.slopes[k])


@misconception(
    "term-sign-wrong",
    at=Slope,
    on=SUM,
    says="In {f} the sign of a term was changed.",
    helps="Every term keeps its sign: (u − v)′ = u′ − v′.",
    statement=r"(u - v)' = u' - v'",
    example=("d/dx (x^2 - sin x)", "2x + cos x"),
    weight=0.6,
)
def term_sign_wrong(site: Slope) -> Iterator[sp.Expr]:
    """(u − v)′ taken as u′ + v′."""
    if len(site.moving) > 1:
        for k in site.moving:
            yield site.right - 2 * site.partials[k] * site.slopes[k]


@misconception(
    "minus-before-bracket",
    at=Slope,
    on=("difference", "negation"),
    says="In {f} the minus before the bracket reached only its first term.",
    helps="A minus before a bracket changes every sign in it: −(a − b) = −a + b.",
    statement="-(a - b) = -a + b",
    example=("d/dx (x^2 - (x^3 - x))", "2x - 3x^2 - 1"),
    weight=1.6,
)
def minus_before_bracket(site: Slope) -> sp.Expr | None:
    """−(a − b) taken as −a − b."""
    k = len(site.parts) - 1
    bracket: Notation = site.node.parts[k]
    if bracket.head not in SUM or not site.moves(k):
        return None
    first = derived(bracket.parts[0].expr, site.x)
    return site.right + 2 * (site.slopes[k] - first)


@misconception(
    "minus-lost",
    at=Slope,
    on=("negation",),
    says="In {f} the minus sign in front was lost.",
    helps="A minus sign in front stays: (−u)′ = −u′.",
    statement=r"(-u)' = -u'",
    example=("d/ds (-y ln s)", "y/s"),
    weight=1.2,
)
def minus_lost(site: Slope) -> sp.Expr | None:
    """(−u)′ taken as u′."""
    return site.slopes[0] if site.moves(0) else None


@misconception(
    "bias-input-not-one",
    at=Slope,
    on=("sum",),
    says="In {f} the derivative by {x} was taken as the factor that belongs to another letter.",
    helps="{x} stands alone, so its factor is 1.",
    statement=r"\frac{\partial}{\partial b} (w\,x + b) = 1",
    example=(
        "d/db (sigmoid(w x + b) - y)^2/2",
        "(sigmoid(w x + b) - y) sigmoid(w x + b) (1 - sigmoid(w x + b)) x",
    ),
)
def bias_input_not_one(site: Slope) -> Iterator[sp.Expr]:
    """∂/∂b of w·x + b taken as x."""
    if [site.parts[k] for k in site.moving] != [site.x]:
        return
    products = (p for p in site.node.parts if p.head == "product")
    yield from (factor.expr for p in products for factor in p.parts if factor.symbols)
