"""The command line: what is printed, and the exit status."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from symcalc.cli import group, main
from symcalc.verbs import VERBS

TYPED = {n.replace("_", "-"): verb for n, verb in VERBS.items() if verb.examples}  # in a shell


def run(*args: str, typed: str | None = None) -> Result:
    return CliRunner().invoke(group, list(args), input=typed)


def shell(*args: str, typed: str | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from symcalc.cli import main; main()", *args]
    return subprocess.run(command, capture_output=True, text=True, input=typed, check=False)


ANSWERS = [
    # arguments                                               status  printed
    (("diff", "x^2 sin(3x)"), 0, "= 2x sin(3x) + 3x² cos(3x)"),
    (("diff", r"\frac{\sin^2 x}{1+\sqrt{x}}"), 0, "Quotient rule"),
    (("d/dx x^2 sin x",), 0, "= 2x sin(x) + x² cos(x)"),  # a question by itself
    (("explain", "gradient of x^2 y"), 0, "[2x·y, x²]"),
    (("diff", "-x^2"), 0, "= −2x"),  # a leading minus is no option
    (("diff", "x^2 y", "--wrt", "y"), 0, "= x²"),
    (("diff", "x^2 y^2", "--wrt", "x,y"), 0, "= 4x·y"),
    (("diff", "x^4", "--order", "2"), 0, "= 12x²"),
    (("diff", "x^2", "--at", "x=3"), 0, "At x = 3: 2·3 = 6"),
    (("diff", "x^2", "--at", "x=1", "--at", "x=2"), 0, "At x = 2: 2·2 = 4"),
    (("diff", "x^2", "--at", "x=sqrt(2)"), 0, "2 √2"),
    (("diff", "x sin x", "--hint", "1"), 0, "Which rule is for that?"),
    (("diff", "x sin x", "--detail", "brief"), 0, "Product rule.  sin(x) + x cos(x)"),
    (("diff", "x sin x", "--detail", "full"), 0, "The derivatives of the parts are put in."),
    (("diff", "mass*v^2", "--wrt", "v", "--names", "mass"), 0, '"mass"'),
    (("diff", "x^2", "--format", "latex"), 0, r"\frac{d}{dx} x^{2}"),
    (("diff", "x^2", "--format", "markdown"), 0, "**Power rule.**"),
    (("diff", "x^2", "--format", "html"), 0, "<details"),
    (("gradient", "x^2 y", "--at", "x=1,y=2"), 0, "[4, 1]"),
    (("compile", "x^2 sin y"), 0, "def value(x, y"),
    (("compile", "x^2 sin y", "--inputs", "y,x"), 0, "def value(y, x"),
    (("check", "x^2 sin x", "--derivative", "2x sin x + x^2 cos x"), 0, "Checked at 32 points"),
    (("check", "x^2 sin x", "--derivative", "2x cos x"), 1, "It disagrees with numeric"),
    (("check", "x^2 sin x"), 0, "checked at 32 points"),
    (("check", "ln(-1-x^2)"), 3, "Not decided"),
    (("grade", "d/dx x^2 sin x", "2x cos x"), 1, "At x = 1 yours is 1.081"),
    (("grade", "d/dx x^2", "2x"), 0, "Correct."),
    (("grade", "log|x|", "log x"), 1, "Partly right."),
    (("grade", "d/dx x^2", "2x("), 2, "a parenthesis is not closed"),
    (("grade", "ln(-1-x^2)", "ln(-1-x^2)+0"), 3, "I could not decide"),
    (("parse", "2x sin(3x)"), 0, "2*x*sin(3*x)"),
    (("read", "1/2x"), 0, "remark: 1/2x is read as (1/2)·x"),
    (("read", "x^2", "--format", "latex"), 0, "x^{2}"),
    (("functions",), 0, "arctan"),
]


@pytest.mark.parametrize(("arguments", "status", "printed"), ANSWERS)
def test_commands(arguments: tuple[str, ...], status: int, printed: str) -> None:
    done = run(*arguments)
    assert printed in done.output
    assert done.exit_code == status


MISTAKES = [
    # arguments                          what is said                     what to do next
    (("diff", "x^2 sin(3x"), "a parenthesis is not closed", "did you mean"),
    (("diff", "x^2 y"), "several variables: x, y", "--wrt x"),
    (("diff", ""), "there is no formula", "hint"),
    (("compile", "f(x)"), "f", "hint"),
    (("diff", "x^2", "--at", "x"), "is not a coordinate", "--at x=3,y=2"),
    (("diff", "x^2", "--at", "x=y"), "is not a number", "x=3"),
    (("diff", "x^2", "--order", "0"), "no derivative of order 0", "from 1 to 100"),
    (("diff", "9**9**9**9"), "digits", ""),
    (("diff", "x/0"), "division by zero", ""),
    (("diff", "x^2", "--at", "x=3,x=4"), "x is given twice", "--at several times"),
    (("diff", "x^2", "--at", "y=3"), "y does not occur", "its own variables"),
    (("diff", "x^2", "--at", "x=oo"), "is not a number", "x=3"),
    (("diff", "x^2", "--at", "x=sqrt(-1)"), "not a real number", ""),
    (("diff", "x^2", "--wrt", "sin"), "sin is a function", "letter"),
    (("explain", "x^2"), "nothing is asked", "d/dx x^2"),
    (("compile", "d/dx x^2"), "not worked out", "diff(…).answer"),
    (("compile", "x y", "--inputs", "x"), "y is not among the inputs", "inputs"),
    (("compile", "x", "--backend", "cuda"), "cuda", "cpu"),
    (("compile", "x", "--backend", "abacus"), "abacus", "cpu"),
    (("compile", "x", "--dtype", "int8"), "int8", "float64"),
    (("compile", "x^2", "--format", "html"), "cannot be written as html", "json"),
    (("grade", "derivative of x y", "x"), "several variables", "--wrt"),
    (("check", "x y", "--derivative", "x"), "several variables", "--wrt"),
    (("diff", "x^2", "--hint", "99"), "one hint", "without --hint"),
]


@pytest.mark.parametrize(("arguments", "what", "hint"), MISTAKES)
def test_mistakes_get_one_plain_message(
    arguments: tuple[str, ...], what: str, hint: str, capsys, monkeypatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["symcalc", *arguments])
    with pytest.raises(SystemExit) as stop:
        main()
    told = capsys.readouterr().err
    assert stop.value.code == 2
    assert told.startswith("symcalc: ")
    assert what in told
    assert hint in told
    assert "Traceback" not in told


def test_a_caret_points_into_the_users_own_text(capsys, monkeypatch) -> None:
    monkeypatch.setattr(sys, "argv", ["symcalc", "diff", "x^2 sin(3x"])
    with pytest.raises(SystemExit):
        main()
    assert capsys.readouterr().err.splitlines()[:3] == [
        "symcalc: a parenthesis is not closed",
        "  x^2 sin(3x",
        "         ^ opened here",
    ]


def test_timed_out_is_status_3(capsys, monkeypatch) -> None:
    from symcalc.errors import TimedOut

    def late(*_args: object, **_named: object) -> None:
        raise TimedOut("too late")

    monkeypatch.setattr("symcalc.cli.group", late)
    with pytest.raises(SystemExit) as stop:
        main()
    assert stop.value.code == 3
    assert "too late" in capsys.readouterr().err


def test_misused_options_are_told() -> None:
    done = run("diff", "x^2", "--wtr", "x")
    assert done.exit_code == 2
    assert "--wtr" in done.output
    assert run("dif", "x^2").output.endswith("there is no command 'dif'; did you mean 'diff'?\n")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (("diff", "x^2", "--form", "json"), "there is no option --form; did you mean --format?"),
        (("diff", "x^2", "--order=2", "--wiht=x"), "there is no option --wiht"),
        (("descend", "x^2", "--at", "x=1"), "there is no option --at\n"),
        (("dot", "(1, 2)", "--other"), "there is no option --other"),  # not the other vector
    ],
)
def test_an_option_that_there_is_not_is_no_formula(typed: tuple[str, ...], told: str) -> None:
    asked = run(*typed)

    assert asked.exit_code == 2
    assert told in asked.output


def test_after_two_dashes_nothing_is_an_option() -> None:
    assert "= 1" in run("diff", "--", "--x").output


def test_several_lines_are_not_multiplied(monkeypatch, capsys) -> None:
    done = shell("diff", "-", typed="x^2\nx^3\n")
    assert done.returncode == 2
    assert "several lines" in done.stderr


def test_a_time_limit_is_a_positive_number_or_none() -> None:
    assert run("grade", "d/dx x^2", "2x", "--timeout", "none").output == "Correct.\n"
    for wrong in ("-3", "soon", "inf"):
        assert run("grade", "d/dx x^2", "2x", "--timeout", wrong).exit_code == 2


def test_a_dash_reads_standard_input() -> None:
    assert "= 2x" in run("diff", "-", typed="x^2\n").output


@pytest.mark.parametrize("name", TYPED)
def test_every_verb_has_help_with_examples(name: str) -> None:
    done = run(name, "--help")
    assert done.exit_code == 0
    assert "Examples:" in done.output
    assert "symcalc" in done.output
    assert "Parameters" not in done.output


@pytest.mark.parametrize("name", TYPED)
def test_the_examples_in_the_help_run(name: str) -> None:
    import shlex

    for example in TYPED[name].examples:
        program, *args = shlex.split(example)
        assert program == "symcalc"
        kept = [a for a in args if a not in ("--save", "kernel.py", "--out", "graded.csv")]
        assert run(*kept).exit_code in (0, 1)


def test_help_lists_the_verbs_and_the_statuses() -> None:
    for done in (run(), run("--help")):
        assert all(name in done.output for name in TYPED)
        assert "Exit status" in done.output


def test_the_json_of_the_command_line_is_that_of_the_derivation() -> None:
    import symcalc as sc

    printed = run("diff", "x^2 sin(3x)", "--format", "json").output
    assert printed == sc.diff("x^2 sin(3x)").json() + "\n"


JSON = [
    (("grade", "d/dx x^2", "x"), {"status", "score", "note", "feedback", "witness", "proof"}),
    (("check", "x^2", "--derivative", "x"), {"status", "points", "max_error", "worst", "method"}),
    (("compile", "x^2"), {"kind", "inputs", "source"}),
    (("read", "x^2"), {"text", "latex", "remarks"}),
    (("parse", "x^2"), {"text", "latex"}),
]


@pytest.mark.parametrize(("arguments", "fields"), JSON)
def test_json(arguments: tuple[str, ...], fields: set[str]) -> None:
    assert fields <= set(json.loads(run(*arguments, "--format", "json").output))


def test_the_saved_kernel_runs_by_itself(tmp_path: Path) -> None:
    file = tmp_path / "kernel.py"
    done = run("compile", "x^2 sin y + max(x, y)", "--save", str(file))
    assert str(file) in done.output
    start = f"import sys; sys.path.insert(0, {str(tmp_path)!r})"
    code = f"{start}; import kernel; print(kernel.value(2.0, 1.0), 'symcalc' in sys.modules)"
    told = subprocess.run(
        [sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True
    )
    value, imported = told.stdout.split()
    assert float(value) == pytest.approx(4 * 0.8414709848078965 + 2)
    assert imported == "False"


def test_a_file_that_cannot_be_written(tmp_path: Path) -> None:
    done = shell("compile", "x^2", "--save", str(tmp_path / "no" / "where.py"))
    assert done.returncode == 2
    assert "cannot be written" in done.stderr


def test_doctor() -> None:
    done = run("doctor")
    assert done.exit_code == 0
    assert "cpu backend    slope of x sin x at 1: 1.381773291" in done.output


def test_tour() -> None:
    done = run("tour", "--points", "1000")
    assert done.exit_code == 0
    for words in ("The same formula: True", "Gradient", "ns a point", "Correct.", "Incorrect."):
        assert words in done.output


def test_functions_as_json() -> None:
    found = {e["function"]: e for e in json.loads(run("functions", "--format", "json").output)}
    assert found["sin(u)"]["derivative"] == "cos(u)"
    assert found["|u|"]["convention"]


def test_from_a_shell() -> None:
    done = shell("diff", "x^2 sin(3x")
    assert done.returncode == 2
    assert done.stdout == ""
    assert "^ opened here" in done.stderr


READINGS = [
    # command                                   what is printed
    (["parse", "1/2x"], "x/2\nread as  1/2·x\nremark: 1/2x is read as (1/2)·x, from left to right"),
    (["parse", "∫_0^1 x² dx"], "Integral(x**2, (x, 0, 1))"),
    (["parse", "∫_0^1 x² dx", "--format", "latex"], r"\int_{0}^{1} x^{2} \, dx"),
    (["parse", "x/2", "--format", "pretty"], "x\n─\n2"),
    (["parse", "x", "--format", "markdown"], "$x$"),
    (["read", "a/(b+1)"], "read as  a/(b + 1)\n\n    a\n  ─────\n  b + 1"),
    (
        ["read", "xy"],
        "read as  x·y\nremark: xy is read as x·y; declare it as a name to read it whole",
    ),
    (["read", "xy", "--names", "xy"], 'read as  "xy"'),
]


@pytest.mark.parametrize(("command", "printed"), READINGS)
def test_how_a_formula_was_read(command: list[str], printed: str) -> None:
    done = CliRunner().invoke(group, command)
    assert (done.exit_code, done.output.rstrip()) == (0, printed)


def test_a_reading_as_json() -> None:
    done = CliRunner().invoke(group, ["parse", r"\frac12x", "--format", "json"])
    assert json.loads(done.output) == {
        "text": "1/2·x",
        "latex": r"\frac{1}{2} x",
        "sympy": "x/2",
        "remarks": [],
    }
