"""Generated modules in the user's cache directory.

A module is a file named by the SHA-256 of its source and of the versions that compile it. Numba
keeps its machine code beside it. That code is trusted only if a seal written after compiling lists
its SHA-256; anything else is deleted and compiled again.
"""

from __future__ import annotations

import json
import os
import platform
import sys
import tempfile
from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from threading import RLock
from types import ModuleType

from platformdirs import user_cache_dir

PACKAGES = ("symcalc-tutor", "numba", "llvmlite", "numpy")
LOCK = RLock()  # a second thread must not meet a module that is half executed


def load(source: str, key: str, names: Mapping[str, object], *, stored: bool) -> ModuleType:
    """The module of `source`, one for each process, from the cache where it is there.

    Parameters
    ----------
    source : str
        Its text, which compiles its functions when it is executed.
    key : str
        What else decides what is compiled.
    names : mapping
        What the text finds defined, all of it decided by `key`.
    stored : bool
        Whether machine code may be kept; where it cannot be written it is not.
    """
    name = _name(source, key)
    with LOCK:
        if name in sys.modules:
            return sys.modules[name]
        if not stored or "NUMBA_CACHE_DIR" in os.environ:  # there nothing would be sealed
            return _executed(name, source, names, None)
        try:
            path, sealed = _stored(name, source)
            module = _executed(name, source, names, path)
            if _digests(path) != sealed:
                _write(_seal(path), json.dumps(_digests(path)))
        except (OSError, RuntimeError):  # RuntimeError: Numba found no place for its machine code
            return _executed(name, source, names, None)
        return module


def directory() -> Path:
    """Where generated modules are kept; only the user may enter."""
    path = Path(user_cache_dir("symcalc"))
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    if path.stat().st_mode & 0o077:
        path.chmod(0o700)  # fails, and so turns the cache off, where it is someone else's
    return path


@lru_cache(maxsize=1)
def _versions() -> tuple[str, ...]:
    """What compiles: the packages, and this package's own text, which may change between them."""
    packages = [f"{package} {version(package)}" for package in PACKAGES]
    own = sha256()
    for path in sorted(Path(__file__).parents[1].rglob("*.py")):
        own.update(path.read_bytes())
    return (*packages, own.hexdigest(), platform.python_version(), platform.machine())


def _name(source: str, key: str) -> str:
    text = "\n".join([*_versions(), key, source])
    return f"symcalc_kernel_{sha256(text.encode()).hexdigest()}"


def _stored(name: str, source: str) -> tuple[Path, object]:
    """The file that holds `source`, and the digests of the machine code that may be trusted."""
    path = directory() / f"{name}.py"
    if not (path.is_file() and path.read_bytes() == source.encode()):
        _write(path, source)
    sealed = _read_seal(path)
    if _digests(path) != sealed:
        for file in _machine_code(path):
            file.unlink(missing_ok=True)
    return path, sealed


def _executed(name: str, source: str, names: Mapping[str, object], path: Path | None) -> ModuleType:
    module = ModuleType(name)
    vars(module).update(names, CACHE=path is not None)
    if path is not None:
        module.__file__ = str(path)
    # Numba's cached functions look their module up: unregistered, the second process dies.
    sys.modules[name] = module
    try:
        exec(compile(source, str(path or f"<{name}>"), "exec"), vars(module))  # our own text
    except BaseException:  # interrupted: the next call begins anew
        del sys.modules[name]
        raise
    return module


def _write(path: Path, text: str) -> None:
    """Write all or nothing, whoever else writes the same file now."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode())
        Path(temporary).replace(path)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        raise


def _machine_code(path: Path) -> list[Path]:
    return sorted(path.parent.glob(f"__pycache__/{path.stem}.*.nb?"))


def _digests(path: Path) -> dict[str, str]:
    return {file.name: sha256(file.read_bytes()).hexdigest() for file in _machine_code(path)}


def _seal(path: Path) -> Path:
    return path.with_suffix(".json")


def _read_seal(path: Path) -> object:
    try:
        return json.loads(_seal(path).read_text())
    except (OSError, ValueError):
        return None
