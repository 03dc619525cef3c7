"""What a learner reads about where the updates of the optimisers come from."""

from __future__ import annotations

from symcalc.tutor.words import Words

WORDS: dict[str, Words] = {
    "first-order": Words(
        "First-order Taylor polynomial",
        "A step d leads from x to x + d. Near x the value is about m = f0 + g·d, with the value f0 "
        "and the slope g at x. A straight line has no lowest point: it says the direction only.",
        r"f(x + d) \approx f(x) + f'(x)\,d",
        "What does the tangent say of f near x?",
    ),
    "penalty": Words(
        "A price for long steps",
        "The line is trusted near x only, so the step pays d²/(2 rate). In several variables this "
        "is ‖d‖²/(2 rate), a sum over the coordinates, and each coordinate goes its own way.",
        r"q(d) = f(x) + f'(x)\,d + \frac{1}{2\eta} d^2",
        "How can long steps be made expensive?",
    ),
    "model-slope": Words(
        "Slope of the model",
        "Differentiate the model by the step d.",
        r"q'(d) = 0",
        "What is the derivative by d?",
    ),
    "lowest": Words(
        "Lowest point",
        "The slope is 0 there, and {second} is positive, so the model is lowest there.",
        r"q'(d) = 0,\ q''(d) > 0",
        "Where is the derivative by d equal to 0?",
    ),
    "fall": Words(
        "What the step gains",
        "The model falls by rate·g²/2, unless g = 0.",
        "",
        "Put the step into the model.",
    ),
    "second-order": Words(
        "Second-order Taylor polynomial",
        "Here h is the second derivative at x. The model bends, and where h > 0 it has a lowest "
        "point of its own: no rate is needed.",
        r"f(x + d) \approx f(x) + f'(x)\,d + \tfrac{1}{2} f''(x)\,d^2",
        "Which polynomial has the value, the slope and the bend of f at x?",
    ),
    "quadratic": Words(
        "On a quadratic",
        "The Taylor polynomial of a quadratic h·x²/2 + b·x + c is the quadratic itself. From any x "
        "one step reaches −b/h, where its slope h·x + b is 0.",
        "",
        "Put the slope and the second derivative of h·x²/2 + b·x + c into the step.",
    ),
    "unrolled": Words(
        "Three steps",
        "From v = 0 with the gradients g_1, g_2, g_3: the older a gradient, the more often it was "
        "multiplied by β. Sums of this kind are called exponentially weighted.",
        r"v_t = \sum_{k=0}^{t-1} \beta^k g_{t-k}",
        "Put the second velocity into the third.",
    ),
    "geometric": Words(
        "Sum of the weights",
        "1 + β + … + β^(t−1) = (1 − β^t)/(1 − β): it is 1 for t = 1, and one weight β^t more gives "
        "the same with t + 1.",
        r"\sum_{k=0}^{t-1} \beta^k = \frac{1 - \beta^t}{1 - \beta}",
        "What is added when t grows by 1?",
    ),
    "steady-velocity": Words(
        "A steady gradient",
        "If every gradient is g, the velocity grows to g/(1 − β), which the update leaves as it "
        "is. "
        "Steps are 1/(1 − β) times as long: ten times for β = 0.9.",
        r"v \to \frac{g}{1 - \beta}",
        "Which v does the update of the velocity leave as it is?",
    ),
    "alternating": Words(
        "A gradient that changes sign",
        "After g and then −g only (β − 1)·g is left: swings across a valley nearly cancel.",
        "",
        "Which velocity do g and −g leave?",
    ),
    "look-ahead": Words(
        "Look ahead",
        "The velocity will carry x on by −rate·β·v anyway, so the gradient is taken there, at "
        "y = x − rate·β·v. With v_new = β·v + g the new x is y + rate·β·v − rate·v_new, and the "
        "next y lies rate·β·v_new before that.",
        r"y = x - \eta\beta v, \quad v' = \beta v + \nabla f(y)",
        "Where will the velocity have carried x when the gradient is used?",
    ),
    "batches": Words(
        "The mean over all batches",
        "With three samples there are three batches of two. The mean of their gradients is the "
        "gradient of the whole: on the average a batch points the right way.",
        r"E[g_B] = g",
        "What is the mean of the gradients of all batches of two?",
    ),
    "squares": Words(
        "Equal gradients",
        "s is the sum of all squares so far. After t equal gradients g it is t·g², and a step has "
        "the length rate/√t, whatever the size of g.",
        r"s_t = \sum_{k=1}^{t} g_k^2",
        "How large is s after t gradients g?",
    ),
    "average": Words(
        "An average that forgets",
        "If every gradient so far was g, then s = g²·(1 − ρ^t) after t steps: it holds for t = 0, "
        "and one step more gives the same with t + 1. So s comes to the mean of the squares, and "
        "old ones are forgotten.",
        r"s_t = (1 - \rho) \sum_{k=0}^{t-1} \rho^k g_{t-k}^2",
        "What is s after one step more, if it was g²·(1 − ρ^t)?",
    ),
    "unit": Words(
        "Length of a step",
        "With s = g² a step is rate·g/|g|: its length is the rate, its direction the sign of g.",
        "",
        "Put s = g² into the step.",
    ),
    "averaged": Words(
        "An average of gradients",
        "v starts at 0. If every gradient is g, then v = g·(1 − β^t) after t steps: it holds for "
        "t = 0, and one step more gives the same with t + 1. So v comes to g, while momentum "
        "without 1 − β comes to g/(1 − β).",
        r"(1 - \beta) \sum_{k=0}^{t-1} \beta^k = 1 - \beta^t",
        "What is v after one step more, if it was g·(1 − β^t)?",
    ),
    "first-moment": Words(
        "The average starts too small",
        "m starts at 0. If every gradient is g, then m = g·(1 − β1^t) after t steps: it holds for "
        "t = 0, and one step more gives the same with t + 1. The weights come to 1 − β1^t, not "
        "to 1.",
        r"(1 - \beta_1) \sum_{k=0}^{t-1} \beta_1^k = 1 - \beta_1^t",
        "What is m after one step more, if it was g·(1 − β1^t)?",
    ),
    "second-moment": Words(
        "The same of the squares",
        "v = g²·(1 − β2^t) in the same way.",
        r"(1 - \beta_2) \sum_{k=0}^{t-1} \beta_2^k = 1 - \beta_2^t",
        "What is v after one step more, if it was g²·(1 − β2^t)?",
    ),
    "bias": Words(
        "Bias correction",
        "Dividing by the sum of the weights gives the gradient itself, from the first step on.",
        r"\hat m = \frac{m}{1 - \beta_1^t}",
        "By what must m be divided to give g?",
    ),
    "bias-squares": Words(
        "Bias correction of the squares",
        "In the same way the corrected v is g².",
        r"\hat v = \frac{v}{1 - \beta_2^t}",
        "By what must v be divided to give g²?",
    ),
    "first-step": Words(
        "The first step",
        "With m_hat = g and v_hat = g², and without the small eps, the step is rate·g/|g|: each "
        "coordinate moves by the rate, whatever its gradient.",
        "",
        "Put m_hat = g and v_hat = g² into the step.",
    ),
    "l2-penalty": Words(
        "L2 penalty",
        "To the loss f comes decay·x²/2, a price for large weights. Its derivative adds decay·x to "
        "the gradient g.",
        r"\tilde f(x) = f(x) + \frac{\lambda}{2} x^2",
        "What does decay·x²/2 add to the gradient?",
    ),
    "shrunk": Words(
        "Weight decay",
        "Gradient descent on the loss with its penalty multiplies x by 1 − rate·decay, and then "
        "goes the usual step.",
        r"x - \eta (g + \lambda x) = (1 - \eta\lambda) x - \eta g",
        "Collect what multiplies x.",
    ),
    "not-adam": Words(
        "In Adam it is another thing",
        "Adam divides whatever gradient it gets by its own size. With the penalty inside, the "
        "first "
        "step is rate·(g + decay·x)/|g + decay·x|, of length rate: the decay is not told from the "
        "gradient. AdamW leaves g alone and subtracts rate·decay·x beside Adam's step.",
        "",
        "What becomes of decay·x if it is divided by the root of its own square?",
    ),
    "log-density": Words(
        "Logarithm of the density",
        "The Gaussian has the density e^(−(x − μ)²/(2σ²))/(σ·√(2π)). l is its logarithm.",
        r"\log p = -\log\sigma - \tfrac{1}{2}\log 2\pi - \frac{(x - \mu)^2}{2\sigma^2}",
        "What is the logarithm of the density?",
    ),
    "score-mean": Words(
        "Score of the mean",
        "The derivative by μ, with σ held constant.",
        r"\frac{\partial}{\partial\mu} \log p",
        "Differentiate by μ.",
    ),
    "score-deviation": Words(
        "Score of the deviation",
        "The derivative by σ, with μ held constant.",
        r"\frac{\partial}{\partial\sigma} \log p",
        "Differentiate by σ.",
    ),
    "standard-score": Words(
        "In z = (x − μ)/σ",
        "The scores are z/σ and (z² − 1)/σ. z is standard normal, so z, z², z³, z⁴ have the means "
        "0, 1, 0, 3.",
        r"E z = E z^3 = 0,\ E z^2 = 1,\ E z^4 = 3",
        "Write x − μ as σ·z.",
    ),
    "fisher-mean": Words(
        "Fisher information, mean by mean",
        "The mean of z²/σ², with E z² = 1.",
        r"F_{\mu\mu} = E\left[\left(\partial_\mu \log p\right)^2\right]",
        "What is the mean of the square of the first score?",
    ),
    "fisher-both": Words(
        "Fisher information, mean by deviation",
        "The mean of z·(z² − 1)/σ² = (z³ − z)/σ²: both means are 0.",
        r"F_{\mu\sigma} = E\left[\partial_\mu \log p\;\partial_\sigma \log p\right]",
        "What is the mean of the product of the scores?",
    ),
    "fisher-deviation": Words(
        "Fisher information, deviation by deviation",
        "The mean of (z² − 1)²/σ² = (z⁴ − 2z² + 1)/σ², that is (3 − 2 + 1)/σ².",
        r"F_{\sigma\sigma} = E\left[\left(\partial_\sigma \log p\right)^2\right]",
        "What is the mean of the square of the second score?",
    ),
    "fisher": Words(
        "Fisher information matrix",
        "The entries together. Its inverse is the matrix with σ² and σ²/2.",
        r"F = \mathrm{diag}\left(\frac{1}{\sigma^2}, \frac{2}{\sigma^2}\right)",
        "Put the entries together.",
    ),
    "divergence": Words(
        "What it measures",
        "Moving μ by d changes the Gaussian by the Kullback–Leibler divergence d²/(2σ²), half of "
        "d·F·d: the same number, whatever letters describe the distribution.",
        r"KL(\theta, \theta + d) \approx \tfrac{1}{2} d^T F d",
        "How far apart are two Gaussians whose means differ by d?",
    ),
    "natural-step": Words(
        "Natural step",
        "Plain descent pays d²/(2 rate) for a step d. Here the step pays KL/rate instead, so "
        "g_1·d + d²/(2 rate·σ²) is to be as low as it can be; its slope is 0 there, and {second} "
        "is "
        "positive. In the same way σ moves by −rate·σ²·g_2/2.",
        r"d = -\eta F^{-1} \nabla f",
        "Which step is best if it pays for the divergence?",
    ),
    "clip-length": Words(
        "Length after clipping",
        "n = ‖g‖ is the length of the gradient. Times min(1, c/n) it becomes min(n, c): what is "
        "longer than c gets the length c, what is shorter stays as it is. The direction is the "
        "same.",
        r"\left\| g \min\left(1, \frac{c}{\|g\|}\right) \right\| = \min(\|g\|, c)",
        "How long is g·min(1, c/‖g‖)?",
    ),
    "schedule-start": Words("Where it starts", "{start}", "", "Which rate is it at the beginning?"),
    "schedule-end": Words("Where it ends", "{end}", "", "Which rate is it at the end?"),
    "schedule-slope": Words("How fast it changes", "{slope}", "", "Differentiate by t."),
    "update": Words(
        "Update",
        "{told}",
        "",
        "Write down what becomes of each letter in one step.",
    ),
    "schedule": Words("Schedule", "{told}", "", "Which formula says the rate at time t?"),
    "values": Words("Values", "", "", "Put each t into the formula."),
    "values-step": Words(
        "Values",
        "From {given}. What is kept from step to step is what it was before this step.",
        "",
        "Put the numbers into the first line, and what it gives into the next.",
    ),
    "evidence": Words("A counterexample", "{told}", "", "Try f = x² at x = 10."),
}
