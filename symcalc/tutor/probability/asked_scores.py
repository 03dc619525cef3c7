"""How scores, standard errors and means of draws are asked for."""

from __future__ import annotations

from symcalc.reading import sentences

IS = "[ is][ of][ =][ ]"
WITH = "{with:with|when|if|for|given|where|in a law with|and}[ a][ the]"
SPREADS = (
    "[ sample][ population] standard deviation" + IS + "{s:scalar}",
    "[ sample][ population] variance" + IS + "{v:scalar}",
    " {sd:sd|sigma|σ|s.d.|std}" + IS + "{s:scalar}",
)
DRAWS = (
    "{draws:draws|observations|samples|values|independent draws|measurements|data points"
    "|i.i.d. draws}"
)
SIZES = (" n[ ]=[ ]{n:digits}", "[ a] sample size" + IS + "{n:digits}", f" {{n:digits}} {DRAWS}")
CENTRE = " {mu:mean|mu|μ}" + IS
MEAN = "[ a][ the][ sample] mean" + IS + "{mean:scalar}"
OF_MEAN = "[ of[ the][ a][ sample][ Monte Carlo] {est:mean|average|estimate}]"
ABOVE = (
    "{sign:exceeds|is above|is more than|is greater than|is at least|is below|is less than"
    "|is at most|is larger than|is smaller than|>|>=|≥|<|<=|≤}"
)
sentences.enter_part("bound", r"(?:[<>]=?)\s*[-−+]?[\d.]+(?:/\d+)?")
TOTAL = "{what:mean|average|sample mean|sum|total}"


SCORES = (
    *(
        f"{phi}{power}[ ]({{level}})"
        for phi in ("Phi", "Φ", r"\\Phi")
        for power in (r"^\{-1\}", "^(-1)", "^-1", "⁻¹", " inverse")
    ),
    *(
        f"{ask}{{q:z}} {words} P[ ](Z[ ]{sign}[ ]z)[ ]=[ ]{{level}}"
        for ask in ("", "value ", "number ", "z-score ", "score ")
        for words in ("{with:with|such that|so that|for which|where|if}",)
        for sign in ("{below:<=|<|≤}", "{above:>=|>|≥}")
    ),
    "[what ]{what:z-score|z score|z-value|value} {of:that cuts off|cuts off|cutting off} the"
    " {side:top|upper|bottom|lower} {level} of[ a][ the] {law:law}",
)
