"""The stand-in on a loopback port: a web application, and the thread that serves it.

Needs the extra ``sandbox``; importing this without it raises an ImportError that says so.
"""

from __future__ import annotations

import json
import logging
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

try:
    import waitress.server  # type: ignore[import-untyped]
    from flask import Flask, Response, request
    from waitress import wasyncore
except ImportError as missing:
    raise ImportError("The sandbox needs Flask and waitress: pip install '.[sandbox]'") from missing

from ticketcli.sandbox import client_area, php, ticket_pages, user_api
from ticketcli.sandbox.api_call import Call
from ticketcli.sandbox.settings import Settings
from ticketcli.sandbox.store import Store, open_store, reset
from ticketcli.sandbox.visit import download

HOSTS = ("127.0.0.1", "localhost", "::1")
"""By these names it is asked for."""

__all__ = ["Sandbox", "Settings", "create_app", "reset"]


def create_app(store: Store, settings: Settings) -> Flask:
    """Create the API and the web pages as one WSGI application."""
    app = Flask(__name__, static_url_path="/templates/sandbox")
    app.url_map.merge_slashes = False

    def respond(path: str = "") -> Response:
        length = request.content_length or 0
        if path.partition("/")[0] == "api":
            if not settings.api:
                return Response("<h1>404 Not Found</h1>", 404, content_type="text/html; charset=utf-8")
            return _serve_api(store, settings, path.partition("/")[2], length)
        method = request.method
        content_type = request.headers.get("Content-Type", "") if method == "POST" else ""
        with php.read_form(
            request.stream, content_type, length, folder=store.incoming, limits=settings
        ) as form:
            return client_area.answer(
                store,
                settings,
                base=request.host_url.rstrip("/"),
                method=method,
                path=path,
                query_string=request.query_string.decode("utf-8", "replace"),
                form=form,
                cookies=dict(request.cookies),
                accept=request.headers.get("Accept", ""),
                accept_language=request.headers.get("Accept-Language", ""),
            )

    @app.before_request
    def refuse_other_hosts() -> Response | None:
        """Refuse requests for other hosts: a page elsewhere may have rebound its name to this machine."""
        name = urlsplit(f"//{request.host}").hostname
        if name in HOSTS:
            return None
        return Response("<h1>421 Misdirected Request</h1>", 421, content_type="text/html; charset=utf-8")

    def plugin_script() -> Response:
        return app.send_static_file("ticket_user.js")

    app.add_url_rule(f"/{ticket_pages.SERVICE_SCRIPT}", "plugin", plugin_script)
    methods = ["GET", "POST", "PUT", "DELETE"]
    app.add_url_rule("/", "home", respond, methods=methods)
    app.add_url_rule("/<path:path>", "door", respond, methods=methods)
    return app


def _serve_api(store: Store, settings: Settings, path: str, length: int) -> Response:
    body: php.Fields = {}
    if request.headers.get("Content-Type", "").startswith("application/json"):
        if 0 < length <= settings.post_max_size:
            body = _read_json_fields(request.stream.read(length))
    elif request.method == "POST":
        content_type = request.headers.get("Content-Type", "")
        with php.read_form(
            request.stream, content_type, length, folder=store.incoming, limits=settings
        ) as form:
            body = form.fields
    call = Call(
        request.method,
        path,
        request.headers.get("Authorization", ""),
        php.query(request.query_string.decode("utf-8", "replace")),
        body,
    )
    answer = user_api.answer(store, settings, call)
    if answer.file is not None:
        return download(*answer.file)
    return Response(php.json_encode(answer.payload), answer.status, content_type="application/json")


def _read_json_fields(body: bytes) -> php.Fields:
    """Read a JSON object's members, numbers and truth as the texts that PHP makes of them; else nothing."""
    try:
        data = json.loads(body)
        json.dumps(data, ensure_ascii=False).encode()  # half a surrogate pair is no JSON to PHP
    except (ValueError, RecursionError):
        return {}
    if not isinstance(data, dict):
        return {}
    truth = {True: "1", False: ""}
    return {
        key: truth[value]
        if isinstance(value, bool)
        else str(value)
        if isinstance(value, int | float)
        else value
        for key, value in data.items()
    }


class Sandbox:
    """The stand-in, served in a thread of this process from :meth:`start` to :meth:`stop`.

    ``folder`` holds its data, and may be served by several processes at a time. ``clock`` gives seconds
    since 1970. ``staff_after``: seconds until a new ticket is answered, None for never. Any further keyword
    is a field of :class:`~ticketcli.sandbox.settings.Settings`. ``port`` 0 lets the system choose.
    """

    def __init__(
        self,
        folder: Path,
        *,
        clock: Callable[[], float] = time.time,
        staff_after: float | None = 20.0,
        port: int = 0,
        settings: Settings | None = None,
        **changes: Any,
    ) -> None:
        self.settings = replace(settings or Settings(), staff_after=staff_after, **changes)
        self.store = open_store(folder, clock, self.settings.language)
        self.url = ""
        self._port = port
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self._server: Any = None
        self._sockets: dict[int, Any] = {}

    def start(self) -> str:
        """Serve on 127.0.0.1. Returns the portal's address, without a slash at its end.

        Raises OSError if the port is taken.
        """
        # Requests that wait for a moment are no news to whoever runs the stand-in inside a command.
        logging.getLogger("waitress.queue").setLevel(logging.ERROR)
        self._server = waitress.server.create_server(
            create_app(self.store, self.settings),
            map=self._sockets,
            host="127.0.0.1",
            port=self._port,
            threads=4,
            ident="sandbox",
            recv_bytes=php.CHUNK,
            outbuf_high_watermark=1 << 20,
            max_request_body_size=1 << 40,  # the limit that counts is PHP's
            clear_untrusted_proxy_headers=True,
        )
        self.url = f"http://127.0.0.1:{self._server.effective_port}"
        self._stopping.clear()
        self._thread = threading.Thread(target=self._serve, name="sandbox", daemon=True)
        self._thread.start()
        return self.url

    def stop(self) -> None:
        """Close the port and end the thread; what was stored stays."""
        if self._thread is None:
            return
        self._stopping.set()
        self._server.pull_trigger()  # wakes the thread
        self._thread.join()
        self._thread = None
        self._server.task_dispatcher.shutdown()
        for socket in list(self._sockets.values()):
            socket.close()

    def _serve(self) -> None:
        while not self._stopping.is_set():
            wasyncore.loop(timeout=1, map=self._sockets, count=1)

    def __enter__(self) -> Sandbox:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.stop()
