"""Word to open pages that the base has changed: server-sent events."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from anyio import to_thread
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from wirecopy.desk.desk import Desk
from wirecopy.desk.http_errors import Refusal
from wirecopy.store import inbox_state

LOOK_SECONDS = 2.0
QUIET_SECONDS = 20.0
"""With no news for so long a comment is sent, which shows whether anybody still listens."""


@dataclass(frozen=True, slots=True)
class EventStream:
    """Tells of one base; a task for each listener, and no thread while there is no news."""

    desk: Desk
    listeners: set[object] = field(default_factory=set)

    async def listen(self, request: Request) -> Response:
        """Return the stream of events; refuse when too many listen."""
        if len(self.listeners) >= self.desk.options.streams:
            raise Refusal(503, "too_many", "Too many pages listen at once.")
        headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
        return StreamingResponse(self._events(request), media_type="text/event-stream", headers=headers)

    async def _events(self, request: Request) -> AsyncIterator[str]:
        mark, last, silent = object(), "", 0.0
        self.listeners.add(mark)
        try:
            while not await request.is_disconnected():
                now = await to_thread.run_sync(self._state)
                if now != last:
                    yield f"event: base\ndata: {now}\n\n"
                    last, silent = now, 0.0
                elif silent >= QUIET_SECONDS:
                    yield ": nothing new\n\n"
                    silent = 0.0
                await asyncio.sleep(LOOK_SECONDS)
                silent += LOOK_SECONDS
        finally:
            self.listeners.discard(mark)

    def _state(self) -> str:
        layout = self.desk.base.tables.layout
        count, newest = inbox_state(layout.live)
        return json.dumps({"generation": layout.generation() or "", "waiting": count, "newest": newest})


def live_routes(desk: Desk) -> APIRouter:
    """Return the route of the stream."""
    router = APIRouter(include_in_schema=False)
    router.add_api_route("/live", EventStream(desk).listen)
    return router
