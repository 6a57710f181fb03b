"""Why a request failed, in the same few words whatever the system's library calls it."""

from __future__ import annotations

import socket

import httpx
import pytest

from ticketcli.portals.http.failures import describe, is_hopeless


@pytest.mark.parametrize(
    "words",
    ["Name or service not known", "Name does not resolve", "nodename nor servname provided, or not known"],
    ids=["glibc", "Alpine", "macOS"],
)
def test_a_host_that_there_is_not_is_told_alike_on_every_system(words: str) -> None:
    error = httpx.ConnectError(words)
    error.__cause__ = socket.gaierror(socket.EAI_NONAME, words)
    assert describe(error) == "no such host"
    assert is_hopeless(error)
