"""`ticket auth login`: try a sign-in, and save it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ticketcli.cli.options import argument, flag, option
from ticketcli.commands.auth.choice import refuse_sandbox
from ticketcli.commands.auth.credentials_input import read_credentials
from ticketcli.commands.auth.portal_zone import choose_timezone
from ticketcli.i18n import _
from ticketcli.model.errors import UsageError
from ticketcli.output.sign_in_fields import describe_person, list_routes

if TYPE_CHECKING:
    from ticketcli.accounts.accounts import Account
    from ticketcli.accounts.sign_in import Place, Proven
    from ticketcli.context import Context
    from ticketcli.portals.base import CredentialSource, Portal
    from ticketcli.portals.capabilities import CapabilityStore
    from ticketcli.portals.kind import Kind


@dataclass(frozen=True, kw_only=True)
class Options:
    """Sign in to a portal and save the sign-in.

    The sign-in is tested first. Secrets are then saved in the system's keyring.

    \b
    Examples:
      ticket auth login https://hb.bestnetllc.co.jp
      ticket auth login URL --username hanako@example.com --password-stdin < password.txt
      ticket auth login URL --token-stdin < token.txt
    """

    url: str | None = argument(
        "URL", values="portals", required=False, help="The portal's URL, or the name of a saved one."
    )
    username: str | None = option(
        "--username",
        "-u",
        metavar="EMAIL",
        help="The account's e-mail address; the user name at Request Tracker.",
    )
    password_stdin: bool = flag("--password-stdin", help="Read the password from standard input.")
    token_stdin: bool = flag("--token-stdin", help="Read a personal access token from standard input.")
    insecure_storage: bool = flag(
        "--insecure-storage", help="Save secrets in a file (mode 0600) instead of the keyring."
    )
    name: str | None = option("--name", metavar="NAME", help="A name for this portal.")
    ca_file: Path | None = option(
        "--ca-file",
        metavar="FILE",
        kind=Path,
        values="files",
        help="Certificates (PEM) to trust for this portal.",
    )
    timezone: str | None = option(
        "--timezone", metavar="ZONE", help="The portal's time zone, such as Asia/Tokyo."
    )
    kind: str | None = option("--kind", metavar="KIND", help="The kind of portal, if it is not recognised.")


def run(options: Options, context: Context) -> None:
    """Ask for what is missing, try the sign-in, save it, and print who signed in."""
    from ticketcli.accounts import sign_in
    from ticketcli.accounts.credentials import SECRET_NAMES

    _check_complete(options, context)
    kind, place = _choose_place(options, context)
    account = sign_in.choose_account(place, options.username, context.accounts)
    if not _can_store(account, options, context):
        place = replace(place, storage="file")
        account = sign_in.choose_account(place, options.username, context.accounts)
    proven = _prove(options, account, kind, context)
    account = sign_in.choose_account(place, proven.username, context.accounts)
    account = replace(account, timezone=choose_timezone(account, kind, proven, context))
    sign_in.save_sign_in(
        proven, account, context.accounts, context.folders, warn=context.screen.warn, now=context.now
    )
    _say_signed_in(account, proven, context)
    if account.storage == "file":
        folder = context.folders.state / "secrets"
        context.screen.warn(
            _("The secrets are saved unencrypted, in files that only you can read: {folder}").format(
                folder=folder
            )
        )
    for variable in SECRET_NAMES:
        if context.env.get(variable):
            context.screen.warn(
                _("{variable} is set in the environment and overrides the saved sign-in.").format(
                    variable=variable
                )
            )


def _can_store(account: Account, options: Options, context: Context) -> bool:
    """Return whether the system's keyring can be used; a person is asked about a file in its place.

    Raises SignInNeeded where nobody agrees to that.
    """
    from ticketcli.accounts.sign_in import check_store
    from ticketcli.portals.base import SignInNeeded

    try:
        check_store(account, context.folders)
    except SignInNeeded as error:
        if account.storage != "keyring":
            raise
        if context.interactive:
            context.prompter.say(error.message)
            question = _("Save the sign-in in a file that only you can read (mode 0600, not encrypted)?")
            if context.prompter.confirm(question, default=False):
                return False
        url = options.url or account.url
        error.hint = _(
            "Set TICKET_USERNAME and TICKET_PASSWORD (or TICKET_TOKEN), "
            "or save them in a file with: ticket auth login {url} --insecure-storage"
        ).format(url=url)
        raise
    return True


def _check_complete(options: Options, context: Context) -> None:
    from ticketcli.accounts.accounts import is_timezone

    if options.password_stdin and options.token_stdin:
        raise UsageError(_("--password-stdin and --token-stdin cannot be used together."))
    if (options.password_stdin or options.token_stdin) and context.stdin.isatty():
        flag = "--password-stdin" if options.password_stdin else "--token-stdin"
        raise UsageError(
            _("{flag} reads from a file or a pipe, but standard input is a terminal.").format(flag=flag),
            _("Leave it out to be prompted."),
        )
    if options.ca_file is not None and not options.ca_file.is_file():
        raise UsageError(_("File not found: {file} (--ca-file).").format(file=options.ca_file))
    if options.timezone is not None and not is_timezone(options.timezone):
        raise UsageError(
            _("Unknown time zone “{name}”.").format(name=options.timezone), _("Example: Asia/Tokyo.")
        )
    wanted = options.url or context.options.portal
    if wanted:
        _find_url(wanted, context)
    if context.interactive:
        return
    missing = []
    if not wanted:
        missing.append(_("the portal's URL"))
    if not (options.username or options.token_stdin):
        missing.append(_("--username EMAIL"))
    if not (options.password_stdin or options.token_stdin):
        missing.append(_("--password-stdin or --token-stdin"))
    if missing:
        listed = "\n".join(f"  {one}" for one in missing)
        raise UsageError(
            _("Cannot prompt (no terminal). Give:\n{missing}").format(missing=listed),
            _("See: ticket auth login --help"),
        )


def _find_url(wanted: str, context: Context) -> str:
    """Return the URL that is meant by a URL or an account's name. Raises UsageError where it is none."""
    from ticketcli.accounts.portal_addresses import parse_portal_url

    refuse_sandbox(wanted)
    known = context.accounts.named(wanted)
    return known.url if known else parse_portal_url(wanted)


