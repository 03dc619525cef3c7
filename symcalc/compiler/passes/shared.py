"""Several functions of one argument by one exponential."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from symcalc.compiler.ir import Node, Program
from symcalc.compiler.passes.fold import Folding, renumbered
from symcalc.compiler.passes.uses import uses

Form = Callable[[Folding, int], int]  # makes a node from the argument that the functions share
Member = tuple[str, bool]  # the function, and whether it is taken at -u


def shared(program: Program) -> Program:
    """Compute functions of u and -u together, where several of them are needed.

    e^-u beside e^u is its reciprocal. Softplus and sigmoid, of u and of -u, share e^-|u|. The
    tangent tanh(u) and its derivative 1/cosh²(u) share expm1(2|u|). All of them are off by at most
    4 ulp, also where the result is tiny; but tanh(-0.0) becomes 0.0, and e^-u inf at u < -708.4,
    where e^u is subnormal.
    """
    families = _families(program)
    if not families:
        return program
    squares = _squares(program)
    forms = dict[int, tuple[Form, int]]()
    for base, members in families.items():
        found = _exponentials(members)
        found |= _logistic(members) if program.table.keys() >= LOGISTIC_NEEDS else {}
        found |= _tangent(members, squares) if program.table.keys() >= TANGENT_NEEDS else {}
        forms |= {i: (form, base) for i, form in found.items()}
    builder, here = Folding(program.table), list[int]()
    for i, (op, args, value) in enumerate(program.nodes):
        if i in forms:
            form, base = forms[i]
            here.append(form(builder, here[base]))
        else:
            here.append(builder.node(Node(op, tuple([here[a] for a in args]), value)))
    return renumbered(program, builder, here)


def _families(program: Program) -> dict[int, dict[Member, int]]:
    """The functions of u and -u by u, where there are several."""
    found: dict[int, dict[Member, int]] = {}
    for i, (op, args, _) in enumerate(program.nodes):
        if op in MEMBERS:
            negative = program.nodes[args[0]].op == "negation"
            base = program.nodes[args[0]].args[0] if negative else args[0]
            found.setdefault(base, {})[op, negative] = i
    return {base: members for base, members in found.items() if len(members) > 1}


def _exponentials(members: Mapping[Member, int]) -> dict[int, Form]:
    both = {("exp", False), ("exp", True)}
    return {members["exp", True]: _reciprocal} if members.keys() >= both else {}


def _squares(program: Program) -> dict[int, int]:
    """The nodes u·u, by u, where nothing else needs u."""
    counts = uses(program)
    return {
        node.args[0]: i
        for i, node in enumerate(program.nodes)
        if node.op == "product" and len(set(node.args)) == 1 and counts[node.args[0]] == 2
    }


def _logistic(members: Mapping[Member, int]) -> dict[int, Form]:
    found = {i: LOGISTIC[member] for member, i in members.items() if member in LOGISTIC}
    return found if len(found) > 1 else {}


def _tangent(members: Mapping[Member, int], squares: Mapping[int, int]) -> dict[int, Form]:
    """tanh(u) and cosh²(u), if nothing needs cosh(u) itself."""
    tanh, cosh = members.get(("tanh", False)), members.get(("cosh", False))
    if tanh is None or cosh is None or cosh not in squares:
        return {}
    return {tanh: _tanh, squares[cosh]: _cosh_squared}


def _reciprocal(b: Folding, u: int) -> int:
    return b.add("quotient", b.constant(1.0), b.add("exp", u))


def _decay(b: Folding, u: int) -> tuple[int, int]:
    """e = e^-|u|, which never overflows, and 1/(1 + e)."""
    one = b.constant(1.0)
    e = b.add("exp", b.add("negation", b.add("abs", u)))
    return e, b.add("quotient", one, b.add("sum", one, e))


def _sigmoid(b: Folding, u: int) -> int:
    e, part = _decay(b, u)
    grows = b.add("greater-equal", u, b.constant(0.0))
    return b.add("product", b.add("select", grows, b.constant(1.0), e), part)


def _falling_sigmoid(b: Folding, u: int) -> int:
    e, part = _decay(b, u)
    grows = b.add("greater-equal", u, b.constant(0.0))
    return b.add("product", b.add("select", grows, e, b.constant(1.0)), part)


def _softplus(b: Folding, u: int) -> int:
    e, _ = _decay(b, u)
    return b.add("sum", b.add("relu", u), b.add("log1p", e))


def _falling_softplus(b: Folding, u: int) -> int:
    e, _ = _decay(b, u)
    return b.add("sum", b.add("relu", b.add("negation", u)), b.add("log1p", e))


def _growth(b: Folding, u: int) -> tuple[int, int]:
    """p = e^2|u| - 1 and r = 1/(p + 2)."""
    positive = b.add("abs", u)
    p = b.add("expm1", b.add("sum", positive, positive))
    return p, b.add("quotient", b.constant(1.0), b.add("sum", p, b.constant(2.0)))


def _tanh(b: Folding, u: int) -> int:
    """p·r with the sign of u; 1 - 2r from 1 on, where p may be infinite."""
    p, r = _growth(b, u)
    one, zero = b.constant(1.0), b.constant(0.0)
    large = b.add("difference", one, b.add("sum", r, r))
    beyond = b.add("greater", b.add("abs", u), one)
    size = b.add("select", beyond, large, b.add("product", p, r))
    return b.add("select", b.add("less", u, zero), b.add("negation", size), size)


def _cosh_squared(b: Folding, u: int) -> int:
    """1/(4r(1 - r))."""
    _, r = _growth(b, u)
    one = b.constant(1.0)
    part = b.add("product", r, b.add("difference", one, r))
    return b.add("quotient", one, b.add("product", b.constant(4.0), part))


LOGISTIC: Mapping[Member, Form] = {
    ("sigmoid", False): _sigmoid,
    ("sigmoid", True): _falling_sigmoid,
    ("softplus", False): _softplus,
    ("softplus", True): _falling_softplus,
}
LOGISTIC_NEEDS = {"abs", "exp", "log1p", "relu", "greater-equal"}
TANGENT_NEEDS = {"abs", "expm1", "greater", "less"}
MEMBERS = frozenset({"exp", "tanh", "cosh", *(op for op, _ in LOGISTIC)})
