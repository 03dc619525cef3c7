"""How a shell asks: every verb as a command, made from its own signature."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from itertools import takewhile
from pathlib import Path
from typing import Any, get_args, get_type_hints

import click

from symcalc import doctor, reference, tour
from symcalc.compiler.code import LANGUAGES
from symcalc.compiler.kernel import Kernel
from symcalc.derivation import Derivation
from symcalc.errors import NotFoundError, SymcalcError, TimedOut, UnsupportedError
from symcalc.options import ARGUMENTS, OPTIONS, SPELLED, UNLIMITED
from symcalc.rendering import DETAILS, FORMATS, render
from symcalc.verbs import VERBS, Verb
from symcalc.verbs.defining import define_in_words

FILE = click.Path(path_type=Path, dir_okay=False)

# Exit status by what a result says of itself; anything else is "done".
STATUS = {"incorrect": 1, "partial": 1, "disagrees": 1, "unreadable": 2, "undecided": 3}


class Commands(click.Group):
    """The verbs; a formula or question by itself is explained."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """`symcalc "d/dx x^2"` means `symcalc explain "d/dx x^2"`."""
        first = args[0] if args else "--help"
        if first in self.commands or first.startswith("--"):
            return super().parse_args(ctx, args)
        close = get_close_matches(first, self.commands, 1) if first.isidentifier() else []
        if close:
            ctx.fail(f"there is no command {first!r}; did you mean {close[0]!r}?")
        return super().parse_args(ctx, ["explain", *args])

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order they are documented."""
        del ctx
        return list(self.commands)


class Command(click.Command):
    """A verb; what looks like an option and is none is not taken for a formula."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Refuse an option that the verb does not have, and name the one that is meant."""
        known = {name for p in self.get_params(ctx) for name in (*p.opts, *p.secondary_opts)}
        for typed in takewhile("--".__ne__, args):
            option = typed.partition("=")[0]
            if option.startswith("--") and option not in known:
                words = {name.strip("-"): name for name in known}
                close = get_close_matches(option.strip("-"), words, 2, cutoff=0.7)
                meant = " or ".join(words[word] for word in close)
                ctx.fail(f"there is no option {option}" + f"; did you mean {meant}?" * bool(close))
        return super().parse_args(ctx, args)


def define_all(_ctx: click.Context, _param: click.Parameter, said: Iterable[str]) -> None:
    """Each --define "f(x) = x^2", before the rest of the command is read."""
    for definition in said:
        define_in_words(definition)


DEFINE = click.Option(
    ["--define"],
    callback=define_all,
    multiple=True,
    expose_value=False,
    metavar='"F(X) = …"',
    help="A function of your own; say it again for another.",
)


def command_of(name: str, verb: Verb) -> click.Command:
    """The command for a verb: arguments and options from its signature, help from its docstring."""
    asked = verb.shown or verb.function
    signature = inspect.signature(asked)
    lines = sections(inspect.getdoc(verb.function) or "")
    described = parameter_help(lines.get("Parameters", ""))
    params = [_parameter(p, described.get(p.name, "")) for p in signature.parameters.values()]
    params += [DEFINE, *_output_options(asked)]
    examples = "\n".join(f"  {example}" for example in verb.examples)
    return Command(
        name.replace("_", "-"),
        callback=_callback(verb.shown or verb.function, signature),
        params=params,
        help=lines[""] + f"\n\n\b\nExamples:\n{examples}",
        context_settings={"ignore_unknown_options": True},  # -x^2 is a formula
    )


def _parameter(parameter: inspect.Parameter, described: str) -> click.Parameter:
    required = parameter.default is parameter.empty
    if required and parameter.kind is not parameter.VAR_POSITIONAL:
        return click.Argument([parameter.name], **ARGUMENTS.get(str(parameter.annotation), {}))
    shown = {} if required else {"default": parameter.default}
    settings = {**shown, **OPTIONS[str(parameter.annotation)]}
    if "callback" in settings:
        settings["default"] = None
    spelled = SPELLED.get(parameter.name, parameter.name)
    name = f"--{spelled.rstrip('_').replace('_', '-')}"  # --from is from_ in Python
    names = f"{name}/--no-{parameter.name}" if "is_flag" in settings else name
    return click.Option([parameter.name.lower(), names], help=described, **settings)


def _too_large(result: Any) -> bool:
    """Whether a verdict says no more than that the answer is past a bound."""
    note = getattr(result, "note", "")
    return note == "too-large"


