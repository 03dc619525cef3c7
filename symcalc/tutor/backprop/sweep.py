"""Both sweeps through a graph of lines: what each name is, and what it receives on the way back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from symcalc.matrix.adjoint import Passed, adjoints
from symcalc.matrix.interpret.formula import MatrixFormula
from symcalc.matrix.layers import Line, replaced
from symcalc.matrix.steady import steadied
from symcalc.matrix.term import Term, made, symbols

ADJOINT = "adjoint of "  # begins the name of the symbol that stands for ∂L/∂ something


@dataclass(frozen=True)
class Arrival:
    """What one line sends back to a name that it uses.

    Attributes
    ----------
    line : Line
        The line that sends.
    local : Term or None
        The local derivative ∂line/∂name, where both are scalars.
    amount : Term
        What is sent, in names of both sweeps; at the last line the local derivative itself.
    computed : Term
        The same as it is computed: by the line's formula, where this keeps more digits.
    passed : tuple of Passed
        The operations on the way.
    """

    line: Line
    local: Term | None
    amount: Term
    computed: Term
    passed: tuple[Passed, ...]


@dataclass(frozen=True)
class Graph:
    """The computational graph of a formula: its lines, and the names that matter."""

    formula: MatrixFormula
    lines: tuple[Line, ...]
    wrt: tuple[Term, ...]

    @property
    def loss(self) -> Term:
        """The name of the last line."""
        return self.lines[-1].name

    @cached_property
    def uses(self) -> Mapping[Term, frozenset[Term]]:
        """By line, the names that it uses."""
        return {line.name: frozenset(symbols(line.formula)) for line in self.lines}

    @cached_property
    def is_scalar(self) -> bool:
        """Whether all names are numbers."""
        return not any(s.shape for s in symbols(*(line.formula for line in self.lines)))

    @cached_property
    def values(self) -> Mapping[Term, Term]:
        """The name of what a line computes, to write local derivatives with it."""
        return {line.formula: line.name for line in self.lines if line.formula.args}

    @cached_property
    def live(self) -> set[Term]:
        """The names that the loss depends on and that depend on one of `wrt`."""
        found = set(self.wrt)
        for line in self.lines:
            if found.intersection(symbols(line.formula)):
                found.add(line.name)
        return found

    @cached_property
    def received(self) -> Mapping[Term, tuple[Arrival, ...]]:
        """By name, what arrives there: the last names first, then `wrt` in their order."""
        found: dict[Term, list[Arrival]] = {}
        order = [line.name for line in reversed(self.lines[:-1])] + list(self.wrt)
        for line in reversed(self.lines):
            if line is not self.lines[-1] and line.name not in found:
                continue
            for target, arrival in self._sent(line):
                found.setdefault(target, []).append(arrival)
        return {name: tuple(found[name]) for name in order if name in found}

    def _sent(self, line: Line) -> list[tuple[Term, Arrival]]:
        """What a line sends to each name that it uses."""
        targets = [s for s in symbols(line.formula) if s in self.live]
        if line.formula.op == "symbol":
            targets = [line.formula] if line.formula in self.live else []
        passed: list[Passed] = []
        seed = None if line is self.lines[-1] else adjoint_of(line.name)
        sent: list[tuple[Term, Arrival]] = []
        whole = line.formula if line.formula.args else None
        swept = adjoints(line.formula, targets, seed, passed.append)
        local = adjoints(line.formula, targets) if line.formula.is_scalar else {}
        names = {whole: line.name} if whole is not None else {}
        for target in targets:
            scalar = not target.shape and line.formula.is_scalar
            ways = tuple(p for p in passed if _reaches(p, target))
            own = replaced(local[target], names) if scalar else None
            amount = replaced(swept[target], {**self.values, **names})
            computed = steadied([swept[target]])[0]
            sent.append((target, Arrival(line, own, amount, computed, ways)))
        return sent


def _reaches(passed: Passed, target: Term) -> bool:
    """Whether what is passed goes to something that contains the target."""
    return target in symbols(passed.node.args[passed.k])


def adjoint_of(name: Term) -> Term:
    """The symbol of ∂L/∂name, of the shape of the name."""
    return made("symbol", (), name.shape, f"{ADJOINT}{name.value}")
