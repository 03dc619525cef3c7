"""What a learner reads about the speed of descent: eigenvalues, rates and factors."""

from __future__ import annotations

from symcalc.tutor.words import Words

WORDS: dict[str, Words] = {
    "minimum-found": Words(
        "Minimum",
        "{f} has a minimum at {place}, where the gradient vanishes. Call this place {p}*.",
        r"\nabla f(p^*) = 0",
        "Where does the gradient vanish?",
    ),
    "critical-found": Words(
        "Critical point",
        "The gradient vanishes at {place}. Call this place {p}*.",
        r"\nabla f(p^*) = 0",
        "Where does the gradient vanish?",
    ),
    "curvatures": Words(
        "Eigenvalues",
        "{how} {range}",
        r"H v = \lambda v",
        "How strongly does {f} bend, and in which directions?",
    ),
    "one-step": Words(
        "One step",
        "A step goes from {p} to {p} − rate·{slope}{near}, and {slope} {sign} H ({p} − {p}*). "
        "Along "
        "an eigenvector the distance to {p}* is multiplied by 1 − rate·λ.",
        r"p_{k+1} - p^* = (I - \eta H)(p_k - p^*)",
        "By what does a step multiply the distance to the minimum?",
    ),
    "one-step-of-one": Words(
        "One step",
        "A step goes from {p} to {p} − rate·{slope}{near}, and {slope} {sign} λ ({p} − {p}*). The "
        "distance to {p}* is multiplied by 1 − rate·λ.",
        r"x_{k+1} - x^* = (1 - \eta\lambda)(x_k - x^*)",
        "By what does a step multiply the distance to the minimum?",
    ),
    "best-near": Words(
        "Best rate",
        "1 − rate·λ is 0 at the rate 1/λ = {rate}: there the distance to {p}* shrinks faster than "
        "by any fixed factor, as soon as it is small.",
        r"1 - \eta\lambda = 0",
        "Which rate makes the multiplier 0?",
    ),
    "best-of-one": Words(
        "Best rate",
        "1 − rate·λ is 0 at the rate 1/λ = {rate}: there one step goes straight to {p}*.",
        r"1 - \eta\lambda = 0",
        "Which rate makes the multiplier 0?",
    ),
    "stability": Words(
        "Stability",
        "The distance shrinks where |1 − rate·λ| < 1, that is 0 < rate < 2/λ. {who}",
        r"|1 - \eta\lambda| < 1 \iff 0 < \eta < \frac{2}{\lambda}",
        "For which rates is the size of each multiplier below 1?",
    ),
    "best-rate": Words(
        "Condition number",
        "κ = L/μ = {condition}. At the rate 2/(μ + L) = {rate} the steepest and the flattest "
        "direction shrink by the same factor (κ − 1)/(κ + 1) = {factor}. {meaning}",
        r"\eta = \frac{2}{\mu + L}, \quad \frac{\kappa - 1}{\kappa + 1}",
        "Which rate makes the largest multiplier as small as it can be?",
    ),
    "momentum-step": Words(
        "One step",
        "Along an eigenvector a step took the distance to {p}* from e_last to e, so the velocity "
        "is "
        "v = (e_last − e)/rate. The next step makes it β·v + λ·e, and subtracts rate times "
        "that from e{near}.",
        r"e_{k+1} = (1 + \beta - \eta\lambda)\,e_k - \beta\,e_{k-1}",
        "How does the next distance depend on the last two?",
    ),
    "momentum-roots": Words(
        "Characteristic equation",
        "e = r^k solves it if r² − (1 + β − rate·λ)·r + β = 0. The larger |r| is the factor of a "
        "step. The product of the roots is β = {beta}, so two complex roots have the size "
        "√β = {root}.",
        r"r^2 - (1 + \beta - \eta\lambda)\,r + \beta = 0",
        "Which powers r^k solve the recurrence?",
    ),
    "momentum-stability": Words(
        "Stability",
        "Both roots are below 1 in size where 0 < rate < 2(1 + β)/λ. The largest eigenvalue allows "
        "the least: 2(1 + β)/L = {bound}, {times} times the bound {plain} of plain descent.",
        r"0 < \eta < \frac{2(1 + \beta)}{L}",
        "When do both roots lie inside the unit circle?",
    ),
    "no-rate": Words(
        "No rate",
        "Along {direction} λ = {value} is negative: 1 − rate·λ is above 1 at every rate, and the "
        "distance grows.",
        r"1 - \eta\lambda > 1",
        "What is 1 − rate·λ where λ is negative?",
    ),
    "at-rate": Words(
        "At rate {rate}",
        "",
        "",
        "Put {rate} into each multiplier. Which is larger than 1 in size, which is negative?",
    ),
    "why-so": Words(
        "Why it goes so",
        "",
        r"p_{k+1} - p^* = (I - \eta H)(p_k - p^*)",
        "By what is the distance to the minimum multiplied, in the direction where f bends most?",
    ),
    "closed-form": Words(
        "After k steps",
        "{how}",
        r"p_k - p^* = (I - \eta H)^k (p_0 - p^*)",
        "What are k equal factors together?",
    ),
    "steps-needed": Words(
        "How many steps",
        "{told}",
        "",
        "After how many steps is the slowest direction short enough?",
    ),
}

