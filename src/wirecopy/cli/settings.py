"""Options of commands kept in a file: `wirecopy.toml` in the current folder, a table a command.

What the command line says comes behind it and wins. What was taken from the file is said on standard error: a folder
of others must not settle quietly where texts are sent.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

FILE = "wirecopy.toml"


def with_settings(
    arguments: Sequence[str], commands: dict[str, argparse.ArgumentParser], parser: argparse.ArgumentParser
) -> list[str]:
    """Return the arguments of a command with its options from the file before them, if there is one.

    A command, an option or a value that cannot be ends the program: the line says which, and where it stands.
    """
    path = Path(FILE)
    if not arguments or arguments[0] not in commands or not path.is_file():
        return list(arguments)
    try:
        tables = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        parser.error(f"{path}: {error}")
    for name, table in tables.items():
        if name not in commands:
            parser.error(f"{path}: there is no command {name!r}")
        if not isinstance(table, dict):
            parser.error(f"{path}: {name!r} stands alone; options stand under their command, as in [{name}]")
    command = arguments[0]
    try:
        told = [
            one
            for name, value in tables.get(command, {}).items()
            for one in _as_arguments(commands[command], name, value)
        ]
    except ValueError as error:
        parser.error(f"{path}, [{command}]: {error}")
    if told:
        print(f"{path}, [{command}]: {' '.join(told)}", file=sys.stderr)
    return [command, *told, *arguments[1:]]


def _as_arguments(command: argparse.ArgumentParser, name: str, value: object) -> Iterator[str]:
    """Yield an option as the command line would have it; a list stands for the option several times."""
    flag = f"--{name}"
    action = next((one for one in command._actions if flag in one.option_strings and name != "help"), None)
    if action is None:
        raise ValueError(f"there is no option {name!r}")
    if action.nargs == 0:
        if not isinstance(value, bool):
            raise ValueError(f"{name} is true or false, not {value!r}")
        if value:
            yield flag
        return
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, bool | dict | list):
            raise ValueError(f"{name} takes a value, not {one!r}")
        _check_value(action, name, str(one))
        yield f"{flag}={one}"


def _check_value(action: argparse.Action, name: str, value: str) -> None:
    try:
        made = action.type(value) if callable(action.type) else value
    except (ValueError, TypeError, argparse.ArgumentTypeError) as error:
        raise ValueError(f"{name} cannot be {value!r}: {error}") from error
    if action.choices is not None and made not in action.choices:
        raise ValueError(f"{name} is one of {', '.join(map(str, action.choices))}, not {value!r}")
