"""The labs at small size: what they print is true, and their pictures are there."""

from __future__ import annotations

import doctest
import os
import re
import runpy
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parent.parent
LABS = ROOT / "examples" / "labs"
# ../shared/data/course.json, 001-32-xor-loss0: the loss of seed 42 before training. Its script has
# a guard of 1e-8 in the logarithms, and so has the second column of the lab.
XOR_START = 0.6963619094190052


PAGE = (ROOT / "docs" / "labs.md").read_text("utf-8")
SHOWN = re.findall(r"^\$ python examples/labs/(\w+)\.py(.*)\n((?s:.*?))^```", PAGE, re.M)


class Ended(NamedTuple):
    """A lab that ran: its exit code and what it wrote."""

    code: int
    out: str
    err: str


Run = Callable[..., Ended]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """A lab as a script in an empty folder, in this process: symcalc is imported once for all."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(LABS))

    def run(name: str, *options: str) -> Ended:
        script = str(LABS / f"{name}.py")
        monkeypatch.setattr(sys, "argv", [script, *options])
        code = 0
        try:
            runpy.run_path(script, run_name="__main__")
        except SystemExit as end:
            code = int(end.code or 0)
        return Ended(code, *capsys.readouterr())

    return run


def printed(run: Run, name: str, *options: str) -> str:
    """What a lab prints; it ends well and leaves its picture."""
    done = run(name, *options)
    assert done.code == 0, done.err
    assert Path(f"{name}.png").read_bytes().startswith(b"\x89PNG")
    return done.out


def numbers(pattern: str, text: str) -> list[float]:
    """The numbers that the pattern captures."""
    found = [float(n) for n in re.findall(pattern, text)]
    assert found, pattern
    return found


def test_xor(run: Run) -> None:
    told = printed(run, "xor", "--seeds", "4", "--epochs", "400")
    seeds = re.findall(r"^seed +\d+: .*?  (.*)$", told, re.M)
    assert seeds == [
        "all four points right",
        "stalled: every ReLU is off for two points of different labels: (0, 0) and (0, 1)",
        "all four points right",
        "stalled: every ReLU is off for three points: (0, 0), (0, 1) and (1, 0)",
    ]
    assert "2 of 4 seeds classify all four points." in told
    start = numbers(r"(?m)^ +0 +\S+ +(\S+)$", told)
    assert start == [pytest.approx(XOR_START, abs=1e-12)]
    assert "dL/dW1, from each point alone: (0, 0) 0, (0, 1) 0," in told


def test_xor_says_when_it_has_not_trained_enough(run: Run) -> None:
    told = printed(run, "xor", "--seeds", "2", "--epochs", "3")
    assert told.count("not yet right") >= 2
    assert "stalled" not in told


def test_mlp_by_hand(run: Run) -> None:
    told = printed(run, "mlp_by_hand", "--samples", "5")
    gaps = numbers(r"largest gap (\S+)", told)
    assert len(gaps) >= 2  # the compiled one and finite differences; JAX and PyTorch if there
    assert max(gaps) < 1e-6
    for name, weight in (("W1", "X"), ("W2", "a1"), ("W3", "a2")):
        assert f"∂L/∂{name} = δ{name[1]} {weight}ᵀ" in told


def test_gradient_checking(run: Run) -> None:
    told = printed(run, "gradient_checking", "--samples", "16", "--steps", "20")
    for line in (
        r"  by hand: +relative error \S+: right",
        r"  with the bug: +relative error \S+: wrong",
        r"  compiled: +relative error \S+: right",
        r"check_gradient says of the bug: disagrees",
        r"  the bug, where every ReLU is on: +relative error \S+: right",
        r"  by hand, the loss in single precision: +relative error \S+: wrong",
        # course.json, 003-gradcheck-int and -2d: what the careless helper returns
        r"comes out as 249999\n  with care: +6.0\n",
        r"gives \[\[6.0, 6.0\], \[14.0, 14.0\]\]\n  with care: +\[\[2.0, 4.0\], \[6.0, 8.0\]\]",
    ):
        assert re.search(line, told), line
    assert max(numbers(r"largest error (\S+)", told)) < 1e-6  # 003-gradcheck
    assert max(numbers(r"absolute gap: +(\S+), below", told)) < 1e-6


def test_accumulation(run: Run) -> None:
    told = printed(run, "accumulation", "--samples", "10", "--steps", "20")
    assert max(numbers(r"weighted by size / 10: +gap (\S+)", told)) < 1e-15
    assert min(numbers(r"without weights: +gap (\S+)", told)) > 0.01
    assert "2 times the gradient" in told  # course.json, 002-05-accumulate
    assert re.search(
        r"x x +value 9, derivative 6\n +x stop_gradient\(x\) +value 9, derivative 3", told
    )
    whole, frozen = re.findall(r"the loss: (\S+) and (\S+)", told)[0]
    assert whole == frozen
    assert re.search(r"\|dL/dW1\|: [1-9]\S*, frozen 0\n", told)
    same = re.findall(r"\|dL/dW2\|: (\S+), frozen (\S+)\n", told)[0]
    assert same[0] == same[1]
    # by hand: 2 (1 − 2.9) is −3.8, and the moving target brings in the factor 1 − 0.9
    assert re.findall(r"by q: (\S+)", told) == ["-19/50", "-19/5"]


NAMES = sorted(path.stem for path in LABS.glob("*.py") if path.stem != "lab")


@pytest.mark.parametrize("name", NAMES)
def test_help_says_what_the_lab_shows(name: str, run: Run) -> None:
    done = run(name, "--help")
    assert done.code == 0
    first = (LABS / f"{name}.py").read_text("utf-8").split('"""')[1].splitlines()[0]
    assert first in done.out
    assert "--out FILE" in done.out


