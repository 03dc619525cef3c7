r"""Lessons that are asked by the name of a function: eig([[2, 1], [1, 2]]), \operatorname{tr} A."""

from __future__ import annotations

import re

from symcalc.reading.bracketed import closing, outside
from symcalc.reading.given_arrays import LEAD, with_arrays
from symcalc.reading.sentences import put_in, said

ENVIRONMENT = r"\\begin\{(?P<e>[bpvBV]?matrix)\}(?:(?!\\begin|\\end).)*\\end\{(?P=e)\}"
NAMED = (
    r"\\?(?:(?:operatorname|mathrm|text|textrm|mathop)\*?\s*\{\s*(?P<word>\w+)\s*\}"
    r"|(?P<name>[A-Za-z]\w*))"
)
OF_BRACKETS = re.compile(rf"{NAMED}\s*(?:\\left\s*)?(?=[(\[])", re.DOTALL)
OF_TYPESET = re.compile(
    rf"{NAMED}\s*(?:\\left\s*)?[(\[]?\s*(?P<array>{ENVIRONMENT})\s*(?:\\right\s*)?[)\]]?", re.DOTALL
)
METHOD = re.compile(r"(?P<array>.+)\.(?P<name>[a-z]\w*)\s*\(\s*\)", re.DOTALL)
BARS = re.compile(
    r"\\begin\{vmatrix\}(?P<body>(?:(?!\\begin|\\end).)*)\\end\{vmatrix\}"
    r"|(?:\||\\[lr]?vert\b)\s*\\begin\{[bp]?matrix\}(?P<inner>(?:(?!\\begin|\\end).)*)"
    r"\\end\{[bp]?matrix\}\s*(?:\||\\[lr]?vert\b)",
    re.DOTALL,
)
LIKE_ARRAY = re.compile(r"\s*(?:[\[(]|\\begin\b)")
TWO = {
    **dict.fromkeys(("dot", "vdot", "inner"), "dot product"),
    "cross": "cross product",
    "outer": "outer product",
    "angle": "angle",
}
ONE = {
    **dict.fromkeys(("det", "determinant"), "determinant"),
    **dict.fromkeys(("eig", "eigs", "eigh", "eigvals", "eigvalsh", "eigenvals"), "eigenvalues"),
    **dict.fromkeys(("eigenvalues", "spec"), "eigenvalues"),
    **dict.fromkeys(("eigenvects", "eigenvectors"), "eigenvectors"),
    **dict.fromkeys(("cond", "kappa"), "condition number"),
    **dict.fromkeys(
        ("null", "nullspace", "null_space", "ker", "kernel", "Null", "Ker"), "null space"
    ),
    **dict.fromkeys(("svd", "SVD"), "singular value decomposition"),
    **dict.fromkeys(("svdvals", "singular_values"), "singular values"),
    **dict.fromkeys(("qr", "QR"), "QR decomposition"),
    **dict.fromkeys(("lu", "LU"), "LU decomposition"),
    **dict.fromkeys(("chol", "cholesky"), "Cholesky decomposition"),
    **dict.fromkeys(("pinv", "pseudoinverse"), "pseudoinverse"),
    **dict.fromkeys(("inv", "inverse", "Inverse"), "inverse"),
    **dict.fromkeys(("tr", "trace", "Tr"), "trace"),
    **dict.fromkeys(("rank", "matrix_rank", "rk"), "rank"),
    **dict.fromkeys(("rref", "RowReduce"), "reduced row echelon form"),
    **dict.fromkeys(("charpoly", "poly"), "characteristic polynomial"),
    **dict.fromkeys(("adj", "adjugate"), "adjugate"),
    **dict.fromkeys(("col", "Col", "columnspace", "colspace"), "column space"),
    **dict.fromkeys(("transpose", "Transpose"), "transpose"),
    "cov": "covariance matrix",
    "norm": "norm",
    "nullity": "nullity",
    "Det": "determinant",
    "Eigenvalues": "eigenvalues",
    "Eigenvectors": "eigenvectors",
    "Norm": "norm",
}


def in_a_sentence(text: str) -> str | None:
    """The sentence that a call stands for; None where it is none that is understood.

    >>> from symcalc import explain  # which enters the lessons
    >>> explain("eig([[2, 1], [1, 2]])").question.text
    'eigenvalues of [[2, 1], [1, 2]]'
    """
    for form in dict.fromkeys((text, put_in(text))):
        spoken = _spoken(LEAD.sub("", form.strip(" $.?\n"), count=1))
        if spoken is not None and (said(spoken) or with_arrays(spoken)):
            return spoken
    return None


def _spoken(call: str) -> str | None:
    """A call of one of the functions, or a determinant in bars, in words."""
    found = BARS.fullmatch(call)
    if found is not None:
        body = found["body"] or found["inner"]
        rows = body.strip().removesuffix(r"\\").count(r"\\") + 1
        square = rows > 1 and body.count("&") == rows * (rows - 1)
        return rf"determinant of \begin{{bmatrix}}{body}\end{{bmatrix}}" if square else None
    typeset = OF_TYPESET.fullmatch(call)
    if typeset is not None:
        return _of_one(typeset["word"] or typeset["name"], typeset["array"])
    method = METHOD.fullmatch(call)
    if method is not None and LIKE_ARRAY.match(method["array"]):
        return _of_one(method["name"], method["array"])
    return _of_call(call)


def _of_call(call: str) -> str | None:
    found = OF_BRACKETS.match(call)
    if found is None:
        return None
    name, start = found["word"] or found["name"], found.end()
    if call[start] == "[" and name in ONE and closing(call, start) == len(call) - 1:
        return _of_one(name, call[start:])
    if call[start] != "(" or closing(call, start) != len(call) - 1:
        return None
    parts = [part.strip() for part in outside(call[start + 1 : -1])]
    if name in TWO and len(parts) == 2 and all(map(LIKE_ARRAY.match, parts)):
        joined = "between" if name == "angle" else "of"
        return f"{TWO[name]} {joined} {parts[0]} and {parts[1]}"
    return _of_one(name, parts[0]) if len(parts) == 1 else None


def _of_one(name: str, array: str) -> str | None:
    if name not in ONE or not LIKE_ARRAY.match(array):
        return None
    return f"{ONE[name]} of {array}"
