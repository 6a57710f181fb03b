"""A program that speaks the Model Context Protocol over its standard input and output, one JSON a line."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Any


class ToolError(Exception):
    """The tool said that it failed; the text is its own."""


class McpProgram:
    """Start ``command`` and shake hands; its standard error is thrown away."""

    def __init__(self, command: Sequence[str], env: Mapping[str, str]) -> None:
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(
            command, env=dict(env), stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, text=True
        )
        self._calls = 0
        client = {"name": "ticketcli-tests", "version": "1"}
        self._request("initialize", protocolVersion="2025-03-26", capabilities={}, clientInfo=client)
        self._send({"method": "notifications/initialized"})

    def call(self, tool: str, **arguments: Any) -> Any:
        """Call a tool. Returns the JSON in its answer; raises ToolError where it reports a failure."""
        result = self._request("tools/call", name=tool, arguments=arguments)
        text = result["content"][0]["text"]
        if result.get("isError"):
            raise ToolError(text)
        return json.loads(text)

    def _request(self, method: str, **params: Any) -> Any:
        self._calls += 1
        self._send({"id": self._calls, "method": method, "params": params})
        assert self._process.stdout is not None
        for line in self._process.stdout:
            answer = json.loads(line)
            if answer.get("id") == self._calls:
                return answer["result"]
        raise EOFError(f"the program ended during {method}")

    def _send(self, message: dict[str, Any]) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"jsonrpc": "2.0", **message}) + "\n")
        self._process.stdin.flush()

    def __enter__(self) -> McpProgram:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._process.terminate()
        self._process.communicate()
