"""Every command with its arguments, as argparse has them."""

from __future__ import annotations

import argparse
import inspect
import re
from collections.abc import Iterator

from reference.markdown import code, fenced, page, table
from wirecopy.cli.parser import command_parser

ABOUT = """
`wirecopy COMMAND --help` prints the same on a screen. Every command takes `--json`, which prints its answer for
programs. An error is one line on standard error and ends the command with 1, wrong usage with 2
([all errors](errors.md)). In these pages `BASE` is the folder of a [news base](../glossary.md).
"""


def commands() -> dict[str, tuple[argparse.ArgumentParser, str]]:
    """Return each command's parser with its sentence."""
    (group,) = (one for one in command_parser()._actions if isinstance(one, argparse._SubParsersAction))
    about = {choice.dest: choice.help or "" for choice in group._choices_actions}
    return {name: (parser, about[name]) for name, parser in group.choices.items()}


def write() -> str:
    """Return the page."""
    rows = ((f"[`{name}`](#{name})", about) for name, (_, about) in commands().items())
    listed = table(["command", "what it does"], rows)
    return page("Commands", ABOUT, listed, *(_command(name, *one) for name, one in commands().items()))


def _command(name: str, parser: argparse.ArgumentParser, about: str) -> str:
    usage = re.sub(r"\s+", " ", parser.format_usage().removeprefix("usage: ")).strip()
    parts = [f"## {name}", _sentence(about), fenced(usage)]
    rows = [(", ".join(_names(one)), _help(one)) for one in parser._actions if one.help != argparse.SUPPRESS]
    parts.append(table(["argument", "what it is"], rows))
    if parser.epilog:
        parts.append(fenced(inspect.cleandoc(parser.epilog)))
    return "\n\n".join(parts)


def _sentence(about: str) -> str:
    return about[:1].upper() + about[1:] + "."


def _names(one: argparse.Action) -> Iterator[str]:
    word = one.metavar if isinstance(one.metavar, str) else one.dest.upper()
    if not one.option_strings:
        yield code(word)
    for option in one.option_strings:
        choices = "{" + ",".join(map(str, one.choices)) + "}" if one.choices else word
        yield code(option if one.nargs == 0 else f"{option} {choices}")


def _help(one: argparse.Action) -> str:
    text = one.help or ""
    if isinstance(one, argparse._AppendAction) and "may" not in text and "repeatable" not in text:
        text += "; may be given several times"
    if one.choices and one.default not in (None, argparse.SUPPRESS) and "default" not in text:
        text += f" (default {one.default})"
    return text
