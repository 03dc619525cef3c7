"""What learners and engineers read, kept word for word.

`SYMCALC_UPDATE=1 pytest tests/test_golden.py` writes the files anew; the difference is reviewed.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

import symcalc as sc

GOLDEN = Path(__file__).parent / "golden"

TEXTS = {
    "product-and-chain.txt": lambda: sc.diff("x^2 sin(3x)", at={"x": 3}).text(),
    "product-and-chain-full.txt": lambda: sc.diff("x^2 sin(3x)").text("full"),
    "quotient.txt": lambda: sc.diff(r"\frac{\sin^2 x}{1+\sqrt{x}}").text(),
    "general-power.txt": lambda: sc.diff("exp(-x^2/2)*atan(3x) + x^x").text(),
    "polynomial.txt": lambda: sc.diff("5x^3 - 2x^2 + 7x - 3").text(),
    "absolute-value.txt": lambda: sc.diff("|x|").text(),
    "relu.txt": lambda: sc.diff("relu(3x - 1)").text(),
    "sigmoid.txt": lambda: sc.diff("sigmoid(3x + 2)", at={"x": 0}).text(),
    "second-derivative.txt": lambda: sc.diff("x e^(-x)", order=2).text(),
    "rosenbrock.txt": lambda: sc.gradient("100(y-x^2)^2 + (1-x)^2", at={"x": 0, "y": 0}).text(),
    "product-and-chain.md": lambda: sc.diff("x^2 sin(3x)").markdown(),
    "absolute-value.tex": lambda: sc.diff("|x|").latex(),
    "quotient.html": lambda: sc.diff("sin(x)/x").html(),
    "product-and-chain.json": lambda: sc.diff("x^2 sin(3x)").json(),
    "kernel.txt": lambda: sc.compile("x^2 sin(y) + max(x, y)").source,
}


def without_rounding(written: str) -> str:
    """The last bits of a numeric check are the machine's, not ours."""
    written = re.sub(
        r"largest relative difference [-\de.]+", "largest relative difference …", written
    )
    return re.sub(r', "check": .*', "}", written)


@pytest.mark.parametrize("name", TEXTS)
def test_golden(name: str) -> None:
    written = without_rounding(TEXTS[name]()).rstrip("\n") + "\n"
    file = GOLDEN / name
    if os.environ.get("SYMCALC_UPDATE"):
        file.write_text(written, encoding="utf-8")
    assert written == file.read_text(encoding="utf-8")
