"""Hostile inputs for anything that reads what a user typed: (id, text, latex).

Each must be answered within the reader's budget (under 2 s, under 1 GiB) with a result or a clear
error; none may run code (those that try would create the file named in MARK).
"""

import os, tempfile

MARK = os.path.join(tempfile.gettempdir(), "symcalc-hostile-")
CASES = []


def h(name, text, latex):
    CASES.append((name, text, latex))


M = MARK
h("tower", "9**9**9**9", "9^{9^{9^{9}}}")
h("pow2", "2**(2**40)", "2^{2^{40}}")
h("factorial_nest", "factorial(factorial(12))", "((12)!)!")
h("binom", "binomial(10**9,5*10**8)", r"\binom{1000000000}{500000000}")
h("floatexp", "1e1000000000", "1\\times 10^{1000000000}")
h("digits4301", "9" * 4301, "9" * 4301)
h("parens150", "(" * 150 + "x" + ")" * 150, "(" * 150 + "x" + ")" * 150)
h("sqrt400", "sqrt(" * 400 + "x" + ")" * 400, r"\sqrt{" * 400 + "x" + "}" * 400)
h(
    "terms5000",
    "+".join(f"x**{k}" for k in range(5000)),
    "+".join(f"x^{{{k}}}" for k in range(5000)),
)
h("implicit3000", "*".join("abcdefghijk" * 300), "abcdfghjkm" * 300)
h("polydiff", "(x+1)**1000-(x+2)**1000", "(x+1)^{1000}-(x+2)^{1000}")
h("sinN", "sin(1000*x)-2*sin(500*x)*cos(500*x)", r"\sin(1000x)-2\sin(500x)\cos(500x)")
h(
    "surds",
    "+".join(f"sqrt({p}+sqrt({p + 1}+x))" for p in (2, 3, 5, 7, 11, 13, 17, 19, 23)),
    "+".join(rf"\sqrt{{{p}+\sqrt{{{p + 1}+x}}}}" for p in (2, 3, 5, 7, 11, 13, 17, 19, 23)),
)
h("integral_hard", "integrate(sin(x)**sin(x)*exp(x**x),x)", r"\int \sin(x)^{\sin(x)} e^{x^x} dx")
h("sum_eval", "Sum(1/x**2,(x,1,10**8)).evalf()", r"\sum_{k=1}^{100000000} \frac{1}{k^2+k!}")
h("solve", "solve(x**7-x**3*sin(x)+exp(x)-1,x)", "x^{200}-x-1=0, x^{199}=2")
h(
    "zerosmat",
    "zeros(40000,40000)",
    r"\begin{pmatrix}" + r"\\".join(["&".join(["x"] * 40)] * 40) + r"\end{pmatrix}",
)
h("derivN", "diff(exp(x**2)*sin(x),x,400)", r"\frac{d^{400}}{dx^{400}} e^{x^2}\sin x")
h("exec_open", f'open("{M}exec_open","w")', rf'\text{{open("{M}exec_open","w")}}')
h("exec_mro", f"x.__class__.__init__.__globals__", r"x.__class__.__mro__")
h(
    "exec_attr",
    f'().__class__.__base__.__subclasses__()[0] or open("{M}exec_attr","w")',
    rf'\begin{{open("{M}exec_attr","w")}}',
)
h(
    "symname_inj",
    f"Symbol(\"x\")+S(\"open('{M}symname_inj','w')\")",
    rf'\mathrm{{x"+str(open("{M}symname_inj","w"))+"}}',
)
h("keyword", "import os", "import os")
h("cyrillic", "х**2", "х^2")
h("superscript", "x²+1", "x²+1")
h("nul", "x\x00+1", "x\x00+1")
h("unicode_minus", "x−1", "x−1")
h("redos_braces", "{" * 3000 + "x", "{" * 3000 + "x")
h("redos_text", "x", r"\text{" * 3000 + "x")
h("redos_left", "x", r"\left(" * 800 + "x")
h("redos_eqs", "x", "=".join(["x"] * 2000))
h("redos_and", "x", " and ".join(["x"] * 1500))
h("zerodiv", "1/0", r"\frac{1}{0}")
h("latex_input", "x", r"\input{/etc/passwd}")
h("lark_ambig", "a*b", "a b c d f g h k m n a b c d f g h k")
