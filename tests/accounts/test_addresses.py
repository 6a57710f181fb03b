"""A portal's address, in every way people write it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ticketcli.accounts.portal_addresses import is_loopback, make_name, parse_portal_url
from ticketcli.model.errors import UsageError

HB = "https://hb.bestnetllc.co.jp"


@pytest.mark.parametrize(
    ("typed", "url"),
    [
        # As it is, and as people are careless with it.
        (HB, HB),
        (f"{HB}/", HB),
        (f"  {HB}//  ", HB),
        ("hb.bestnetllc.co.jp", HB),
        ("//hb.bestnetllc.co.jp/", HB),
        ("HTTPS://HB.BestNetLLC.co.jp", HB),
        (f"{HB}.", HB),
        (f"{HB}:443", HB),
        # Pages of the portal, pasted from the browser.
        (f"{HB}/?cmd=tickets", HB),
        (f"{HB}/?cmd=tickets&action=new#top", HB),
        (f"{HB}/?cmd=userapi", HB),
        (f"{HB}/index.php", HB),
        (f"{HB}/index.php?/tickets/view/123456/", HB),
        (f"{HB}/?/tickets/new/", HB),
        (f"{HB}/clientarea/", HB),
        (f"{HB}/ClientArea/details/", HB),
        (f"{HB}/tickets/view/123456/&hash=abc", HB),
        (f"{HB}/api", HB),
        (f"{HB}/api/login", HB),
        # A portal on a port or in a folder.
        ("https://example.com:8443/", "https://example.com:8443"),
        ("example.com:8443", "https://example.com:8443"),
        ("https://example.com/billing/", "https://example.com/billing"),
        ("https://example.com/Billing/./index.php?cmd=tickets", "https://example.com/Billing"),
        # This machine, where plain http is as good.
        ("http://localhost", "http://localhost"),
        ("http://localhost:8080/", "http://localhost:8080"),
        ("localhost:8080", "http://localhost:8080"),
        ("http://127.0.0.1:5000/clientarea/", "http://127.0.0.1:5000"),
        ("127.9.9.9", "http://127.9.9.9"),
        ("http://[::1]:8080", "http://[::1]:8080"),
        ("http://[0:0:0:0:0:0:0:1]:80", "http://[::1]"),
        ("https://localhost", "https://localhost"),
        # Names and addresses of other kinds.
        ("https://[2001:db8::7]/", "https://[2001:db8::7]"),
        ("https://サポート.example.jp/", "https://xn--vckvb6c8f.example.jp"),
        ("https://intranet", "https://intranet"),
    ],
)
def test_an_address_is_understood_as_people_write_it(typed: str, url: str) -> None:
    assert parse_portal_url(typed) == url
    assert parse_portal_url(url) == url


@pytest.mark.parametrize(
    "typed",
    [
        "http://hb.bestnetllc.co.jp",
        "http://hb.bestnetllc.co.jp:443",
        "http://localhost.example.com",
        "http://127.0.0.1.example.com",
        "http://10.0.0.1",
        "http://0.0.0.0:8080",
        "http://[2001:db8::7]",
        "http://[::ffff:127.0.0.1]",
        "http://127.1",
        "http://2130706433",
    ],
)
def test_plain_http_to_another_machine_is_refused(typed: str) -> None:
    with pytest.raises(UsageError, match="not encrypted"):
        parse_portal_url(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "  ",
        "https://",
        "https:///clientarea/",
        "ftp://example.com",
        "javascript:alert(1)",
        "https://exa mple.com",
        "https://example.com\\@evil.example",
        "https://example.com\n.evil.example",
        "https://example.com/\x1b[31m",
        "https://-example.com",
        "https://exam!ple.com",
        "https://[::1",
        "https://[fe80::1%25eth0]",
        "https://example.com:0",
        "https://example.com:99999",
        "https://example.com:eighty",
        "https://example.com/../..",
        "https://example.com/?q=1",
        "https://example.com/#tickets",
        "https://" + "a" * 64 + ".example",
        "https://" + "a." * 200 + "example",
    ],
)
def test_what_is_no_address_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_portal_url(typed)
    assert HB in caught.value.hint


@pytest.mark.parametrize(
    "typed",
    [
        "https://hanako:Geheim1@hb.bestnetllc.co.jp",
        "hanako:Geheim1@hb.bestnetllc.co.jp",
        "https://Geheim1@hb.bestnetllc.co.jp/",
    ],
)
def test_a_password_in_an_address_is_refused_and_not_repeated(typed: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_portal_url(typed)
    assert "Geheim1" not in f"{caught.value.message} {caught.value.hint}"


@given(st.text(max_size=60) | st.from_regex(r"https?://[a-z0-9.:\[\]/?#%@-]{0,40}", fullmatch=True))
def test_whatever_is_typed_is_an_address_or_one_error(typed: str) -> None:
    try:
        url = parse_portal_url(typed)
    except UsageError:
        return
    assert parse_portal_url(url) == url
    assert url.startswith("https://") or is_loopback(
        url.split("/")[2].rpartition("]")[0].strip("[") or url.split("/")[2].partition(":")[0]
    )


@pytest.mark.parametrize(
    ("url", "name"),
    [
        (HB, "hb.bestnetllc.co.jp"),
        ("https://example.com:8443", "example.com-8443"),
        ("https://example.com/billing", "example.com-billing"),
        ("http://[::1]:8080", "1-8080"),
    ],
)
def test_a_portal_is_named_after_its_host(url: str, name: str) -> None:
    assert make_name(url) == name
