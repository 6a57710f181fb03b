"""The options that `new` and `reply` share: a message, its attachments, and how it is sent."""

from __future__ import annotations

from dataclasses import dataclass

from ticketcli.cli.options import flag, option


@dataclass(frozen=True, kw_only=True)
class MessageOptions:
    """Where the message comes from. None of them: it is asked for."""

    message: str | None = option("--message", "-m", metavar="TEXT", help="Message.")
    message_file: str | None = option(
        "--message-file", metavar="FILE", values="files", help="Read the message from a file (- for stdin)."
    )
    editor: bool = flag("--editor", "-e", help="Write the message in the editor.")


@dataclass(frozen=True, kw_only=True)
class AttachmentOptions:
    """What goes with the message."""

    attach: tuple[str, ...] = option(
        "--attach",
        "-a",
        metavar="FILE",
        many=True,
        values="attachable",
        help="Attach a file or what a pattern matches; - is stdin.",
    )
    attach_name: str | None = option(
        "--attach-name", metavar="NAME", help="Call what comes from stdin or a pipe by this name."
    )
    attach_clipboard: bool = flag("--attach-clipboard", help="Attach the picture in the clipboard.")
    zip: bool = flag("--zip", help="Zip directories, and files of types that the portal does not accept.")


@dataclass(frozen=True, kw_only=True)
class SendingOptions:
    """How it is sent, and whether anybody is asked before."""

    encrypt: bool = flag("--encrypt", help="Store the message encrypted on the portal.")
    dry_run: bool = flag("--dry-run", help="Check everything, send nothing.")
    yes: bool = flag("--yes", "-y", help="Prompt only for what is required; send without a review.")
    recover: str | None = option("--recover", metavar="ID", values="drafts", help="Continue a saved draft.")
