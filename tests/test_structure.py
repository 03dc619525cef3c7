"""The house rules: imports run one way, nothing a user types is evaluated, importing is light."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

import symcalc

ROOT = Path(symcalc.__file__).parent
MODULES = sorted(ROOT.rglob("*.py"))
WALL_CLOCK = re.compile(r"\b(monotonic|perf_counter|time\.time)\(\)")

# Every module belongs to the first entry that it begins with; it may import only from its own
# level and from those before it.
LEVELS = [
    ["symcalc.errors"],
    [
        "symcalc.worker",
        "symcalc.notation",
        "symcalc.figures",
        "symcalc.structures",
        "symcalc.compiler.ir",
        "symcalc.compiler.helpers",
        "symcalc.compiler.spelling",
    ],
    ["symcalc.primitives", "symcalc.formula", "symcalc.steps"],
    ["symcalc.reading", "symcalc.writing", "symcalc.compiler.lower"],
    [
        "symcalc.compiler.arguments",
        "symcalc.compiler.calls",
        "symcalc.compiler.method",
        "symcalc.compiler.options",
        "symcalc.compiler.plain",
        "symcalc.compiler.vector",
        "symcalc.compiler.passes",
        "symcalc.compiler.llvm",
        "symcalc.compiler.vecmath",
        "symcalc.compiler.backends",
        "symcalc.compiler.code",
        "symcalc.compiler.cuda",
        "symcalc.compiler.saving",
        "symcalc.compiler.calling",
    ],
    ["symcalc.compiler.kernel"],
    ["symcalc.checking"],
    ["symcalc.plotting"],
    ["symcalc.derivation", "symcalc.scope"],
    ["symcalc.matrix"],
    ["symcalc.tutor"],
    ["symcalc.grading"],
    ["symcalc.asking"],
    ["symcalc.verbs"],
    [
        "symcalc.rendering",
        "symcalc.reference",
        "symcalc.doctor",
        "symcalc.tour",
        "symcalc.options",
    ],
    ["symcalc.cli"],
    ["symcalc.__main__"],
]
EXECUTES = ("symcalc.compiler.backends.cache", "symcalc.compiler.method")
WITHOUT_SYMPY = ("compiler.ir", "compiler.passes", "compiler.backends", "compiler.kernel")
WITHOUT_SYMPY += ("compiler.calling", "compiler.helpers", "compiler.spelling", "errors", "worker")
WITHOUT_SYMPY += ("compiler.llvm", "compiler.vecmath", "compiler.arguments", "compiler.calls")
WITHOUT_SYMPY += ("compiler.method", "compiler.vector", "compiler.options", "compiler.plain")
WITHOUT_SYMPY += ("compiler.code", "compiler.cuda", "compiler.saving")


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def level_of(module: str) -> int:
    for level, rooms in enumerate(LEVELS):
        if any(module == room or module.startswith(room + ".") for room in rooms):
            return level
    return -1 if module in ("symcalc", "symcalc.compiler") else len(LEVELS)


@cache
def imported(path: Path) -> set[str]:
    """Every module that a file imports, inside functions too, but not for type checking only."""
    found: set[str] = set()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    typing_only = {
        id(node)
        for block in ast.walk(tree)
        if isinstance(block, ast.If) and ast.unparse(block.test) == "TYPE_CHECKING"
        for node in ast.walk(block)
    }
    for node in ast.walk(tree):
        if id(node) in typing_only:
            continue
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


NAMES = frozenset(name_of(path) for path in MODULES)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_run_one_way(path: Path) -> None:
    here = level_of(name_of(path))
    modules = imported(path) & NAMES
    if path == ROOT / "__init__.py":
        assert modules == {"symcalc.errors"}  # the rest is imported when it is asked for
        return
    assert all(level_of(name) <= here for name in modules)
    assert here < len(LEVELS), "the module has no place in LEVELS"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_rooms_without_sympy(path: Path) -> None:
    module = name_of(path).removeprefix("symcalc.")
    if module.startswith(WITHOUT_SYMPY):
        assert not any(name.split(".")[0] in ("sympy", "mpmath") for name in imported(path))


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_nothing_is_evaluated(path: Path) -> None:
    """No eval or parse_expr anywhere; sympify only of objects, never of text.

    Two places execute code: the cache, and only what the compiler generated; and the methods of a
    kernel, whose text holds nothing but numbers.
    """
    banned = {"eval", "exec", "parse_expr"}
    banned -= {"exec"} if name_of(path) in EXECUTES else set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        called = ast.unparse(node.func).split(".")[-1]
        assert called not in banned
        if called == "sympify":
            assert any(k.arg == "strict" and ast.unparse(k.value) == "True" for k in node.keywords)


# These tell someone who waits how long it takes; what they print is never part of an answer.
TIMED = ["symcalc.tour", "symcalc.doctor", "symcalc.verbs.descent", "symcalc.grading.classes"]


def test_no_answer_depends_on_the_clock_on_the_wall() -> None:
    """A busy machine may be late, never of another opinion: limits count work, or own time."""
    users = [p for p in MODULES if WALL_CLOCK.search(p.read_text(encoding="utf-8"))]
    assert users
    assert [name_of(p) for p in users if not name_of(p).startswith(tuple(TIMED))] == []


def test_files_of_tests_have_names_of_their_own() -> None:
    """Without packages, pytest imports two files of one name as one module."""
    names = [path.name for path in Path(__file__).parent.rglob("test_*.py")]
    assert sorted(names) == sorted(set(names))


def test_tables_of_sympy_are_not_the_engine() -> None:
    """Only the tour calls lambdify, to time it; nobody calls SymPy's diff or cse to compile."""
    users = [p for p in MODULES if "lambdify(" in p.read_text(encoding="utf-8")]
    assert [name_of(p) for p in users] == ["symcalc.tour"]
    for path in MODULES:
        text = path.read_text(encoding="utf-8")
        assert "sp.cse(" not in text
        assert "sp.diff(" not in text


def fresh(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_importing_symcalc_is_light() -> None:
    code = "import symcalc, sys; print('sympy' in sys.modules, 'numba' in sys.modules)"
    assert fresh(code) == "False False"


def test_a_derivation_needs_no_numba() -> None:
    code = "import symcalc, sys; symcalc.diff('x^2 sin x').text(); print('numba' in sys.modules)"
    assert fresh(code) == "False"


ROOMS = sorted({".".join(name_of(path).split(".")[:2]) for path in MODULES} - {"symcalc"})


@pytest.mark.parametrize("room", [*ROOMS, "symcalc.compiler.lower", "symcalc.compiler.kernel"])
def test_every_room_can_be_entered_first(room: str) -> None:
    """In a fresh process, so that no order of imports hides a circle."""
    assert fresh(f"import {room}; print('in')") == "in"


def test_unknown_names_are_attribute_errors() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        symcalc.nonsense  # noqa: B018
    assert all(getattr(symcalc, name) for name in dir(symcalc))
    assert {"diff", "Kernel", "ReadingError"} <= set(dir(symcalc))


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_modules_and_functions_stay_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 320
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            doc = ast.get_docstring(node, clean=False) or ""
            length = (node.end_lineno or 0) - node.lineno - len(doc.splitlines())
            assert length <= 40, node.name
