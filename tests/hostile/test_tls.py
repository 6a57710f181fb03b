"""Who a portal is must be proven before it is told anything: certificates of an authority of our own."""

from __future__ import annotations

import select
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from ipaddress import ip_address
from pathlib import Path

import pytest
from tests.contract.portal import Portal, Quirks
from tests.whole.person import Person

from ticketcli.portals.http.early_socket import EarlySocket
from ticketcli.portals.http.streams import WatchedBackend

x509 = pytest.importorskip("cryptography.x509", reason="needs cryptography: pip install cryptography")

NOW = datetime.now(timezone.utc)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Authority:
    """A certificate authority that nobody knows, and the files of what it signs."""

    folder: Path
    key: object
    name: object

    @property
    def file(self) -> Path:
        return self.folder / "authority.pem"

    def sign(self, host: str, *, begins: datetime = NOW - DAY, ends: datetime = NOW + DAY) -> Path:
        """A certificate for a host, with its key, in one file."""
        from cryptography.hazmat.primitives import hashes, serialization
        from cryptography.hazmat.primitives.asymmetric import ec

        key = ec.generate_private_key(ec.SECP256R1())
        names = [x509.IPAddress(ip_address(host)) if host[0].isdigit() else x509.DNSName(host)]
        certificate = (
            x509.CertificateBuilder()
            .subject_name(x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, host)]))
            .issuer_name(self.name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(begins)
            .not_valid_after(ends)
            .add_extension(x509.SubjectAlternativeName(names), critical=False)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key()),  # type: ignore[attr-defined]
                critical=False,
            )
            .sign(self.key, hashes.SHA256())
        )
        path = self.folder / f"{host}-{ends:%Y%m%d}.pem"
        path.write_bytes(
            certificate.public_bytes(serialization.Encoding.PEM)
            + key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )
        return path


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """An authority of our own."""
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Nobody's authority")])
    usage = x509.KeyUsage(
        digital_signature=True,
        key_cert_sign=True,
        crl_sign=True,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - 2 * DAY)
        .not_valid_after(NOW + 2 * DAY)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    made = Authority(tmp_path_factory.mktemp("authority"), key, name)
    made.file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    return made


@contextmanager
def served(certificate: Path) -> Iterator[Portal]:
    """A portal behind TLS, on this machine's own address."""
    portal = Portal(Quirks())
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    # Shaking hands when first read, in the connection's own thread: a refusal must not end the server.
    portal.server.socket = context.wrap_socket(
        portal.server.socket, server_side=True, do_handshake_on_connect=False
    )
    portal.url = portal.links.base = portal.url.replace("http://", "https://")
    with ExitStack() as stack:
        stack.enter_context(portal.server)
        yield portal


@pytest.fixture
def visit(tmp_path: Path) -> Callable[..., Person]:
    """A customer of a portal, with the certificates that their config.toml names, or none."""

    def make(portal: Portal, *, ca_file: Path | None = None, url: str = "") -> Person:
        home = tmp_path / "home"
        (home / "config").mkdir(parents=True)
        lines = [f'url = "{url or portal.url}"', f'username = "{portal.username}"']
        lines += [f'ca_file = "{ca_file}"'] if ca_file else []
        config = "\n".join(['active = "there"', "[portals.there]", *lines, ""])
        (home / "config" / "config.toml").write_text(config)
        return Person(home, "there", {"TICKET_PASSWORD": portal.password})

    return make


def refused(person: Person, portal: Portal, *arguments: str) -> None:
    """The person is told that it is the certificate, and the portal is asked nothing."""
    outcome = person.ticket(*arguments, code=6)
    assert outcome.out == ""
    assert "certificate" in outcome.err
    assert outcome.slept == (), "what will not become better is not tried again"
    assert portal.requests == []
    assert portal.password not in outcome.err


COMMANDS = (("list",), ("--via", "web", "list"), ("new", "-d", "3", "-s", "s", "-m", "m"))
commands = pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)


