"""The evidence lower bound, diagonal normal laws, and predictions over a training run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import sympy as sp

from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.figures import decimal, in_figures
from symcalc.notation import Notation, add, multiply, subtract
from symcalc.plotting.information import over_training
from symcalc.primitives import arrange, build, put
from symcalc.reading import read
from symcalc.reading.numbers import is_real
from symcalc.steps import Step, Table
from symcalc.tutor.areas.parts import near
from symcalc.tutor.lessons import asked, lesson
from symcalc.tutor.linear.given import exact
from symcalc.tutor.probability.claims import LogarithmicMean, MeanIs
from symcalc.tutor.probability.continuous import CLOSED, logarithm_of
from symcalc.tutor.probability.information import Mean, logarithm, unit_of, unit_said
from symcalc.tutor.probability.law import law_of
from symcalc.tutor.probability.masses import Masses, items, masses_of
from symcalc.tutor.worded import worded
from symcalc.tutor.words.bounds import CHECKED, CHECKED_SUM, EQUAL, FAILS, HINTS, LOSS, WORDS
from symcalc.tutor.words.information import BASE, UNITS
from symcalc.writing.text import text

CLOSE = 1e-10
ORDINARY = 6  # digits


@lesson(
    "elbo",
    "evidence lower bound with prior {prior}, likelihood {likelihood} and approximation {q}",
    *(
        f"{name} {{with:with|for|of|given}}[ a][ the] prior {{prior:list}}[,][ and][ a][ the]"
        f" {hits} {{likelihood:list}}[,][ and][ an][ a][ the] {guess}[ q][ =] {{q:list}}"
        for name in ("ELBO", "evidence lower bound", "variational lower bound")
        for hits in ("likelihood", "likelihoods")
        for guess in (
            "approximation",
            "q",
            "q =",
            "q(z)",
            "guess",
            "variational distribution",
            "approximate posterior",
        )
    ),
)
def elbo(prior: str, likelihood: str, q: str, **_: str) -> Derivation:
    """The bound below the evidence of one observation, for a hidden z with a few values.

    Examples
    --------
    >>> print(elbo("(0.5, 0.5)", "(0.9, 0.2)", "(0.8, 0.2)").ending)
    ELBO ≈ −0.598921, and log p(x) ≈ −0.597837
    """
    before, guess = _masses(prior), _masses(q)
    fits = [_positive(part) for part in items(likelihood.strip()[1:-1])]
    counts = {"prior": len(before), "likelihood": len(fits), "q": len(guess)}
    if len(set(counts.values())) > 1:
        raise UnsupportedError(FAILS["lengths"].format(**counts), hint=HINTS["lengths"])
    joint = [multiply(p, f) for p, f in zip(before.probabilities, fits, strict=True)]
    whole = add(*joint)
    evidence = arrange(whole.expr, like=whole)
    if evidence.expr == 0:
        raise UnsupportedError(FAILS["evidence"], hint=HINTS["likelihood"])
    after = [arrange(part.expr / evidence.expr) for part in joint]
    first = replace(_step("evidence", whole, evidence), table=_joint(before, fits, joint))
    bound, steps = _bound(before, fits, guess)
    posterior = Masses(tuple(after))
    rows = tuple((str(i + 1), p, in_figures(p.expr)) for i, p in enumerate(after))
    told = _step("posterior", evidence, evidence, "implies", evidence=text(evidence))
    second = replace(told, table=Table(("z", "p(z|x)", ""), rows))
    pairs = tuple((g, g / part.expr) for g, part in zip(guess.values, joint, strict=True) if g != 0)
    shown = {k: in_figures(v) for k, v in (("b", bound.expr), ("e", sp.log(evidence.expr)))}
    likelihoods = f"({', '.join(map(text, fits))})"
    return Derivation(
        asked("elbo", prior=str(before), likelihood=likelihoods, q=str(guess)),
        bound,
        bound,
        (first, second, *steps, _gap(bound, evidence, guess, posterior)),
        claims=(LogarithmicMean(pairs, bound.expr, sentence=CHECKED),),
        ending=f"ELBO ≈ {shown['b']}, and log p(x) ≈ {shown['e']}",
    )


def _masses(given: str) -> Masses:
    found = masses_of(given)
    if found is None or found.letters:
        raise UnsupportedError(FAILS["letters"], where=given, hint=HINTS["letters"])
    return found


def _positive(part: str) -> Notation:
    node = read(part) if part else arrange(sp.S.Zero)
    if not (is_real(node.expr) and node.expr.is_nonnegative):
        what = FAILS["likelihood"].format(value=text(node))
        raise UnsupportedError(what, hint=HINTS["likelihood"])
    return replace(node, remarks=())


def _joint(prior: Masses, fits: Sequence[Notation], joint: Sequence[Notation]) -> Table:
    rows = zip(prior.probabilities, fits, joint, strict=True)
    named = ((str(i + 1), p, f, arrange(j.expr, like=j)) for i, (p, f, j) in enumerate(rows))
    return Table(("z", "p(z)", "p(x|z)", "p(z) p(x|z)"), tuple(named))


def _bound(prior: Masses, fits: Sequence[Notation], q: Masses) -> tuple[Notation, list[Step]]:
    """The fit, the price, and their difference."""
    price = Mean("kl", q, prior)
    if price.impossible is not None:
        value = text(q.probabilities[price.impossible])
        raise UnsupportedError(FAILS["zero"].format(value=value), hint=HINTS["zero"])
    for guess, f in zip(q.probabilities, fits, strict=True):
        if guess.expr != 0 and f.expr == 0:
            what = FAILS["unseen"].format(value=text(guess))
            raise UnsupportedError(what, hint=HINTS["zero"])
    pairs = zip(q.probabilities, fits, strict=True)
    fit = add(*(multiply(g, logarithm(f, "e")) for g, f in pairs if g.expr != 0))
    bound = subtract(fit, price.whole)
    values = [decimal(sp.Float(float(part.expr))) for part in (fit, price.whole, bound)]
    return bound, [
        _step("fit", fit, near(fit, values[0]), "implies"),
        _step("price", price.whole, near(price.whole, values[1]), "implies"),
        _step("elbo", bound, near(subtract(values[0], values[1]), values[2]), "implies"),
    ]


def _gap(bound: Notation, evidence: Notation, q: Masses, posterior: Masses) -> Step:
    """What is left to log p(x) is a divergence, worked out by itself."""
    lost = Mean("kl", q, posterior)
    whole = float(sp.log(evidence.expr))
    if abs(float(bound.expr) + lost.near - whole) > CLOSE:
        raise AssertionError("the bound and the divergence are not the evidence")
    fields = {
        "evidence": in_figures(whole),
        "bound": in_figures(bound.expr),
        "gap": in_figures(lost.near) if abs(lost.near) > CLOSE else "0",
        "equal": EQUAL[abs(lost.near) <= CLOSE],
    }
    return _step("gap", bound, logarithm(evidence, "e"), "implies", **fields)


@lesson(
    "prediction-entropy",
    "entropies of the predictions {rows}[ with true class {k}][ in {unit}]",
)
def prediction_entropy(rows: str, k: str = "", unit: str = "") -> Derivation:
    """Entropy of each prediction, and its cross-entropy with the true class."""
    base = unit_of(unit or "e")
    if not rows.strip("()[] "):
        raise UnsupportedError(FAILS["none"], hint=HINTS["none"])
    told = [_masses(row) for row in items(rows.strip()[1:-1])]
    if len({len(row) for row in told}) > 1:
        raise UnsupportedError(FAILS["rows"], hint=HINTS["rows"])
    known = int(k) if k.strip().isdecimal() else None
    if k and (known is None or known >= len(told[0])):
        what = FAILS["class"].format(k=k, last=len(told[0]) - 1)
        raise UnsupportedError(what, hint=HINTS["class"])
    means = [Mean("entropy", row, row, base) for row in told]
    losses = [] if known is None else [_loss(row, known, base) for row in told]
    vector = build("vector", *(mean.whole for mean in means))
    head = ("prediction", "entropy", *(("cross-entropy",) if losses else ()))
    made = [(str(row), in_figures(mean.value)) for row, mean in zip(told, means, strict=True)]
    table = [
        (*row, *((in_figures(losses[i].value),) if losses else ())) for i, row in enumerate(made)
    ]
    log = means[0].log
    loss = LOSS.format(k=known, log=log) if losses else ""
    step = _step("prediction", vector, vector, "definition", loss=loss, base=BASE[base])
    shown = [sp.Float(mean.near) for mean in means]
    answer: Any = tuple(shown)
    if losses:
        answer = (tuple(shown), tuple(sp.Float(mean.near) for mean in losses))
    numbers = [str(i + 1) for i in range(len(told))]
    costs = [mean.near for mean in losses] or None
    said = f"({', '.join(map(str, told))})"
    return Derivation(
        asked("prediction-entropy", rows=said, k=k, unit=unit_said(base)),
        vector,
        vector,
        (replace(step, table=Table(head, tuple(table))),),
        claims=tuple(m.claim() for m in (*means, *losses) if m.impossible is None),
        told=answer,
        ending=f"From {in_figures(means[0].value)} to {in_figures(means[-1].value)} {UNITS[base]}.",
        picture=partial(over_training, [m.near for m in means], costs, UNITS[base], numbers),
    )


def _loss(row: Masses, known: int, base: str) -> Mean:
    hot = tuple(arrange(sp.Integer(int(i == known))) for i in range(len(row)))
    return Mean("cross-entropy", Masses(hot), row, base)


@lesson(
    "diagonal-kl",
    "divergence of diagonal normal laws with means {m} and deviations {s}"
    "[ from means {m0} and deviations {s0}]",
    *(
        f"{name}[ ](N[ ]({{m:list}},[ ]{spread})[ ]{bars}[ ]N[ ]({other}))"
        for name in ("KL", "D_KL", "KL divergence")
        for bars in ("||", "‖", "\\\\|")
        for spread in ("diag[ ]{v:list}", "{v:matrix}", "I")
        for other in (
            *("0,[ ]I", "{m0:list},[ ]diag[ ]{v0:list}"),
            *("{m0:list},[ ]{v0:matrix}", "{m0:list},[ ]I"),
        )
    ),
)
def diagonal_kl(
    m: str, s: str = "", m0: str = "", s0: str = "", v: str = "", v0: str = ""
) -> Derivation:
    """KL of N(μ, diag σ²) from another, N(0, I) if none is said: the term of a VAE."""
    s = s or _roots(v, m)
    s0 = s0 or (_roots(v0, m) if m0 else "")
    parts = [[read(part) for part in items(given.strip()[1:-1])] for given in (m, s)]
    count = len(parts[0])
    parts += [[read(part) for part in items(given.strip()[1:-1])] for given in (m0, s0) if given]
    if len(parts) == 2:
        parts += [[arrange(sp.S.Zero)] * count, [arrange(sp.S.One)] * count]
    _need_lengths(parts, count, lone=not m0)
    terms, rows, insides = [], [], []
    for i, (mu, sigma, mean, spread) in enumerate(zip(*parts, strict=True)):
        laws = [law_of(f"normal({text(a)}, {text(b)})") for a, b in ((mu, sigma), (mean, spread))]
        plain = laws[1].name == "normal(0, 1)"
        letters = map(sp.Symbol, ("mu", "sigma", "m", "s"))
        values = dict(zip(letters, (mu, sigma, mean, spread), strict=True))
        term = put(read(CLOSED["vae" if plain else "kl"]), values)
        insides.append(logarithm_of("kl", *laws).after.expr * laws[0].density.expr)
        x, ends = laws[0].x, laws[0].ends
        worth = term if term.expr.free_symbols else in_figures(term.expr)
        rows.append((str(i + 1), *(text(law.parameters[j]) for law in laws for j in (0, 1)), worth))
        terms.append(term)
    total = add(*terms)
    step = _step("diagonal", total, total, "definition")
    step = replace(step, table=Table(("i", "μᵢ", "σᵢ", "mᵢ", "sᵢ", "KLᵢ"), tuple(rows)))
    ending = "" if total.expr.free_symbols else f"KL(p‖q) ≈ {in_figures(total.expr)} nats"
    return Derivation(
        asked("diagonal-kl", m=m, s=s, m0=m0, s0=s0),
        total,
        total,
        (step,),
        conditions=tuple(sp.Gt(x.expr, 0) for x in parts[1] + parts[3] if x.expr.free_symbols),
        claims=(MeanIs(sp.Add(*insides), x, ends, total.expr, CHECKED_SUM),),
        ending=ending,
    )


def _need_lengths(parts: Sequence[Sequence[Notation]], count: int, *, lone: bool) -> None:
    """Refuse lists that are not as long as each other."""
    if any(len(part) != count for part in parts):
        kinds = ("means", "deviations") * (1 if lone else 2)
        told = [
            f"{len(part)} {kind if len(part) != 1 else kind[:-1]}"
            for part, kind in zip(parts, kinds, strict=False)
        ]
        what = FAILS["vectors"].format(lengths=", ".join(told))
        raise UnsupportedError(what, hint=HINTS["vectors"])


def _roots(variances: str, means: str) -> str:
    """Standard deviations from what stands in diag(…); 1 each of the identity."""
    if not variances:
        return f"({', '.join('1' for _ in items(means.strip()[1:-1]))})"
    table = exact(variances)
    if min(table.shape) > 1 and not table.is_diagonal():
        raise UnsupportedError(FAILS["diagonal"], where=variances, hint=HINTS["diagonal"])
    found = list(table.diagonal() if min(table.shape) > 1 else table)
    return f"({', '.join(text(arrange(sp.sqrt(v))) for v in found)})"


def _step(
    rule: str, before: Notation, after: Notation, relation: str = "equal", **fields: object
) -> Step:
    return worded(WORDS, rule, before, after, fields, relation)