def test_every_lab_is_on_the_page() -> None:
    assert sorted(name for name, _, _ in SHOWN) == NAMES


LONG = "xor"
SHORT = [pytest.param(*row, id=row[0]) for row in SHOWN if row[0] != LONG]


@pytest.mark.parametrize(("name", "options", "shown"), SHORT)
def test_the_page(name: str, options: str, shown: str, run: Run) -> None:
    """At full size a lab prints what the page shows, where "..." stands for anything."""
    told = printed(run, name, *shlex.split(options))
    assert doctest.OutputChecker().check_output(shown, told, doctest.ELLIPSIS), told


BAD = [
    ("xor", ["--seeds", "0"], "'0' is not a whole number from 1 on"),
    ("xor", ["--epochs", "many"], "'many' is not a whole number from 1 on"),
    ("mlp_by_hand", ["--samples", "-3"], "'-3' is not a whole number from 1 on"),
    ("accumulation", ["--out", "p.txt"], "'p.txt' does not end in .png, .svg, .pdf"),
    ("gradient_checking", ["--out", "no/p.png"], "there is no folder 'no'"),
]


@pytest.mark.parametrize(("name", "options", "said"), BAD)
def test_bad_options(name: str, options: list[str], said: str, run: Run) -> None:
    done = run(name, *options)
    assert done.code == 2
    assert said in done.err


def apart(folder: Path, name: str, *options: str, **env: str) -> subprocess.CompletedProcess[str]:
    """A lab as a learner starts it, in an empty folder."""
    return subprocess.run(
        [sys.executable, str(LABS / f"{name}.py"), *options],
        cwd=folder,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"} | env,
        capture_output=True,
        encoding="utf-8",
        timeout=250,
        check=False,
    )


def test_the_page_of_a_long_lab(tmp_path: Path) -> None:
    """140 000 steps of training, in a process that coverage does not slow down fivefold."""
    ((options, shown),) = ((options, shown) for name, options, shown in SHOWN if name == LONG)
    done = apart(tmp_path, LONG, *shlex.split(options))
    assert done.returncode == 0, done.stderr
    assert doctest.OutputChecker().check_output(shown, done.stdout, doctest.ELLIPSIS), done.stdout
    assert (tmp_path / f"{LONG}.png").exists()


def test_without_matplotlib(tmp_path: Path) -> None:
    """The lab says that the picture is missing, and the rest is there."""
    (tmp_path / "matplotlib.py").write_text("raise ImportError", "utf-8")
    options = ("--samples", "4", "--steps", "2")
    done = apart(tmp_path, "accumulation", *options, PYTHONPATH=str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert "No picture: matplotlib is not installed." in done.stdout
    assert not list(tmp_path.glob("*.png"))
