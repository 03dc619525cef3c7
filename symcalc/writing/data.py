"""A derivation as JSON."""

from __future__ import annotations

import json
from typing import Any

from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.steps import Step
from symcalc.writing import tables
from symcalc.writing.document import Document
from symcalc.writing.latex import latex
from symcalc.writing.text import text


def json_text(d: Document) -> str:
    """The derivation as JSON."""
    data = {
        "kind": d.question.kind,
        "question": {"text": d.question.text, "latex": latex(d.asked)},
        "answer": formula(d.answered),
        **({"ending": d.ending} if d.ending else {}),
        "conditions": [formula(arrange(c)) for c in d.conditions],
        "remarks": list(d.remarks),
        "steps": [step(s) for s in d.steps],
        "check": d.check.plain(),
    }
    return json.dumps(data, ensure_ascii=False)


def formula(node: Notation) -> dict[str, str]:
    """A formula in the two forms that JSON carries."""
    return {"text": text(node), "latex": latex(node)}


def step(s: Step) -> dict[str, Any]:
    """A step and its substeps as plain data."""
    return {
        "rule": s.rule,
        "title": s.title,
        "statement": s.statement,
        "before": formula(s.before),
        "after": formula(s.after),
        "explanation": s.explanation,
        "relation": s.relation,
        "bindings": {letter: formula(part) for letter, part in s.bindings.items()},
        "conditions": [formula(c) for c in s.conditions],
        "status": s.status,
        "substeps": [step(below) for below in s.substeps],
        **({"table": tables.data(s.table, formula)} if s.table else {}),
    }
