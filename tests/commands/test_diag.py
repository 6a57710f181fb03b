"""`ticket diag`: everything a support request needs, and nothing that is secret."""

from __future__ import annotations

import json

import pytest
from tests.commands.conftest import MakeContext

from ticketcli.accounts.accounts import Account
from ticketcli.accounts.capabilities_cache import CapabilitiesFile
from ticketcli.context import Folders
from ticketcli.exit_codes import Exit
from ticketcli.model.draft import Draft
from ticketcli.portals.capabilities import Capabilities, Feature, Route

SECRETS = {
    "TICKET_PASSWORD": "hunter2-s3cr3t",
    "TICKET_TOKEN": "token-s3cr3t",
    "TICKET_USERNAME": "hanako-s3cr3t@example.com",
    "TICKET_PORTAL": "https://hanako:url-s3cr3t@hb.example.com",
    "TICKET_EDITOR": "vim --cmd editor-s3cr3t",
    "PAGER": "less pager-s3cr3t",
    "HTTPS_PROXY": "http://me:proxy-s3cr3t@proxy.example.com",
    "https_proxy": "http://me:proxy-s3cr3t@proxy.example.com",
    "AWS_SECRET_ACCESS_KEY": "aws-s3cr3t",
}
CONFIG = """\
active = "hb"

[settings]
editor = "/opt/setting-s3cr3t/vim --cmd setting-s3cr3t"

[aliases]
login = 'new -m "alias-s3cr3t"'

[portals.hb]
url = "https://hb.bestnetllc.co.jp"
username = "hanako.s3cr3t@example.com"
storage = "file"
ca_file = "/home/path-s3cr3t/ca.pem"
"""


@pytest.fixture
def everything(folders: Folders, make_context: MakeContext) -> None:
    """An installation that has a secret in every place where one can be."""
    folders.config.mkdir()
    (folders.config / "config.toml").write_text(CONFIG, encoding="utf-8")
    saved = folders.state / "secrets"
    saved.mkdir(parents=True)
    (saved / "hb.json").write_text('{"password": "file-s3cr3t"}', encoding="utf-8")
    make_context().drafts.save(Draft(subject="draft-s3cr3t", message="draft-s3cr3t"), "hb")
    account = Account("hb", "https://hb.bestnetllc.co.jp", "hanako.s3cr3t@example.com")
    CapabilitiesFile(folders.cache, account).save(
        Capabilities(
            routes=(
                Route("api", True),
                Route("web", True, frozenset({Feature.ATTACHMENTS, Feature.CC})),
            ),
            extensions=(".jpg", ".zip"),
            max_bytes=2**25,
            learned="2026-06-09T12:00:00+00:00",
        )
    )
    assert make_context().run("template", "add", "x", "-m", "template-s3cr3t") == Exit.DONE


@pytest.mark.parametrize("arguments", [[], ["--json"], ["--debug"]])
@pytest.mark.parametrize("terminal", [True, False])
@pytest.mark.usefixtures("everything")
def test_no_secret_is_in_it(make_context: MakeContext, arguments: list[str], terminal: bool) -> None:
    context = make_context(terminal=terminal, env=SECRETS)
    assert context.run("diag", *arguments) == Exit.DONE
    assert "s3cr3t" not in context.out + context.err
    assert context.portal.calls == []


@pytest.mark.usefixtures("everything")
def test_what_it_tells(make_context: MakeContext) -> None:
    context = make_context(env=SECRETS)
    context.run("diag", "--json")
    report = json.loads(context.out)
    assert set(report["program"]) >= {"ticket", "python", "platform", "httpx"}
    assert report["environment"]["TICKET_PASSWORD"] == "set"
    assert report["settings"] == {"editor": "vim", "aliases": 1, "templates": 1}
    assert report["drafts"] == {"unsent": 1, "unconfirmed": 0, "damaged": 0}
    assert report["portals"]["hb"] == {
        "address": "https://hb.bestnetllc.co.jp",
        "active": True,
        "username": "h…@example.com",
        "storage": "file",
        "timezone": None,
        "ca_file": True,
        "learned": "2026-06-09T12:00:00+00:00",
        "api_open": True,
        "api_carries": [],
        "web_open": True,
        "web_carries": ["CC", "attachments"],
        "departments": 0,
        "extensions": [".jpg", ".zip"],
        "size_limit": 2**25,
        "cuts_emoji": False,
    }


def test_a_pipe_gets_a_line_for_each_fact(make_context: MakeContext) -> None:
    context = make_context()
    context.run("diag")
    assert "drafts.unsent\t0\n" in context.out
    assert all(line.count("\t") == 1 for line in context.out.splitlines())


@pytest.mark.parametrize("terminal", [True, False])
def test_a_damaged_file_of_settings_is_named_by_its_line_alone(
    make_context: MakeContext, folders: Folders, terminal: bool
) -> None:
    folders.config.mkdir()
    path = folders.config / "config.toml"
    path.write_text('[settings]\neditor = "ed"\ns3cr3t-s3cr3t = "s3cr3t\n', encoding="utf-8")
    context = make_context(terminal=terminal, env={"NO_COLOR": "1"})
    assert context.run("diag") == Exit.DONE
    assert f"{path}, line 3" in context.out
    assert "s3cr3t" not in context.out
