"""The style sheet of the HTML that is written: readable on a light ground and on a dark one."""

CSS = """
.symcalc{line-height:1.55;max-width:52rem}
.symcalc math{font-size:1.1em}
.symcalc .formula{overflow-x:auto;overflow-y:hidden;padding:.15rem 0}
.symcalc .formula math{display:block math;text-align:left;margin:0;width:max-content}
.symcalc .asked{font-size:1.15em}
.symcalc ol{list-style:none;margin:.3rem 0;padding:0}
.symcalc ol ol{margin-left:.6rem;padding-left:.9rem;border-left:2px solid rgba(127,127,127,.35)}
.symcalc ol.steps{counter-reset:step}
.symcalc ol.steps>li{counter-increment:step}
.symcalc ol.steps>li>details>summary>b::before{content:counter(step) "\\2002"}
.symcalc details{margin:.35rem 0}
.symcalc summary{cursor:pointer}
.symcalc summary b{margin-right:.8em}
.symcalc details[open]>summary .result{display:none}
.symcalc details:not([open])>summary .law{display:none}
.symcalc .law{opacity:.75}
.symcalc .body{margin:.1rem 0 .5rem 1.1rem}
.symcalc p{margin:.3rem 0}
.symcalc .answer{margin:.8rem 0;padding:.5rem .9rem;border-left:4px solid #2f7fd1;
background:rgba(127,127,127,.12)}
.symcalc .check{opacity:.75;font-size:.9em}
.symcalc table.values{border-collapse:collapse;margin:.4rem 0;display:block;overflow-x:auto}
.symcalc table.values th,.symcalc table.values td{border:1px solid rgba(127,127,127,.4);
padding:.2rem .7rem;text-align:left}
.symcalc table.values th{background:rgba(127,127,127,.15)}
@media print{.symcalc .formula{overflow:visible}}
""".strip()

# What a page adds to it: the ground and the letters, as the reader's system has them.
PAGE = """
:root{color-scheme:light dark}
body{font-family:system-ui,"Segoe UI",Roboto,"Noto Sans",sans-serif;margin:1.5rem auto;
padding:0 1rem;max-width:54rem}
""".strip()
