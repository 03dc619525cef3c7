"""The catalogue as a whole: its table, and an entry by its name."""

from __future__ import annotations

import re
from difflib import get_close_matches

import sympy as sp

from symcalc import notation
from symcalc.checking.claims import Equal
from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError, shorten
from symcalc.formula import Question
from symcalc.notation import Notation
from symcalc.steps import Step, Table
from symcalc.tutor.catalogue.activations import ACTIVATIONS
from symcalc.tutor.catalogue.entry import Entry
from symcalc.tutor.catalogue.losses import LOSSES
from symcalc.tutor.catalogue.reading import formula
from symcalc.tutor.catalogue.worked import components
from symcalc.tutor.words.catalogue import (
    ALL,
    CLOSE,
    EACH,
    ENDING,
    LISTED,
    TABLE,
    TITLE,
    UNKNOWN,
)
from symcalc.writing.text import text

ENTRIES: tuple[Entry, ...] = (*ACTIVATIONS, *LOSSES)


def spelled(name: str) -> str:
    """A name without what people write differently: GELU, Leaky ReLU, leaky_relu.

    >>> spelled("Leaky_ReLU"), spelled("KL divergence")
    ('leakyrelu', 'kldivergence')
    """
    return re.sub(r"[\s_-]+", "", name).lower()


BY_NAME = {spelled(word): e for e in ENTRIES for word in (e.name, e.title, *e.other)}


def entry_of(name: str) -> Entry:
    """The entry of a name.

    Raises
    ------
    UnsupportedError
        If there is none.
    """
    found = BY_NAME.get(spelled(name)) if isinstance(name, str) else None
    if found is not None:
        return found
    close = get_close_matches(spelled(str(name)), BY_NAME, 1)
    hint = CLOSE.format(close=BY_NAME[close[0]].name) if close else ALL
    raise UnsupportedError(UNKNOWN.format(name=shorten(str(name))), hint=hint)


def listed() -> Derivation:
    """Every entry in a table; its derivatives are checked."""
    whole = notation.name(sp.Symbol("catalogue"))
    rows = tuple((e.name, e.kind, formula(e, e.formula), shorter(e)) for e in ENTRIES)
    table = Table(TABLE, rows)
    step = Step("catalogue", TITLE, whole, whole, EACH, relation="definition", table=table)
    return Derivation(
        Question("catalogue", whole, (), LISTED),
        whole,
        whole,
        (step,),
        claims=tuple(claim for e in ENTRIES for claim in claims_of(e)),
        told=tuple(e.name for e in ENTRIES),
        ending=ENDING.format(count=len(ENTRIES)),
    )


def shorter(entry: Entry) -> Notation:
    """The derivative, in terms of the output where that is shorter."""
    forms = [formula(entry, told) for told in (entry.derivative, entry.output) if told]
    return min(forms, key=lambda form: len(text(form)))


def claims_of(entry: Entry) -> list[Equal]:
    """That the derivatives of an entry are what the table says."""
    body = formula(entry, entry.formula).expr
    slopes = components(formula(entry, entry.derivative))
    wrt = (formula(entry, x).expr for x in entry.by)
    return [Equal(sp.Derivative(body, x), slope) for x, slope in zip(wrt, slopes, strict=True)]
