"""Questions after data: how a posterior is asked for, and heads and tails as numbers."""

from __future__ import annotations

from collections.abc import Mapping

from symcalc.errors import TooLargeError, UnsupportedError

MOST = 1000  # tosses
FAILS = {
    "whole": "{count} is no number of tosses",
    "large": "there are {count} tosses, and at most {most} are taken",
    "more": "{hits} of {count} tosses cannot be heads",
}


def asking(what: str) -> tuple[str, ...]:
    """The sentences that ask for the posterior, its mean or its maximum.

    Examples
    --------
    >>> asking("posterior")[0]
    'posterior of {law} under the prior {prior}[ for the data {data}]'
    """
    hits, misses = "{hit:heads|successes|ones}", "{miss:tails|failures|zeros}"
    priors = ("for[ a][ an] {prior:family} prior", "with[ a][ an] {prior:family} prior")
    counts = (
        f"after {{hits}} {hits} and {{misses}} {misses}",
        f"after {{hits}} {hits} in {{tosses}} {{of:tosses|trials|flips|throws}}",
        f"and {{hits}} {hits} and {{misses}} {misses}",
        f"and {{hits}} {hits} in {{tosses}} {{of:tosses|trials|flips|throws}}",
        f"given {{hits}} {hits} and {{misses}} {misses}",
    )
    data = "{with:and|with|after}[ the] {law:family} {what:data|observations|draws} {data:numbers}"
    words = [
        f"{what}[ of {{letter}}] {prior} {tail}" for prior in priors for tail in (*counts, data)
    ]
    likelihood = "{law:family} likelihood and[ a][ an] {prior:family} prior"
    return (
        f"{what} of {{law}} under the prior {{prior}}[ for the data {{data}}]",
        f"{what}[ of {{letter}}] for {{law:family}} under[ the][ prior] {{prior:family}}"
        "[ {with:for|with|and}[ the] data {data:numbers}]",
        f"{what}[ of {{letter}}] for[ a][ an] {likelihood}[ with data {{data:numbers}}]",
        *words,
    )


def tossed(counts: Mapping[str, str]) -> tuple[str, list[int]]:
    """The law of one toss, and the tosses: 1 for a head.

    Examples
    --------
    >>> tossed({"hits": "2", "misses": "1"})
    ('bernoulli(p)', [1, 1, 0])

    Raises
    ------
    UnsupportedError
        If the counts are no whole numbers, or do not fit.
    """
    hits = _whole(counts["hits"])
    misses = _whole(counts["misses"]) if "misses" in counts else _whole(counts["tosses"]) - hits
    if misses < 0:
        raise UnsupportedError(FAILS["more"].format(hits=hits, count=counts["tosses"]))
    if not 0 < hits + misses <= MOST:
        raise TooLargeError(FAILS["large"].format(count=hits + misses, most=MOST))
    return "bernoulli(p)", [1] * hits + [0] * misses


def _whole(count: str) -> int:
    if not count.strip().isdecimal():
        raise UnsupportedError(FAILS["whole"].format(count=count), hint="write 3 heads")
    return int(count)