def returned(function: Callable[..., Any], kind: type) -> bool:
    """Whether a verb returns this kind of result, or one of several of which one is."""
    result = get_type_hints(function)["return"]
    return any(isinstance(t, type) and issubclass(t, kind) for t in get_args(result) or (result,))


def _output_options(asked: Callable[..., Any]) -> list[click.Parameter]:
    """How the result is printed."""
    options: list[click.Parameter] = [
        click.Option(["--format"], type=click.Choice(FORMATS), default="text", show_default=True)
    ]
    if returned(asked, Derivation):
        options += [
            click.Option(
                ["--detail"], type=click.Choice(DETAILS), default="normal", show_default=True
            ),
            click.Option(["--hint"], type=int, help="Only the k-th hint, from 1, and no answer."),
            click.Option(["--plot"], type=FILE, help="Draw a picture: plot.png, plot.svg …"),
            click.Option(["--no-color"], is_flag=True, help="Print without colour."),
        ]
    if returned(asked, Kernel):
        options += [
            click.Option(["--save"], type=FILE, help="Write a module that needs NumPy only."),
            click.Option(
                ["--emit"], type=click.Choice(LANGUAGES), default="python", show_default=True
            ),
        ]
    return options


def _callback(function: Callable[..., Any], signature: inspect.Signature) -> Callable[..., None]:
    def run(**given: Any) -> None:
        own = {name.lower() for name in signature.parameters}  # as click writes them
        output = {k: given.pop(k) for k in list(given) if k not in own}
        positional: list[Any] = []
        named: dict[str, Any] = {}
        for parameter in signature.parameters.values():
            value = given[parameter.name.lower()]
            if parameter.kind is parameter.VAR_POSITIONAL:
                positional += value or []
            elif parameter.default is parameter.empty:
                positional.append(_formula(value))
            elif value is not None:
                named[parameter.name] = None if value is UNLIMITED else value
        result = function(*positional, **named)
        click.echo(render(result, **output))
        sys.exit(2 if _too_large(result) else STATUS.get(getattr(result, "status", ""), 0))

    return run


def _formula(value: str) -> str:
    """A formula, from standard input where it is a dash."""
    if value != "-":
        return value
    typed = sys.stdin.read().strip()
    if "\n" in typed and "\\" not in typed:
        raise UnsupportedError(
            "standard input has several lines", hint="give one formula at a time"
        )
    return typed


def sections(doc: str) -> dict[str, str]:
    """A numpydoc docstring by its headings; what stands before the first is under ""."""
    found: dict[str, list[str]] = {"": []}
    heading = ""
    for line in doc.splitlines():
        if set(line) == {"-"} and found[heading]:
            heading = found[heading].pop()
            found[heading] = []
        else:
            found[heading].append(line)
    return {name: "\n".join(lines).strip() for name, lines in found.items()}


def parameter_help(section: str) -> dict[str, str]:
    """The description of each parameter in a numpydoc section."""
    found: dict[str, str] = {}
    name = ""
    for line in section.splitlines():
        if not line.startswith(" "):
            name = line.partition(":")[0].strip(" *")
        else:
            found[name] = f"{found.get(name, '')} {line.strip()}".strip()
    return found


@click.group(cls=Commands, context_settings={"help_option_names": ["--help", "-h"]})
@click.version_option(package_name="symcalc-tutor", prog_name="symcalc")
def group() -> None:
    """Calculus that proves itself: derivations, compiled derivatives, graded answers.

    A question by itself is answered step by step:

    \b
      symcalc "d/dx x^2 sin x"

    A formula is plain text or LaTeX, in quotes; a dash reads it from standard input.

    \b
    Exit status: 0 correct or done; 1 incorrect, partial or disagrees;
    2 unreadable, unsupported, too large or misused; 3 undecided or timed out.
    """


for _name, _verb in VERBS.items():
    if _verb.examples:  # of functions, say, none can be typed
        group.add_command(command_of(_name, _verb))
group.add_command(tour.command)
group.add_command(reference.command)
group.add_command(doctor.command)


def main() -> None:
    """Run a command; a user's mistake is one message and an exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a terminal without the letters still shows
    try:
        group(prog_name="symcalc")
    except SymcalcError as error:
        click.echo(f"symcalc: {error}", err=True)
        sys.exit(3 if isinstance(error, TimedOut | NotFoundError) else 2)
