"""What is said in the end of how descent converges: a sentence, and remarks."""

from __future__ import annotations

from symcalc.figures import in_figures
from symcalc.tutor.descent.bowl import remarks
from symcalc.tutor.descent.rates import Rates
from symcalc.tutor.words.descent_rates import ENDINGS, METHODS, REMARKS
from symcalc.writing.text import text


def method_said(run: Rates) -> str:
    """Gradient descent, or momentum with its β."""
    if run.beta is None:
        return METHODS["gradient"]
    return METHODS["momentum"].format(beta=text(run.beta))


def ending(run: Rates) -> str:
    """One sentence: for which rates, or what happens at this one."""
    near = "" if run.bowl.is_quadratic else f"near {run.bowl.place} "
    fields = {"method": method_said(run), "where": near, "bound": bound_said(run)}
    if run.speed is None:
        return ENDINGS["bound"].format(**fields)
    fields["rate"] = text(run.speed)
    if not run.speed.expr > 0:
        return ENDINGS["nothing"].format(**fields)
    moving = [
        m for m, d in zip(run.multipliers, run.bowl.spectrum.directions, strict=True) if d.sign
    ]
    row = run.verdict
    if all(m == 0 for m in moving) and run.bowl.is_quadratic:
        row = "one-step-flat" if run.flat else "one-step"
    if row == "limit" and not run.bowl.is_quadratic:
        row = "limit-near"
    if row == "limit-near":
        fields["method_small"] = method_small(run)
        fields["where"] = near.strip()
    return ENDINGS[row].format(**fields, slowest=slowest(run))


def slowest(run: Rates) -> str:
    """What the slowest direction does."""
    does = run.behaviours[run.worst]
    along = f" along {run.names[run.worst]}" if len(run.names) > 1 else ""
    return f"the distance{along} {does}"


def method_small(run: Rates) -> str:
    """The method's name inside a sentence."""
    return method_said(run)[0].lower() + method_said(run)[1:]


def bound_said(run: Rates) -> str:
    """The bound; where it is only known in decimals, that is said behind it."""
    told = run.told(run.bound)
    return f"{told[2:]}, rounded" if told.startswith("≈ ") else told


def all_remarks(run: Rates) -> list[str]:
    """What holds besides."""
    bowl = run.bowl
    told = remarks(bowl)
    told += [REMARKS["flat-direction"].format(direction=name) for name in run.flat]
    if run.tolerance is not None and not bowl.is_quadratic:
        told.append(REMARKS["no-count"])
    if run.beta is not None and bowl.spectrum.condition != 1:
        big, mu = float(bowl.spectrum.largest) ** 0.5, float(bowl.spectrum.smallest) ** 0.5
        factor = (big - mu) / (big + mu)
        values = {"factor": factor, "rate": 4 / (big + mu) ** 2, "beta": factor**2}
        values["plain"] = float(bowl.spectrum.best_factor)
        shown_ = {k: in_figures(v, 4) for k, v in values.items()}
        told.append(REMARKS["best-momentum"].format(**shown_))
    return told
