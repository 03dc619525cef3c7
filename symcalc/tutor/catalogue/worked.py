"""An entry of the catalogue as a derivation: its derivative step by step, then what is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import sympy as sp

from symcalc import notation
from symcalc.checking.claims import Claim, Equal
from symcalc.derivation import Derivation
from symcalc.formula import Question
from symcalc.notation import Notation
from symcalc.primitives import arrange, build, put
from symcalc.steps import Step
from symcalc.tutor.catalogue.claims import Bounded
from symcalc.tutor.catalogue.entry import Entry, Kink, Vectors
from symcalc.tutor.catalogue.largest import largest
from symcalc.tutor.catalogue.reading import formula
from symcalc.tutor.diff import derivative, gradient
from symcalc.tutor.differentiate import checked
from symcalc.tutor.matrices.asked import asked
from symcalc.tutor.matrices.worded import worked as worked_out
from symcalc.tutor.words.catalogue import FACTS, QUESTION
from symcalc.writing.text import text

FACT = "fact"


def worked(entry: Entry) -> Derivation:
    """The derivative of an entry with its steps, and what the catalogue says of it besides."""
    body = formula(entry, entry.formula)
    wrt = tuple(formula(entry, x).expr for x in entry.by)
    base = derivative(body, wrt) if len(wrt) == 1 else gradient(body, wrt)
    book = formula(entry, entry.derivative)
    steps = base.steps if text(book) == text(base.result) else (*base.steps, shown(base, book))
    told = replace(base, question=question(entry, body, wrt), result=book, steps=steps)
    facts = tuple(facts_of(entry, told))
    return replace(
        told,
        steps=(*steps, *facts),
        conditions=() if entry.everywhere else base.conditions,
        remarks=() if entry.kinks else base.remarks,
        claims=(*base.claims, *borne_out(claims_of(entry, told))),
    )


def question(entry: Entry, body: Notation, wrt: tuple[sp.Symbol, ...]) -> Question:
    """What is asked; with it go the letters' values and the span of a picture."""
    names = ", ".join(text(notation.name(x)) for x in wrt)
    asked = QUESTION.format(title=entry.title, f=text(body), x=names)
    given = tuple(
        (formula(entry, letter).expr, formula(entry, value))
        for letter, value in entry.values.items()
    )
    ends = (arrange(sp.Rational(str(end))) for end in entry.span)
    span = build("element", notation.name(wrt[0]), build("interval", *ends, text="[]"), text="in")
    return Question("catalogue", body, wrt, asked, given=given, subject_to=(span,))


def shown(base: Derivation, book: Notation) -> Step:
    """The derivative as a book writes it."""
    words = FACTS["book-form"]
    return checked(
        Step("book-form", words.title, base.result, book, words.explanation, hints=(words.hint,))
    )


# ---- what is known besides


def facts_of(entry: Entry, told: Derivation) -> Iterator[Step]:
    """A line for each thing that the catalogue says."""
    if entry.output:
        yield fact(told, "output", **output(entry))
    if entry.slope:
        yield slope_fact(entry, told)
    yield from (kink_fact(entry, told, kink) for kink in entry.kinks)
    if entry.range:
        yield fact(told, "range", range=text(formula(entry, entry.range)))
    if entry.stable:
        stable = text(formula(entry, entry.stable))
        yield fact(told, "stable", stable=stable, why=entry.why)
    elif entry.why:
        yield fact(told, "care", why=entry.why)
    if entry.general:
        yield fact(told, "general", general=entry.general)
    if entry.vectors:
        yield of_vectors(entry.vectors, told)
    yield fact(told, "use", says=entry.says)


def fact(told: Derivation, name: str, **fields: str) -> Step:
    """One line."""
    words = FACTS[name]
    said = words.explanation.format(**fields)
    title = words.title.format(**fields)
    return Step(FACT, title, told.asked, told.result, said, relation="definition")


def of_vectors(given: Vectors, told: Derivation) -> Step:
    """The steps for n components."""
    words, d = FACTS["vectors"], in_vectors(given)
    line = Notation("relation", (d.asked, d.result), "=")
    return Step(
        "n-components", words.title, told.asked, line, relation="definition", substeps=d.steps
    )


def in_vectors(given: Vectors) -> Derivation:
    """The derivation for n components."""
    return worked_out(
        asked(given.kind, given.formula, [given.by], given.shapes, assuming=given.assuming)
    )


def output(entry: Entry) -> dict[str, str]:
    """The derivative in letters for parts, and what these are."""
    pairs = [(text(formula(entry, a)), text(formula(entry, b))) for a, b in entry.letters]
    return {
        "letters": " and ".join(letter for letter, _ in pairs[:2])
        if len(pairs) < 3
        else f"{pairs[0][0]}, …, {pairs[-1][0]}",
        "form": text(formula(entry, entry.output)),
        "meanings": ", ".join(f"{letter} = {part}" for letter, part in pairs),
    }


def opened(entry: Entry) -> Notation:
    """The derivative in terms of the output, with the output written out."""
    parts = {formula(entry, a).expr: formula(entry, b) for a, b in entry.letters}
    return put(formula(entry, entry.output), parts)


def slope_fact(entry: Entry, told: Derivation) -> Step:
    """The largest slope, and where."""
    found = largest(entry)
    at = ", ".join(filter(None, (found.at, found.provided)))
    return fact(told, found.kind, value=found.value, at=at)


def kink_fact(entry: Entry, told: Derivation, kink: Kink) -> Step:
    """What the two sides of a kink are like."""
    sides = {k: text(formula(entry, getattr(kink, k))) for k in ("at", "left", "right", "compiled")}
    name = "smooth-kink" if kink.left == kink.right else "kink"
    return fact(told, name, x=entry.by[0], **sides)


def claims_of(entry: Entry, told: Derivation) -> Iterator[Claim]:
    """What numbers can bear out: the forms, the stable formula, and the bound of the slope."""
    body = told.question.body
    if entry.vectors:
        yield from in_vectors(entry.vectors).claims
    if entry.output:
        pairs = zip(components(told.result), components(opened(entry)), strict=True)
        yield from (Equal(a, b) for a, b in pairs)
    if entry.stable:
        yield Equal(body.expr, formula(entry, entry.stable).expr)
    if entry.slope and (bound := largest(entry).bound) is not None:
        x = told.question.wrt[0]
        values = {letter: node.expr for letter, node in told.question.given}
        yield Bounded(told.result.expr, x, bound, values)


def borne_out(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """The claims themselves, once numbers bear them out: what is wrong is our own mistake."""
    made = tuple(claims)
    for claim in made:
        report = claim.check()
        if report.status == "disagrees":
            raise AssertionError(f"the catalogue is wrong: {claim}: {report.text()}")
    return made


def components(node: Notation) -> list[sp.Expr]:
    """The formulas of a vector; one formula alone is one."""
    return list(node.expr) if isinstance(node.expr, sp.MatrixBase) else [node.expr]
