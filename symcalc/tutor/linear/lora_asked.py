"""Questions on low-rank factors as they are put: LoRA counts, ratios, and what an SVD stores."""

from __future__ import annotations

import re

import sympy as sp

from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.notation import divide
from symcalc.primitives import arrange, build
from symcalc.reading.sentences import enter_part
from symcalc.steps import Step
from symcalc.tutor.backprop.shown import equalities
from symcalc.tutor.lessons import asked, lesson
from symcalc.tutor.linear.claims import Same, line, step
from symcalc.tutor.linear.lora import Adaptation, low_rank_adaptation, size_of
from symcalc.tutor.linear.vector_lines import letter
from symcalc.tutor.words import lowrank as words
from symcalc.tutor.words.linear_parts import CHECKS
from symcalc.writing.text import text

NUMBER = r"(?:\d+|[a-zA-Z])"
BETWEEN = r"\s*(?:x|×|\*|by|\\times)\s*"
LAYER = r"(?:\s*(?:dense|linear|weight|projection|attention|layer|matrix|weights))*"
SIZE = (
    r"(?:(?:an?|the|one)\s+)?(?:(?:weight|square)\s+)?(?:matrix\s+)?(?:W\s*)?"
    r"(?:(?:is|of|with|size|shape|dimensions?|∈|in)\s+)*(?:an?\s+)?"
    rf"\(?{NUMBER}{BETWEEN}{NUMBER}\)?{LAYER}"
)
RANK = rf"(?:(?:the|a)\s+)?(?:rank[-\s]*(?:of\s+)?(?:r\s*)?(?:=\s*)?|r\s*=\s*){NUMBER}"
LORA = (
    r"(?:an?\s+|the\s+)?(?:lora|low[-\s]rank\s+adapt(?:ation|er))"
    r"(?:\s+(?:adapters?|modules?|layers?|update))?"
)
COUNTED = (
    r"(?:(?:total\s+)?number\s+of\s+)?(?:the\s+)?"
    r"(?:(?:trainable|trained|learnable|learned|new|added|extra)\s+)*parameters?(?:\s+count)?"
)
TRUNCATED = (
    r"(?:an?\s+|the\s+)?(?:truncated\s+|low[-\s]rank\s+)?(?:SVD|singular value decomposition)"
)
for name, pattern in (
    *(("sized", SIZE), ("ranked", RANK), ("lora", LORA)),
    *(("counted", COUNTED), ("truncated", TRUNCATED)),
):
    enter_part(name, pattern)
WITH = "{w:with|of|for|at|and|using}"
ON = "{v:on|for|of|in|to|applied to}"
IN = "{o:of|for|in|with|by|added by|trained by}"
DIMENSIONS = re.compile(rf"({NUMBER}){BETWEEN}({NUMBER})")
PREFIX = re.compile(r"^.*?(?:rank[-\s]*(?:of\s+)?(?:r\s*)?=?|r\s*=)\s*(?=\S)", re.IGNORECASE)
PAIRED = (
    f"{WITH}[ a] {{rank:ranked}} {ON} {{size:sized}}",
    f"{ON} {{size:sized}} {WITH}[ a] {{rank:ranked}}",
    f"{ON} {{size:sized}}[ ],[ ]{{rank:ranked}}",
)
LETTERS = (
    "d = {d:size},[ ]k = {k:size}[,][ and] r = {r:size}",
    "d = {d:size}[,][ and] r = {r:size}",
)
NEED = "{x:have|add|train|need|learn|use}"
RATIO = "{what:compression ratio|compression factor}"
SHARE = "{what:fraction|share|proportion|percentage} of {n:counted}"
VALUES = "numbers|values|entries|parameters"
KEPT = "{s:stored by|in|of|kept by|needed for|for|to store}"


@lesson(
    "low-rank-adaptation",
    "low-rank adaptation of a {d} by {k} matrix with rank {rank}",
    *(f"{{l:lora}} {tail}" for tail in PAIRED),
    f"{{rank:ranked}} {{l:lora}} {ON} {{size:sized}}",
    *(f"{{n:counted}} {IN} {{l:lora}} {tail}" for tail in PAIRED),
    f"{{n:counted}} {IN}[ a] {{rank:ranked}} {{l:lora}} {ON} {{size:sized}}",
    *(
        f"how many {{n:counted}} {{o:does|do|are in|has|are there in}} {{l:lora}}[ {NEED}] {tail}"
        for tail in PAIRED
    ),
    f"how many {{n:counted}} {{o:does|do}} {{l:lora}} with {{rank:ranked}} {NEED} {ON} "
    "{size:sized}",
    *(f"{{l:lora}} {{n:counted}} {{o:of|for|with}} {tail}" for tail in LETTERS),
    *(f"{{n:counted}} {IN} {{l:lora}} {WITH} {tail}" for tail in LETTERS),
    "{l:lora}: {size:sized}[ ]{c:and|,} {rank:ranked}[.][;] how many {n:counted} do A and B have"
    "[ together][ in total]",
)
def said(
    d: str = "", k: str = "", rank: str = "", size: str = "", r: str = "", **_: str
) -> Adaptation:
    """The count for W + BA, however it is asked for."""
    rows, columns = _sizes(size) if size else (d, k or d)
    return low_rank_adaptation(rows, columns, _rank(rank or r))


