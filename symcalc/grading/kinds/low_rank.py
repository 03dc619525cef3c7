"""Nearest matrices of a rank, where several are equally near."""

from __future__ import annotations

import numpy as np
import sympy as sp

from symcalc.errors import SymcalcError
from symcalc.grading.asked import Asked
from symcalc.grading.finding import Finding, right, wrong
from symcalc.grading.kinds.registry import answer_kind
from symcalc.grading.policy import Policy
from symcalc.grading.told import Told
from symcalc.reading.sentences import parts_of
from symcalc.tutor.linear.lowrank import LowRank
from symcalc.tutor.linear.source import source_of

NEAR = 1e-9  # relative
SHORT = 1e-3  # relative: what rounded entries may be off by
RANK = "Its rank is {mine}, and {rank} is asked for."
FAR = "It is {mine:.4g} away from A (Frobenius); the nearest of rank {rank} are {least:.4g} away."
TIED = "Singular values are equal here, so that several matrices are equally near: this is one."


@answer_kind("low-rank", rank=1)
def low_rank(asked: Asked, told: Told, policy: Policy) -> Finding | None:
    """Any matrix of the rank that is as near as can be, where singular values tie."""
    found = asked.derivation if asked.kind == "low-rank" else None
    if not isinstance(found, LowRank) or len(found.cuts) != 1 or policy.tolerance:
        return None
    rank, values = found.cuts[0].rank, found.singular_values
    tied = rank < len(values) and abs(values[rank - 1] - values[rank]) <= NEAR * values[0]
    mine = told.expr
    if not tied or not isinstance(mine, sp.MatrixBase) or mine.free_symbols:
        return None
    try:
        a = source_of(parts_of("low-rank", asked.question.text)["matrix"]).values
    except (SymcalcError, KeyError):
        return None
    if mine.shape != a.shape:
        return None
    decimal = any("." in n.text for n in told.node.walk() if n.head == "number")
    off = (SHORT if decimal else NEAR) * values[0]
    entries = np.array(mine.tolist(), dtype=float)
    own = int((np.linalg.svd(entries, compute_uv=False) > off).sum())
    if own > rank:
        return wrong(RANK.format(mine=own, rank=rank), proof="sampled")
    least, away = float(np.linalg.norm(values[rank:])), float(np.linalg.norm(a - entries))
    if away > least + off:
        return wrong(FAR.format(mine=away, least=least, rank=rank), proof="sampled")
    return right(TIED, proof="sampled")
