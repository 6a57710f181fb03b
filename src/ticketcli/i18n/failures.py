"""Describe failures of the operating system in the language spoken.

Its own translations need a locale that is installed, and follow no TICKET_LANG.
"""

from __future__ import annotations

import errno

from ticketcli.i18n import N_, _

_SAID = {
    errno.ENOENT: N_("No such file or directory"),
    errno.EACCES: N_("Permission denied"),
    errno.EPERM: N_("Operation not permitted"),
    errno.EEXIST: N_("File exists"),
    errno.EISDIR: N_("Is a directory"),
    errno.ENOTDIR: N_("Not a directory"),
    errno.ENOSPC: N_("No space left on device"),
    errno.EDQUOT: N_("Disk quota exceeded"),
    errno.EROFS: N_("Read-only file system"),
    errno.EIO: N_("Input/output error"),
    errno.ENAMETOOLONG: N_("File name too long"),
    errno.EADDRINUSE: N_("Address already in use"),
    errno.ENOEXEC: N_("Exec format error"),
}


def describe_failure(error: OSError) -> str:
    """Describe why something failed, translated where the failure is known, else in the system's words."""
    known = _SAID.get(error.errno or 0, "")
    said = _(known) if known else known
    return said if said != known else error.strerror or str(error)
