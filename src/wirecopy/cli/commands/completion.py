"""`wirecopy completion`: what a shell needs to complete commands, options and their values, made from the parser."""

from __future__ import annotations

import argparse
import shlex
from collections.abc import Iterator

_BASH = """\
_wirecopy() {{
    local word="${{COMP_WORDS[COMP_CWORD]}}" before="${{COMP_WORDS[COMP_CWORD-1]}}" words=""
    if (( COMP_CWORD == 1 )); then
        words={commands}
    elif [[ $word == -* ]]; then
        case "${{COMP_WORDS[1]}}" in
{options}
        esac
    else
        case "${{COMP_WORDS[1]}} $before" in
{values}
        esac
    fi
    COMPREPLY=($(compgen -W "$words" -- "$word"))
}}
complete -o default -F _wirecopy wirecopy
"""
"""Where nothing is known of a word it is a file: `-o default`."""
_ZSH = "autoload -U +X bashcompinit && bashcompinit\n"


def run(chosen: argparse.Namespace) -> None:
    """Print the script for the shell."""
    from wirecopy.cli.parser import command_parser

    (commands,) = (action for action in command_parser()._actions if isinstance(action, argparse._SubParsersAction))
    script = _fish if chosen.shell == "fish" else _bash
    print((_ZSH if chosen.shell == "zsh" else "") + script(commands.choices), end="")


def _bash(commands: dict[str, argparse.ArgumentParser]) -> str:
    """Return the script for bash, which zsh takes too."""
    options, values = [], []
    for name, parser in commands.items():
        options.append(f"            {name}) words={shlex.quote(' '.join(_options(parser)))} ;;")
        for action in parser._actions:
            choices = shlex.quote(" ".join(map(str, action.choices or ())))
            patterns = [shlex.quote(f"{name} {one}") for one in action.option_strings or [name] if action.choices]
            values += [f"            {pattern}) words={choices} ;;" for pattern in patterns]
    return _BASH.format(
        commands=shlex.quote(" ".join(commands)), options="\n".join(options), values="\n".join(dict.fromkeys(values))
    )


def _fish(commands: dict[str, argparse.ArgumentParser]) -> str:
    """Return the script for fish."""
    return "".join(f"{line}\n" for name, parser in commands.items() for line in _fish_lines(name, parser))


def _fish_lines(name: str, parser: argparse.ArgumentParser) -> Iterator[str]:
    description = shlex.quote(parser.description or "")
    yield f"complete -c wirecopy -n __fish_use_subcommand -f -a {name} -d {description}"
    for action in parser._actions:
        choices = shlex.quote(" ".join(map(str, action.choices or ())))
        for option in action.option_strings:
            kind = f"-l {option[2:]}" if option.startswith("--") else f"-s {option[1:]}"
            value = f" -x -a {choices}" if action.choices else "" if action.nargs == 0 else " -r"
            help_text = shlex.quote(action.help or "")
            yield f"complete -c wirecopy -n '__fish_seen_subcommand_from {name}' {kind}{value} -d {help_text}"


def _options(parser: argparse.ArgumentParser) -> list[str]:
    shown = (action for action in parser._actions if action.help != argparse.SUPPRESS)
    return [option for action in shown for option in action.option_strings]
