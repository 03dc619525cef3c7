"""Write docs/matrix-calculus.md: three worked derivations, and the table of identities.

python docs/make_matrix_calculus.py
"""

from __future__ import annotations

import runpy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from symcalc.matrix.adjoint import adjoints
from symcalc.matrix.interpret.formula import MatrixFormula, interpreted
from symcalc.matrix.term import Term, ordered, shown
from symcalc.matrix.tidy import tidy
from symcalc.matrix.written import written
from symcalc.tutor.matrices.asked import undotted
from symcalc.writing.latex import latex
from symcalc.writing.text import text

PAGE = Path(__file__).with_name("matrix-calculus.md")
TABLE = Path(__file__).parents[1] / "tests" / "matrix" / "identities.py"

PAGE_TEXT = """\
# Matrix calculus

Gradients of losses by matrices and vectors: worked out line by line, each line compared with
differences of the loss. This page is written by `python docs/make_matrix_calculus.py`; the
identities at its end are those that the tests compare with the literature.

## Shapes

A letter is a number unless its shape is declared. `W: (k, n)` is a matrix with k rows and n
columns, `x: n` a vector, which is a column, `B: (3, 4)` has fixed sizes. In Python a mapping does
as well: `{{"W": ("k", "n"), "x": "n"}}`; and where numbers are given, they tell the shapes.

Where the formula leaves one way only, the shapes may be left out: in `∂ tr(AX)/∂X`,
`∇_x (x^T A x)` or `gradient of (wᵀx − y)² with respect to w` capitals are matrices, and small
letters are vectors where a transpose or a product needs it. A remark says what was taken.

| written | means |
| --- | --- |
| `W x`, `W*x`, `W @ x` | the product of matrices |
| `x ∘ y`, `x .* y`, `\\odot` | the product entry by entry |
| `X^T`, `Xᵀ`, `X^{{-1}}`, `inv(X)` | transpose and inverse |
| `tr(X)`, `det(X)`, `log det X` | trace, determinant |
| `‖x‖`, `\\|\\|x\\|\\|`, `\\|\\|X\\|\\|_F`, `\\|\\|x\\|\\|_1` | norms |
| `relu(z)`, `tanh(z)`, `exp(z)` … | functions of each entry |
| `softmax(z)`, `logsumexp(z)`, `sum(z)`, `mean(z)` | functions of all entries |
| `z = W x + b; sum(relu(z))` | lines with names of their own |

The gradient of a number by W has the shape of W. A Jacobian has a row for each entry of the
function and a column for each entry of the variable. Samples are rows of a batch, unless
`--samples columns` is said; a bias `b: k` is repeated for every sample. What is known besides is
said with `--assuming "S symmetric, y one-hot"`.

## Least squares

The differential of the loss is worked out until dW stands at the end of a trace; what stands before
it, transposed, is the gradient.

```
$ symcalc gradient "||W x - y||^2" --wrt W --shapes "W: (k, n), x: n, y: k"
{least_squares}
```

The answer is a SymPy expression with the shape of W, and with arrays it has a value:

```python
>>> import symcalc as sc
>>> d = sc.gradient("||W x - y||^2", "W", at={{"W": [[1, 2], [3, 4]], "x": [1, 2], "y": [1, 1]}})
>>> d.value
Matrix([
[ 8, 16],
[20, 40]])
>>> d.answer.shape
(2, 2)

```

## A network

A loss with layers is told backwards: each value between has a name, z before an activation and a
after it, and δ is what arrives at z. Names of your own stay.

```
$ symcalc gradient "cross_entropy(W2 relu(W1 x + b1) + b2, y)" --wrt W1,b1,W2,b2 \
--shapes "W1: (k, n), b1: k, W2: (q, k), b2: q, x: n, y: q"
{network}
```

`symcalc backprop` shows the same with numbers, as a table and as a graph: [networks](networks.md).

## The log-likelihood of a Gaussian

```
$ symcalc gradient "-1/2 log det S - 1/2 (x - mu)^T S^-1 (x - mu)" --wrt S \
--shapes "S: (n, n), x: n, mu: n"
{gaussian}
```

## Jacobians, Hessians, and their products

```python
>>> sc.jacobian("softmax(z)", "z", shapes="z: n").text().splitlines()[-3]
'    = diag(softmax(z)) − softmax(z) softmax(z)ᵀ'
>>> sc.hessian("||A x - y||^2", "x", shapes="A: (m, n), x: n, y: m").answer
2*A.T*A
>>> sc.hvp("||A x - y||^2", "x", "v", shapes="A: (m, n), x: n, y: m").answer
2*A.T*A*v

```

Where a Jacobian is square, `logdet=True` goes on to log |det J|, by which a normalising flow
changes a density:

```
$ symcalc jacobian "x + u tanh(v^T x)" --wrt x --shapes "x: n, u: n, v: n" --logdet
{flow}
```

A formula that SymPy holds is taken as it is; its symbols come back:

```python
>>> import sympy as sp
>>> n = sp.Symbol("n")
>>> A, x = sp.MatrixSymbol("A", n, n), sp.MatrixSymbol("x", n, 1)
>>> sc.gradient(x.T * A * x, x).answer
(A + A.T)*x
>>> sc.gradient(sp.Trace(A * A.T), A).answer
2*A

```

`explain` takes the question in words:

```
$ symcalc "gradient of x^T A x with respect to x, shapes A: (n, n), x: n"
    ∂L/∂x = (A + Aᵀ) x
    If A is symmetric, this is 2A x.
...
```

## Identities

{count} derivatives as symcalc prints them. {shapes}

{identities}
"""

