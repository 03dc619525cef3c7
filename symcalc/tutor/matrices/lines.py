"""How the lines of a matrix derivation are written, and what they say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from symcalc.matrix import algebra
from symcalc.matrix.adjoint import passed
from symcalc.matrix.differential import change
from symcalc.matrix.operations import TABLE
from symcalc.matrix.operations.forms import joined
from symcalc.matrix.term import ONE, Shape, Term, made, number, ordered, shown
from symcalc.matrix.tidy import tidy
from symcalc.matrix.tidy.facts import NOTHING, Facts
from symcalc.matrix.written import differential_of, written
from symcalc.notation import Notation
from symcalc.primitives.table import TABLE as PRIMITIVES
from symcalc.steps import Step
from symcalc.tutor.words import Words
from symcalc.tutor.words.matrices import SAID, THROUGH
from symcalc.writing.text import text

SQUARE = "squared-norm"
POWERS = ("power", "general-power", "sqrt")
SPOKEN = {
    "exp": "exp",
    "power": "a power",
    "log": "log",
    "general-power": "a power",
    "abs": "the absolute value",
}


def told(term: Term) -> str:
    """A term in a sentence."""
    return text(written(term))


def kind_of(shape: Shape) -> str:
    """A scalar, a vector, a row or a matrix."""
    if not shape:
        return SAID["scalar"]
    if shape[1] == ONE:
        return SAID["column"]
    return SAID["row"] if shape[0] == ONE else SAID["matrix"]


def turned(term: Term) -> Term:
    """The transpose as a person writes it: (W x − y)ᵀ rather than two transposed terms."""
    if term.is_scalar or term.op in ("transpose", "identity", "broadcast"):
        return algebra.transpose(term)
    shape = term.shape[::-1]
    if term.op == "matmul":
        return made("matmul", tuple(turned(arg) for arg in reversed(term.args)), shape)
    if term.op == "scale":
        return made("scale", (*term.args[:-1], turned(term.args[-1])), shape, term.value)
    plain = algebra.transpose(term)
    if term.op == "sum" and _transposes(plain) <= _transposes(term):
        return plain
    return made("transpose", (term,), shape)


def _transposes(term: Term) -> int:
    return sum(node.op == "transpose" for node in ordered(term))


def with_change(amount: Term, of: Notation) -> Notation:
    """What ⟨amount, d of⟩ is written as: gᵀ dx, tr(Gᵀ dX), g ds."""
    moved = differential_of(of)
    if algebra.is_number(amount, 1):
        return moved
    if algebra.is_number(amount, -1):
        return Notation("negation", (moved,))
    if amount.is_scalar:
        return joined(written(amount), moved)
    if amount.op == "identity":
        return Notation("trace", (moved,))
    before = joined(written(turned(amount)), moved)
    return before if amount.is_column else Notation("trace", (before,))


def changed(frontier: Mapping[Term, Term]) -> Notation:
    """The change of the loss: a sum over all that changes."""
    terms = [with_change(amount, written(node)) for node, amount in frontier.items()]
    return notation_sum(terms)


def notation_sum(terms: Sequence[Notation]) -> Notation:
    """Terms added, as they stand."""
    return terms[0] if len(terms) == 1 else Notation("sum", tuple(terms))


def small(arg: Term) -> Term:
    """The change of a term, as a letter."""
    return made("symbol", (), arg.shape, ("d", arg if arg.args else arg.value))


def differential_line(node: Term, moving: Sequence[int], facts: Facts = NOTHING) -> Notation:
    """What d node is, where some arguments change."""
    if not node.shape:
        amounts = [(node.args[k], tidy(passed(node, k, algebra.UNIT), facts)) for k in moving]
        return notation_sum([with_change(a, written(arg)) for arg, a in amounts])
    return written(tidy(change(node, {k: small(node.args[k]) for k in moving}), facts))


def function_name(node: Term) -> str:
    """The word of an elementwise function."""
    name = str(node.value)
    row = PRIMITIVES.get(name)
    return SPOKEN.get(name) or (row.names[0] if row and row.names else name)


def is_square(node: Term) -> bool:
    """Whether this is the square of a norm."""
    power = node.op == "map" and node.value == "power" and node.args[1].op == "number"
    return power and node.args[1].value == 2 and node.args[0].op == "norm"


def key_of(node: Term, before: Sequence[Term] = ()) -> str:
    """By what the words of an operation are found."""
    return SQUARE if node.op == "norm" and any(map(is_square, before)) else node.op


def topic(node: Term, moving: Sequence[int]) -> str:
    """By what the words of an operation are found where some arguments change."""
    if node.op == "matmul" and len(moving) > 1:
        return "products"
    if node.op == "map" and node.is_scalar:
        return "power" if node.value in POWERS and 0 in moving else "chain"
    if node.op == "det" and node.args[0].op == "diagonal-matrix":
        return "prod"
    return node.op


def capital(name: str) -> str:
    """The name of a function at the beginning of a sentence; relu stays as it is."""
    return name[0].upper() + name[1:] if " " in name else name


def words_of(name: str) -> Words:
    """The words for an operation: those of its row, where there are none here."""
    row = TABLE.get(name)
    if name in THROUGH or row is None:
        return THROUGH[name]
    return Words(row.title, row.says, row.statement)


def partial_of(node: Term, k: int) -> str:
    """The derivative of an elementwise function, as a formula."""
    one = algebra.filled(1, node.args[k].shape)
    return told(tidy(change(node, {k: one})))


def neighbours(node: Term, k: int) -> tuple[Term | None, Term | None]:
    """What stands to the left and to the right of a factor."""
    left, right = node.args[:k], node.args[k + 1 :]
    return (
        algebra.matmul(*left) if left else None,
        algebra.matmul(*right) if right else None,
    )


def sides(node: Term, k: int) -> tuple[str, dict[str, str]]:
    """Which neighbours a factor has, and what they are transposed."""
    left, right = neighbours(node, k)
    fields = {
        **({"left": told(left), "leftT": told(turned(left))} if left else {}),
        **({"right": told(right), "rightT": told(turned(right))} if right else {}),
    }
    return "both" if left and right else "left" if left else "right", fields


def fields_of(node: Term, moving: Sequence[int]) -> dict[str, str]:
    """The fields of the words for an operation."""
    k = moving[0]
    fields = {"f": told(node), "u": told(node.args[k]), "name": "", "partial": "", "turned": ""}
    fields["df"] = text(differential_line(node, moving))
    if node.op == "map":
        name = function_name(node)
        fields |= {"name": name, "Name": capital(name), "partial": partial_of(node, k)}
    if node.op == "matmul" and len(node.args) > 1:
        fields["turned"] = rotated(node, moving)
        if len(moving) > 1:
            return fields | {"u": listed([told(node.args[i]) for i in moving])}
    return fields


def rotated(node: Term, moving: Sequence[int]) -> str:
    """What is said of the factors behind a change, which are rotated to the front."""
    behind = [neighbours(node, k)[1] for k in moving]
    if len(moving) > 1:
        return SAID["rotated-many"] if any(behind) else ""
    (right,) = behind
    if right is None:
        return ""
    du = text(differential_of(written(node.args[moving[0]])))
    return SAID["rotated"].format(right=told(right), du=du)


def listed(names: Sequence[str]) -> str:
    """x, y and z."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def passages(
    way: Sequence[tuple[Term, tuple[int, ...]]], facts: Facts = NOTHING
) -> tuple[Step, ...]:
    """The operations on the way, one by one; the square of a norm is one of them."""
    found: list[Step] = []
    squares = [node for node, _ in way if is_square(node)]
    for node, moving in way:
        square = next((s for s in squares if s.args[0] is node), None)
        if square is not None:
            found.append(_squared(square, node))
        elif node not in squares and node.op != "item":
            found.append(_passage(node, moving, facts))
    return tuple(found)


