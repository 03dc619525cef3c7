"""How runs are asked for: the sentences."""

from __future__ import annotations

from symcalc.tutor.descent.methods import METHODS, names_of

CALLED = {n.lower() for row in METHODS for n in names_of(row)}
NAMES = "|".join(
    sorted({*CALLED, *(n.replace(" ", "-") for n in CALLED)}, key=lambda n: (-len(n), n))
)
UNITS = "steps|step|iterations|iteration|updates|update|epochs|epoch"
BEGINS = "starting from|starting at|starting in|starting with|start at|start from|from|at"
LEADS = f"{BEGINS}|on|for|to|with|using|by|over"
WHAT = "next point|next iterate|next value|new point|new value|new x|result|point|iterate|position"
KIND = "[ {kind:method|algorithm|optimizer|optimiser}]"
RUN = f"{{method:{NAMES}}}{KIND}[ {{unit:{UNITS}}}] {{lead:{LEADS}}} {{rest}}"
COUNTED = f"[{{count:count}} ][{{units:{UNITS}}} of ]"
MINIMISE = "{minimise:minimise|minimize} {f} {by:by|with|using} "
SPOKEN = (
    f"{COUNTED}{RUN}",
    f"{{what:{WHAT}}} {{of:of|after|by}} {COUNTED}{RUN}",
    f"{MINIMISE}{{method:{NAMES}}}[ {{rest}}]",
    f"{MINIMISE}{{method:{NAMES}}}, {{rest}}",
    f"{MINIMISE}{COUNTED}{{method:{NAMES}}}[ {{unit:{UNITS}}}][ {{rest}}]",
    f"{COUNTED}{{method:{NAMES}}}[ {{unit:{UNITS}}}]: {{rest}}",
    "{update:update} [the ][{what:weights|weight|parameters|parameter|point} ]{start:column} "
    "{with:with|by|using} {rest}",
    f"{{lead:{BEGINS}}} {{start}}, [{{before}} ]{{method:{NAMES}}}[ {{unit:{UNITS}}}] {{rest}}",
)
