"""THE TABLE of laws of probability: a law is one row, its density a text that the reader reads."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Law:
    """A family of laws.

    Attributes
    ----------
    name : str
        What it is called by: "normal".
    title : str
        In a sentence: "normal law".
    spellings : tuple of str
        Other names, in small letters; a name of one letter as it is written.
    parameters : tuple of str
        The letters of its parameters, in the order in which they are given; none where each
        parameter is the probability of one value.
    meanings : tuple of str
        What each parameter is, in words.
    conditions : tuple of str
        What is asked of the parameters.
    support : tuple of str
        The least and the greatest value; of a discrete law all whole numbers between.
    density : str
        In x and the parameters; of a discrete law the probability of x.
    discrete : bool
        Whether its values are whole numbers.
    usual : tuple of str
        The parameters where none are given; letters, if there are no usual ones.
    aliases : tuple
        Other names of parameters, as "variance": the name, the parameter, and how that comes from
        the value: as its "root", its "inverse", or the root of the inverse, "precision".
    """

    name: str
    title: str
    spellings: tuple[str, ...]
    parameters: tuple[str, ...]
    meanings: tuple[str, ...]
    conditions: tuple[str, ...]
    support: tuple[str, str]
    density: str
    discrete: bool = False
    usual: tuple[str, ...] = ()
    aliases: tuple[tuple[str, str, str], ...] = ()


CENTRES = ("mean", "loc", "location", "centre", "center", "median")
DEVIATIONS = ("sd", "std", "stdev", "s.d.", "deviation", "standard deviation", "scale")
OF_NORMAL = (
    *((word, "mu", "") for word in CENTRES),
    *((word, "sigma", "") for word in DEVIATIONS),
    *(("var", "sigma", "root"), ("variance", "sigma", "root")),
    ("precision", "sigma", "precision"),
)
OF_UNIFORM = (
    *((word, "a", "") for word in ("low", "lower", "min", "minimum", "from")),
    *((word, "b", "") for word in ("high", "upper", "max", "maximum", "to")),
)
OF_GAMMA = (
    *((word, "a", "") for word in ("shape", "alpha", "k")),
    *((word, "b", "") for word in ("rate", "beta")),
    *((word, "b", "inverse") for word in ("scale", "theta")),
)
CHANCES = tuple((word, "p", "") for word in ("prob", "probability", "success probability"))

LAWS: tuple[Law, ...] = (
    Law(
        *("normal", "normal law", ("gaussian", "N"), ("mu", "sigma")),
        meanings=("the mean", "the standard deviation"),
        conditions=("sigma > 0",),
        support=("-oo", "oo"),
        density="1/(sigma sqrt(2 pi)) e^(-(x - mu)^2/(2 sigma^2))",
        aliases=OF_NORMAL,
    ),
    Law(
        *("bernoulli", "Bernoulli law", ("bern", "ber"), ("p",)),
        meanings=("the probability of 1",),
        conditions=("p >= 0", "p <= 1"),
        support=("0", "1"),
        density="p^x (1 - p)^(1 - x)",
        discrete=True,
        aliases=CHANCES,
    ),
    Law(
        *("categorical", "categorical law", ("cat", "multinoulli"), ()),
        meanings=("the probabilities of 1, 2, 3 …",),
        conditions=(),
        support=("1", "k"),
        density="p_x",
        discrete=True,
    ),
    Law(
        *("uniform", "uniform law", ("unif", "U"), ("a", "b")),
        meanings=("the least value", "the greatest value"),
        conditions=("a < b",),
        support=("a", "b"),
        density="1/(b - a)",
        aliases=OF_UNIFORM,
    ),
    Law(
        *("exponential", "exponential law", ("expon", "expo"), ("lambda",)),
        meanings=("the rate",),
        conditions=("lambda > 0",),
        support=("0", "oo"),
        density="lambda e^(-lambda x)",
        aliases=(
            ("rate", "lambda", ""),
            ("scale", "lambda", "inverse"),
            ("mean", "lambda", "inverse"),
        ),
    ),
    Law(
        *("beta", "beta law", (), ("a", "b")),
        meanings=("the first shape", "the second shape"),
        conditions=("a > 0", "b > 0"),
        support=("0", "1"),
        density="Gamma(a + b)/(Gamma(a) Gamma(b)) x^(a - 1) (1 - x)^(b - 1)",
        aliases=(("alpha", "a", ""), ("beta", "b", "")),
    ),
    Law(
        *("gamma", "gamma law", (), ("a", "b")),
        meanings=("the shape", "the rate"),
        conditions=("a > 0", "b > 0"),
        support=("0", "oo"),
        density="b^a/Gamma(a) x^(a - 1) e^(-b x)",
        aliases=OF_GAMMA,
    ),
    Law(
        *("laplace", "Laplace law", (), ("mu", "b")),
        meanings=("the centre", "the scale"),
        conditions=("b > 0",),
        support=("-oo", "oo"),
        density="1/(2 b) e^(-|x - mu|/b)",
        aliases=(*((word, "mu", "") for word in CENTRES), ("scale", "b", "")),
    ),
    Law(
        *("cauchy", "Cauchy law", (), ("mu", "s")),
        meanings=("the centre", "the scale"),
        conditions=("s > 0",),
        support=("-oo", "oo"),
        density="s/(pi (s^2 + (x - mu)^2))",
        aliases=(
            *((word, "mu", "") for word in CENTRES[1:]),
            ("scale", "s", ""),
            ("gamma", "s", ""),
        ),
    ),
    Law(
        *("binomial", "binomial law", ("binom", "bin"), ("n", "p")),
        meanings=("the number of trials", "the probability of success"),
        conditions=("n >= 1", "p >= 0", "p <= 1"),
        support=("0", "n"),
        density="binomial(n, x) p^x (1 - p)^(n - x)",
        discrete=True,
        aliases=(("trials", "n", ""), *CHANCES),
    ),
    Law(
        *("poisson", "Poisson law", ("pois", "poi"), ("lambda",)),
        meanings=("the mean",),
        conditions=("lambda > 0",),
        support=("0", "oo"),
        density="lambda^x e^(-lambda)/x!",
        discrete=True,
        aliases=tuple((word, "lambda", "") for word in ("mean", "rate", "mu")),
    ),
    Law(
        *("geometric", "geometric law", ("geom", "geo"), ("p",)),
        meanings=("the probability of success",),
        conditions=("p > 0", "p <= 1"),
        support=("1", "oo"),
        density="p (1 - p)^(x - 1)",
        discrete=True,
        aliases=CHANCES,
    ),
    Law(
        *("die", "uniform law on whole numbers", ("dice",), ("n",)),
        meanings=("the number of faces",),
        conditions=("n >= 1",),
        support=("1", "n"),
        density="1/n",
        discrete=True,
        usual=("6",),
        aliases=(("faces", "n", ""), ("sides", "n", "")),
    ),
)

NAMED: dict[str, Law] = {name: law for law in LAWS for name in (law.name, *law.spellings)}
