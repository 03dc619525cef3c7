"""Mutate what people type and see that the reader answers it: a loop for as long as one likes.

    python tests/benchmarks/fuzz_reading.py SECONDS [SEED]

An answer is a Notation or a SymcalcError that points into the text. Anything else, an answer that
takes longer than SLOW, or a formula whose written text does not read back to it, is printed; what
was found so is a row of tests/reading/test_found.py.
"""

from __future__ import annotations

import random
import sys
import time
import traceback
from pathlib import Path

TESTS = Path(__file__).parents[1]
sys.path.insert(0, str(TESTS / "reading"))

from corpus import CORPUS, PIECES  # noqa: E402

from symcalc.errors import SymcalcError  # noqa: E402
from symcalc.notation import Notation  # noqa: E402
from symcalc.reading import read, read_question  # noqa: E402
from symcalc.writing.latex import latex  # noqa: E402
from symcalc.writing.pretty import pretty  # noqa: E402
from symcalc.writing.text import text  # noqa: E402

SLOW = 0.7  # seconds


def mutated(chance: random.Random) -> str:
    """One of the corpus, changed in a few places."""
    made = chance.choice(CORPUS)
    for _ in range(chance.randint(1, 4)):
        i, j = sorted(chance.randint(0, len(made)) for _ in range(2))
        piece = chance.choice(
            (
                chance.choice(PIECES),
                made[i:j],
                chance.choice(CORPUS),
                chr(chance.randint(32, 0x3FF)),
            )
        )
        made = chance.choice((made[:i] + piece + made[i:], made[:i] + piece + made[j:]))[:300]
    return made


def wrong(typed: str) -> str | None:
    """What is wrong with the answer to a text, if anything."""
    begin = time.perf_counter()
    try:
        read_question(typed)
        node = read(typed)
    except SymcalcError as error:
        placed = error.position is None or 0 <= error.position <= len(typed)
        return None if placed and str(error) else f"no place: {error!r}"
    except Exception:  # noqa: BLE001 - a crash is what is looked for
        return traceback.format_exc(limit=-4)
    took = time.perf_counter() - begin
    return f"{took:.1f} s" if took > SLOW else unwritten(node)


def unwritten(node: Notation) -> str | None:
    """What is wrong with how a formula is written."""
    try:
        pretty(node)
        latex(node)
        back = read(text(node))
    except SymcalcError as error:
        return f"its text {text(node)!r} does not read back: {error.what}"
    except Exception:  # noqa: BLE001 - a crash is what is looked for
        return traceback.format_exc(limit=-4)
    return None if back == node else f"its text {text(node)!r} reads back as {text(back)!r}"


def main(seconds: float, seed: int) -> None:
    """Mutate, read, print what is wrong."""
    chance, count, stop = random.Random(seed), 0, time.monotonic() + seconds
    seen: set[str] = set()
    while time.monotonic() < stop:
        typed = mutated(chance)
        found = wrong(typed)
        count += 1
        kind = (found or "").split(": ")[-1][-60:]
        if found and kind not in seen:
            seen.add(kind)
            print(f"--- {typed!r}\n{found}", flush=True)
    print(f"{count} texts, {len(seen)} kinds of finds")


if __name__ == "__main__":
    main(float(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1)
