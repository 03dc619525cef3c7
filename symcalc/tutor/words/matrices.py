"""What a learner reads about gradients of matrix formulas."""

from __future__ import annotations

from symcalc.tutor.words import Words

NOUNS = {
    "gradient": "gradient",
    "jacobian": "Jacobian",
    "hessian": "Hessian",
    "hvp": "Hessian-vector product",
}

MATRICES: dict[str, Words] = {
    "shapes": Words(
        "Shapes",
        "{layout}",
        "",
        "Write down the shape of everything. Which shape must the answer have?",
    ),
    "forward": Words(
        "Forward",
        "Each value between gets a name, so that the way back can use it.",
        "",
        "Give the values between a name, from the inside to the loss.",
    ),
    "start": Words(
        "Differential",
        "{moving} {changes} by {change}; {held}.",
        r"\mathrm{d}L = \langle G, \mathrm{d}X\rangle \iff \frac{\partial L}{\partial X} = G",
        "Let {moving} change by {change}. How much does the loss change, to first order?",
    ),
    "read-off": Words(
        "Read off",
        "{form}: what stands with {change}, transposed, is the gradient. It has the shape {shape}, "
        "as {x} does.",
        r"\mathrm{d}L = \mathrm{tr}(G^\top \mathrm{d}X) \Rightarrow "
        r"\frac{\partial L}{\partial X} = G",
        "Bring {change} to the right end of a trace. What stands before it?",
    ),
    "nothing": Words(
        "Constant",
        "The loss does not change with {x}, so the gradient is zero.",
        "",
        "Does the loss change with {x}?",
    ),
    "together": Words(
        "Gradient",
        "Every name of the way back is known; this is the gradient by {x}.",
        "",
        "Put the lines of the way back together.",
    ),
    "written-out": Words(
        "Written out", "The names are put in.", "", "Put in what the names stand for."
    ),
    "evaluate": Words("At the numbers", "", "", "Put the numbers in."),
    "df": Words(
        "Differential of the function",
        "{x} changes by {change}. Each operation is linear in the change of what it is applied to.",
        r"\mathrm{d}f = J\,\mathrm{d}x",
        "Let {x} change by {change}. How does each part of the formula change?",
    ),
    "bring": Words(
        "Bring {change} to the right",
        "Here {rules}.",
        r"\mathrm{d}f = J\,\mathrm{d}x",
        "How is a product with {change} written as a matrix times {change}?",
    ),
    "collect": Words(
        "Read off the Jacobian",
        "The matrix before {change} is the Jacobian. It has a row for each entry of the function "
        "and a column for each entry of {x}: {shape}.",
        r"\mathrm{d}f = J\,\mathrm{d}x",
        "Bring {change} to the right end. Which matrix stands before it?",
    ),
    "volume": Words(
        "Volume",
        "A small box around {x} becomes |det J| times as large, which a density is divided by. "
        "The determinant of a diagonal is a product, and that of I + u vᵀ is 1 + vᵀu.",
        r"\log\lvert\det(I + u v^\top)\rvert = \log\lvert 1 + v^\top u\rvert",
        "Take the logarithm of the size of the determinant of J.",
    ),
    "dg": Words(
        "Differential of the gradient",
        "The Hessian is the Jacobian of the gradient. {x} changes by {change}, and the gradient "
        "changes with it.",
        r"\mathrm{d}(\nabla f) = H\,\mathrm{d}x",
        "Let {x} change by {change} in the gradient.",
    ),
    "in-direction": Words(
        "In the direction {v}",
        "{change} = {v}: the change of the gradient is {product}. The Hessian is not formed.",
        r"H v = \mathrm{d}(\nabla f)[v]",
        "Which change of {x} makes the differential of the gradient {product}?",
    ),
}

