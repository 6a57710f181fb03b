"""No connection at all: a certificate nobody trusts, a host nobody knows, a port where nobody is."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from ipaddress import ip_address
from pathlib import Path

import pytest
from tests.faults.matrix import COMMANDS, Command, Stage
from tests.faults.scene import Scene

WORDS = {
    "certificate": "its certificate is not trusted here",
    "no TLS": "it does not speak TLS as it should",
    "host": "no such host",
    "port": "it refuses connections",
}


@contextmanager
def untrusted(folder: Path) -> Iterator[str]:
    """The address of a server with a certificate that it made itself."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*own_certificate(folder))
    with serving(lambda connection: context.wrap_socket(connection, server_side=True).close()) as url:
        yield url


@contextmanager
def speaking_otherwise(folder: Path) -> Iterator[str]:
    """The address of a server that answers a TLS greeting with something else."""

    def answer(connection: socket.socket) -> None:
        connection.recv(1024)
        connection.sendall(b"HTTP/1.0 400 Bad Request\r\n\r\n")
        connection.close()

    with serving(answer) as url:
        yield url


@contextmanager
def unknown_host(folder: Path) -> Iterator[str]:
    """An address whose host no name server knows (RFC 6761 keeps .invalid for that)."""
    yield "https://no-such-host.invalid"


@contextmanager
def closed_port(folder: Path) -> Iterator[str]:
    """An address where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    yield f"http://127.0.0.1:{port}"


PLACES = {"certificate": untrusted, "no TLS": speaking_otherwise, "host": unknown_host, "port": closed_port}


@pytest.mark.parametrize("terminal", [False, True], ids=["pipe", "terminal"])
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
@pytest.mark.parametrize("place", PLACES)
def test_without_a_connection_nothing_is_sent_and_all_is_kept(
    place: str, command: Command, terminal: bool, tmp_path: Path
) -> None:
    with PLACES[place](tmp_path) as url, Scene(tmp_path, command.quirks, portal_url=url) as scene:
        stage = Stage(scene)
        said = stage.run(command, terminal=terminal)
        assert said.code == 6
        assert WORDS[place] in said.err
        assert scene.portal.requests == []
        entries = scene.outbox.all()
        writes = command.what in ("ticket", "reply")
        assert [entry.state for entry in entries] == ["unsent"] * writes
        assert all(entry.id in said.err for entry in entries)
        assert not (scene.folders.config / "config.toml").exists()

        if entries:  # the portal is found after all, and takes what was kept
            again = scene.ticket("drafts", "send", entries[0].id, "--portal", scene.proxy.url)
            assert again.code == 0
            assert stage.there(command.what) == 1
            assert stage.whole(command)


@contextmanager
def serving(answer: object) -> Iterator[str]:
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            try:
                answer(connection)  # type: ignore[operator]
            except OSError:  # the client does not trust us, as it should not
                connection.close()

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield f"https://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join()


def own_certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate and its key, signed by nobody else."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(timezone.utc)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    files = folder / "certificate.pem", folder / "key.pem"
    files[0].write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    encoding, form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    files[1].write_bytes(key.private_bytes(encoding, form, serialization.NoEncryption()))
    return files
