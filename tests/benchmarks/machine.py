"""The machine: what it is, and one core of it for everybody."""

from __future__ import annotations

import os
import platform
import re
import subprocess
import sys
import tempfile
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PACKAGES = ("symcalc-tutor", "numpy", "sympy", "numba", "llvmlite", "casadi", "jax", "torch")

KEPT: list[tempfile.TemporaryDirectory[str]] = []  # a folder goes when nothing refers to it


def one_core() -> None:
    """Keep this process, and what it starts, on one core, and let no tool reuse older results."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    folder = empty_folder().name
    os.environ["XDG_CACHE_HOME"] = folder
    os.environ["TORCHINDUCTOR_CACHE_DIR"] = folder


def empty_folder() -> tempfile.TemporaryDirectory[str]:
    """A folder that is deleted after use, or at the end."""
    folder = tempfile.TemporaryDirectory(prefix="symcalc-benchmark-", ignore_cleanup_errors=True)
    KEPT.append(folder)
    return folder


def described() -> list[tuple[str, str]]:
    """What it is and what runs on it."""
    rows = [
        ("Processor", f"{_processor()}, {os.cpu_count()} cores, of which one is used"),
        ("Instructions", _instructions()),
        ("System", f"{platform.system()} {platform.release()}, {' '.join(platform.libc_ver())}"),
        ("C compiler", _compiler()),
        ("Python", sys.version.split()[0]),
    ]
    rows += [(name, installed) for name in PACKAGES if (installed := _version(name))]
    return [*rows, ("Load before", f"{os.getloadavg()[0]:.2f}")]


def _information() -> str:
    path = Path("/proc/cpuinfo")
    return path.read_text() if path.is_file() else ""


def _processor() -> str:
    found = re.search(r"model name\s*: (.*)", _information())
    return found[1] if found else platform.processor() or platform.machine()


def _instructions() -> str:
    words = set(_information().split())
    return ", ".join(name for name in ("avx2", "fma", "avx512f") if name in words) or "unknown"


def _compiler() -> str:
    try:
        command = ["gcc", "--version"]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return "none"
    return done.stdout.splitlines()[0]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
