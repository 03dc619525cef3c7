"""Kernels as files that live on without symcalc."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from symcalc.compiler.code import module
from symcalc.compiler.code.straight import Function
from symcalc.errors import UnsupportedError


def save(path: str | os.PathLike[str], functions: Sequence[Function], dtype: str) -> Path:
    """Write a module with these functions, all of it or nothing.

    Parameters
    ----------
    path : path
        The file, which is replaced where it exists. Its directory must exist.
    functions : sequence of Function
        With names of their own.
    dtype : {"float64", "float32"}
        The type of what they return.

    Returns
    -------
    Path
        Where it was written.

    Raises
    ------
    UnsupportedError
        If the file cannot be written.
    """
    return write(path, module.text(functions, dtype))


def write(path: str | os.PathLike[str], text: str) -> Path:
    """Write `text`, all of it or nothing; where it was written.

    Raises
    ------
    UnsupportedError
        If the file cannot be written.
    """
    target = Path(path)
    if not target.name:
        raise UnsupportedError(f"{str(path)!r} is no file", hint="give the file a name: kernel.py")
    # Under a name of its own first, so that nobody ever reads half a module.
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        draft.write_text(text, encoding="utf-8")
        draft.replace(target)
    except OSError as error:
        with suppress(OSError):  # its name may be too long
            draft.unlink(missing_ok=True)
        raise UnsupportedError(
            f"{target} cannot be written: {error.strerror}",
            hint="choose a file in a directory that exists and that you may write to",
        ) from error
    return target
