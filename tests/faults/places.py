"""Places where no connection comes about."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime, timedelta, timezone
from ipaddress import ip_address
from pathlib import Path

WORDS = {
    "certificate": "not trusted here",
    "no TLS": "TLS error",
    "host": "no such host",
    "port": "connection refused",
}


@contextmanager
def untrusted(folder: Path) -> Iterator[str]:
    """The address of a server with a certificate that it made itself."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*make_certificate(folder))
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
    with socket.socket() as taken:  # bound and not listening: no other test gets it
        taken.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{taken.getsockname()[1]}"


PLACES: dict[str, Callable[[Path], AbstractContextManager[str]]] = {
    "certificate": untrusted,
    "no TLS": speaking_otherwise,
    "host": unknown_host,
    "port": closed_port,
}


@contextmanager
def serving(answer: Callable[[socket.socket], None]) -> Iterator[str]:
    listener = socket.create_server(("127.0.0.1", 0))
    threads: list[threading.Thread] = []

    def greet(connection: socket.socket) -> None:
        try:
            answer(connection)
        except OSError:  # the client does not trust us, as it should not
            connection.close()

    def serve() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            # Each has its own, for several are opened side by side and none is to wait for another.
            threads.append(threading.Thread(target=greet, args=(connection,)))
            threads[-1].start()

    threads.append(threading.Thread(target=serve))
    threads[0].start()
    try:
        yield f"https://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        for thread in threads:
            thread.join()


def make_certificate(folder: Path) -> tuple[Path, Path]:
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
