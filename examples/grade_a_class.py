"""Grade a class, and draw which misconceptions it has."""

import csv
import sys
import tempfile
from pathlib import Path

import symcalc as sc

ANSWERS = Path(__file__).with_name("class.csv")
ROWS = 60  # for a first look; all of them with the argument "all"


def drawn(counts, path):
    """Bars, the most frequent misconception on top."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(7, 0.4 * len(counts) + 1), layout="constrained")
    axes = figure.subplots()
    names, numbers = zip(*reversed(counts.items()), strict=True)
    axes.barh(names, numbers)
    axes.set_xlabel("answers")
    figure.savefig(path)


def main():
    folder = Path(tempfile.mkdtemp())
    with ANSWERS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    run = sc.grade_class(rows if "all" in sys.argv else rows[:ROWS], out=folder / "graded.csv")
    for one in run:
        if one.verdict.status in ("undecided", "unreadable"):
            print(f"For a person to look at: {one.student} wrote {one.answer[:40]!r}")
    print()
    print(run.summary)

    counts = run.summary.plain()["misconceptions"]
    try:
        drawn(counts, folder / "misconceptions.png")
    except ImportError:
        print('The picture needs matplotlib: pip install "symcalc-tutor[plot]"')
    print(f"The graded answers and the picture are in {folder}")


if __name__ == "__main__":  # workers do not run this again
    main()
