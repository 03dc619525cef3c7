"""The lesson on Bayes' rule for a few hypotheses: joint, evidence, posterior."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import sympy as sp

from symcalc import notation
from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.notation import Notation
from symcalc.primitives import arrange, build
from symcalc.steps import Step, Table
from symcalc.tutor.lessons import asked, lesson
from symcalc.tutor.linear.claims import Same
from symcalc.tutor.probability.average_parts import from_one
from symcalc.tutor.probability.chances import chance
from symcalc.tutor.probability.event_lines import decimal_of, ending_of, line, written
from symcalc.tutor.probability.masses import Masses, checked, items
from symcalc.tutor.worded import worded
from symcalc.tutor.words.tables import CHECKED, FAILS, HINTS, TIMES, WORDS
from symcalc.writing.text import text

MOST = 1000  # observations
START = (
    "{rule:Bayes|Bayes rule|Bayes' rule|Bayes’ rule|Bayes theorem|Bayes' theorem|Bayes’ theorem"
    "|posterior|posterior probability|positive predictive value|PPV"
    "|probability of disease given a positive test|probability of the disease given a positive test"
    "|probability of having the disease given a positive test"
    "|probability of being sick given a positive test}[:][,]"
    "[ {with:with|for|given|after}][ a]"
)
SAYS = "{eq:of|=|is}"
RATES = (
    "[ of][ =] {yes}[,][ and][ a] {rate:false positive rate|false-positive rate|false alarm rate"
    "|specificity}[ of][ =] {no}"
)
PRIOR = "{what:prior|prevalence|base rate|prior probability}[ of][ =] {prior}[,][ and][ a]"
AFTER = "[,][ after] {times} {of:positive tests|positive results|observations|times}"


@lesson(
    "bayes",
    "Bayes' rule for the prior {prior} and the likelihoods {likelihoods}"
    "[ with {times} observations]",
    *(
        f"{START} {PRIOR} {{hit:sensitivity|true positive rate|hit rate|recall}}{RATES}{after}"
        for after in (AFTER, "")
    ),
    f"{START} P(A)[ ]=[ ]{{prior}}[,][ and] P(B[ ]|[ ]A)[ ]=[ ]{{yes}}[,][ and]"
    " P(B[ ]|[ ]{not:not A|¬A|A'|A^c|~A})[ ]=[ ]{no}",
    f"{START} P(H)[ ]=[ ]{{prior}}[,][ and] P(E[ ]|[ ]H)[ ]=[ ]{{yes}}[,][ and]"
    " P(E[ ]|[ ]{not:not H|¬H|H'|H^c|~H})[ ]=[ ]{no}",
    f"{START} {{what:prior|priors}} {{prior:list}}[,][ and] {{hits:likelihood|likelihoods}}"
    f" {{likelihoods:list}}{AFTER}",
    f"{START} {{what:prior|priors}} {{prior:list}}[,][ and] {{hits:likelihood|likelihoods}}"
    " {likelihoods:list}",
    f"{START} {{what:priors}} {{prior:numbers}}[,][ and] likelihoods {{likelihoods:numbers}}",
)
def bayes(prior: str, likelihoods: str = "", times: str = "1", **said: str) -> Derivation:
    """The probabilities of hypotheses after an observation.

    Examples
    --------
    >>> print(bayes("(0.01, 0.99)", "(0.99, 0.05)").ending)
    P(H | E) = 1/6 ≈ 0.166667

    Raises
    ------
    UnsupportedError
        If a number is no probability, or the observation is impossible.
    """
    case = _case(prior, likelihoods, times, said)
    steps = _steps(case)
    after = _after(case)
    parts = {"prior": str(case.prior), "likelihoods": _listed(case.likelihoods)}
    if case.times > 1:
        parts["times"] = str(case.times)
    return Derivation(
        asked("bayes", None, (), **parts),
        after,
        after,
        steps,
        remarks=case.prior.remarks,
        claims=(_claim(case),),
        ending=_ending(case, after),
    )


@dataclass(frozen=True)
class Case:
    """Hypotheses with their priors, and how likely each makes the observation."""

    prior: Masses
    likelihoods: tuple[Notation, ...]
    times: int
    two: bool

    @property
    def products(self) -> list[sp.Expr]:
        """Prior times likelihood."""
        pairs = zip(self.prior.values, self.likelihoods, strict=True)
        return [p * fit.expr**self.times for p, fit in pairs]

    @property
    def evidence(self) -> sp.Expr:
        """How likely the observation is."""
        return _short(sp.Add(*self.products))

    @property
    def posterior(self) -> list[sp.Expr]:
        """Each product over the evidence."""
        return [_short(p / self.evidence) for p in self.products]

    @property
    def names(self) -> list[str]:
        """How the hypotheses are called."""
        return ["H", "not H"] if self.two else [f"H{_sub(i + 1)}" for i in range(len(self.prior))]


def _sub(k: int) -> str:
    return "".join("₀₁₂₃₄₅₆₇₈₉"[int(d)] for d in str(k))


def _short(value: sp.Expr) -> sp.Expr:
    return from_one(sp.factor(value)) if value.free_symbols else sp.simplify(value)


def _case(prior: str, likelihoods: str, times: str, said: Mapping[str, str]) -> Case:
    count = times.strip()
    if not count.isdecimal() or not 1 <= int(count) <= MOST:
        raise UnsupportedError(FAILS["times"].format(n=times), hint=HINTS["times"])
    if not likelihoods:
        first, hit, miss = chance(prior), chance(said["yes"]), chance(said["no"])
        if said.get("rate", "").lower() == "specificity":
            miss = arrange(1 - miss.expr, like=miss)
        rest = arrange(1 - first.expr, like=first)
        return _possible(Case(Masses((first, rest)), (hit, miss), int(count), two=True))
    shares = [chance(p) for p in _parts(prior)]
    fits = tuple(chance(p) for p in _parts(likelihoods))
    if len(shares) != len(fits):
        what = FAILS["lengths"].format(n=len(shares), m=len(fits))
        raise UnsupportedError(what, hint=HINTS["lengths"])
    if len(shares) < 2:
        raise UnsupportedError(FAILS["one"], hint=HINTS["lengths"])
    given = checked(Masses(tuple(shares)))
    return _possible(Case(given, fits, int(count), two=len(shares) == 2))


def _parts(given: str) -> list[str]:
    said = given.strip().replace(" and ", ", ")
    return items(said[1:-1] if said[:1] in "([" and said[-1:] in ")]" else said)


def _possible(case: Case) -> Case:
    if case.evidence == 0:
        raise UnsupportedError(FAILS["impossible"], hint=HINTS["impossible"])
    return case


def _steps(case: Case) -> tuple[Step, ...]:
    terms = notation.add(*(_product(p, q, case.times) for p, q in _pairs(case)))
    times = TIMES.format(n=case.times) if case.times > 1 else ""
    head = ("hypothesis", "prior", "likelihood", "product", "posterior")
    columns = zip(
        case.names, case.prior.probabilities, case.likelihoods, case.products, strict=True
    )
    rows = tuple((name, p, fit, written(both)) for name, p, fit, both in columns)
    first = _step("joint", terms.parts[0] if len(terms.parts) > 1 else terms, times=times)
    first = replace(first, table=Table(head[:4], rows))
    second = _step("evidence", terms if case.evidence.free_symbols else line(terms, case.evidence))
    lasts = zip(case.names, case.products, case.posterior, strict=True)
    cells = tuple((name, written(both), written(after)) for name, both, after in lasts)
    lettered = case.evidence.free_symbols
    bottom = terms if lettered else written(case.evidence)
    share = notation.divide(written(case.products[0]), bottom)
    last = share if lettered else line(share, case.posterior[0])
    third = replace(_step("posterior", last), table=Table((head[0], head[3], head[4]), cells))
    return first, second, third


def _pairs(case: Case) -> list[tuple[Notation, Notation]]:
    return list(zip(case.prior.probabilities, case.likelihoods, strict=True))


def _product(prior: Notation, fit: Notation, times: int) -> Notation:
    raised = fit if times == 1 else notation.power(fit, notation.number(times))
    return notation.arithmetic("product", prior, raised)


def _after(case: Case) -> Notation:
    if case.two:
        return arrange(case.posterior[0])
    return build("vector", *(arrange(p) for p in case.posterior))


def _ending(case: Case, after: Notation) -> str:
    if case.two:
        return ending_of("P(H | E)", case.posterior[0], after)
    if any(p.free_symbols for p in case.posterior):
        return ""
    shown = ", ".join(text(decimal_of(p)) for p in case.posterior)
    return f"The posterior probabilities are ≈ ({shown})"


def _claim(case: Case) -> Same:
    """Odds, without the evidence."""
    pairs: list[tuple[sp.Expr, sp.Expr]] = [(sp.Add(*case.posterior), sp.S.One)]
    for i, j in combinations(range(len(case.posterior)), 2):
        fits = [case.prior.values[k] * case.likelihoods[k].expr ** case.times for k in (i, j)]
        pairs.append((case.posterior[i] * fits[1], case.posterior[j] * fits[0]))
    return Same(tuple(pairs), "posterior odds", CHECKED["odds"])


def _listed(parts: Sequence[Notation]) -> str:
    return f"({', '.join(map(text, parts))})"


def _step(rule: str, after: Notation, **fields: object) -> Step:
    return worded(WORDS, rule, after, after, fields, "implies")
