"""Compiled matrix formulas far out, on the command line, and what they have not."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import mpmath as mp
import numpy as np
import pytest

import symcalc as sc
from symcalc.errors import SymcalcError

LINEAR = "||W x - y||^2"
SHAPES = "W: (k, n), x: n, y: k"
FAR = np.linspace(-40, 40, 321)


def true_slopes() -> np.ndarray:
    """Φ(x) + x φ(x), to 50 digits."""
    with mp.workdps(50):
        return np.array([float(mp.ncdf(x) + x * mp.npdf(x)) for x in map(mp.mpf, FAR.tolist())])


@pytest.mark.parametrize("backend", ["cpu", "python"])
def test_the_slope_of_gelu_keeps_its_digits(backend: str) -> None:
    """1 + erf has none left at −6; beyond −37 the slope leaves the normal floats."""
    k = sc.compile("sum(gelu(x))", shapes="x: n", backend=backend)
    normal = FAR > -37

    assert np.allclose(k.gradient(FAR)[normal], true_slopes()[normal], rtol=2e-12, atol=0)


def test_the_slope_of_gelu_vanishes() -> None:
    k = sc.compile("sum(gelu(x))", shapes="x: n")

    assert np.allclose(k.gradient(np.array([-40.0, -38.5])), 0, atol=1e-300)
    assert k.source.count("array_erfc(") == 3  # its definition, and once in each function
    assert "erf(" not in k.source.replace("erfc(", "")


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"data": ["x"]}, "data= is for formulas of numbers"),
    ({"reduce": "mean"}, "write sum(…) or mean(…)"),
    ({"parallel": True}, "parallel= is for formulas of numbers"),
    ({"names": ["rate"]}, "rate: ()"),
]


@pytest.mark.parametrize(("option", "told"), REFUSED)
def test_options_for_numbers_are_refused(option: dict[str, Any], told: str) -> None:
    with pytest.raises(SymcalcError) as caught:
        sc.compile(LINEAR, shapes=SHAPES, **option)

    assert told in str(caught.value)


WITHOUT = ["jacobian", "value_and_jacobian", "jacobian_structure", "hessian", "jit", "vector"]


@pytest.mark.parametrize("name", WITHOUT)
def test_what_kernels_of_numbers_have(name: str) -> None:
    k = sc.compile(LINEAR, shapes=SHAPES)

    assert not hasattr(k, name)
    with pytest.raises(SymcalcError) as caught:
        getattr(k, name)
    assert "a kernel of matrices has no" in str(caught.value)


def test_other_names_are_plain_mistakes() -> None:
    with pytest.raises(AttributeError) as caught:
        sc.compile(LINEAR, shapes=SHAPES).gradeint  # noqa: B018

    assert not isinstance(caught.value, SymcalcError)


def shell(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "symcalc", "compile", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_module_is_saved_from_the_command_line(tmp_path: Path) -> None:
    path = tmp_path / "kernel.py"
    done = shell(LINEAR, "--shapes", SHAPES, "--wrt", "W", "--save", str(path))
    own: dict[str, Any] = {}
    exec(path.read_text(), own)

    value, gradient = own["value_and_gradient"]([[1, 2], [0, 1]], [1, 1], [0, 0])

    assert done.returncode == 0
    assert value == 10
    assert gradient.tolist() == [[6, 6], [2, 2]]
    assert "symcalc" not in path.read_text().partition('"""')[2].partition('"""')[2]


COMMANDS = [
    # words                                         exit   a part of what is printed
    (("--emit", "numpy"), 0, "def value_and_gradient(W, x, y):"),
    (("--emit", "python"), 0, "def value_and_gradient(W, x, y):"),
    (("--emit", "c"), 2, "cannot be written in 'c'"),
    (("--emit", "cuda"), 2, "cannot be written in 'cuda'"),
    (("--parallel",), 2, "parallel= is for formulas of numbers"),
    (("--reduce", "sum"), 2, "write sum(…) or mean(…)"),
    (("--data", "x"), 2, "data= is for formulas of numbers"),
    (("--backend", "gpu"), 2, "gpu"),
]


@pytest.mark.parametrize(("words", "status", "told"), COMMANDS)
def test_the_command_line(words: tuple[str, ...], status: int, told: str) -> None:
    done = shell(LINEAR, "--shapes", SHAPES, *words)

    assert done.returncode == status
    assert told in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