def _passage(node: Term, moving: Sequence[int], facts: Facts) -> Step:
    """One operation: its differential."""
    line = differential_line(node, moving, facts)
    fields = fields_of(node, moving)
    words = words_of(topic(node, moving))
    if node.op == "matmul":
        words = words._replace(explanation=SAID["factors-move" if moving[1:] else "factor-moves"])
    return _fine(words, node, line, fields)


def _squared(square: Term, norm: Term) -> Step:
    """d‖u‖² = 2 uᵀ du."""
    u = norm.args[0]
    line = with_change(algebra.times(number(2), u), written(u))
    return _fine(words_of(SQUARE), square, line, {"f": told(square), "u": told(u)})


def _fine(words: Words, node: Term, line: Notation, fields: Mapping[str, str]) -> Step:
    left = differential_of(written(node))
    return Step(
        rule="differential-of",
        title=words.title,
        before=left,
        after=Notation("relation", (left, line), "="),
        explanation=words.explanation.format(**fields).strip(),
        statement=words.statement,
        relation="implies",
        hints=(words.hint.format(**fields),) if words.hint else (),
    )


def product_shapes(amount: Term) -> str:
    """The shapes of the factors of a product: (k, 1)·(1, n) = (k, n)."""
    inner = amount.args[-1] if amount.op == "scale" else amount
    if inner.op != "matmul":
        return SAID["has-shape"].format(shape=shown(amount.shape)) if amount.shape else ""
    factors = "·".join(shown(arg.shape) for arg in inner.args)
    return SAID["fits"].format(shapes=f"{factors} = {shown(amount.shape)}")
