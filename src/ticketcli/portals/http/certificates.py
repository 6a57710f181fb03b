"""Whom to trust: the system's own authorities, and one more file where an account names it."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ticketcli.i18n import _
from ticketcli.portals.base import PortalError


def certificates(url: str, ca_file: Path | None) -> Any:
    """What httpx takes as `verify` for a portal's address. Raises PortalError for an unreadable file."""
    if urlsplit(url).scheme != "https":
        return False  # there is nothing to verify on plain http, which only loopback may use
    import ssl

    import truststore

    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if ca_file is not None:
        try:
            context.load_verify_locations(ca_file)
        except (OSError, ssl.SSLError) as error:
            raise PortalError(
                _("The certificate file {ca_file} cannot be read: {error}.").format(
                    ca_file=ca_file, error=error
                )
            ) from error
    return context