TITLES = {
    "TRACES": "Traces",
    "DETERMINANTS": "Determinants",
    "QUADRATIC": "Linear and quadratic forms",
    "REGRESSION": "Regression and factorisation",
    "NORMS": "Norms",
    "GAUSSIAN": "Gaussians",
    "ENTRIES": "Functions of entries, softmax",
    "NETWORKS": "Networks",
    "ATTENTION": "Attention",
    "LAYER_NORM": "Layer normalisation",
}
KINKED = ("relu", "abs", "sign", "max", "min")
HEAD = "| formula | by | derivative | shape | where |\n| --- | --- | --- | --- | --- |"


def identities() -> str:
    """A table for each topic."""
    rows = runpy.run_path(str(TABLE))
    topics = [name for name in rows if name.isupper() and name not in ("SHAPES", "IDENTITIES")]
    return "\n\n".join(
        f"### {TITLES.get(name, name.replace('_', ' ').capitalize())}\n\n{HEAD}\n"
        + "\n".join(row(one, rows["SHAPES"]) for one in rows[name])
        for name in topics
    )


def row(identity: Any, shapes: str) -> str:
    """One identity, as symcalc works it out."""
    formula = interpreted(identity.text, shapes)
    x = formula.symbol(identity.wrt)
    facts = facts_of(identity.facts, formula)
    answer = tidy(adjoints(formula.term, [x])[x], facts)
    cells = [
        f"${cell(latex(undotted(formula.written)))}$",
        f"${latex(written(x))}$",
        f"${cell(latex(written(answer)))}$",
        shown(x.shape) if x.shape else "",
        ", ".join(dict.fromkeys(conditions(formula, answer, identity.facts))),
    ]
    return f"| {' | '.join(cells)} |"


def cell(written_out: str) -> str:
    """LaTeX in a table of Markdown, where a bar would end the cell."""
    plain = written_out.replace(r"\|", r"\Vert ").replace("|", r"\vert ")
    return plain.replace(r"\Vert _", r"\Vert_").replace(r"\Vert ^", r"\Vert^")


def facts_of(told: str, formula: MatrixFormula) -> dict[Term, frozenset[str]]:
    """From "S symmetric; y columns-sum-to-1"."""
    pairs = [part.split() for part in told.split(";") if part.strip()]
    return {formula.symbol(name): frozenset(facts) for name, *facts in pairs}


def conditions(formula: MatrixFormula, answer: Term, facts: str) -> Iterator[str]:
    """Where a derivative holds."""
    for name, fact in (part.split() for part in facts.split(";") if part.strip()):
        yield f"{name} symmetric" if fact == "symmetric" else f"the entries of {name} add up to 1"
    for node in ordered(formula.term, answer):
        if node.op in ("inverse", "logdet"):
            yield f"{text(written(node.args[0]))} invertible"
        elif node.op == "norm" and node in ordered(answer):
            yield f"{text(written(node.args[0]))} ≠ 0"
        elif node.op == "map" and node.value in KINKED:
            yield "away from kinks"


def printed(command: list[str]) -> str:
    """What a command prints."""
    from click.testing import CliRunner

    from symcalc.cli import group

    return CliRunner().invoke(group, command).output.rstrip()


def page() -> str:
    """The whole page."""
    rows = runpy.run_path(str(TABLE))
    layers = "W1: (k, n), b1: k, W2: (q, k), b2: q, x: n, y: q"
    gaussian = "-1/2 log det S - 1/2 (x - mu)^T S^-1 (x - mu)"
    return PAGE_TEXT.format(
        least_squares=told("||W x - y||^2", "W", "W: (k, n), x: n, y: k"),
        network=told("cross_entropy(W2 relu(W1 x + b1) + b2, y)", "W1,b1,W2,b2", layers),
        gaussian=told(gaussian, "S", "S: (n, n), x: n, mu: n"),
        flow=told("x + u tanh(v^T x)", "x", "x: n, u: n, v: n", "jacobian", "--logdet"),
        count=len(rows["IDENTITIES"]),
        shapes=f"The letters have the shapes {rows['SHAPES']}.",
        identities=identities(),
    )


def told(loss: str, wrt: str, shapes: str, verb: str = "gradient", *more: str) -> str:
    """A derivation as a shell prints it, without its check, whose digits are rounding."""
    lines = printed([verb, loss, "--wrt", wrt, "--shapes", shapes, *more]).splitlines()
    kept = [line for line in lines if "relative difference" not in line]
    return "\n".join(kept).rstrip() + "\n..."


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
