"""`symcalc functions`: what is understood, generated from the table."""

from __future__ import annotations

import json

import click
import sympy as sp

from symcalc.primitives import PRIMITIVES, Primitive, arrange, build
from symcalc.writing.text import text


def entries() -> list[dict[str, str]]:
    """Every function that can be typed: its names, its derivative, where it is defined."""
    return [entry(row) for row in PRIMITIVES if row.names]


def entry(row: Primitive) -> dict[str, str]:
    """One row of the reference.

    >>> from symcalc.primitives import TABLE
    >>> entry(TABLE["sin"])["derivative"]
    'cos(u)'
    """
    letters = sp.symbols("u v")[: row.arity or 2]
    written = build(row.name, *(arrange(letter) for letter in letters))
    partials = [text(arrange(p, like=written)) for p in row.partials(*letters)]
    domain = row.domain(*letters)
    return {
        "function": text(written),
        "names": ", ".join(row.names),
        "derivative": ", ".join(partials),
        "domain": "" if domain == sp.true else str(domain),
        "convention": row.convention,
    }


@click.command("functions")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text")
def command(format_: str) -> None:
    """List the functions that symcalc reads, differentiates and compiles."""
    found = entries()
    if format_ == "json":
        click.echo(json.dumps(found, ensure_ascii=False))
        return
    columns = ("function", "derivative", "names")
    widths = {c: max(len(c), *(len(e[c]) for e in found if len(e[c]) < 48)) for c in columns}
    lines = [{c: c for c in columns}, *found]
    for line in lines:
        click.echo("  ".join(line[c].ljust(widths[c]) for c in columns).rstrip())
