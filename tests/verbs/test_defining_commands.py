"""Functions of the user's own in a shell: the command `define`, and the option of every other."""

from __future__ import annotations

import json

from click.testing import CliRunner, Result

import symcalc as sc
from symcalc.cli import group


def run(*args: str) -> Result:
    return CliRunner().invoke(group, list(args))


def test_a_shell_shows_what_a_definition_means() -> None:
    done = run("define", "leaky", "x,a", "max(x, a x)")
    assert "leaky(x, a) = max(x, a·x)" in done.output
    assert "∂/∂x leaky(x, a) = {1 if x > a·x; a if x < a·x}" in done.output
    assert "Checked at 32 points" in done.output
    told = json.loads(run("define", "sq", "x", "x^2", "--format", "json").output)
    assert told["name"] == "sq"
    assert [line["text"] for line in told["lines"]] == ["sq(x) = x²", "d/dx sq(x) = 2x"]
    assert told["check"]["status"] == "agrees"
    assert (
        r"\operatorname{sq}(x) = x^{2}"
        in run("define", "sq", "x", "x^2", "--format", "latex").output
    )


def test_every_command_takes_definitions() -> None:
    own = ("--define", "sq(x) = x^2", "--define", "foo(x, a) := a sq(x)")

    assert "= 6x" in run("diff", "foo(x, 3)", *own).output
    assert run("grade", "d/dx foo(x, 3)", "6x", "--timeout", "60", *own).output == "Correct.\n"
    assert "v1 = x * x" in run("compile", "sq(x)", *own).output
    assert isinstance(run("diff", "x", "--define", "sq(x)").exception, sc.ReadingError)
