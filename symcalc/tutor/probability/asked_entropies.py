"""How entropies, cross-entropies and divergences are asked for."""

from __future__ import annotations

GIVEN = "{given:for|where|with|if|when|given|of}"
NAMED = "p[ ]=[ ]{p:list}[,][ and][ {with:with|against}] q[ ]=[ ]{q:list}"
ENTROPY = (
    "entropy of {p:subject}[ in {unit}]",
    "{kind:shannon|differential} entropy of {p}[ in {unit}]",
    "[{kind:shannon} ]entropy in {unit:bits|nats|hartleys} of {p:subject}",
    "[{kind:shannon} ]entropy of[ the][ class] {counted:counts|frequencies} {p}[ in {unit}]",
    "{two:binary} entropy[ function] {of:of|at|for}[ p][ =] {p}[ in {unit}]",
)
CROSS = (
    "cross-entropy of {p} relative to {q}[ in {unit}]",
    *(
        f"cross{between}entropy {words}[ in {{unit}}]"
        for between in ("-", " ")
        for words in (
            *("of {p} relative to {q}", "of {p} with {q}", "between {p} and {q}"),
            *("of {p} and {q}", "of {q} under {p}", "from {p} to {q}"),
        )
    ),
    *(
        f"{name}[ H(p,[ ]q)] {named}[ in {{unit}}]"
        for name in ("cross-entropy", "cross entropy")
        for named in (f"{{given:of|for|between|with}} {NAMED}", "of[ the] {p:list} and {q:list}")
    ),
    f"H[ ](p,[ ]q) {GIVEN} {NAMED}[ in {{unit}}]",
)
DIVERGENCE = (
    "KL divergence of {p} from {q}[ in {unit}]",
    *(
        f"{name}[ ](p[ ]{bars}[ ]q)[,] {GIVEN} {NAMED}[ in {{unit}}]"
        for name in ("KL", "D_KL", r"D_\{KL\}", "D", "KL divergence")
        for bars in ("||", "‖", "\\\\|", ";")
    ),
    *(
        f"{name}[ ]({{p}}[ ]{bars}[ ]{{q}})[ in {{unit}}]"
        for name in ("KL", "D_KL", r"D_\{KL\}")
        for bars in ("||", "‖", "\\\\|", ";")
    ),
    *(
        f"{name} {words}[ in {{unit}}]"
        for name in (
            *("KL divergence", "KL-divergence", "Kullback-Leibler divergence"),
            *("Kullback–Leibler divergence", "relative entropy", "KL"),
        )
        for words in (
            *("of {p} from {q}", "between {p} and {q}", "of {p} and {q}", "{way:from} {q} to {p}"),
            *("of {p} relative to {q}", "of {p} with respect to {q}"),
        )
    ),
    *(
        f"{name} {words}[ in {{unit}}]"
        for name in ("KL divergence", "KL-divergence", "Kullback-Leibler divergence", "KL")
        for words in (
            *(
                f"{{given:of|for|between|with}} {NAMED}",
                "of p[ ]=[ ]{p:list} from q[ ]=[ ]{q:list}",
            ),
            "{way:from} q[ ]=[ ]{q:list} to p[ ]=[ ]{p:list}",
        )
    ),
)
