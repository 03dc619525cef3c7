"""What symmetry follows: XᵀCX of a symmetric C, the inverse of it, and transposes that go."""

from __future__ import annotations

from functools import lru_cache

from symcalc.matrix import algebra
from symcalc.matrix.term import Term, made, number, same
from symcalc.matrix.tidy.facts import SYMMETRIC, Known
from symcalc.matrix.tidy.quotients import size


def is_symmetric(term: Term, known: Known) -> bool:
    """Whether a matrix is known to be its own transpose."""
    if len(term.shape) != 2 or not same(term.shape[:1], term.shape[1:]):
        return False
    if term not in known.symmetric:
        known.symmetric[term] = _is_symmetric(term, known)
    return known.symmetric[term]


def _is_symmetric(term: Term, known: Known) -> bool:
    if term.op in ("identity", "diagonal-matrix") or known.holds(term, SYMMETRIC):
        return True
    if term.op in ("inverse", "matrix-power", "transpose"):
        return is_symmetric(term.args[0], known)
    if term.op == "scale":
        return is_symmetric(term.args[-1], known)
    if term.op == "map":
        return all(arg.is_scalar or is_symmetric(arg, known) for arg in term.args)
    if term.op == "broadcast":
        return term.args[0].is_scalar
    if term.op in ("sum", "hadamard"):
        keys = {algebra.key(arg) for arg in term.args}
        return all(
            is_symmetric(arg, known) or algebra.key(turned(arg, known)) in keys for arg in term.args
        )
    return term.op == "matmul" and _is_palindrome(term.args, known)


def _is_palindrome(args: tuple[Term, ...], known: Known) -> bool:
    """Whether a product reads the same when it is transposed."""
    half = len(args) // 2
    if len(args) % 2 and not is_symmetric(args[half], known):
        return False
    return all(turned(args[k], known) is args[-1 - k] for k in range(half))


def turned(term: Term, known: Known) -> Term:
    """The transpose, with what is known to be symmetric as it is."""
    if term not in known.turned:
        known.turned[term] = _turned(term, known)
    return known.turned[term]


def _turned(term: Term, known: Known) -> Term:
    if is_symmetric(term, known):
        return term
    if term.op == "matmul":
        return algebra.matmul(*(turned(arg, known) for arg in reversed(term.args)))
    if term.op == "sum":
        return algebra.plus(*(turned(arg, known) for arg in term.args))
    if term.op == "hadamard":
        return algebra.hadamard(*(turned(arg, known) for arg in term.args))
    if term.op == "scale" and not term.is_scalar:
        front = [number(term.value), *term.args[:-1]]
        return algebra.times(*front, turned(term.args[-1], known))
    return algebra.transpose(term)


@lru_cache(maxsize=10_000)
def transposes(term: Term) -> int:
    """How many signs of a transpose are written; b 1ᵀ has one, for a column that is repeated."""
    lying = term.op == "broadcast" and (term.args[0].is_column or term.shape[0] == 1)
    return (term.op == "transpose" or lying) + sum(map(transposes, term.args))


def symmetric(term: Term, known: Known) -> Term | None:
    """Sᵀ is S, and so is that of an inverse, a power or a product XᵀSX of a symmetric matrix."""
    inside = term.args[0]
    if is_symmetric(inside, known):
        return inside
    if inside.op != "sum":
        return None
    plain = turned(inside, known)
    return plain if transposes(plain) < transposes(term) else None


def transposed_sum(term: Term, known: Known) -> Term | None:
    """A − B + (A − B)ᵀ is A + Aᵀ − B − Bᵀ, where that is shorter."""
    for k, arg in enumerate(term.args):
        if arg.op == "transpose" and arg.args[0].op == "sum":
            opened = [turned(each, known) for each in arg.args[0].args]
            plain = algebra.plus(*term.args[:k], *opened, *term.args[k + 1 :])
            if size(plain) < size(term):
                return plain
    return None


def standing(term: Term, known: Known) -> Term | None:
    """A number is its own transpose: yᵀ A⁻ᵀ A⁻ᵀ y is yᵀ A⁻¹ A⁻¹ y."""
    plain = turned(term.args[0], known)
    if transposes(plain) >= transposes(term.args[0]):
        return None
    return algebra.item(plain)


def traced(term: Term, known: Known) -> Term | None:
    """The sum of the entries of M ∘ I is tr M, and that of B ∘ M⁻ᵀ is tr(M⁻¹ B)."""
    inside = term.args[0]
    if inside.op != "hadamard":
        return None
    units = [arg for arg in inside.args if arg.op == "identity"]
    if units:
        rest = [arg for arg in inside.args if arg.op != "identity"]
        return algebra.trace(algebra.hadamard(*rest))
    if len(inside.args) != 2 or not same(inside.shape[:1], inside.shape[1:]):
        return None
    for one, other in (inside.args, inside.args[::-1]):
        if _has_inverse(one):
            return algebra.trace(algebra.matmul(turned(one, known), other))
    return None


def _has_inverse(term: Term) -> bool:
    """Whether it is an inverse, transposed or not, or a product with one."""
    if term.op in ("transpose", "matmul"):
        return any(map(_has_inverse, term.args))
    return term.op == "inverse"


def rotated(term: Term, known: Known) -> Term | None:
    """tr(A y yᵀ B) is the number yᵀ B A y, and tr(Mᵀ) is tr M."""
    inside = term.args[0]
    if inside.op == "matmul":
        for k, arg in enumerate(inside.args):
            if arg.shape[0] == 1:
                return algebra.item(algebra.matmul(*inside.args[k:], *inside.args[:k]))
    plain = turned(inside, known)
    if transposes(plain) < transposes(inside):
        return made("trace", (plain,), ())
    return None
