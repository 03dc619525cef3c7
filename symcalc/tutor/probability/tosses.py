"""Questions after data: how a posterior is asked for, and heads and tails as numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from symcalc.errors import TooLargeError, UnsupportedError
from symcalc.reading.arrays import outside

MOST = 1000  # tosses
UNIFORM = ("uniform", "flat", "uniform(0,1)", "unif(0,1)", "u(0,1)", "uniform[0,1]", "u[0,1]")
CHANCES = ("bern", "ber(", "bin", "geom", "geo(")  # laws whose parameter is a probability
BARE = ("categorical", "multinoulli", "cat")  # a law whose classes are counted
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
    hits, misses = (
        "{hit:heads|head|successes|success|ones|hits}",
        ("{miss:tails|tail|failures|failure|zeros|misses}"),
    )
    priors = (
        "{for_:for|with|under}[ a][ an][ the] {prior:family} prior",
        "{for_:for|with|under|from}[ a][ an][ the] prior {prior:family}",
    )
    trials = "{of:tosses|trials|flips|throws|coin tosses|coin flips|draws}"
    counts = tuple(
        f"{{after:after|and|given|with|from}} {tail}"
        for tail in (
            f"{{hits:whole}} {hits} and {{misses:whole}} {misses}",
            f"{{hits:whole}} {hits} {{among:in|out of|from|among}} {{tosses:whole}} {trials}",
        )
    )
    data = (
        "{with:and|with|after|given}[ the] {law:family}"
        " {what:data|observations|draws} {data:numbers}",
        "{with:and|with|after|given}[ the] {law:family} {what:data|observations|draws}"
        " {data:numbers} {spread:with standard deviation|with variance|with sd|with sigma =}"
        " {value}",
    )
    words = [
        f"{what}[ of {{letter}}] {prior}[,] {tail}" for prior in priors for tail in (*counts, *data)
    ]
    words += [f"{what}[ of {{letter}}] {tail}[,] {prior}" for prior in priors for tail in counts]
    likelihood = "{law:family}[ likelihood] {and_:and|with}[ a][ an][ the] "
    likely = (f"{likelihood}{{prior:family}} prior", f"{likelihood}prior {{prior:family}}")
    tail = "[[,] {with:with|and|for|given|after}[ the] {what:data|observations} {data:numbers}]"
    return (
        f"{what} of {{law}} under the prior {{prior}}[ for the data {{data}}]",
        f"{what}[ of {{letter}}] for {{law:family}} under[ the][ prior] {{prior:family}}"
        "[ {with:for|with|and}[ the] data {data:numbers}]",
        *(f"{what}[ of {{letter}}] {{for_:for|of}}[ a][ an] {one}{tail}" for one in likely),
        *words,
    )


def observed(law: Any, data: Any, said: Mapping[str, str]) -> tuple[Any, Any]:
    """The law and the data where they are said as heads and tails, or as counts of each class.

    >>> observed("", None, {"hits": "2", "misses": "1"})
    ('bernoulli', [1, 1, 0])
    >>> observed("categorical", None, {"counts": "2, 0, 1"})
    ('categorical(p_1, p_2, p_3)', [1, 1, 3])
    """
    if "hits" in said:
        return law or "bernoulli", tossed(said)[1]
    if "counts" not in said:
        return law, data
    counts = [_whole(part) for part in outside(said["counts"].strip("()[]{} "))]
    if sum(counts) > MOST:
        raise TooLargeError(FAILS["large"].format(count=sum(counts), most=MOST))
    names = ", ".join(f"p_{k}" for k in range(1, len(counts) + 1))
    spelled = f"categorical({names})" if law.strip() in BARE else law
    return spelled, [k for k, count in enumerate(counts, 1) for _ in range(count)]


def updated_by(law: Any, data: Any, said: Mapping[str, str]) -> tuple[Any, Any]:
    """The law and the data of a posterior, with what a sentence says of tosses and spreads.

    >>> updated_by("normal", "2, 3", {"spread": "with variance", "value": "4"})
    ('normal(mu, variance=4)', '2, 3')
    """
    if not law:
        return tossed(said)
    if "spread" in said:
        word = "variance" if "variance" in said["spread"] else "sigma"
        law = f"{law}(mu, {word}={said['value']})" if "(" not in law else law
    return law, data


def flat(prior: Any, law: Any) -> tuple[Any, tuple[str, ...]]:
    """A uniform prior of a probability as beta(1, 1), and that it is.

    >>> flat("uniform", "bernoulli(p)")
    ('beta(1, 1)', ('The uniform prior from 0 to 1 is beta(1, 1).',))
    """
    plain = "".join(prior.lower().split()) if isinstance(prior, str) else ""
    about = isinstance(law, str) and law.lower().startswith(CHANCES)
    if plain in UNIFORM and about:
        return "beta(1, 1)", ("The uniform prior from 0 to 1 is beta(1, 1).",)
    return prior, ()


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
