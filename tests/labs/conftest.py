"""A lab as a script in an empty folder."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

import pytest
from lab_helpers import LABS, Ended, Printed, Run


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


@pytest.fixture
def printed(run: Run) -> Printed:
    """What a lab prints; it ends well and leaves its picture."""

    def printed(name: str, *options: str) -> str:
        done = run(name, *options)
        assert done.code == 0, done.err
        assert Path(f"{name}.png").read_bytes().startswith(b"\x89PNG")
        return done.out

    return printed
