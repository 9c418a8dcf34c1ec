"""Every error wirecopy raises on purpose. Each says what went wrong, where, and what to do next.

    WirecopyError
    ├── InputError            what was given cannot be used
    │   ├── UnreadableInput   a file is missing or its format is unknown
    │   ├── UnknownColumn     a mapped column does not exist
    │   ├── UnknownTable      a base has no table of that name
    │   └── BadOption         an option has a value it cannot have
    ├── PluginFailed          a plug-in could not be loaded or did not answer
    ├── BaseError             the news base
    │   ├── NotABase          the folder is not a news base
    │   ├── NewerBase         it was written by a later wirecopy
    │   ├── OlderBase         its tables are those of an earlier wirecopy
    │   ├── DamagedFile       a file of it cannot be read
    │   ├── BaseBusy          another process is writing it
    │   ├── IndexMissing      the index that texts are compared with is not that of the base
    │   └── NotFound          no story, article or page has that id
    └── MissingExtra          an optional dependency is not installed

A bad page is never an error: it becomes a row of `rejected` and the run goes on.
"""

from __future__ import annotations


class WirecopyError(Exception):
    """Anything wirecopy raises on purpose; its text is one line a user can act on."""


class InputError(WirecopyError):
    """What was given cannot be used."""


class UnreadableInput(InputError):
    """A file is missing or its format is unknown."""

    def __init__(self, uri: str, why: str, next_step: str = "Check the path.") -> None:
        self.uri, self.why = uri, why
        super().__init__(f"{uri}: {why}. {next_step}")


class UnknownColumn(InputError):
    """A mapped column does not exist."""

    def __init__(self, column: str, where: str, known: list[str]) -> None:
        self.column = column
        super().__init__(f"{where} has no column {column!r}. It has: {', '.join(known)}.")


class UnknownTable(InputError):
    """A base has no table of that name."""

    def __init__(self, table: str, known: list[str]) -> None:
        self.table = table
        super().__init__(
            f"There is no table {table!r}. There are: {', '.join(known)}. Dyads, ledger and other views are exported: "
            "wirecopy export BASE NAME."
        )


class BadOption(InputError):
    """An option has a value it cannot have."""

    def __init__(self, option: str, value: object, expected: str) -> None:
        self.option = option
        super().__init__(f"{option} cannot be {value!r}: give {expected}.")


class PluginFailed(WirecopyError):
    """A plug-in could not be loaded or did not answer."""


class BaseError(WirecopyError):
    """Something about the news base."""


class NotABase(BaseError):
    """The folder is not a news base."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path} is not a news base. Make one: wirecopy run {path} INPUT...")


class NewerBase(BaseError):
    """The base was written by a later wirecopy."""

    def __init__(self, path: str, found: int, known: int) -> None:
        super().__init__(f"{path} has format {found}; this wirecopy knows up to {known}. Upgrade wirecopy.")


class OlderBase(BaseError):
    """The tables of the base were made by an earlier wirecopy."""

    def __init__(self, path: str, version: str | None = None) -> None:
        maker = f"wirecopy {version}, with tables of another form" if version else "an earlier wirecopy"
        super().__init__(f"{path} was made by {maker}: `wirecopy run {path}` brings it up.")


class DamagedFile(BaseError):
    """A file of the base cannot be read."""

    def __init__(self, base: str, name: str, why: str) -> None:
        super().__init__(f"{base}: {name} is damaged: {why}. See what else is: wirecopy verify {base}")


class BaseBusy(BaseError):
    """Another process is writing the base."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path} is being written by another process. Wait for it to end, then run again.")


class IndexMissing(BaseError):
    """The index that texts are compared with is not built, or not yet built anew after a run."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path} has no index of its texts as they are now; it is being built. Try again in a moment.")


class NotFound(BaseError):
    """No story, article or page of the base has that id."""

    def __init__(self, noun: str, wanted: str, hint: str) -> None:
        super().__init__(f"No {noun} {wanted!r} in this base. {hint}")


class MissingExtra(WirecopyError):
    """An optional dependency is not installed."""

    def __init__(self, module: str, extra: str) -> None:
        super().__init__(f"{module} is not installed. In the folder of wirecopy's source: pip install '.[{extra}]'")
