"""Kernels as files that live on without symcalc."""

from __future__ import annotations

import os
from collections.abc import Sequence
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
    target = Path(path)
    # Under a name of its own first, so that nobody ever reads half a module.
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        draft.write_text(module.text(functions, dtype), encoding="utf-8")
        draft.replace(target)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise UnsupportedError(
            f"{target} cannot be written: {error.strerror}",
            hint="choose a file in a directory that exists and that you may write to",
        ) from error
    return target