# By what an operation is called: what is said when the loss is differentiated through it. `f` is
# the operation as written, `u` what changes in it, `df` its differential.
THROUGH: dict[str, Words] = {
    "squared-norm": Words(
        "Squared norm",
        "The differential of {f} is twice the inner product of {u} with its change.",
        r"\mathrm{d}\lVert u\rVert^2 = 2\,u^\top\,\mathrm{d}u",
        "‖u‖² is uᵀu. What is its differential?",
    ),
    "norm": Words(
        "Norm",
        "A norm changes as far as the change points along {u}.",
        r"\mathrm{d}\lVert u\rVert = \frac{u^\top\,\mathrm{d}u}{\lVert u\rVert}",
        "How does the length of a vector change when the vector does?",
    ),
    "matmul": Words(
        "Product of matrices",
        "In {f}, {u} changes: d({f}) = {df}. {turned}",
        r"\langle G, P\,\mathrm{d}X\,Q\rangle = \langle P^\top G\,Q^\top, \mathrm{d}X\rangle",
        "{u} stands in a product. What do its neighbours become when they go over to the other "
        "side of the inner product?",
    ),
    "products": Words(
        "Product of matrices",
        "In {f}, {u} change: d({f}) = {df}. {turned}",
        r"\mathrm{d}(XY) = \mathrm{d}X\,Y + X\,\mathrm{d}Y",
        "More than one factor changes. What does the product rule say?",
    ),
    "map": Words(
        "Function of each entry",
        "{Name} works entry by entry: the change of {u} is multiplied, entry by entry, by the "
        "derivative {partial}.",
        r"\mathrm{d}f(X) = f'(X) \circ \mathrm{d}X",
        "{Name} is applied to each entry. What does the chain rule say for one entry?",
    ),
    "chain": Words(
        "Chain rule",
        "The outer function is {name}, the inner one is {u}: the change of {u} is multiplied by "
        "the derivative {partial}.",
        r"\mathrm{d}f(u) = f'(u)\,\mathrm{d}u",
        "{Name} is applied to a number. What is inside, and what does the chain rule say?",
    ),
    "power": Words(
        "Power rule",
        "The derivative of {f} by {u} is {partial}, times the change of {u}.",
        r"\mathrm{d}u^p = p\,u^{p-1}\,\mathrm{d}u",
        "{u} stands in a power. What does the power rule say?",
    ),
    "trace": Words(
        "Trace",
        "The trace is linear: the differential of the trace is the trace of the differential.",
        r"\mathrm{d}\,\mathrm{tr}\,X = \mathrm{tr}\,\mathrm{d}X",
        "The trace is linear. What is its differential?",
    ),
    "inverse": Words(
        "Inverse",
        "From {u} times its inverse is the identity: d({f}) = {df}.",
        r"\mathrm{d}(X^{-1}) = -X^{-1}\,\mathrm{d}X\,X^{-1}",
        "Differentiate X X⁻¹ = I. What does it say of the differential of the inverse?",
    ),
    "prod": Words(
        "Product of the entries",
        "Relative to itself, the product changes by the sum of the relative changes of the "
        "entries.",
        r"\mathrm{d}\prod_i x_i = \prod_i x_i \sum_i \frac{\mathrm{d}x_i}{x_i}",
        "What does the product rule say for a product of many factors?",
    ),
    "logdet": Words(
        "Logarithm of the determinant",
        "Jacobi's formula: {f} changes by the trace of the inverse times the change.",
        r"\mathrm{d}\log\det X = \mathrm{tr}(X^{-1}\,\mathrm{d}X)",
        "Which formula tells how a determinant changes?",
    ),
    "det": Words(
        "Determinant",
        "Jacobi's formula: relative to itself, the determinant changes by the trace of the inverse "
        "times the change.",
        r"\mathrm{d}\det X = \det X\,\mathrm{tr}(X^{-1}\,\mathrm{d}X)",
        "Which formula tells how a determinant changes?",
    ),
    "hadamard": Words(
        "Product entry by entry",
        "{u} is multiplied entry by entry, so what arrives is, too.",
        r"\langle G, A \circ \mathrm{d}X\rangle = \langle A \circ G, \mathrm{d}X\rangle",
        "{u} is multiplied entry by entry. What does one entry pass on?",
    ),
    "softmax": Words(
        "Softmax",
        "Each share changes with its own logit, less the average change, weighted by the shares: "
        "the Jacobian is diag(s) − s sᵀ.",
        r"\mathrm{d}s = s \circ (\mathrm{d}z - \mathbf{1}\,s^\top\mathrm{d}z)",
        "What is the derivative of one share by its own logit, and by another one?",
    ),
    "logsumexp": Words(
        "Log-sum-exp",
        "The gradient of logsumexp is the softmax.",
        r"\mathrm{d}\log\sum_i e^{z_i} = \mathrm{softmax}(z)^\top\,\mathrm{d}z",
        "The gradient of log-sum-exp has a name. Which?",
    ),
    "sum": Words(
        "Sum",
        "Each term passes on what arrives.",
        r"\mathrm{d}(X + Y) = \mathrm{d}X + \mathrm{d}Y",
        "What does a term of a sum pass on?",
    ),
    "total": Words(
        "Sum of the entries",
        "Every entry counts once in {f}, so each receives the same.",
        r"\mathrm{d}\,\mathrm{sum}(X) = \mathrm{sum}(\mathrm{d}X)",
        "How much does the sum change when one entry does?",
    ),
    "broadcast": Words(
        "Repetition",
        "{u} is repeated for every sample, so it receives the sum over its copies.",
        r"\mathrm{d}(b\,\mathbf{1}^\top) = \mathrm{d}b\,\mathbf{1}^\top",
        "{u} is used once for every sample. What happens with what the copies receive?",
    ),
    "sum-along": Words(
        "Sum along an axis",
        "Every entry of a line receives what its sum receives.",
        r"\mathrm{d}(X \mathbf{1}) = \mathrm{d}X\,\mathbf{1}",
        "How much does a sum change when one of its entries does?",
    ),
    "scale": Words(
        "Multiple",
        "In {f} the factor {u} changes; the others stay in front.",
        r"\mathrm{d}(c\,X) = \mathrm{d}c\,X + c\,\mathrm{d}X",
        "What happens with factors that do not change?",
    ),
    "transpose": Words(
        "Transpose",
        "What arrives is transposed.",
        r"\mathrm{d}(X^\top) = (\mathrm{d}X)^\top",
        "What is the differential of a transpose?",
    ),
}

