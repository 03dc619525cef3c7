"""What is said of descent."""

from __future__ import annotations

from symcalc.tutor.words import Words

WORDS: dict[str, Words] = {
    "derivative-of": Words(
        "Derivative",
        "It is the slope; the steps go against it.",
        "",
        "Where does f rise, and how steeply?",
    ),
    "gradient-of": Words(
        "Gradient",
        "It points uphill; the steps go against it.",
        r"\nabla f",
        "Which vector points in the direction of steepest ascent?",
    ),
    "derivative-over": Words(
        "Derivative",
        "Of one row of data. g is its mean over the rows that a step uses.",
        "",
        "Which mean is the derivative of a mean?",
    ),
    "gradient-over": Words(
        "Gradient",
        "Of one row of data. g is its mean over the rows that a step uses.",
        r"\nabla f",
        "What is the gradient of a mean, by the gradients of its rows?",
    ),
    "gradient-arrays": Words(
        "Gradient",
        "One array for each array of parameters, of the same shape. A step uses it entry by entry.",
        "",
        "What is the gradient of f by each array, and which shape has it?",
    ),
    "descent-method": Words(
        "One step of {method}",
        "For every coordinate x, with its partial derivative g{where}. {given}",
        "",
        "What does one step of {method} compute from g, and in which order?",
    ),
    "descent-external": Words(
        "One step of {method}", "{told}", "", "Which direction does {method} take, and how far?"
    ),
    "descent-step": Words(
        "Step {t}", "From {point}.{rows}", "", "Put the numbers of step {t} into every line."
    ),
    "descent-table": Words(
        "The run", "{what}", "", "Which way do the values of f go from step to step?"
    ),
}
# What a method does whose steps are not worked out coordinate by coordinate.
EXTERNAL: dict[str, str] = {
    "bfgs": "BFGS keeps a matrix B in the place of the inverse of the Hessian matrix; it begins as "
    "the identity. A step goes along d = −B g, as far as a line search finds good. Then B is "
    "changed so that B times the change of g is the step that was made. SciPy runs it with the "
    "gradient that symcalc derives.",
    "trust-region": "In a ball around the point f is taken for its second-order Taylor polynomial "
    "with gradient g and Hessian matrix H. The step d goes to the smallest value of the polynomial "
    "in the ball. Where f falls as much as the polynomial says, the ball grows; where it does not, "
    "the step is refused and the ball shrinks. SciPy runs it with the derivatives that symcalc "
    "derives.",
}
GIVEN: dict[str, str] = {
    "newton": ", where d solves H d = −g with the Hessian matrix H",
    "newton-two": ", where d solves H d = −g with the Hessian matrix H, by Cramer's rule",
    "newton-one": ", where d = −g/H with the second derivative H",
    "settings": "Here {settings}.",
    "state": " {letters} at 0.",
    "state-own": " {letters} as given.",
    "done": " {steps} were done before: the first one here has t = {next}.",
    "schedule": " The rate follows {title}: rate_t = {formula}, where t is the number of the "
    "step{T}.",
    "clip": " A gradient longer than {clip} is first made {clip} long.",
    "batch": " Each step uses {size} of the {rows} {what}, drawn with seed {seed}: every epoch "
    "goes once through all of them, in an order of its own.",
    "mean": " f is the mean over {rows} rows of data.",
}
ROWS = " The rows of this step: {rows}."
TABLE: dict[str, str] = {
    "all": "Every point.",
    "some": "{count} of the {points} points.",
    "columns": " Of each point {shown} of the {n} numbers are shown.",
}
HEADS: dict[str, str] = {
    "formula": "formula",
    "numbers": "with numbers",
    "step": "step",
    "norm": "‖∇f‖",
    "given": "‖g‖",
    "rate": "rate",
}
ENDINGS: dict[str, str] = {
    "point": "After {k}: {point}{value}.",
    "array": "After {k}: f = {value}, with {n} as parameters.",
    "converged": "Converged: ‖∇f‖ = {norm}, which is not above {tolerance}.",
    "stopped": "Stopped by the number of steps, at ‖∇f‖ = {norm}.",
    "stopped-given": "All gradients that were given are used.",
    "oscillates": "It oscillates: {names} jump{s} back and forth and get{s} no nearer.",
    "far": "Diverged: after step {k} the point is more than 10¹⁰ times as far out as the start, so "
    "the run was stopped. {why}",
    "huge": "Diverged: at the point after step {k} f is too large for a floating-point number, so "
    "the run was stopped. {why}",
    "undefined": "Stopped: the {what} has no value at the point after step {k}; the steps have "
    "left its domain.",
    "no-step": "Stopped: the update has no value at step {next}. A denominator is 0 there, or too "
    "small for a floating-point number.",
    "stuck": "Stopped after step {k}, at ‖∇f‖ = {norm}: SciPy finds no further step that makes f "
    "smaller, or f falls without end.",
    "singular": "Stopped after step {k}: the Hessian matrix is singular there, so H d = −g has no "
    "single solution.",
}
# What else is asked of a run.
FIGURES: dict[str, str] = {
    "value": "After {k} f = {value}.",
    "norm": "After {k} ‖∇f‖ = {value}.",
    "coordinate": "After {k} {name} = {value}.",
    "points": "The points after the start: {points}.",
    "count": "{k}: then ‖∇f‖ = {norm}.",
    "count-none": "Not within {k}: then ‖∇f‖ = {norm}.",
}
WHY: dict[str, str] = {
    "large": "f grew on the way: the rate {rate} is too large here.",
    "unbounded": "f fell all the way: it seems to have no minimum in this direction.",
    "plain": "",
}
REMARKS: dict[str, str] = {
    "newton-up": "At the last point the Hessian matrix is not positive definite: Newton's method "
    "goes to a point where the gradient is 0, here not to a minimum.",
    "newton-root": "This is Newton's method for a minimum, x − f′/f″. For a root of f it is "
    "x − f/f′.",
    "momentum": "v adds up gradients here, as in PyTorch. With v = β·v + (1 − β) g instead, the "
    "same path needs the rate divided by 1 − β.",
    "nesterov": "This is the form of PyTorch: x is where the gradient is taken. Where a book "
    "takes the gradient at x − rate·β·v, its x is this one plus rate·β·v.",
    "order-written": "The numbers of the start are for {names}, in the order of the formula.",
    "order-natural": "The numbers of the start are for {names}, in alphabetical order.",
    "data": "{names}: data, as an input and its target; only {learnt} changes.",
    "data-several": "{names}: data, as inputs and their target; only {learnt} change.",
    "squared": "The loss is the mean of ({model} − y)² over the rows of data, without a half.",
    "no-data": "No data are given, so every step uses the whole formula: this is gradient descent.",
}
CHECKED = (
    "Checked: {steps} worked out again from the formulas in {digits} digits, "
    "{slopes}: largest relative difference {error}."
)
FALLS = "Checked: f falls at each of {steps}, {slopes}: largest relative difference {error}."
SLOPES = {
    "formula": "the gradient at {points} against finite differences of f",
    "given": "from the gradients as given",
}
UNDECIDED = "Some of the numbers of the run could not be compared with others."
COUNTS: dict[str, str] = {"one": "1 step", "more": "{n} steps", "points-one": "1 point"}
COUNTS |= {"points": "{n} points", "first-one": "the first step", "first": "the first {n} steps"}
COUNTS |= {"number": "1 number", "numbers": "{n} numbers"}
COUNTS |= {"first-none": "no step"}

