"""A Program as C: a loop over arrays that gcc vectorises, and a function of one point.

The functions in C take the inputs' addresses in `in` and the outputs' in `out`; a parameter and a
sum over the points are one number at its address.
"""

from __future__ import annotations

import ast
from collections.abc import Collection

from symcalc.compiler.ir import CONSTANT, LEAVES, Program

# What a spelling in scalar Python is called in C, where that is not the same word.
NAMES = {"abs": "fabs", "maximum": "fmax", "minimum": "fmin", "power": "pow", "float": "(double)"}
OPERATORS: dict[type[ast.AST], str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.USub: "-",
    ast.Not: "!",
    ast.And: "&&",
    ast.Or: "||",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Eq: "==",
    ast.NotEq: "!=",
}
HEADER = """\
#include <math.h>
static inline double sign(double x) { return (x > 0.0) - (x < 0.0); }
static inline double relu(double x) { return x > 0.0 ? x : 0.0; }
static inline double sigmoid(double x) { return 1.0 / (1.0 + exp(-x)); }
static inline double softplus(double x) { return fmax(x, 0.0) + log1p(exp(-fabs(x))); }
static inline double sec(double x) { return 1.0 / cos(x); }
static inline double sech(double x) { return 1.0 / cosh(x); }
static inline double square(double x) { return x * x; }
"""
LOOP = """
void batch(const double *const *in, double *const *out, long count) {{
{prologue}
#pragma omp simd{reduction}
    for (long i = 0; i < count; i++) {{
{body}
    }}
{epilogue}
}}
"""
POINT = """
void point(const double *restrict in, double *restrict out) {{
{body}
}}
"""


def batch_source(program: Program, parameters: Collection[str], *, summed: bool) -> str:
    """C for N points: an array an input and an output; with `summed`, their sums over the points.

    Parameters
    ----------
    program : Program
        What to compute.
    parameters : collection of str
        The inputs that are one number for all points.
    summed : bool
        Whether an output is the sum over the points.
    """
    before, body, after = list[str](), list[str](), list[str]()
    for k, name in enumerate(program.names):
        if name in parameters:
            before.append(f"const double x{k} = *in[{k}];")
        else:
            before.append(f"const double *restrict X{k} = in[{k}];")
            body.append(f"const double x{k} = X{k}[i];")
    lines, outputs = statements(program)
    body += lines
    for k, output in enumerate(outputs):
        before.append(f"double o{k} = 0.0;" if summed else f"double *restrict O{k} = out[{k}];")
        body.append(f"o{k} += {output};" if summed else f"O{k}[i] = {output};")
        after += [f"*out[{k}] = o{k};"] * summed
    sums = ",".join(f"o{k}" for k in range(len(outputs)))
    return HEADER + LOOP.format(
        prologue=_indented(before, 1),
        reduction=f" reduction(+:{sums})" * summed,
        body=_indented(body, 2),
        epilogue=_indented(after, 1),
    )


def point_source(program: Program) -> str:
    """C for one point: all inputs in one array, all outputs in another."""
    lines, outputs = statements(program)
    body = [f"const double x{k} = in[{k}];" for k in range(len(program.inputs))] + lines
    body += [f"out[{k}] = {output};" for k, output in enumerate(outputs)]
    return HEADER + POINT.format(body=_indented(body, 1))


def statements(program: Program) -> tuple[list[str], list[str]]:
    """One assignment for each operation, in order, and how the outputs are called then."""
    labels = {node: f"x{k}" for k, node in enumerate(program.inputs)}
    lines = list[str]()
    for i, node in enumerate(program.nodes):
        if node.op == CONSTANT:
            labels[i] = f"({float(str(node.value))!r})"
        elif node.op not in LEAVES:
            op = program.table[node.op]
            tree = ast.parse(op.spelling.format(*(labels[a] for a in node.args)), mode="eval")
            labels[i] = f"v{i}"
            kind = "int" if _logical(tree.body) else "double"
            lines.append(f"const {kind} v{i} = {in_c(tree.body)};")
    return lines, [labels[i] for i in program.outputs]


def in_c(tree: ast.AST) -> str:
    """An expression of scalar Python in C."""
    match tree:
        case ast.Constant(value=bool(value)):
            return str(int(value))
        case ast.Constant(value=value):
            return repr(float(value))
        case ast.Name(id=name):
            return name
        case ast.Attribute(attr=name):
            return {"pi": "M_PI", "e": "M_E", "inf": "INFINITY", "nan": "NAN"}[name]
        case ast.UnaryOp(op=operator, operand=operand):
            return f"({OPERATORS[type(operator)]}{in_c(operand)})"
        case (
            ast.BinOp(left=left, op=operator, right=right)
            | ast.Compare(left=left, ops=[operator], comparators=[right])
        ):
            return f"({in_c(left)} {OPERATORS[type(operator)]} {in_c(right)})"
        case ast.BoolOp(op=operator, values=operands):
            return "(" + f" {OPERATORS[type(operator)]} ".join(map(in_c, operands)) + ")"
        case ast.IfExp(test=test, body=body, orelse=orelse):
            return f"({in_c(test)} ? {in_c(body)} : {in_c(orelse)})"
        case ast.Call(func=function, args=operands):
            name = function.attr if isinstance(function, ast.Attribute) else ast.unparse(function)
            return f"{NAMES.get(name, name)}({', '.join(map(in_c, operands))})"
    raise ValueError(f"no C for {ast.unparse(tree)}")


def _logical(tree: ast.AST) -> bool:
    negated = isinstance(tree, ast.UnaryOp) and isinstance(tree.op, ast.Not)
    return negated or isinstance(tree, ast.Compare | ast.BoolOp)


def _indented(lines: list[str], depth: int) -> str:
    return "\n".join("    " * depth + line for line in lines)
