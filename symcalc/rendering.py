"""A verb's result as text, pretty text, LaTeX, Markdown, HTML or JSON, for a shell."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from shutil import get_terminal_size
from textwrap import indent
from typing import Any

import sympy as sp

from symcalc.compiler.kernel import Kernel
from symcalc.compiler.saving import write
from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.matrix.compiled.kernel import MatrixKernel
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.writing.document import DETAILS
from symcalc.writing.latex import latex
from symcalc.writing.pretty import pretty
from symcalc.writing.text import text

__all__ = ["DETAILS", "FORMATS", "render"]

FORMATS = ("text", "pretty", "latex", "markdown", "html", "json")  # pretty, of a formula only


def render(
    result: Any,
    *,
    format: str = "text",  # noqa: A002 - the option's name
    detail: str = "normal",
    hint: int | None = None,
    plot: Path | None = None,
    no_color: bool = False,
    save: Path | None = None,
    emit: str = "python",
) -> str:
    """What a shell prints for a result.

    Raises
    ------
    UnsupportedError
        If this kind of result cannot be written so, or there is no such hint.
    """
    if isinstance(result, Derivation):
        if plot is not None:
            result.plot(plot)
        return derivation(result, format, detail, hint, colour=coloured() and not no_color)
    if isinstance(result, Kernel | MatrixKernel):
        return kernel(result, format, save, emit)
    if isinstance(result, Notation):
        return notation(result, format)
    if isinstance(result, sp.Basic | sp.MatrixBase):
        return str(result) if format == "text" else notation(arrange(result), format)
    return str(written(result, format))


def written(result: Any, format: str) -> str:  # noqa: A002
    """By the result's own method for the format."""
    method = getattr(result, format, None)
    if method is None:
        kind = type(result).__name__
        raise UnsupportedError(f"a {kind} cannot be written as {format}", hint="use text or json")
    return str(method())


def derivation(
    result: Derivation,
    format: str,  # noqa: A002
    detail: str,
    hint: int | None,
    *,
    colour: bool,
) -> str:
    """A derivation, or one hint of it; a person at a terminal sees formulas as on paper."""
    if hint is not None:
        return hinted(result, hint)
    if format != "text":
        return written(result, format)
    if not at_terminal():
        return result.text(detail)
    from symcalc.writing.terminal import terminal  # rich is of no use elsewhere

    return terminal(result, detail, width=get_terminal_size().columns, colour=colour)


def at_terminal() -> bool:
    """Whether what is printed goes to a terminal that has the letters for it."""
    encoding = (getattr(sys.stdout, "encoding", None) or "").lower()
    return sys.stdout.isatty() and encoding.startswith("utf")


def coloured() -> bool:
    """Whether nobody asked for no colour, as https://no-color.org has it."""
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def hinted(result: Derivation, k: int) -> str:
    """The k-th hint."""
    try:
        return result.hint(k)
    except IndexError as error:
        raise UnsupportedError(str(error), hint="without --hint the whole is shown") from error


def notation(node: Notation, format: str) -> str:  # noqa: A002
    """A formula; in text with the remarks on how it was read."""
    if format == "json":
        data = {"text": text(node), "latex": latex(node), "remarks": list(node.remarks)}
        return json.dumps(data, ensure_ascii=False)
    if format in ("latex", "markdown"):
        return latex(node) if format == "latex" else f"${latex(node)}$"
    if format == "html":
        raise UnsupportedError("a formula cannot be written as html", hint="use latex or text")
    return pretty(node) if format == "pretty" else read_as(node)


def read_as(node: Notation) -> str:
    """How a formula was read: in one line, as on paper where that takes several, and remarks."""
    picture = pretty(node)
    shown = ["", indent(picture, "  "), ""] if "\n" in picture else []
    remarks = [f"remark: {remark}" for remark in node.remarks]
    return "\n".join([f"read as  {text(node)}", *shown, *remarks]).rstrip()


def kernel(result: Kernel | MatrixKernel, format: str, save: Path | None, emit: str) -> str:  # noqa: A002
    """The source of a kernel in the language `emit`, or where it was saved."""
    if save is not None:
        if emit == "python":
            result.save(save)
        else:
            write(save, result.code(emit))
        return f"Written to {save}: value({', '.join(result.inputs)}) and its derivatives."
    source = result.code(emit)
    if format == "json":
        data = {
            "kind": "kernel",
            "inputs": list(result.inputs),
            "wrt": list(result.wrt),
            "backend": result.backend,
            "dtype": result.dtype,
            "language": emit,
            "source": source,
        }
        return json.dumps(data, ensure_ascii=False)
    if format != "text":
        raise UnsupportedError(f"a kernel cannot be written as {format}", hint="use text or json")
    return source.rstrip()