SAYS: dict[str, str] = {
    "diagonal": "H is diagonal, so its eigenvalues stand on the diagonal: {values}.",
    "oblique": "H v = λ v holds for {values}.",
    "along": "{value} along {direction}",
    "single": "The second derivative is {value} at every place.",
    "single-near": "The second derivative is {value} there.",
    "range": "The smallest is μ = {mu}, the largest L = {big}.",
    "range-equal": "They are all the same, so μ = L = {big}.",
    "range-one": "With one variable it is both the smallest, μ, and the largest, L.",
    "range-flat": "The smallest that is not 0 is μ = {mu}, the largest L = {big}.",
    "near": ". Near {p}* the {what} hardly changes",
    "best": "best rate",
    "half": "half the bound,",
    "rate": "rate",
    "decides": "The largest eigenvalue allows the least: 2/L = {bound}.",
    "decides-flat": "Where λ = 0 the multiplier is 1 at every rate. The largest eigenvalue bounds "
    "the rate for the others: 2/L = {bound}.",
    "decides-one": "Here 2/λ = {bound}.",
    "decides-letters": "Each direction has its own bound: {bounds}. The least of them counts.",
    "decides-letter": "Here 2/λ = {bounds}.",
    "round": "All directions shrink alike: one step reaches p*.",
    "round-flat": "All directions that are not flat shrink alike: one step reaches a minimum.",
    "round-near": "All directions shrink alike, faster than by any fixed factor.",
    "long": "At no other fixed rate is the slower of the two faster.",
    "acts": "The multiplier of each variable acts k times on its distance at the start.",
    "acts-one": "The multiplier acts k times on the distance at the start.",
    "needed": "‖∇f‖ falls below {tolerance} after {count} at rate {rate}.",
    "needed-none": "‖∇f‖ does not fall below {tolerance} at rate {rate}.",
    "zero": "is zero after one step",
    "zero-near": "shrinks faster than by any factor",
    "undecided": "changes more slowly than by any factor",
    "flips-near": "flips sign, and its size is not decided",
    "shrinks": "shrinks by {size}",
    "flips-shrinks": "flips sign and shrinks by {size}",
    "stays": "does not move",
    "flips": "flips sign for ever",
    "grows": "grows by {size}",
    "flips-grows": "flips sign and grows by {size}",
    "swings": "swings, and shrinks by {size}",
    "swings-on": "swings for ever",
    "swings-grows": "swings, and grows by {size}",
}
ENDINGS: dict[str, str] = {
    "bound": "{method} converges {where}for 0 < rate < {bound}.",
    "letters": "After k steps the distance is multiplied by {factors}.",
    "saddle": "{method} does not converge at any rate: along {direction} {f} bends down, and the "
    "distance grows there.",
    "no-minimum": "{f} has no minimum: along {direction} it falls for ever with the slope {slope}.",
    "flat": "The Hessian is 0 at {place}, so no factor below 1 can be told from it: {method_small} "
    "slows down more and more there.",
    "affine": "{f} has no minimum: it falls for ever with the same slope {slope}, and every "
    "step is as "
    "long as the one before.",
    "constant": "{f} is constant: no step moves anything.",
    "converges": "{method} converges {where}at rate {rate}: {slowest}.",
    "one-step": "{method} converges {where}at rate {rate}: one step reaches p*.",
    "limit": "{method} does not converge {where}at rate {rate}, which is the limit {bound} itself: "
    "{slowest}.",
    "one-step-flat": "{method} converges {where}at rate {rate}: one step reaches a minimum.",
    "limit-near": "At rate {rate}, which is the limit {bound} itself, the Hessian does not decide "
    "whether {method_small} converges {where}: {slowest}.",
    "singular": "Along {flat} the second derivative is 0 {where}, so the Hessian decides nothing "
    "there: if descent comes nearer along it, it is slower than any factor. The other directions "
    "shrink for 0 < rate < {bound}.",
    "singular-at": "Along {flat} the second derivative is 0 {where}, so the Hessian decides "
    "nothing there: if descent comes nearer along it, it is slower than any factor. At rate {rate} "
    "{slowest}.",
    "diverges": "{method} diverges {where}at rate {rate}, which is beyond {bound}: {slowest}.",
    "nothing": "{method} does not converge at rate {rate}: a rate has to be positive.",
}
METHODS = {"gradient": "Gradient descent", "momentum": "Momentum with β = {beta}"}
HEADS = {
    "direction": "direction",
    "eigenvalue": "eigenvalue",
    "multiplier": "multiplier",
    "behaviour": "the distance",
    "size": "larger |r|",
}
REMARKS: dict[str, str] = {
    "flat-direction": "Along {direction} f does not change: descent leaves it where it is.",
    "not-quadratic": "f is no quadratic. Farther from {place} the Hessian is another one, and so "
    "are bound and factors.",
    "no-count": "How many steps a tolerance takes is not told by the Hessian alone, as f is no "
    "quadratic: a run counts them.",
    "several-minima": "f has other minima too, at {places}.",
    "best-momentum": "The best factor with momentum is (√κ − 1)/(√κ + 1) ≈ {factor}, at "
    "rate = 4/(√L + √μ)² ≈ {rate} and β ≈ {beta}. Without it (κ − 1)/(κ + 1) ≈ {plain}.",
}
# What a trace says of its own rate.
TRACE: dict[str, str] = {
    "eigenvalues": "The Hessian{place} has the eigenvalues {values}, so {method} converges "
    "{there}for rates between 0 and {bound}.",
    "eigenvalue": "The second derivative{place} is {values}, so {method} converges "
    "{there}for rates between 0 and {bound}.",
    "multipliers": "At rate {rate} the distance {told}.",
    "along-told": "along {direction} {told}",
    "to-told": "{told}",
    "condition": "The condition number is {condition}; the best fixed rate is {rate}, with the "
    "factor {factor} a step.",
    "near": " at the critical point {place}, near the end of the run,",
    "runs-away": "The Hessian{place} has the negative eigenvalue {value}: descent runs away along "
    "{direction} at every rate.",
    "still": "The Hessian{place} has the negative eigenvalue {value} along {direction}, so this is "
    "{kind}. The gradient has no part along {direction} on this path; from a start beside it, "
    "descent runs away along {direction} at every rate.",
    "saddle": "a saddle point, no minimum",
    "top": "a maximum, no minimum",
    "no-minimum": "no minimum",
}
FAILS: dict[str, str] = {
    "letters": "the Hessian has letters besides the variables, and is not diagonal: {names}",
    "letters-rate": "with letters in {f} there is no number to compare the rate with: {names}",
    "several": "convergence has {count} variables, and more than {most} are not read by a person",
    "kinks": "{f} has kinks: no Hessian tells how descent goes there",
    "no-minimum-found": "no minimum of {f} was found to look at",
    "none": "{f} has no minimum: its derivative is nowhere 0",
    "none-several": "{f} has no minimum: its gradient is nowhere 0",
    "not-critical": "{f} has no minimum at {place}: its gradient there is {gradient}",
    "beta": "momentum needs 0 <= beta < 1, not {beta}",
    "tolerance": "a tolerance is a positive number, not {tolerance}",
    "start": "the start needs a value for each of {names}",
    "no-values": "the second derivatives have no value at {place}",
    "vector": "descent goes down one formula, and this is a vector",
}
HINTS: dict[str, str] = {
    "letters": 'say which letters are the variables: wrt="x, y"',
    "letters-rate": "give the letters numbers, or leave rate and start out",
    "minimum": "if you know one, say where it is: at={point}",
    "kinks": "try a smooth formula: sqrt(x^2 + 1) for |x|",
    "start": 'write start={{"{x}": 1}}, or on the command line --start {x}=1',
}
