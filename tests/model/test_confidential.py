"""What is taken for confidential, and what is not."""

from __future__ import annotations

import time

import pytest

from ticketcli.model.confidential import SAMPLE, decode_sample, find_secret, find_secret_file_name


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("The password: hunter2", "a password"),
        ("PASSWORD=hunter2", "a password"),
        ('"password": "hunter2"', "a password"),
        ("the root password is Hunter2", "a password"),
        ("パスワード：ひみつ123", "a password"),
        ("パスワードはabc123です", "a password"),
        ("密碼: abc123", "a password"),
        ("密码是abc123", "a password"),
        ("mysql://root:s3cret@db1/shop", "a password"),
        ("-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl", "a private key"),
        ("PuTTY-User-Key-File-3: ssh-ed25519", "a private key"),
        ("api_key = 0123456789abcdef", "a token"),
        ("Authorization: Bearer abcdefghijklmnop", "a token"),
        ("ghp_0123456789abcdefghijklmnopqrstuvwxyz", "a token"),
        ("AKIAIOSFODNN7EXAMPLE", "a token"),
        ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.c2ln", "a token"),
    ],
)
def test_looks_confidential(text: str, what: str) -> None:
    assert find_secret(f"Hello,\n{text}\nbye") == what


@pytest.mark.parametrize(
    "text",
    [
        "",
        "I forgot my password.",
        "Please reset the password for web1.",
        "My password is not accepted.",
        "Password: ********",
        "password=<redacted>",
        "password: [hidden]",
        "root@web1's password: \nPermission denied",
        "パスワードを忘れました",
        "無法登入，忘記密碼",
        "The token expired.",
        "See https://example.com:8443/path and mail me at a@example.com",
        "-----BEGIN CERTIFICATE-----",
    ],
)
def test_does_not(text: str) -> None:
    assert find_secret(text) is None


@pytest.mark.parametrize(
    "name", ["id_rsa", "ID_ED25519", ".env", ".env.local", "server.key", "x.PEM", "p.kdbx"]
)
def test_names_of_key_files(name: str) -> None:
    assert find_secret_file_name(name) == "a key or password file"


@pytest.mark.parametrize("name", ["id_rsa.pub", "screen.png", "keys.txt", "environment"])
def test_names_of_other_files(name: str) -> None:
    assert find_secret_file_name(name) is None


def test_reads_only_the_beginning_of_what_looks_like_text() -> None:
    assert decode_sample(b"a" * SAMPLE + b"password: hunter2") == "a" * SAMPLE
    assert decode_sample(b"\x89PNG\r\n\x1a\n\x00password: hunter2") == ""
    assert find_secret(decode_sample("password: hunter2".encode("utf-16"))) == "a password"
    assert decode_sample("日本".encode()[:-1]) == "日�"


@pytest.mark.parametrize("unit", ["password ", "a://b:", "eyJaaaaaaaaaa.", 'token"', "secret  ", "x" * 40])
def test_takes_no_longer_for_text_made_to_be_slow(unit: str) -> None:
    text = unit * (SAMPLE // len(unit))
    before = time.process_time()
    find_secret(text)
    assert time.process_time() - before < 1
