"""Where a scalar formula is cut into lines, and what the values between are called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from symcalc.matrix.interpret.formula import MatrixFormula
from symcalc.matrix.layers import LOSS, Line, is_activation, replaced
from symcalc.matrix.term import Term, ordered, symbol, symbols
from symcalc.reading.names import key

LETTERS = "abcdfgh"  # e is a number
LONG = 14  # operations of one line


def cut(formula: MatrixFormula, last: str = "") -> tuple[Line, ...]:
    """The lines of a scalar formula, in the order of the forward pass.

    Lines that the user wrote keep their names. A network is cut at its layers: z goes into an
    activation, a comes out. Any other formula is cut at every operation.

    Parameters
    ----------
    formula : MatrixFormula
        What was read.
    last : str
        What the user called the last line.
    """
    root = formula.term
    taken = {key(s.value) for s in formula.symbols} | {key(n) for n, _ in formula.definitions}
    own = {term: name for name, term in formula.definitions if symbols(term) and term.args}
    own.pop(root, None)
    layers = [n for n in ordered(root) if is_activation(n)]
    if own or layers:
        named = own | _layered([n for n in layers if n not in own], own, taken)
        ending = last or (named.get(root) if root in named else _free((LOSS, "loss"), taken))
    else:
        named = _elementary(root, taken)
        ending = last or named[root]
    return _lines(root, {n: name for n, name in named.items() if n is not root}, str(ending), taken)


def cut_all(roots: Sequence[Term]) -> tuple[tuple[Line, ...], tuple[Term, ...]]:
    """The lines of several formulas, cut at every operation, and the names of the formulas.

    One formula keeps the names that `cut` gives; several end in y_1, y_2 …
    """
    taken = {key(s.value) for s in symbols(*roots)}
    if len(roots) == 1:
        named = _elementary(roots[0], taken)
        (root,) = roots
        lines = _lines(root, {n: v for n, v in named.items() if n is not root}, named[root], taken)
        return lines, (lines[-1].name,)
    outputs = [_free((f"y_{k}", f"f_{k}"), taken) for k in range(1, len(roots) + 1)]
    inner = dict.fromkeys(n for root in roots for n in elementary(root) if n not in roots)
    known: dict[Term, Term] = {}
    rest: list[Line] = []
    for node in [n for n in ordered(*roots) if n in inner]:
        name = symbol(_free((f"v_{len(rest) + 1}", f"t_{len(rest) + 1}"), taken))
        rest.append(Line(name, replaced(node, known)))
        known[node] = name
    for ending, root in zip(outputs, roots, strict=True):
        rest.append(Line(symbol(ending), replaced(root, known)))
    return tuple(rest), tuple(line.name for line in rest[len(rest) - len(roots) :])


def _layered(layers: Sequence[Term], own: Mapping[Term, str], taken: set[str]) -> dict[Term, str]:
    """Names z and a for what goes into each activation and what comes out."""
    found: dict[Term, str] = {}
    count = len(layers)
    for k, node in enumerate(layers, 1):
        before = node.args[0]
        if before.args and before not in own and before not in layers and before not in found:
            found[before] = _numbered("zsu", k, count, taken)
        found[node] = _numbered("aho", k, count, taken)
    return found


def _numbered(letters: str, k: int, count: int, taken: set[str]) -> str:
    """z, or z_2 of several; another letter where the formula has that one."""
    wanted = [f"{letter}_{k}" if count > 1 else letter for letter in letters]
    return _free((*wanted, f"v_{k}", f"t_{k}"), taken)


def _free(names: Sequence[str], taken: set[str]) -> str:
    """The first name that the formula does not use, which is then taken."""
    chosen = next((n for n in names if key(n) not in taken), "")
    if not chosen:
        return _free([f"{name}'" for name in names], taken)
    taken.add(key(chosen))
    return chosen


def _elementary(root: Term, taken: set[str]) -> dict[Term, str]:
    """A name for what every operation gives: the letters that follow, or v_1, v_2 …"""
    nodes = list(elementary(root))
    small = all(name in LETTERS for name in taken)
    last = max((LETTERS.index(name) for name in taken), default=-1) if small and taken else -1
    letters = [c for c in LETTERS[last + 1 :] if c not in taken] if small and taken else []
    if len(letters) < len(nodes):
        letters = [f"v_{k}" for k in range(1, len(nodes))]
        letters = [_free((name, f"t_{k}"), taken) for k, name in enumerate(letters, 1)]
        letters.append(_free((LOSS, "f"), taken))
    return dict(zip(nodes, letters, strict=False))


def elementary(root: Term) -> Iterator[Term]:
    """The operations of a formula that have a value of their own, the root last.

    A sign, and a denominator, belong to the sum or the product that they stand in.
    """
    users: dict[Term, list[Term]] = {}
    nodes = ordered(root)
    for node in nodes:
        for arg in node.args:
            users.setdefault(arg, []).append(node)
    for node in nodes:
        if node is root or (symbols(node) and node.args and not _inside(node, users[node])):
            yield node


def _inside(node: Term, users: Sequence[Term]) -> bool:
    """Whether a node is only a sign, or a reciprocal, in the lines that use it."""
    if node.op == "scale" and len(node.args) == 1:
        return all(u.op == "sum" for u in users) or node.value == -1
    power = node.op == "map" and node.value == "power" and node.args[1].op == "number"
    if power and node.args[1].value.is_negative:
        return all(u.op == "scale" for u in users)
    return False


def _lines(root: Term, named: Mapping[Term, str], ending: str, taken: set[str]) -> tuple[Line, ...]:
    """The lines of these names; what is too long for one line is cut further."""
    order = [n for n in ordered(root) if n in named]
    known: dict[Term, Term] = {}
    lines: list[Line] = []
    more = 0
    for node in [*order, root]:
        name = symbol(named.get(node, ending))
        formula = replaced(node, known)
        for part in _further(formula):
            more += 1
            between = symbol(_free((f"v_{more}", f"t_{more}"), taken))
            lines.append(Line(between, replaced(part, known)))
            known[part] = between
        lines.append(Line(name, replaced(formula, known)))
        known[node] = name
    return tuple(lines)


def _further(formula: Term) -> list[Term]:
    """Where a long line is cut; a short one nowhere."""
    uses = Counter(arg for n in ordered(formula) for arg in n.args if arg.args)
    if sum(bool(n.args) for n in ordered(formula)) <= LONG and max(uses.values(), default=0) < 3:
        return []
    return [n for n in elementary(formula) if n is not formula]
