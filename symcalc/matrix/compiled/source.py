"""A matrix kernel as NumPy source that runs by itself: a straight line of statements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import sympy as sp

from symcalc.compiler.code.array_functions import DIALECT, ELEMENTWISE, definitions, number
from symcalc.compiler.code.identifiers import python_names
from symcalc.compiler.code.straight import INDENT, statements, used_ops
from symcalc.compiler.ir import Program
from symcalc.compiler.passes.optimise import optimise
from symcalc.errors import UnsupportedError
from symcalc.matrix.compiled.calls import Call
from symcalc.matrix.compiled.plan import CONSTANT, INPUT, Plan, Sizes, Step
from symcalc.matrix.compiled.steps import FORMS, ORDERS
from symcalc.matrix.operations.adjugate import ADJUGATE, SOURCE
from symcalc.matrix.term import ONE, SCALAR, Shape, Term

RESERVED = ["np", "math", "elementwise", ADJUGATE]


def written(calls: Mapping[str, Call], sizes: Sizes, dtype: str) -> str:
    """A module with one function for each call; it needs NumPy only.

    Parameters
    ----------
    calls : mapping of names to Call
        What the functions are called, and what they compute.
    sizes : mapping of symbols to int
        For which sizes products are put in order.
    dtype : str
        Of all arrays.
    """
    plans = {name: call.computation.plan(sizes) for name, call in calls.items()}
    texts = {name: _Text(name, call, plans[name], dtype) for name, call in calls.items()}
    functions = [text.function() for text in texts.values()]
    programs = [program for text in texts.values() for program in text.programs]
    parts = definitions(used_ops(programs))
    if any("@elementwise" in part for part in parts):
        parts.insert(0, ELEMENTWISE)
    if any(f" = {ADJUGATE}(" in text for text in functions):
        parts.append(SOURCE)
    parts += functions
    needs_math = any("math." in part for part in parts)
    imports = "import math\n\nimport numpy as np" if needs_math else "import numpy as np"
    return "\n\n\n".join([imports, *parts]) + "\n"


class _Text:
    """The text of one function."""

    def __init__(self, name: str, call: Call, plan: Plan, dtype: str) -> None:
        self._name, self._call, self._plan, self._dtype = name, call, plan, dtype
        letters = [letter.name for letter in plan.sizes]
        words = python_names([*call.names, *letters], [*RESERVED, name])
        count = len(call.names)
        self._inputs = dict(zip(call.names, words[:count], strict=True))
        self._letters = dict(zip(plan.sizes, words[count:], strict=True))
        self._labels: dict[int, str] = {}
        self._taken = {*words, *RESERVED, name}
        self.programs: list[Program] = []

    def function(self) -> str:
        """The whole function."""
        body = [
            f'"""{self._sentence()}"""',
            *self._prepared(),
            'with np.errstate(all="ignore"):',
            *(INDENT + line for step in self._plan.steps for line in self._lines(step)),
            f"return {self._returned()}",
        ]
        head = f"def {self._name}({', '.join(self._inputs.values())}):"
        return f"\n{INDENT}".join([head, *body])

    def _sentence(self) -> str:
        by = [self._inputs[name] for name in self._call.like if name is not None]
        return f"The value and its gradients by {', '.join(by)}." if by else "The value."

    def _prepared(self) -> list[str]:
        """Inputs as arrays with both axes, and the letters of their sizes."""
        lines, known = [], set[sp.Symbol]()
        for term in self._call.inputs:
            name = self._inputs[term.value]
            shape = _column(term.shape)
            reshaped = f".reshape({shape})" if shape else ""
            lines.append(f"{name} = np.asarray({name}, dtype=np.{self._dtype}){reshaped}")
            fresh = [x if x in self._letters and x not in known else None for x in term.shape]
            known |= {x for x in fresh if x is not None}
            if any(x is not None for x in fresh):
                told = [self._letters[x] if x is not None else "_" for x in fresh]
                lines.append(f"{', '.join(told)} = {name}.shape")
        return lines

    def _lines(self, step: Step) -> list[str]:
        args = [self._label(slot) for slot in step.ins]
        if step.program is not None:
            return self._entries(step, step.program, args)
        (out,) = step.outs
        return [f"{self._fresh(out)} = {self._called(step.term, args)}"]

    def _called(self, term: Term, args: Sequence[str]) -> str:
        """One call of NumPy."""
        if term.op not in FORMS:
            raise UnsupportedError(f"{term.op} cannot be written as source")
        if term.op == "broadcast" and term.args[0].shape == term.shape:
            return f"np.array({args[0]})"
        text = FORMS[term.op].text
        shape = f"({', '.join(self._number(size) for size in term.shape)})"
        norm = "1" if term.value == "1" else "2"
        words = {"axis": term.value, "shape": shape, "norm": norm, "all": ", ".join(args)}
        if term.op == "reshape":
            words["order"] = ORDERS[term.value]
        if term.op == "slice":
            words["span"] = self._span(*term.value)
        return text.format(*args, **words)

    def _span(self, axis: int, start: sp.Expr, stop: sp.Expr) -> str:
        span = f"{self._number(start)}:{self._number(stop)}"
        return f"[{span}]" if axis == 0 else f"[:, {span}]"

    def _entries(self, step: Step, program: Program, args: Sequence[str]) -> list[str]:
        """A group, operation by operation."""
        short = optimise(program)
        self.programs.append(short)
        lines, outputs = statements(short, args, spell=DIALECT.spell, number=number)
        outs = [self._fresh(slot) for slot in step.outs]
        return [*lines, f"{', '.join(outs)} = {', '.join(outputs)}"]

    def _fresh(self, slot: int) -> str:
        word = f"a{len(self._labels) + 1}"
        while word in self._taken:
            word += "_"
        self._taken.add(word)
        self._labels[slot] = word
        return word

    def _label(self, slot: int) -> str:
        told = self._plan.slots[slot]
        if told.kind == INPUT:
            return self._inputs[told.term.value]
        if told.kind == CONSTANT:
            return self._number(told.term.value)
        return self._labels[slot]

    def _number(self, value: sp.Expr) -> str:
        names = {letter: sp.Symbol(word) for letter, word in self._letters.items()}
        text = sp.pycode(value.xreplace(names))
        return text if value.is_Atom else f"({text})"

    def _returned(self) -> str:
        labels = [
            self._labels[slot] + (".reshape(-1)" if ONE in root.shape else "")
            for slot, root in zip(self._plan.results, self._call.roots, strict=True)
        ]
        if self._call.form == "one":
            return labels[0]
        if self._call.form == "value and one":
            return ", ".join(labels)
        return f"{labels[0]}, ({', '.join(labels[1:])})"


def _column(shape: Shape) -> str:
    """How a vector gets its second axis."""
    if shape == SCALAR or ONE not in shape:
        return ""
    return "-1, 1" if shape[1] == ONE else "1, -1"
