"""HTML that stands by itself, folds, and lets nothing of what was typed become markup."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

import pytest
import sympy as sp
from hypothesis import given, settings
from writing_formulas import CANONICAL, FORMULAS

import symcalc as sc
from symcalc.notation import Notation
from symcalc.reading import read
from symcalc.steps import Step, walk
from symcalc.writing.mathml import mathml

HOSTILE = '<script>alert("1")</script>&"\'x'

FORMS = [
    # typed            what must be in the markup
    ("x^2", "<msup><mi>x</mi><mn>2</mn></msup>"),
    ("x/2", "<mfrac><mi>x</mi><mn>2</mn></mfrac>"),
    ("sqrt(x)", "<msqrt><mi>x</mi></msqrt>"),
    ("root(x, 5)", "<mroot><mi>x</mi><mn>5</mn></mroot>"),
    ("theta_1", "<msub><mi>θ</mi><mn>1</mn></msub>"),
    ("y_hat", '<mover accent="true"><mi>y</mi><mo>^</mo></mover>'),
    ("2x", "<mn>2</mn><mo>\u2062</mo><mi>x</mi>"),
    ("sin(x)", "<mi>sin</mi><mo>\u2061</mo>"),
    ("-x", "<mrow><mo>−</mo><mi>x</mi></mrow>"),  # a sign in front, no difference
    ("[x, y]", "<mtr>"),
    ("|x|", '<mo form="prefix" stretchy="false">|</mo>'),
    ("|x/2|", '<mo form="prefix" stretchy="true">|</mo>'),
    ("∑_(k=0)^n x^k", "<munderover>"),
    ("∫_0^1 x² dx", "<msubsup>"),
    ("lim_(x→0) 1/x", "<munder>"),
    ("{x if x > 0; −x otherwise}", "<mtext>otherwise</mtext>"),
    ("d/dx x^2", "<mrow><mi>d</mi><mi>x</mi></mrow>"),
    ("f'(x)", "<msup><mi>f</mi><mo>′</mo></msup>"),
    ("x < 1", "<mo>&lt;</mo>"),
]


def tree(html: str) -> ET.Element:
    """Well-formed, so that no tag is left open."""
    return ET.fromstring(html.removeprefix("<!DOCTYPE html>\n"))


def derivations() -> Iterator[sc.Derivation]:
    yield sc.diff("x^2 sin(3x)", at={"x": 3})
    yield sc.diff("|x|")
    yield sc.gradient("100(y-x^2)^2 + (1-x)^2", at={"x": 0, "y": 0})
    yield sc.diff("{x^2 if x < 1; 3x otherwise}", order=2)


@pytest.mark.parametrize(("typed", "markup"), FORMS)
def test_formulas_as_mathml(typed: str, markup: str) -> None:
    assert markup in mathml(read(typed))


@pytest.mark.parametrize("formula", [row[0] for row in CANONICAL])
def test_mathml_is_well_formed(formula: str) -> None:
    written = ET.fromstring(mathml(read(formula), display=True))
    assert written.tag == "math"
    assert written.get("aria-label") == written.get("alttext") != ""


@settings(max_examples=100, deadline=None)
@given(FORMULAS)
def test_any_formula_is_well_formed(formula: Notation) -> None:
    ET.fromstring(mathml(formula))


def test_fractions_roots_and_scripts_have_the_parts_they_need() -> None:
    counts = {"mfrac": 2, "msup": 2, "msub": 2, "mroot": 2, "munder": 2, "munderover": 3}
    for typed, _ in FORMS:
        for element in ET.fromstring(mathml(read(typed))).iter():
            assert len(element) == counts.get(element.tag, len(element)), typed


@pytest.mark.parametrize("d", list(derivations()), ids=lambda d: d.question.text)
def test_a_page_needs_nothing_else(d: sc.Derivation) -> None:
    page = d.html()
    tags = {element.tag for element in tree(page).iter()}
    assert not tags & {"script", "link", "img", "iframe", "object"}
    assert not re.search(r"https?:|url\(|@import|\son\w+=", page)
    assert {"details", "summary", "math", "style"} <= tags


@pytest.mark.parametrize("d", list(derivations()), ids=lambda d: d.question.text)
def test_every_step_is_inside_the_one_that_needs_it(d: sc.Derivation) -> None:
    def titles(steps: tuple[Step, ...]) -> list[str]:
        return [s.title for s in walk(steps) if s.rule not in ("substitute", "simplify")]

    told = [s for s in d.steps if s.rule != "evaluate"]
    found = tree(d.html())
    assert [b.text for b in found.findall(".//summary/b")] == titles(tuple(told))
    top = found.findall(".//ol[@class='steps']/li/details")
    outermost = [s for s in told if s.rule not in ("substitute", "simplify")]
    for details, step in zip(top, outermost, strict=True):
        inside = [b.text for b in details.findall("div//summary/b")]
        assert inside == titles(step.substeps)


def test_what_is_at_a_glance_is_folded() -> None:
    found = tree(sc.diff("x^2 sin(3x)").html())
    folded = [d.find("summary/b").text for d in found.iter("details") if d.get("open") is None]
    assert folded == ["Derivative of the sine", "Constant multiple", "Identity"]


def test_names_are_escaped_everywhere() -> None:
    x = sp.Symbol(HOSTILE)
    d = sc.diff(x**2 * sp.sin(x), x)
    for written in (d.html(), d._repr_mimebundle_()["text/html"]):
        assert "<script" not in written
        assert "&lt;script&gt;" in written
    tree(d.html())


def test_a_notebook_gets_a_fragment() -> None:
    bundle = sc.diff("x sin x")._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "text/html", "text/markdown", "text/latex"}
    assert bundle["text/html"].startswith('<div class="symcalc">')
    assert "<html" not in bundle["text/html"]
    assert r"\documentclass" not in bundle["text/latex"]