FAILS: dict[str, str] = {
    "method": "there is no method {name!r}",
    "schedule": "there is no schedule {name!r}",
    "schedule-letter": "the schedule has the letter {name}, which has no value",
    "schedule-value": "the schedule gives step {t} the rate {value}",
    "setting": "{title} has no setting {name!r}",
    "range": "{name} is {value}, and has to be {bounds}",
    "number": "{name} is {value}, which is not a number",
    "whole": "{name} is {value}, and has to be a whole number from {low} to {high}",
    "start": "the start gives no value to {names}",
    "unknown": "{name} does not occur in the formula",
    "again": "there are two values for {name}: {first} and {second}",
    "same": "{names} are the same letter",
    "twice": "{name} is both in the start and in the data",
    "no-start": "a run needs a point to start from",
    "start-text": "{part!r} is not a coordinate of the start",
    "domain": "the formula has no value at the start, {point}",
    "huge": "at the start, {point}, the value is too large for a floating-point number",
    "slope": "the formula has no gradient at the start, {point}",
    "length": "{name} has {got} values, and there are {n} coordinates",
    "rows": "the data have different lengths: {one} has {a} values and {other} has {b}",
    "data": "{name} is an array, and the start has numbers only",
    "empty": "{name} has no values",
    "finite": "{name} has a value that is no finite number",
    "rows-of": "the rows of {name} have different lengths",
    "state-schedule": "with a schedule a run begins at its first step",
    "state": "{title} keeps no {name!r} from step to step",
    "gradients": "each gradient has {n} numbers, one for each coordinate; row {row} has {got}",
    "both": "there are a formula and gradients: gradients are given where there is no formula",
    "neither": "there is neither a formula nor a list of gradients",
    "needs-formula": "{title} needs a formula: gradients alone do not tell a step",
    "large": "{steps} steps of {n} coordinates are {total} numbers, more than {most}",
    "work": "{steps} steps over {n} rows of data each are {total} rows, more than {most}",
    "arrays": "{title} is done with numbers, not with arrays",
    "scipy": "{title} needs SciPy, which is not installed",
    "own-steps": "{title} chooses its own steps, and takes no {name}",
    "samples": "samples is {name!r}, and has to be 'rows' or 'columns'",
    "batch-shapes": "a mini-batch has {size} of the {rows} samples, and the shapes ask for all",
    "batch": "mini-batches are taken of data, and there are none",
    "hessian": "the Hessian matrix is singular at the start, {point}",
    "clause": "{part!r} is no formula, start, method, number of steps or option of a run",
    "pairs": "the data of a regression are pairs (x, y)",
    "many": "the run has {steps} points, and {most} are listed at most",
    "option": "{name!r} is not an option of a run",
    "elsewhere": "the arrays of this run are too large to stand in its question",
}
HINTS: dict[str, str] = {
    "meant": "did you mean {name!r}?",
    "methods": "choose one of {names}",
    "schedules": "choose one of {names}, or give a formula in t: rate/(1 + t/10)",
    "schedule-letter": "t is the number of the step, T of all steps, rate what it begins with",
    "schedule-value": "a rate is a number that is not negative",
    "settings": "it has {names}",
    "no-settings": "it has none but the rate",
    "start": 'give every variable a value: descend("x^2 + 3y^2", {"x": 4, "y": 2}), '
    "or --from x=4,y=2",
    "unknown": "the formula has {names}",
    "domain": "start where the formula has a value",
    "huge": "start nearer, or scale the variables",
    "large": "fewer steps, or fewer parameters",
    "work": "fewer steps, or mini-batches: batch=100",
    "gradients": "gradients=[[0.2, 2]] is one step in two coordinates",
    "state-schedule": "leave out t, or the schedule: say the rate of this step",
    "state": "it keeps {names}",
    "no-state": "it keeps nothing",
    "rate": "the rate is a positive number such as 0.1",
    "data": 'data={{"x": […], "y": […]}} are columns of numbers',
    "batch-shapes": 'let a letter count the samples: shapes="X: (N, 2), y: N"',
    "clause": "write: two Adam steps on x^2 from x = 1 with learning rate 0.1",
    "again": "say it once",
    "options": "the options are {names}",
    "elsewhere": "call descend(…) with the arrays again",
    "scipy": "pip install scipy, or symcalc-tutor[optimise]",
    "hessian": "start at another point, or use gradient descent",
}
