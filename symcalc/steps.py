"""Step: one line of a derivation, and the tree of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from symcalc.notation import Notation

# Steps that put together what the steps before them found; every other step names a rule.
TIDYING = (
    *("simplify", "identity-used", "cancel", "common-factor", "multiply-out"),
    "common-denominator",
)
CLOSING = ("substitute", *TIDYING)


@dataclass(frozen=True)
class Table:
    """Numbers or formulas in rows: values beside a limit, signs of a derivative, coefficients.

    Each cell is text or a formula; `head` names the columns.
    """

    head: tuple[str | Notation, ...]
    rows: tuple[tuple[str | Notation, ...], ...]


@dataclass(frozen=True)
class Step:
    """One step: a rule, what it is applied to, and what comes out.

    Attributes
    ----------
    rule : str
        Kebab-case and permanent: "product", "chain", "sin".
    title : str
        The rule's name for a reader.
    statement : str
        The rule itself, in LaTeX.
    before, after : Notation
        What stands before and after the step.
    explanation : str
        One or two sentences about this formula.
    relation : str
        Between before and after: "equal", "equal-up-to-constant", "equivalent", "implies" or
        "definition".
    bindings : mapping
        What the letters of the statement are here: u = 3x.
    conditions : tuple of Notation
        Where the step holds, if not everywhere.
    status : str
        "proved" by a rule, "looked-up", or "numeric".
    substeps : tuple of Step
        The steps that work out the parts.
    law : Notation or None
        The statement as Notation, for writers that do not set LaTeX.
    hints : tuple of str
        What may be said to someone who wants to try, the vaguest first; they never compute.
    table : Table or None
        What is better looked at than read.
    """

    rule: str
    title: str
    before: Notation
    after: Notation
    explanation: str = ""
    statement: str = ""
    relation: str = "equal"
    bindings: Mapping[str, Notation] = field(default_factory=dict, hash=False)
    conditions: tuple[Notation, ...] = ()
    status: str = "proved"
    substeps: tuple[Step, ...] = ()
    law: Notation | None = None
    hints: tuple[str, ...] = ()
    table: Table | None = None

    def __repr__(self) -> str:
        return f"<Step {self.rule}: {self.title}, {len(self.substeps)} below>"

    def walk(self) -> Iterator[Step]:
        """This step, then its substeps, depth first."""
        yield self
        for step in self.substeps:
            yield from step.walk()


def walk(steps: Sequence[Step]) -> Iterator[Step]:
    """Every step of a tree, in reading order."""
    for step in steps:
        yield from step.walk()


def groups(steps: Sequence[Step]) -> list[tuple[Step, ...]]:
    """Steps that belong together: a rule, and the steps that close it."""
    found: list[tuple[Step, ...]] = []
    for step in steps:
        if step.rule in CLOSING and found:
            found[-1] = (*found[-1], step)
        else:
            found.append((step,))
    return found