@commands
def test_an_authority_that_nobody_knows_is_refused(
    authority: Authority, visit: Callable[..., Person], arguments: tuple[str, ...]
) -> None:
    with served(authority.sign("127.0.0.1")) as portal:
        refused(visit(portal), portal, *arguments)


def test_an_authority_that_the_account_names_is_trusted(
    authority: Authority, visit: Callable[..., Person]
) -> None:
    with served(authority.sign("127.0.0.1")) as portal:
        person = visit(portal, ca_file=authority.file)
        number = portal.add_ticket("Over TLS", "b", attachments=[("a.png", b"x")]).number
        assert person.ticket("--via", "api", "show", number, "--json").json["subject"] == "Over TLS"
        assert person.ticket("--via", "web", "show", number, "--json").json["subject"] == "Over TLS"
        person.ticket("new", "-d", "3", "-s", "s", "-m", "m")
        assert len(portal.tickets) == 2


def test_a_certificate_for_another_host_is_refused(
    authority: Authority, visit: Callable[..., Person]
) -> None:
    with served(authority.sign("portal.example")) as portal:
        refused(visit(portal, ca_file=authority.file), portal, "list")


def test_a_certificate_whose_time_is_over_is_refused(
    authority: Authority, visit: Callable[..., Person]
) -> None:
    old = authority.sign("127.0.0.1", begins=NOW - 2 * DAY, ends=NOW - DAY)
    with served(old) as portal:
        refused(visit(portal, ca_file=authority.file), portal, "list")


def test_signing_in_keeps_the_authority_it_was_proven_with(authority: Authority, tmp_path: Path) -> None:
    with served(authority.sign("127.0.0.1")) as portal:
        person = Person(tmp_path / "home", portal.url)
        login = ["auth", "login", portal.url, "--username", portal.username, "--password-stdin"]
        login += ["--insecure-storage"]
        outcome = person.ticket(*login, stdin=portal.password, code=6, named=False)
        assert "certificate" in outcome.err
        assert portal.requests == []
        person.ticket(*login, "--ca-file", str(authority.file), stdin=portal.password, named=False)
        person.ticket("list", named=False)


def test_two_connections_are_encrypted_side_by_side(authority: Authority) -> None:
    """As over a line, where a handshake takes a while: neither server answers before both were asked."""
    from ticketcli.portals.http.certificates import ContextForEach

    inside = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    inside.load_cert_chain(authority.sign("127.0.0.1"))
    requested = threading.Barrier(2, timeout=60.0)
    contexts = ContextForEach(authority.file)

    def answer(near: socket.socket) -> None:
        near.recv(1, socket.MSG_PEEK)
        requested.wait()
        with inside.wrap_socket(near, server_side=True) as encrypted:
            encrypted.sendall(b"x")

    def ask(near: socket.socket) -> bytes:
        with contexts.wrap_socket(near, server_hostname="127.0.0.1") as encrypted:
            return encrypted.recv(1)

    pairs = [socket.socketpair() for _which in range(2)]
    with ThreadPoolExecutor(4) as threads:
        served = [threads.submit(answer, far) for _near, far in pairs]
        assert list(threads.map(ask, [near for near, _far in pairs])) == [b"x", b"x"]
        for each in served:
            each.result()


@contextmanager
def answering_hello(certificate: Path) -> Iterator[tuple[int, threading.Event]]:
    """A server that encrypts and answers two bytes with two, until the event is set."""
    inside = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    inside.load_cert_chain(certificate)
    ended = threading.Event()

    def serve() -> None:
        with suppress(OSError):
            near, _address = listening.accept()
            with inside.wrap_socket(near, server_side=True) as encrypted:
                if not ended.is_set() and encrypted.recv(2) == b"hi":
                    encrypted.sendall(b"ho")

    with socket.create_server(("127.0.0.1", 0)) as listening, ThreadPoolExecutor(1) as threads:
        served = threads.submit(serve)
        yield listening.getsockname()[1], ended
        served.result()


