"""From a formula as written to the steps of its derivative."""

from __future__ import annotations

from dataclasses import replace

import sympy as sp

from symcalc import notation
from symcalc.checking.relations import check_equal
from symcalc.notation import Notation
from symcalc.primitives import build, replace_nodes
from symcalc.scope import need_slope
from symcalc.steps import Step
from symcalc.tutor.rules import choose
from symcalc.tutor.setting import Rule, Setting
from symcalc.tutor.tidy import stages
from symcalc.tutor.unknown import worked_out
from symcalc.tutor.words import HINTS, WORDS, Words
from symcalc.writing.latex import latex
from symcalc.writing.text import text


def differentiate(
    body: Notation, x: sp.Symbol, sign: str = "d", *, simplify: bool = True
) -> tuple[Step, ...]:
    """Differentiate a formula, every step named, explained and checked.

    Parameters
    ----------
    body : Notation
        The formula as written.
    x : sympy.Symbol
        The variable; every other letter is constant.
    sign : str
        "d", or "∂" for a partial derivative.
    simplify : bool
        Whether lines are tidied up, a step for each way of doing so.

    Returns
    -------
    tuple of Step
        The rule with the steps of its parts below it, then the steps that close it. The first
        begins with d/dx of the formula, the last ends with the derivative.

    Raises
    ------
    UnsupportedError
        If the formula is a vector, or a part of it has no derivative rule.

    Examples
    --------
    >>> x = sp.Symbol("x")
    >>> from symcalc.primitives import arrange
    >>> [step.rule for step in differentiate(arrange(x * sp.sin(x)), x)]
    ['product', 'substitute']
    """
    need_slope(body, {x})
    return derive(body, replace(Setting.of(body, x, sign), simplify=simplify))


def derive(node: Notation, setting: Setting) -> tuple[Step, ...]:
    """The steps for one node; those of its parts are below the first."""
    before = setting.d(node)
    if not setting.contains(node):
        return (checked(step_of(Rule("constant", notation.number(0)), before, node, setting)),)
    rule = choose(node, setting)
    inner = setting.without(rule.letters)
    parts = {d: derive(d.parts[0], inner) for d in outstanding(rule.line)}
    below = [step for steps in parts.values() for step in steps]
    first = checked(step_of(rule, before, node, setting, (*_outer(rule, setting), *below)))
    answers = {d: steps[-1].after for d, steps in parts.items()}
    filled = replace_nodes(rule.line, answers.get) if parts else rule.line
    shown = rule.row is not None and rule.name == rule.row.name and rule.row.written is not None
    return (first, *closing(first.after, filled, simplify=setting.simplify and not shown))


def outstanding(line: Notation) -> list[Notation]:
    """The derivatives in a line that are still to be worked out, each once."""
    found = (n for n in line.walk() if n.head == "derivative" and not worked_out(n))
    return list(dict.fromkeys(found))


def closing(line: Notation, filled: Notation, *, simplify: bool = True) -> tuple[Step, ...]:
    """Put the parts' derivatives into the rule's line, and tidy up."""
    steps = []
    if filled != line:
        steps.append(checked(plain_step("substitute", line, filled)))
    for rule, after in stages(filled) if simplify else ():
        steps.append(checked(plain_step(rule, steps[-1].after if steps else line, after)))
    return tuple(steps)


def plain_step(rule: str, before: Notation, after: Notation) -> Step:
    """A step whose words do not depend on the formula."""
    words = WORDS[rule]
    return Step(rule, words.title, before, after, words.explanation, hints=(words.hint,))


def step_of(
    rule: Rule, before: Notation, node: Notation, setting: Setting, below: tuple[Step, ...] = ()
) -> Step:
    """A rule as a Step: its words filled in for this formula."""
    words = words_for(rule)
    parts = dict(zip("uv", map(text, node.parts), strict=False))
    fields = {"f": text(node), "x": text(setting.x), **parts, **rule.fields}
    return Step(
        rule=rule.name,
        title=words.title,
        before=before,
        after=rule.line,
        explanation=words.explanation.format(**fields),
        statement=statement(rule, setting, words),
        bindings=dict(rule.letters),
        substeps=below,
        law=rule.law,
        hints=hints(rule, words, fields),
    )


def hints(rule: Rule, words: Words, fields: dict[str, str]) -> tuple[str, ...]:
    """First which rule, then what its letters are here."""
    first = words.hint.format(**fields)
    if rule.name not in ("product", "quotient"):
        return (first,)
    letters = " and ".join(f"{k} = {text(v)}" for k, v in rule.letters.items())
    return first, f"Take {letters}. You need the derivative of each."


def words_for(rule: Rule) -> Words:
    """The words of a rule: of policy, or of its row."""
    if rule.row is None or rule.name in WORDS:
        return WORDS[rule.name]
    title = rule.row.title[0].upper() + rule.row.title[1:]
    hint = HINTS.get(rule.name, f"What is the {rule.row.title}?")
    return Words(title, rule.row.says, hint=hint)


def statement(rule: Rule, setting: Setting, words: Words) -> str:
    """The rule itself in LaTeX: its own letters, or the row's derivative of a letter."""
    if rule.law is not None:
        return latex(rule.law)
    if words.statement or rule.row is None or rule.row.arity != 1:
        return words.statement
    u = setting.letter(0)
    outer = build(rule.row.name, u)
    inner = Setting.of(outer, u.expr)
    return latex(build("relation", inner.d(outer), choose(outer, inner).line, text="="))


def _outer(rule: Rule, setting: Setting) -> tuple[Step, ...]:
    """The derivative of a chain's outer function, by its letter."""
    if rule.outer is None or len(rule.letters) != 1:
        return ()
    return derive(rule.outer, Setting.of(rule.outer, setting.letter(0).expr))


def checked(step: Step) -> Step:
    """The step itself, once numbers bear it out.

    A step that is wrong is our own mistake, and never shown: it raises AssertionError.
    """
    sides = [
        e if isinstance(e, sp.MatrixBase) else [e] for e in (step.before.expr, step.after.expr)
    ]
    for before, after in zip(*sides, strict=True):
        report = check_equal(before, after)
        if report.status == "disagrees":
            place = report.worst.point if report.worst else {}
            told = f"{text(step.before)} = {text(step.after)}"
            raise AssertionError(f"the step {step.rule} is wrong at {place}: {told}")
    return step