SAID = {
    "layout": "The gradient has the shape of {x}: {shape}.",
    "rows-and-columns": "The Jacobian has a row for each entry of the formula and a column for "
    "each entry of {x}: {shape}.",
    "square": "The Hessian has a row and a column for each entry of {x}: {shape}.",
    "product": "The product has the shape of {x}: {shape}.",
    "layouts": "Each gradient has the shape of its variable.",
    "scalar-layout": "{x} is a number, and so is the derivative by it.",
    "held-one": "{names} is held",
    "held-many": "{names} are held",
    "held-none": "nothing else is in the formula",
    "rotated": "Under a trace, tr(A B) = tr(B A): {right} goes from behind {du} to the front.",
    "rotated-many": "Under a trace, tr(A B) = tr(B A): what stands behind a change goes to the "
    "front.",
    "transposed": "A trace keeps its value when it is transposed, so Xᵀ passes on to X what it "
    "receives, transposed.",
    "factor-moves": "In {f}, {u} changes.",
    "factors-move": "In {f}, {u} change: one after the other, each in its place.",
    "labels": "The entries of {name} add up to 1, which is used here.",
    "product-both": "In {f}, {u} stands between {left} and {right}: {g} is multiplied by {leftT} "
    "on the left and by {rightT} on the right.",
    "product-left": "In {f}, {u} stands to the right of {left}: {g} is multiplied by {leftT} on "
    "the left.",
    "product-right": "In {f}, {u} stands to the left of {right}: {g} is multiplied by {rightT} on "
    "the right.",
    "map-arrives": "{Name} works entry by entry: {g} is multiplied, entry by entry, by the "
    "derivative {partial}.",
    "chain-arrives": "The outer function is {name}, the inner one is {u}: {g} is multiplied by the "
    "derivative {partial}.",
    "arrives": "what arrives, {g},",
    "this": "this",
    "through": "{loss} passes {g} to {f}.",
    "sum-arrives": "{u} is a term of {f}, so it receives the same: {g}.",
    "twice": "{u} is used in {count} places; what arrives from them is added.",
    "fits": "Shapes: {shapes}.",
    "has-shape": "Shape: {shape}.",
    "scalar": "a number",
    "column": "a vector",
    "row": "a row",
    "matrix": "a matrix",
    "given": "given",
    "form-trace": "This is tr(Gᵀ {change})",
    "form-column": "This is gᵀ {change}",
    "form-scalar": "This is g {change}",
    "at": "at {names}",
    "bring-diagonal": "u ∘ {change} = diag(u) {change}",
    "bring-outer": "(uᵀ {change}) v = v uᵀ {change}",
    "bring-number": "a number is its own transpose, so {change}ᵀ u = uᵀ {change}",
    "bring-factor": "{change} is taken out as a factor",
}
