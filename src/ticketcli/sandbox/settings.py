"""Settings of the practice portal, and limits that tests make small."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True)
class Settings:
    """One installation's settings. Sizes are bytes, times seconds.

    Only what installations and their PHP really offer: nothing that a real portal lacks.
    """

    # PHP's own limits (php.ini).
    post_max_size: int = 2048 * MEBIBYTE
    upload_max_filesize: int = 2048 * MEBIBYTE
    max_file_uploads: int = 20

    # The database, and the portal's clock.
    utf8mb3: bool = False  # an old MySQL cuts a text at its first 4-byte character
    utc_offset: float = 9 * 3600.0  # of the zone that times are shown in; Japan
    list_lag: float = 0.0  # a ticket this young is missing from lists

    # Signing in.
    session_seconds: float = 1440.0  # since the last page, as PHP's session.gc_maxlifetime
    token_seconds: float = 3600.0
    refresh_seconds: float = 14 * 86400.0
    refresh_rotates: bool = False  # POST /token hands out a new refresh token as well
    basic: bool = True  # the API takes Authorization: Basic
    login_captcha: bool = False

    # The API.
    api: bool = True
    api_envelope: bool = False  # payload under "data"
    api_page_meta: bool = True  # "page": {"current", "total"}
    api_attachment_by: Literal["filename", "id"] = "filename"
    api_created: Literal["ticket_number", "number", "ticket", "ticket_id", "status", "info"] = "ticket_number"

    # Tickets.
    extensions: tuple[str, ...] = (".jpg", ".gif", ".zip", ".png", ".pdf")
    page_size: int = 20
    encrypt: bool = True
    ticket_captcha: bool = False
    widgets: bool = True
    widgets_language: str | None = None  # a plugin's labels need not follow the page's language
    success_link: bool = True  # some themes show no link to the new ticket
    upload_list: bool = False  # the upload URL answers with the bare list
    staff_after: float | None = 20.0  # None: nobody answers

    # Pages.
    language: str = "en"