@lesson(
    "compression",
    "{what:compression ratio|share of parameters} of {how:LoRA|SVD} of {size:sized} with rank "
    "{rank:size}",
    f"{RATIO} {IN}[ a] {{rank:ranked}} {{how:lora}} {ON} {{size:sized}}",
    f"{RATIO} {IN}[ a] {{rank:ranked}} {{how:truncated}} {ON} {{size:sized}}",
    *(f"{RATIO} {IN} {{how:lora}} {tail}" for tail in PAIRED),
    *(f"{RATIO} {IN} {{how:truncated}} {tail}" for tail in PAIRED),
    *(f"{SHARE} {IN} {{how:lora}} {tail}" for tail in PAIRED),
    f"{SHARE} {IN}[ a] {{rank:ranked}} {{how:lora}} {ON} {{size:sized}}",
)
def compression(
    size: str, rank: str, how: str, what: str = "compression ratio", **_: str
) -> Derivation:
    """The entries of W over the parameters of its factors, or the other way round."""
    rows, columns, r = _checked(size, rank)
    stored = _is_svd(how)
    dense, kept = sp.expand(rows * columns), sp.expand(r * (rows + columns + (1 if stored else 0)))
    share = not what.lower().startswith("compression")
    value = sp.cancel(kept / dense if share else dense / kept)
    top, bottom = (kept, dense) if share else (dense, kept)
    label = letter("c")
    told, few = text(arrange(dense)), text(arrange(kept))
    parts = {
        "what": "share of parameters" if share else "compression ratio",
        "how": "SVD" if stored else "LoRA",
        "size": f"{rows} x {columns}",
        "rank": str(r),
    }
    last = line(label, divide(arrange(top), arrange(bottom)), arrange(value))
    claim = Same(((value * bottom, top),), "multiplication", CHECKS["entries"])
    counting = _counting(rows, columns, r, stored=stored)
    return Derivation(
        asked("compression", label, **parts),
        label,
        arrange(value),
        (counting, step("kept-share" if share else "compression", last, dense=told, kept=few)),
        claims=(claim,),
    )


@lesson(
    "truncated-storage",
    "numbers stored by a rank {rank:size} SVD of a {size:sized} matrix",
    f"{{n:{VALUES}|storage}} {KEPT}[ a] {{rank:ranked}} {{how:truncated}} {ON} {{size:sized}}",
    f"number of {{n:{VALUES}}} {KEPT}[ a] {{rank:ranked}} {{how:truncated}} {ON} {{size:sized}}",
    f"how many {{n:{VALUES}}} {{o:does|do}}[ a] {{rank:ranked}} {{how:truncated}} {ON} "
    "{size:sized} {x:store|need|have|keep}",
    f"how many {{n:{VALUES}}} {{o:are|must be}} {{s:stored by|needed for|in|stored for}}[ a]"
    f" {{rank:ranked}} {{how:truncated}} {ON} {{size:sized}}",
)
def storage(size: str, rank: str, **_: str) -> Derivation:
    """U_r, Σ_r and V_r: r(m + n + 1) numbers."""
    rows, columns, r = _checked(size, rank)
    count = sp.expand(r * (rows + columns + 1))
    shapes = sp.MatrixSymbol("U", rows, r), sp.MatrixSymbol("V", columns, r)
    other = sp.expand(sp.Add(*(sp.Mul(*m.shape) for m in shapes)) + r)
    label = letter("s")
    return Derivation(
        asked("truncated-storage", label, rank=str(r), size=f"{rows} x {columns}"),
        label,
        arrange(count),
        (_counting(rows, columns, r, stored=True),),
        claims=(Same(((count, other),), "counting", CHECKS["entries"]),),
    )


def _counting(rows: sp.Expr, columns: sp.Expr, r: sp.Expr, *, stored: bool) -> Step:
    """r(m + n), and r more for the singular values."""
    terms = [arrange(rows), arrange(columns), *([arrange(sp.S.One)] if stored else [])]
    count = sp.expand(r * (rows + columns + (1 if stored else 0)))
    put = build("product", arrange(r), build("sum", *terms))
    name = "stored-svd" if stored else "stored-factors"
    m, n, k = (text(arrange(e)) for e in (rows, columns, r))
    return step(name, equalities(letter("s"), put, arrange(count)), m=m, n=n, r=k)


def _is_svd(how: str) -> bool:
    return re.search(r"svd|singular", how, re.IGNORECASE) is not None


def _sizes(said: str) -> tuple[str, str]:
    """4096 and 1024 of "a 4096 x 1024 matrix"."""
    found = DIMENSIONS.search(re.sub(r"^.*?\bis\s+", "", said))
    if found is None:
        raise UnsupportedError(words.FAILS["size"].format(size=said), hint=words.HINTS["size"])
    return found[1], found[2]


def _rank(said: str) -> str:
    """8 of "rank r = 8"; several stay as they are."""
    return PREFIX.sub("", said.strip())


def _checked(size: str, rank: str) -> tuple[sp.Expr, sp.Expr, sp.Expr]:
    rows, columns = map(size_of, _sizes(size))
    r = size_of(_rank(rank))
    if any(s.is_number and r.is_number and r > s for s in (rows, columns)):
        fields = {"rank": r, "rows": rows, "columns": columns}
        raise UnsupportedError(words.FAILS["over"].format(**fields), hint=words.HINTS["rank"])
    return rows, columns, r
