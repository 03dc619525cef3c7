"""`symcalc doctor`: what works on this machine."""

from __future__ import annotations

import platform
import sys
import time
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version

import click

from symcalc.compiler.backends import find
from symcalc.compiler.backends.cache import directory
from symcalc.errors import SymcalcError
from symcalc.verbs.calculus import diff
from symcalc.verbs.compiling import compile as compile_
from symcalc.verbs.grading import grade

PACKAGES = ("sympy", "mpmath", "numpy", "numba", "python-flint", "click", "platformdirs")


@click.command("doctor")
def command() -> None:
    """Try every part once, and say what works on this machine."""
    click.echo(f"Python {platform.python_version()} on {platform.system()} {platform.machine()}")
    for package in PACKAGES:
        click.echo(f"  {package:14} {installed(package)}")
    results = [trial(name, action) for name, action in TRIALS.items()]
    sys.exit(0 if all(results) else 2)


def installed(package: str) -> str:
    """The version, or that there is none."""
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def trial(name: str, action: Callable[[], str]) -> bool:
    """Run one part and print how it went."""
    start = time.perf_counter()
    try:
        told = action()
    except SymcalcError as error:
        click.echo(f"  {name:14} fails: {error}")
        return False
    click.echo(f"  {name:14} {told}   ({time.perf_counter() - start:.2f} s)")
    return True


def _tutor() -> str:
    return f"d/dx x sin x = {diff('x sin x').answer}"


def _backend(name: str) -> Callable[[], str]:
    def run() -> str:
        find(name)
        slope = compile_("x sin x", backend=name).gradient(1.0)
        return f"slope of x sin x at 1: {float(slope[0]):.10g}"

    return run


def _grader() -> str:
    return grade("d/dx x^2", "2x", timeout=30).feedback


TRIALS: dict[str, Callable[[], str]] = {
    "tutor": _tutor,
    "python backend": _backend("python"),
    "cpu backend": _backend("cpu"),
    "cache": lambda: str(directory()),
    "grader": _grader,
}
