"""The stand-in's data: one SQLite database and a folder of files, shared by every process that serves it.

Messages that were marked to be encrypted are flagged as on a real portal, but **not encrypted**: the
standard library has no cipher, and this is a stand-in on the customer's own disk.
"""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from ticketcli.sandbox import CUSTOMER, PASSWORD, TWO_FACTOR_CUSTOMER, provider_texts

DATABASE = "portal.sqlite3"
LOCK = "setup.lock"  # an empty database too, for SQLite's locks are the same on every system
WAIT = 30.0  # seconds for what another process or thread holds

SCHEMA = """
CREATE TABLE IF NOT EXISTS clients (
  id INTEGER PRIMARY KEY, email TEXT UNIQUE, password TEXT, firstname TEXT, lastname TEXT,
  companyname TEXT, second_factor INTEGER, lastlogin INTEGER DEFAULT 0);
CREATE TABLE IF NOT EXISTS contacts (id INTEGER PRIMARY KEY, client_id INTEGER, email TEXT, name TEXT);
CREATE TABLE IF NOT EXISTS departments (
  id INTEGER PRIMARY KEY, name TEXT, description TEXT, options INTEGER, average TEXT);
CREATE TABLE IF NOT EXISTS services (
  id INTEGER PRIMARY KEY, client_id INTEGER, name TEXT, domain TEXT, status TEXT, total TEXT,
  next_due TEXT, category TEXT, billingcycle TEXT);
CREATE TABLE IF NOT EXISTS tickets (
  id INTEGER PRIMARY KEY AUTOINCREMENT, ticket_number TEXT UNIQUE, acc_hash TEXT,
  dept_id INTEGER, client_id INTEGER,
  name TEXT, email TEXT, cc TEXT, subject TEXT, body TEXT, status TEXT, priority INTEGER, date INTEGER,
  lastreply INTEGER, flags INTEGER, tags TEXT DEFAULT '', type TEXT, client_read INTEGER DEFAULT 1,
  service_id INTEGER, contacts TEXT DEFAULT '');
CREATE TABLE IF NOT EXISTS replies (
  id INTEGER PRIMARY KEY AUTOINCREMENT, ticket_id INTEGER, replier_id INTEGER,
  name TEXT, email TEXT, date INTEGER,
  body TEXT, status TEXT, type TEXT, flags INTEGER, rating INTEGER DEFAULT 0);
CREATE TABLE IF NOT EXISTS attachments (
  id INTEGER PRIMARY KEY AUTOINCREMENT, ticket_id INTEGER, reply_id INTEGER, org_filename TEXT, filename TEXT,
  size INTEGER);
CREATE TABLE IF NOT EXISTS uploads (
  hash TEXT PRIMARY KEY, client_id INTEGER, org_filename TEXT, filename TEXT, size INTEGER, date INTEGER);
CREATE TABLE IF NOT EXISTS sessions (
  id TEXT PRIMARY KEY, client_id INTEGER, pending_id INTEGER, security_token TEXT, captcha TEXT,
  notices TEXT, seen REAL);
CREATE TABLE IF NOT EXISTS tokens (
  id INTEGER PRIMARY KEY, digest TEXT UNIQUE, kind TEXT, client_id INTEGER, name TEXT, created INTEGER,
  expires REAL);
CREATE TABLE IF NOT EXISTS secrets (name TEXT PRIMARY KEY, value TEXT);
"""

DEPARTMENTS = (
    # id, name, options (64: a customer may choose the priority)
    (1, "BESTNET-CLOUD", 64),
    (2, "BESTNET-MAIL", 0),
    (3, "BESTNET-DOMAIN", 0),
    (4, "BILLING", 0),
)
SERVICES = (
    (11, "VPS Standard 4G", "vps1.example.com", "Active", "2480.00", "2026-12-01", "VPS", "Monthly"),
    (12, "Mail Hosting 10", "example.com", "Active", "980.00", "2026-12-15", "Mail", "Monthly"),
    (13, "Domain Registration", "example.jp", "Active", "3200.00", "2027-03-31", "Domains", "Annually"),
)
# A portal has many customers, so a customer's ids are no small numbers. (Small ones would matter: where
# attachments are keyed 0 and 1, PHP writes a list, and nobody could tell which reply has the id 1.)
FIRST_IDS = (("tickets", 5200), ("replies", 18400), ("attachments", 3100))


