"""What the labs share: a command line, and a picture where matplotlib is installed."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

FORMATS = (".png", ".svg", ".pdf")


def command_line(told: str, picture: str) -> argparse.ArgumentParser:
    """A command line whose help is the page of the lab; --out is where its picture goes."""
    parser = argparse.ArgumentParser(
        description=told, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    where = f"the picture, {', '.join(FORMATS)} (default: %(default)s)"
    parser.add_argument("--out", type=image, default=Path(picture), metavar="FILE", help=where)
    return parser


def count(text: str) -> int:
    """A whole number from 1 on."""
    if not (text.isascii() and text.isdigit() and int(text)):
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1 on")
    return int(text)


def image(text: str) -> Path:
    """A path that a picture can be written to."""
    path = Path(text)
    if path.suffix not in FORMATS:
        raise argparse.ArgumentTypeError(f"{text!r} does not end in {', '.join(FORMATS)}")
    if not path.parent.is_dir():
        raise argparse.ArgumentTypeError(f"there is no folder {str(path.parent)!r}")
    return path


def draw(path: Path, size: tuple[float, float], paint: Callable[[Any], None]) -> None:
    """Let `paint` fill a figure of `size` inches, and write it."""
    try:
        from matplotlib.figure import Figure
    except ImportError:
        print("No picture: matplotlib is not installed. `pip install matplotlib` brings it.")
        return
    figure = Figure(figsize=size, layout="constrained", dpi=100)
    paint(figure)
    figure.savefig(path)
    print(f"picture: {path.name}")
