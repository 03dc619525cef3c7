"""The verb `catalogue`."""

from __future__ import annotations

from symcalc.derivation import Derivation
from symcalc.tutor.catalogue import entry_of, listed, worked
from symcalc.verbs.registry import verb

Entry = str  # the name of one; in a shell it may be left out


def shown(name: Entry) -> Derivation:
    """An entry for a shell, or all."""
    return catalogue(name or None)


@verb(
    "symcalc catalogue",
    "symcalc catalogue gelu",
    "symcalc catalogue bce-logits --format markdown",
    shown=shown,
)
def catalogue(name: str | None = None) -> Derivation:
    """Work out what is known of an activation or a loss by its NAME; without one, list them all.

    Parameters
    ----------
    name : str, optional
        "sigmoid", "gelu", "bce-logits" …; capitals, spaces and hyphens do not matter.

    Returns
    -------
    Derivation
        `.answer` is the derivative; the steps are followed by its form in terms of the output, the
        largest slope, kinks, and a stable form. `.plot()` draws value and slope. Without a name
        `.answer` is the tuple of names.

    Raises
    ------
    UnsupportedError
        If there is no entry of this name.

    Examples
    --------
    >>> catalogue("softplus").answer
    1/(1 + exp(-x))
    >>> "gelu" in catalogue().answer
    True
    """
    return listed() if name is None else worked(entry_of(name))