@dataclass(frozen=True)
class Store:
    """Where the data lives, and the clock that dates it (seconds since 1970)."""

    folder: Path
    clock: Callable[[], float]

    @property
    def files(self) -> Path:
        return self.folder / "files"

    @property
    def incoming(self) -> Path:
        """Where request bodies are unpacked; beside the files, so that keeping one is a rename."""
        return self.folder / "incoming"

    def now(self) -> int:
        return int(self.clock())

    @contextmanager
    def open(self) -> Iterator[sqlite3.Connection]:
        """Open one transaction: committed if the block ends well, rolled back if not."""
        with closing(sqlite3.connect(self.folder / DATABASE, timeout=WAIT)) as db, db:
            db.row_factory = sqlite3.Row
            yield db


def open_store(folder: Path, clock: Callable[[], float], language: str = "en") -> Store:
    """Open the store in ``folder``, made and filled with the accounts, departments and services if it is new.

    ``language`` is the provider's: the departments are described in it.
    """
    store = Store(folder, clock)
    for place in (folder, store.files, store.incoming):
        _make_private(place)
    with _lock_setup(folder):
        (folder / DATABASE).touch(0o600)
        (folder / DATABASE).chmod(0o600)  # one that an earlier version made, too
        with store.open() as db:
            db.execute("PRAGMA journal_mode=WAL")
            db.execute("BEGIN IMMEDIATE")
            for statement in SCHEMA.split(";"):
                db.execute(statement)
            if db.execute("SELECT count(*) FROM clients").fetchone()[0] == 0:
                _fill(db, language)
            db.executemany(
                "UPDATE departments SET description = ?, average = ? WHERE id = ?",
                [(text, average, number) for number, text, average in provider_texts.DEPARTMENTS[language]],
            )
    return store


@contextmanager
def _lock_setup(folder: Path) -> Iterator[None]:
    """Let one process at a time set up the database in ``folder``; wait for another that does.

    SQLite fails at once, whatever its timeout, where two connections change the journal mode together.
    """
    (folder / LOCK).touch(0o600)
    with closing(sqlite3.connect(folder / LOCK, timeout=WAIT, isolation_level=None)) as lock:
        lock.execute("BEGIN EXCLUSIVE")
        yield


def _make_private(folder: Path) -> None:
    """Make a folder, and those above it that are missing, open to their owner only."""
    if not folder.is_dir():
        _make_private(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)


def _fill(db: sqlite3.Connection, language: str) -> None:
    from werkzeug.security import generate_password_hash

    # A stand-in's documented password needs no slow hash.
    password = generate_password_hash(PASSWORD, "pbkdf2:sha256:1000")
    first, last = provider_texts.CUSTOMERS[language]
    people = ((1, CUSTOMER, first, last, 0), (2, TWO_FACTOR_CUSTOMER, "Ming", "Chen", 1))
    for number, email, first, last, second_factor in people:
        db.execute(
            "INSERT INTO clients VALUES (?, ?, ?, ?, ?, 'Example Co.', ?, 0)",
            (number, email, password, first, last, second_factor),
        )
        db.executemany(
            "INSERT INTO services VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [(service[0] + (number - 1) * 10, number, *service[1:]) for service in SERVICES],
        )
    db.execute("INSERT INTO contacts VALUES (1, 1, 'ops@example.com', 'Operations')")
    db.executemany("INSERT INTO departments VALUES (?, ?, '', ?, '')", DEPARTMENTS)
    db.executemany("INSERT INTO sqlite_sequence VALUES (?, ?)", FIRST_IDS)
    db.execute("INSERT INTO secrets VALUES ('jwt', ?)", (secrets.token_hex(32),))


def reset(folder: Path) -> None:
    """Forget every ticket, file, session and token in ``folder``, also while it is served; accounts stay."""
    if not (folder / DATABASE).exists():
        return
    store = Store(folder, lambda: 0.0)
    with _lock_setup(folder), store.open() as db:
        for table in ("tickets", "replies", "attachments", "uploads", "sessions", "tokens"):
            db.execute(f"DELETE FROM {table}")  # noqa: S608 - the names stand above
    for file in (*store.files.iterdir(), *store.incoming.iterdir()):
        file.unlink(missing_ok=True)


def move_file(store: Store, path: Path) -> str:
    """Move an uploaded file into the store. Return its name there."""
    name = secrets.token_hex(16)
    path.replace(store.files / name)
    return name
