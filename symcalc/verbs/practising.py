"""The verb `practice`."""

from __future__ import annotations

from collections.abc import Iterable

import click

from symcalc import asking
from symcalc.asking import Given
from symcalc.derivation import Derivation
from symcalc.tutor.answer import answer as worked_out
from symcalc.tutor.practice import Practice
from symcalc.tutor.words.practice import ASKED, HELP, PROMPT
from symcalc.verbs.registry import verb
from symcalc.writing.text import text

ASKING = ("?", "hint", "help")


def dialogue(question: Given, *, names: Iterable[str] = ()) -> Practice:
    """Ask for one line after another, until the answer stands or the learner stops."""
    turn = practice(question, names=names)
    click.echo(ASKED.format(asked=text(turn.line)))
    click.echo(HELP)
    while not turn.done:
        try:
            line = click.prompt(PROMPT, default="", show_default=False)
        except click.Abort:  # the end of the input
            click.echo()
            break
        if not line.strip():
            break
        if line.strip() == "=":
            click.echo(turn.rest().text())
            break
        click.echo(turn.hint() if line.strip().lower() in ASKING else str(turn.answer(line)))
    return turn


@verb(
    'symcalc practice "d/dx x^2 sin(3x)"',
    shown=dialogue,
)
def practice(question: Given, *, names: Iterable[str] = ()) -> Practice:
    """Work QUESTION out yourself: each of your lines is checked, and hints are given.

    Parameters
    ----------
    question : text, Derivation, Notation or SymPy object
        What is asked: "d/dx x^2 sin(3x)". A formula alone asks for its derivative.
    names : iterable of str
        Names of several letters that are one symbol.

    Returns
    -------
    Practice
        `.answer(line)` checks a line, `.hint()` says what to try, `.rest()` is the derivation from
        the last right line on, `.done` tells whether the answer stands.

    Examples
    --------
    >>> turn = practice("d/dx sin(x^2)")
    >>> print(turn.answer("cos(x^2)").feedback)
    This line is not equal to the one before. At x = 1 it is 0.5403, and should be 1.081.
    >>> bool(turn.answer("2x cos(x^2)")), turn.done
    (True, True)
    """
    if isinstance(question, Derivation):
        return Practice(question)
    asked = asking.question_of(question, names)
    if asked.kind == "formula":
        body = text(asking.formula_of(asked, "derivative")[0])
        asked = asking.question_of(f"derivative of {body}", names)
    return Practice(worked_out(asked))
