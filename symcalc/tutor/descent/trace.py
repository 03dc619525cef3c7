"""Trace: a run of descent as a derivation, with all its points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from symcalc.derivation import Derivation
from symcalc.tutor.descent.methods import METHODS, Method
from symcalc.tutor.descent.objective import Array


def nothing() -> Array:
    """No numbers."""
    return np.empty((0, 0))


@dataclass(frozen=True)
class Trace(Derivation):
    """A run of descent: k steps in n coordinates.

    `.answer` is the last point, a column Matrix of floats; of a network, a dict of arrays.

    Attributes
    ----------
    points : ndarray, shape (k + 1, n)
        The start, and where each step leads.
    values : ndarray, shape (k + 1,)
        The formula there; NaN where only gradients were given.
    gradients : ndarray, shape (k + 1, n)
        What each step used, before clipping: with mini-batches the gradient over its rows. The last
        is the gradient of the whole at the last point. Of gradients as given, (k, n).
    rates : ndarray, shape (k,)
        The rate of each step.
    states : mapping from names to ndarrays, shape (k + 1, n)
        What the method keeps: "v" of momentum, "m" and "v" of Adam.
    status : str
        "converged", "stopped" at the last step asked for, "diverged" or "oscillates".
    end : str
        Why no more steps were gone: "limit", "tolerance", "far", "huge", "undefined", "singular"
        or "stuck".
    method : Method
        The row of the table of methods.
    names : tuple of str
        The coordinates.
    settings : mapping of names to floats
        Those of the method.

    Examples
    --------
    >>> import symcalc as sc
    >>> trace = sc.descend("x^2 + 3y^2", {"x": 4, "y": 2}, rate=0.1, steps=2)
    >>> trace.points.round(4).tolist()
    [[4.0, 2.0], [3.2, 0.8], [2.56, 0.32]]
    """

    points: Array = field(default_factory=nothing, repr=False, compare=False)
    values: Array = field(default_factory=nothing, repr=False, compare=False)
    gradients: Array = field(default_factory=nothing, repr=False, compare=False)
    rates: Array = field(default_factory=nothing, repr=False, compare=False)
    states: Mapping[str, Array] = field(default_factory=dict, repr=False, compare=False)
    status: str = ""
    end: str = ""
    method: Method = METHODS[0]
    names: tuple[str, ...] = ()
    settings: Mapping[str, float] = field(default_factory=dict, compare=False)

    @property
    def steps_taken(self) -> int:
        """How many steps were gone."""
        return len(self.points) - 1

    def arrives(self, target: Any = 0.0, decimals: int = 4) -> int | None:
        """After how many steps the point stays at `target`, rounded to some decimals.

        Parameters
        ----------
        target : float or sequence of n floats
            Where it is to be.
        decimals : int
            To how many decimals it has to be there.

        Returns
        -------
        int or None
            From this step on all points of the run are there; None if the last one is not.

        Examples
        --------
        >>> import symcalc as sc
        >>> sc.descend("x^2", {"x": 1}, rate=0.25, steps=30).arrives(decimals=2)
        8
        """
        there = (np.abs(self.points - np.asarray(target)) < 0.5 * 10.0**-decimals).all(axis=1)
        if not there[-1]:
            return None
        away = np.flatnonzero(~there)
        return int(away[-1]) + 1 if len(away) else 0
