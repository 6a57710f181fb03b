"""An attachment's bytes as the client area sends them."""

from __future__ import annotations

import mimetypes
import re
from urllib.parse import quote

from tests.contract.quirks import Quirks
from tests.contract.store import Attachment
from tests.contract.wire import Request, Response


def download(quirks: Quirks, request: Request, attachment: Attachment) -> Response:
    kind = mimetypes.guess_type(attachment.name)[0] or "application/octet-stream"
    headers = [("Content-Type", kind)]
    if quirks.download_name == "quoted":
        name = attachment.name.replace('"', '\\"').replace("\r", " ").replace("\n", " ")
        headers.append(("Content-Disposition", f'attachment; filename="{name}"'))
    if quirks.download_name == "star":
        coded = quote(attachment.name, safe="")
        headers.append(("Content-Disposition", f"attachment; filename=\"file\"; filename*=UTF-8''{coded}"))
    content, status = attachment.content, 200
    asked = re.fullmatch(r"bytes=(\d+)-(\d*)", request.headers.get("range", ""))
    if quirks.download_ranges:
        headers += [("Accept-Ranges", "bytes"), ("ETag", f'"{attachment.stored_as}"')]
        if asked:
            size, first = len(content), int(asked.group(1))
            last = min(int(asked.group(2) or size - 1), size - 1)
            if first >= size:
                return Response(416, b"", [("Content-Range", f"bytes */{size}")])
            content, status = content[first : last + 1], 206
            headers.append(("Content-Range", f"bytes {first}-{last}/{size}"))
    return Response(status, content, headers, quirks.download_framing)
