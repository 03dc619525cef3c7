"""Wrong rules for fractions."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from symcalc.grading.misconceptions.row import misconception
from symcalc.grading.misconceptions.rows.powers_of_sums import terms_of
from symcalc.grading.misconceptions.sites import Rewriting
from symcalc.notation import Notation, signed_terms

ADDING = "Fractions are added over a common denominator: a/b + c/d = (a·d + b·c)/(b·d)."
ADDED = r"\frac{a}{b} + \frac{c}{d} = \frac{ad + bc}{bd}"
CANCELLING = "Only a factor of the whole numerator and of the whole denominator can be cancelled."
DOUBLE = "Dividing by b and then by c is dividing by b·c: (a/b)/c = a/(b·c), and a/(b/c) = a·c/b."


def fraction_of(node: Notation) -> tuple[sp.Expr, sp.Expr]:
    """Numerator and denominator as written, a minus sign kept above."""
    if node.head == "negation":
        above, below = fraction_of(node.parts[0])
        return -above, below
    if node.head == "quotient":
        return node.parts[0].expr, node.parts[1].expr
    return node.expr, sp.S.One


@misconception(
    "fractions-added-across",
    at=Rewriting,
    says="In {f} numerators and denominators were added on their own.",
    helps=ADDING,
    statement=ADDED,
    example=("1/x + 1/y", "2/(x + y)"),
    weight=2.0,
    on=("sum", "difference"),
)
def mediant(site: Rewriting) -> Iterator[sp.Expr]:
    """a/b + c/d taken as (a + c)/(b + d), or as (a − c)/(b − d) of a difference."""
    pairs = [fraction_of(term) for term in signed_terms(site.node)]
    above = sp.Add(*(a for a, _ in pairs))
    below = sp.Add(*(b for _, b in pairs))
    if len(pairs) < 2 or all(b == 1 for _, b in pairs):
        return
    if below != 0:
        yield above / below
    gap = pairs[0][1] - pairs[1][1]
    if site.node.head == "difference" and gap != 0:
        yield above / gap


@misconception(
    "fractions-added-without-expanding",
    at=Rewriting,
    says="In {f} the numerators were added without bringing them over the common denominator.",
    helps=ADDING,
    statement=ADDED,
    example=("1/x + 1/y", "2/(x*y)"),
    weight=1.2,
    on=("sum", "difference"),
)
def added_unexpanded(site: Rewriting) -> Iterator[sp.Expr]:
    """a/b + c/d taken as (a + c)/(b·d), or as a·c/(b·d) where only one is multiplied."""
    pairs = [fraction_of(term) for term in signed_terms(site.node)]
    moving = [b for _, b in pairs if b != 1]
    if len(pairs) != 2 or not moving:
        return
    (a, b), (c, d) = pairs
    yield (a + c) / (b * d)
    yield (a * d + c) / (b * d)
    yield (a + c * b) / (b * d)


@misconception(
    "denominator-split",
    at=Rewriting,
    says="In {f} the sum in the denominator was split into two fractions.",
    helps="Only a numerator can be split: (a + b)/c = a/c + b/c, and c/(a + b) stays together.",
    statement=r"\frac{a + b}{c} = \frac{a}{c} + \frac{b}{c}",
    example=("1/(x + y)", "1/x + 1/y"),
    weight=2.0,
    on=("quotient", "power"),
)
def denominator_split(site: Rewriting) -> sp.Expr | None:
    """c/(a + b) taken as c/a + c/b."""
    if site.node.head == "power":
        above, below = sp.S.One, site.parts[0]
        if site.parts[1] != -1:
            return None
    else:
        above, below = site.parts
    terms = terms_of(below)
    return sp.Add(*(above / term for term in terms)) if terms else None


@misconception(
    "summand-cancelled",
    at=Rewriting,
    says="In {f} a term of a sum was cancelled.",
    helps=CANCELLING,
    statement=r"\frac{a\,c}{b\,c} = \frac{a}{b}",
    example=("(x + x^2)/x", "x^2"),
    weight=2.0,
    on=("quotient",),
)
def summand_cancelled(site: Rewriting) -> Iterator[sp.Expr]:
    """(a + b)/a taken as b, or as 1 + b; (a + b)/(a + c) as b/c; (ac + b)/(ad) as (c + b)/d."""
    above, below = site.parts
    tops, bottoms = terms_of(above), terms_of(below) or (below,)
    for top in tops:
        rest = above - top
        for bottom in bottoms:
            ratio = top / bottom
            left = below - bottom
            if ratio == 1 and left != 0:
                yield rest / left
                yield (rest + 1) / (left + 1)
            elif left == 0 and not _worse(ratio, top):
                yield rest + ratio
                if ratio == 1:
                    yield rest
    for bottom in terms_of(below) if not tops else ():
        if above == bottom:
            yield 1 / (below - bottom)
            yield 1 / (1 + below - bottom)


def _worse(ratio: sp.Expr, top: sp.Expr) -> bool:
    """Whether dividing left a denominator."""
    return bool(sp.fraction(ratio)[1].free_symbols) or sp.count_ops(ratio) > sp.count_ops(top)


@misconception(
    "double-fraction",
    at=Rewriting,
    says="In {f} the second division went the wrong way.",
    helps=DOUBLE,
    statement=r"\frac{a/b}{c} = \frac{a}{bc}, \quad \frac{a}{b/c} = \frac{ac}{b}",
    example=("a/b/c", "a c/b"),
    on=("quotient",),
)
def double_fraction(site: Rewriting) -> Iterator[sp.Expr]:
    """(a/b)/c taken as a·c/b; a/(b/c) as a/(b·c)."""
    top, bottom = site.node.parts
    if top.head == "quotient":
        (a, b), c = (part.expr for part in top.parts), bottom.expr
        yield a * c / b
    if bottom.head == "quotient":
        b, c = (part.expr for part in bottom.parts)
        yield top.expr / (b * c)


@misconception(
    "fraction-multiplied-twice",
    at=Rewriting,
    says="In {f} numerator and denominator were both multiplied.",
    helps="A factor multiplies the numerator only: a·(b/c) = a·b/c.",
    statement=r"a \cdot \frac{b}{c} = \frac{ab}{c}",
    example=("3*(x/y)", "3x/(3y)"),
    weight=0.8,
    on=("product",),
)
def fraction_multiplied_twice(site: Rewriting) -> sp.Expr | None:
    """a·(b/c) taken as (a·b)/(a·c)."""
    fractions = [part.expr for part in site.node.parts if part.head == "quotient"]
    return fractions[0] if len(fractions) == 1 and len(site.node.parts) == 2 else None
