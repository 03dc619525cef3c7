"""Every lab: its help, its page at full size, and what it says of bad options."""

from __future__ import annotations

import doctest
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from lab_helpers import LABS, ROOT, Printed, Run

SHOWN = [
    shown
    for page in sorted((ROOT / "docs").glob("labs*.md"))
    for shown in re.findall(
        r"^\$ python examples/labs/(\w+)\.py(.*)\n((?s:.*?))^```", page.read_text("utf-8"), re.M
    )
]
NAMES = sorted(path.stem for path in LABS.glob("*.py") if path.stem != "lab")


@pytest.mark.parametrize("name", NAMES)
def test_help_says_what_the_lab_shows(name: str, run: Run) -> None:
    done = run(name, "--help")
    assert done.code == 0
    first = (LABS / f"{name}.py").read_text("utf-8").split('"""')[1].splitlines()[0]
    assert first in done.out
    assert "--out FILE" in done.out


def test_every_lab_is_on_a_page() -> None:
    assert sorted(name for name, _, _ in SHOWN) == NAMES


LONG = "xor"
SHORT = [pytest.param(*row, id=row[0]) for row in SHOWN if row[0] != LONG]


@pytest.mark.parametrize(("name", "options", "shown"), SHORT)
def test_the_page(name: str, options: str, shown: str, printed: Printed) -> None:
    """At full size a lab prints what the page shows, where "..." stands for anything."""
    told = printed(name, *shlex.split(options))
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