def test_an_early_connection_is_encrypted_when_it_is_used(authority: Authority) -> None:
    with answering_hello(authority.sign("127.0.0.1")) as (port, _ended):
        early = EarlySocket(f"https://127.0.0.1:{port}", {}, authority.file)
        early._done.wait(60.0)
        assert early._socket is not None
        # Tickets for a later session have come by now: they are no sign that the server said something.
        select.select([early._socket], [], [], 60.0)
        backend = WatchedBackend(lambda _seconds: None, [early])
        stream = backend.connect_tcp("127.0.0.1", port, 60.0)
        stream = stream.start_tls(ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT), "127.0.0.1", 60.0)
        assert stream.get_extra_info("ssl_object").getpeercert()
        stream.write(b"hi", 60.0)
        assert stream.read(2, 60.0) == b"ho"
        backend.close()


def test_an_early_connection_that_the_server_ended_is_not_used(authority: Authority) -> None:
    with answering_hello(authority.sign("127.0.0.1")) as (port, ended):
        ended.set()
        early = EarlySocket(f"https://127.0.0.1:{port}", {}, authority.file)
        early._done.wait(60.0)
        raw = early._socket
        assert raw is not None
        raw.settimeout(60.0)
        with suppress(OSError):
            raw.recv(1)
        assert early.take("127.0.0.1", port, 60.0) is None


@pytest.mark.parametrize("host", ["127.0.0.1", "portal.example"])
def test_an_early_connection_to_who_proves_nothing_is_not_used(authority: Authority, host: str) -> None:
    """Neither where nobody trusts the authority, nor where the certificate is for another host."""
    ca_file = None if host == "127.0.0.1" else authority.file
    with answering_hello(authority.sign(host)) as (port, _ended):
        early = EarlySocket(f"https://127.0.0.1:{port}", {}, ca_file)
        assert early.take("127.0.0.1", port, 60.0) is None


@pytest.mark.parametrize("what", ["not there", "no certificate"])
def test_a_file_without_certificates_is_named(
    authority: Authority, visit: Callable[..., Person], tmp_path: Path, what: str
) -> None:
    path = tmp_path / "wrong.pem"
    if what == "no certificate":
        path.write_text("nothing of the kind")
    with served(authority.sign("127.0.0.1")) as portal:
        outcome = visit(portal, ca_file=path).ticket("list", code=1)
        assert str(path) in outcome.err
        assert portal.requests == []


@pytest.mark.parametrize("url", ["http://portal.example", "http://10.0.0.1/billing", "HTTP://portal.example"])
def test_what_is_not_encrypted_is_asked_nothing(tmp_path: Path, url: str, monkeypatch: object) -> None:
    import socket

    def connect(*_: object) -> None:
        raise AssertionError("something was asked of the network")

    assert isinstance(monkeypatch, pytest.MonkeyPatch)
    monkeypatch.setattr(socket.socket, "connect", connect)
    monkeypatch.setattr(socket, "getaddrinfo", connect)
    person = Person(
        tmp_path / "home", url, {"TICKET_USERNAME": "a@example.com", "TICKET_PASSWORD": "Geheim9"}
    )
    outcome = person.ticket("list", code=2)
    assert "not encrypted" in outcome.err
    login = ["auth", "login", url, "--username", "a@example.com", "--password-stdin"]
    assert "not encrypted" in person.ticket(*login, stdin="Geheim9", code=2, named=False).err
    (tmp_path / "home" / "config").mkdir(parents=True, exist_ok=True)
    (tmp_path / "home" / "config" / "config.toml").write_text(f'active = "x"\n[portals.x]\nurl = "{url}"\n')
    assert "not encrypted" in person.ticket("list", code=2, named=False).err


def test_a_portal_that_speaks_no_tls_is_told_apart(visit: Callable[..., Person]) -> None:
    with Portal(Quirks()) as portal:
        person = visit(portal, url=portal.url.replace("http://", "https://"))
        outcome = person.ticket("list", code=6)
        assert "TLS" in outcome.err
        assert portal.requests == []
