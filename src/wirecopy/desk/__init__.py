"""The desk: a news base as a web page, an HTTP interface and a server for agents; it reads, and `watch` adds.

A door like the command line, not a room: it puts the base, the views of `serve` and the pipeline together. Needs
`wirecopy[desk]`; without it, importing it says so.
"""

from importlib.util import find_spec

from wirecopy.errors import MissingExtra

if find_spec("fastapi") is None:
    raise MissingExtra("fastapi", "desk")