def _choose_place(options: Options, context: Context) -> tuple[Kind, Place]:
    """Choose the address to sign in at, and the kind of its portal."""
    from ticketcli.accounts.portal_addresses import parse_portal_url
    from ticketcli.accounts.sign_in import Place
    from ticketcli.portals.registry import get_kind

    def fault(text: str) -> str | None:
        try:
            parse_portal_url(text)
        except UsageError as error:
            return _("{why} {then}").format(why=error.message, then=error.hint)
        return None

    wanted = options.url or context.options.portal
    if not wanted:
        wanted = context.prompter.text(_("Portal address:"), check=fault)
    url = _find_url(wanted, context)
    known = context.accounts.named(wanted)
    ca_file = options.ca_file and options.ca_file.absolute()
    named = options.kind or (known.kind if known else None)
    kind = get_kind(named) if named else context.find_kind(context, url, ca_file)
    place = Place(
        url=url,
        name=options.name or (known.name if known else None),
        storage="file" if options.insecure_storage else "keyring",
        ca_file=ca_file,
        timezone=options.timezone,
        kind=kind.name,
    )
    return kind, place


def _prove(options: Options, account: Account, kind: Kind, context: Context) -> Proven:
    from ticketcli.accounts.sign_in import prove
    from ticketcli.cli.second_factor import make_code_prompt
    from ticketcli.portals.base import CodeRefused, SignInNeeded, SignInRefused

    def make_portal(
        account: Account, credential_source: CredentialSource, capability_store: CapabilityStore
    ) -> Portal:
        return context.make_portal_with(context, account, credential_source, capability_store)

    failure: SignInNeeded | SignInRefused = SignInNeeded(_("No password or token was given."))
    for credentials in read_credentials(options, kind, context):
        try:
            if kind.exchange is not None:
                credentials = kind.exchange(context.connect(account.url, account.ca_file), credentials)
            return prove(account, credentials, make_portal, make_code_prompt(context))
        except CodeRefused:
            raise  # the password was right: asking for it again helps nobody
        except SignInRefused as error:
            failure = error
            if context.interactive:
                context.prompter.say(error.message)
    raise failure


def _say_signed_in(account: Account, proven: Proven, context: Context) -> None:
    if context.options.json:
        from ticketcli.accounts.credentials import AccountCredentials
        from ticketcli.accounts.status import Status
        from ticketcli.output import setup_shapes

        sources = AccountCredentials(account, context.folders, {}, None).sources()
        context.screen.json(
            setup_shapes.shape_sign_in(
                Status(account, True, True, proven.identity, proven.capabilities, sources)
            )
        )
        return
    who = describe_person(proven.identity) or account.username or _("a token (owner unknown)")
    context.screen.print(
        _("Signed in as {who} to {name} ({url}).").format(who=who, name=account.name, url=account.url)
    )
    for field, value in list_routes(proven.capabilities):
        context.screen.print(_("{label}: {value}").format(label=_(field), value=value))
