"""What the documentation shows is what happens."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
import re
import runpy
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

import symcalc
from symcalc.cli import group

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
MODULES = [
    m.name
    for m in pkgutil.walk_packages(symcalc.__path__, "symcalc.")
    if m.name != "symcalc.__main__"
]


@pytest.mark.parametrize("name", ["symcalc", *MODULES])
def test_docstrings(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_pages(page: Path) -> None:
    """Every >>> runs, and prints what the page says."""
    options = {"module_relative": False, "encoding": "utf-8", "optionflags": doctest.ELLIPSIS}
    assert doctest.testfile(str(page), **options).failed == 0


COMMANDS = [
    pytest.param(page, command, id=f"{page.stem}-{i}")
    for page in PAGES
    for i, command in enumerate(re.findall(r"^\$ (symcalc .*)$", page.read_text("utf-8"), re.M))
]


@pytest.mark.parametrize(("page", "command"), COMMANDS)
def test_commands_on_pages(page: Path, command: str, tmp_path: Path, monkeypatch) -> None:
    """Every line that begins with "$ symcalc" runs; what the page shows below it is printed."""
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(group, shlex.split(command)[1:])
    assert done.exit_code in (0, 1), done.output
    block = page.read_text("utf-8").split(f"$ {command}\n", 1)[1].split("```", 1)[0]
    shown = [line.strip() for line in block.split("\n$ ", 1)[0].splitlines() if line.strip()]
    printed = [line.strip() for line in done.output.splitlines()]
    assert [line for line in shown if line not in printed and line != "..."] == []


@pytest.mark.parametrize("script", sorted((ROOT / "examples").glob("*.py")), ids=lambda p: p.stem)
def test_examples(script: Path, capsys: pytest.CaptureFixture[str]) -> None:
    runpy.run_path(str(script), run_name="__main__")
    assert capsys.readouterr().out


def test_links_lead_somewhere() -> None:
    for page in PAGES:
        for target in re.findall(r"\]\(([^)#:\s]+)\)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), (page.name, target)


def test_the_name_that_is_not_ours_is_not_installed() -> None:
    """The PyPI name symcalc belongs to someone else."""
    assert not re.search(
        r"pip install (--\S+ )*symcalc(?!-tutor)", (ROOT / "README.md").read_text()
    )
