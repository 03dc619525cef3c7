"""What a learner reads about gradients that vanish or explode."""

from __future__ import annotations

from symcalc.tutor.words import Words

WORDS: dict[str, Words] = {
    "jacobians": Words(
        "A product of Jacobians",
        "{layer} Each layer multiplies what comes back by its Jacobian, transposed. So {n} layers "
        "multiply {n} such matrices, and the norm of the product is at most the product of the "
        "norms.",
        r"\frac{\partial L}{\partial a_0} = J_1^\top J_2^\top \cdots J_n^\top\,"
        r"\frac{\partial L}{\partial a_n}",
        "By what does each layer multiply the gradient on its way back?",
    ),
    "one-jacobian": Words(
        "A product of Jacobians",
        "{layer} The layer multiplies what comes back by its Jacobian, transposed. So the norm "
        "changes at most by the norm of that matrix.",
        r"\frac{\partial L}{\partial a_0} = J_1^\top\,\frac{\partial L}{\partial a_1}",
        "By what does the layer multiply the gradient on its way back?",
    ),
    "largest-slope": Words(
        "The largest slope",
        "{why} Where {weights}, a layer multiplies the gradient by at most {slope}.",
        "",
        "How large can the derivative of {f} be?",
    ),
    "steady-slope": Words(
        "The largest slope",
        "{why} The slopes alone give the bound 1: whether the gradient shrinks depends on how many "
        "slopes are below 1, and on the weights.",
        "",
        "How large can the derivative of {f} be?",
    ),
    "rising-slope": Words(
        "The largest slope",
        "{why} Where {weights}, a layer multiplies the gradient by at most {slope}: the slopes "
        "alone do not keep it from growing.",
        "",
        "How large can the derivative of {f} be?",
    ),
    "shortcut-slope": Words(
        "The largest slope",
        "{why} The shortcut adds 1: where {weights}, a layer multiplies the gradient by at most "
        "1 + {largest} = {slope}.",
        "",
        "How large can the derivative of {f} be, and what does the shortcut add?",
    ),
    "unbounded-slope": Words(
        "The largest slope",
        "{why} What a layer does depends on the numbers that reach it, and on the weights.",
        "",
        "How large can the derivative of {f} be?",
    ),
    "initial-weights": Words(
        "The weights at the start",
        "{how} For a gradient δ that does not depend on the weights, E‖Wᵀδ‖² = width · σ² · ‖δ‖² = "
        "{gain}‖δ‖². {factor}",
        r"\mathrm{E}\lVert W^\top \delta\rVert^2 = n\,\sigma^2\,\lVert\delta\rVert^2",
        "W has random entries of variance σ². How long is Wᵀδ on the average?",
    ),
    "measured": Words(
        "Measured",
        "One network with width {width} and seed {seed}; the gradient at the output has the norm "
        "1.{most} {trend}",
        "",
        "Which norm does the gradient have after each layer?",
    ),
    "remedies": Words(
        "What changes the factor",
        "The same depth, width and seed, one thing changed at a time. The factor is the mean one, "
        "of a layer.",
        "",
        "What could bring the factor of a layer near 1?",
    ),
    "clipping": Words(
        "Clipping",
        "A gradient g longer than c is replaced by c g/‖g‖: the direction stays, the length is c. "
        "With 4 times the weights ‖g‖ = {norm}, and with c = 1 {done} It bounds "
        "a gradient that explodes. One that has vanished it leaves as it is.",
        r"g \mapsto g \cdot \min\left(1, \frac{c}{\lVert g\rVert}\right)",
        "What does a bound on the length of g do to a g that is too short?",
    ),
}
LAYERS = {
    "plain": "{given}a_k = {f}(W_k a_(k−1)) has the Jacobian J_k = diag({f}′(z_k)) W_k.",
    "residual": "{given}a_k = a_(k−1) + {f}(W_k a_(k−1)) has the Jacobian J_k = "
    "I + diag({f}′(z_k)) W_k: the identity passes the "
    "gradient on as it is, and the factor lies between 1 − ‖J_k − I‖ and 1 + ‖J_k − I‖.",
    "normalised": "{given}a_k = {f}(norm(W_k a_(k−1))), where norm subtracts the mean and "
    "divides by the standard deviation s, has the Jacobian "
    "J_k = diag({f}′)·(I − 11ᵀ/n − ẑẑᵀ/n)/s·W_k. Weights c "
    "times as large make s c times as large, and J_k stays the same.",
    "both": "{given}a_k = a_(k−1) + {f}(norm(W_k a_(k−1))), where norm subtracts the mean and "
    "divides by the standard deviation s, has the Jacobian J_k = I + diag({f}′)·"
    "(I − 11ᵀ/n − ẑẑᵀ/n)/s·W_k: the identity passes the gradient on as it is.",
}
GIVEN = "With f({x}) = {body}: "
# Why no slope is larger: the identity is checked when it is told.
SLOPES = {
    "sigmoid": "σ′ = s(1 − s) = 1/4 − (s − 1/2)², so no slope is larger than 1/4, which is "
    "reached at z = 0.",
    "tanh": "tanh′ = 1 − t², so no slope is larger than 1, which is reached at z = 0.",
    "relu": "The slope is 1 where z > 0 and 0 where z < 0: what passes is passed whole.",
}
FOUND = {
    "slope-at": "The largest slope of {f} is {value} at {at}, where the second derivative is 0.",
    "slope-as": "The largest slope of {f} is {value}, as at {at}.",
    "slope": "The largest slope of {f} is {value}, {at}.",
    "slope-limit": "{f} has no largest slope: it comes close to {value} {at}.",
    "slope-unknown": "No bound of the slopes of {f} is known.",
}
END = {"up": "as {x} → ∞", "down": "as {x} → −∞"}
WEIGHTS = {
    "plain": "the weights have the norm 1",
    "normalised": "the weights divided by s have the norm 1",
}
STARTS = {
    "xavier": "Xavier: σ² = 1/width.",
    "he": "He: σ² = 2/width.",
    "given": "σ = {sigma}.",
}
FACTORS = {
    "sigmoid": "With slopes of at most 1/4 the mean square falls at least by {factor} a layer.",
    "relu": "Half of the slopes are 0 on the average, the others 1: the mean square is multiplied "
    "by {factor} a layer.",
    "other": "The slopes multiply that by their mean square.",
}
TRENDS = {
    "vanishes": "The norm falls by a factor of {factor} a layer, to {total} in all: the first "
    "layers learn almost nothing.",
    "explodes": "The norm grows by a factor of {factor} a layer, to {total} in all: steps in the "
    "first layers are far too long.",
    "falls": "The norm falls by a factor of {factor} a layer, to {total} in all: the first layers "
    "learn more slowly than the last.",
    "grows": "The norm grows by a factor of {factor} a layer, to {total} in all: the first layers "
    "take longer steps than the last.",
    "stays": "The norm changes by a factor of {factor} a layer, near 1, and is {total} in the end: "
    "all layers learn.",
    "one-falls": "The one layer makes the norm fall by a factor of {factor}.",
    "one-grows": "The one layer makes the norm grow by a factor of {factor}.",
    "dead": "All pre-activations of layer {k} lie where {f} is flat, so every slope there is 0: "
    "the layer is dead. {below}",
    "flat": "Every slope of layer {k} is smaller than the smallest double. {below}",
    "gone": "Below layer {k} the gradient is smaller than the smallest double. {below}",
}
BELOW = {
    "one": "The gradient is exactly 0 before it, and layer 1 learns nothing.",
    "more": "The gradient is exactly 0 before it, and layers 1 to {k} learn nothing.",
}
REMEDIES = {
    "plain": "{f}, {start}",
    "residual": "with a shortcut: I + J",
    "normalised": "normalised",
    "relu-he": "relu, he",
    "small": "{f}, half the weights",
    "large": "{f}, 4 times the weights",
    "both": "with a shortcut, normalised",
}
ASKED = "{name} (asked)"
CUT = "{name}: 0 below layer {k}"
HEADS = {
    "layer": "layer k",
    "norm": "‖∂L/∂a_k‖",
    "factor": "factor",
    "bound": "at most",
    "n": "n",
    "power": "{slope}^n",
    "network": "network",
    "first": "‖∂L/∂a_0‖",
    "mean": "factor of a layer",
}
CLIPPED = {
    "long": "it becomes 1.",
    "short": "nothing happens, as it is shorter.",
}
REMARKS = {
    "residual": "I + ∂F/∂x can be singular: with F = −x it is 0, and nothing comes through. The "
    "shortcut makes that unlikely, not impossible.",
}
QUESTION = "gradient flow through {layers} of {f}{more}{rest}"
REST = ", {what} {value}"
MOST = {
    "plain": " Each factor is at most the largest slope times ‖W_k‖, the last column.",
    "residual": " Each factor is at most 1 plus the largest slope times ‖W_k‖, the last column.",
    "normalised": " Each factor is at most the largest slope times ‖W_k‖/s, the last column.",
    "both": " Each factor is at most 1 plus the largest slope times ‖W_k‖/s, the last column.",
}
MORE = {
    "residual": " with shortcuts",
    "normalised": " with normalisation",
    "both": " with shortcuts and normalisation",
}
COUNTS = {"one": "1 layer", "more": "{n} layers"}
ENDINGS = {
    "told": "Through {layers} the norm of the gradient goes from {last} to {first}, a factor of "
    "{factor} a layer.",
}
CHECKED = (
    "Checked: the rates of a forward pass and the adjoints of the backward pass give the same "
    "product, and each layer agrees with finite differences: largest relative difference {error}."
)
FAILS = {
    "activation": "{f} is not an elementwise function of one number",
    "layers": "the number of layers is a whole number from 1 to {most}, not {n}",
    "width": "the width is a whole number from 1 to {most}, not {n}",
    "start": "there is no start {start}",
    "seed": "{n} is not a seed",
    "finite": "the values or the gradients of this network go beyond what a double holds",
    "values": "{f} has no real value at some numbers that reach it in this network",
}
HINTS = {
    "activation": "the catalogue has {names}; a formula like x sigmoid(2x) is one, too",
    "close": "did you mean {close}?",
    "start": "say xavier, he, or the standard deviation of the weights as a number",
    "finite": "take fewer layers, or smaller weights",
    "seed": "it is 0 or a larger whole number",
    "values": "take an activation that is defined for every number",
}
