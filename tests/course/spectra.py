"""Singular values, low rank, low-rank adaptation, and the spectra of random weights."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

import symcalc as sc

from . import Asked, Row, Said

STARTS = ("xavier", "he")


@lru_cache
def lab() -> sc.Derivation:
    """The truncations of a standard normal matrix, RandomState(0)."""
    return sc.low_rank("randn(768, 768, seed=0)", [1, 4, 16, 64, 256])


def image(rows: int = 512, columns: int = 512) -> np.ndarray:
    """Grey values with an edge and a wave."""
    y, x = np.mgrid[0:rows, 0:columns]
    return np.sin(x / 9) * np.cos(y / 13) + (x + 2 * y > 700)


def decomposed(_row: Row) -> Said:
    """Both forms of the statement that a matrix is U S Vᵀ."""
    d = sc.svd("[[3, 0], [4, 5]]")
    u, s, v = d.answer
    assert u * s * v.T == sc.parse("[[3, 0], [4, 5]]")
    return Said(d.text(), ("A = U·Σ Vᵀ", "Multiplied out, U Σ Vᵀ is A."))


def adapted(row: Row) -> sc.Derivation:
    return sc.low_rank_adaptation(row.at["d"], rank=row.at.get("r", 1))


def truncated_storage(_row: Row) -> object:
    """U_r, S_r and V_r apart, with letters."""
    steps = sc.low_rank_adaptation("d", rank="r").steps
    (step,) = (s for s in steps if s.rule == "truncated-storage")
    return step.after.parts[1].expr


def shapes(_row: Row) -> list[tuple[int, ...]]:
    u, s, v = sc.svd(image(), thin=True).answer
    return [u.shape, np.diag(s).shape, v.T.shape]


def saved(row: Row) -> list[float]:
    return [100 * cut.saved for cut in sc.low_rank(image(), row.at["k"]).cuts]


def condition(_row: Row) -> Said:
    d = sc.random_spectrum("he", n=[50, 100])
    plain = sc.random_spectrum("xavier", n=[50, 100])
    pairs = [(a.condition, b.condition) for a, b in zip(d.draws, plain.draws, strict=True)]
    assert np.allclose(*np.transpose(pairs), rtol=1e-9)
    return Said(d.text(), ("the start does not change the condition number. It grows like n,",))


def limits(place: int) -> Asked:
    """An entry of the answer for each start."""
    return lambda _row: [sc.random_spectrum(start).answer[place] for start in STARTS]


ROWS: dict[str, Asked] = {
    "001-33-init": lambda row: limits(0)(row)[::-1],  # He's first
    "003-lora-full": lambda row: adapted(row).dense,
    "003-lora-params": adapted,
    "003-lora-savings": lambda row: adapted(row).savings,
    "003-lora-breakeven": lambda row: adapted(row).break_even,
    "003-lora-update": lambda _row: Said(
        sc.low_rank_adaptation("d", rank="r").text(),
        ("W + B·A", "where B is d × r and A is r × d"),
    ),
    "003-svd-params": truncated_storage,
    "003-svd": decomposed,
    "004-svd-form": decomposed,
    "003-lab4-errors": lambda _row: [cut.relative for cut in lab().cuts],
    "003-lab4-top": lambda _row: lab().singular_values[0],
    "003-lab4-eckart-young": lambda _row: Said(
        lab().text(),
        (
            "By Eckart and Young no matrix of rank r is nearer to A: the Frobenius error is "
            "√(σ_(r+1)² + σ_(r+2)² + …)",
        ),
    ),
    "004-svd-compression": saved,
    "004-svd-shapes": shapes,
    "004-svd-variance": lambda _row: Said(
        sc.svd(image(60, 40), thin=True).text(),
        ("The energy of the first k is (σ_1² + … + σ_k²)/(sum of all σ_i²).",),
    ),
    "004-ex2-radius": limits(1),
    "004-ex2-norm": limits(2),
    "004-ex2-cond": condition,
}
# 003-svd-params is printed as 2dr, which leaves the r singular values out: no misprint, as they may
# be multiplied into a factor.
MISPRINTS: dict[str, Asked] = {}
