"""Request Tracker as Debian packages it, on loopback, with a database of its own in one folder.

    with RtServer(folder) as rt:
        ...  # rt.url, rt.customer, rt.other, rt.staff

Nothing outside the folder is read or written, but for what the packages installed. Without a web path, since
the standalone server answers REST only so. By hand: `python -m tests.kinds.rt_server FOLDER [PORT]` serves
until it is interrupted, and keeps what is in the folder from one run to the next.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

PROGRAM = Path("/usr/share/request-tracker5/libexec/rt-server")
SETUP = "/usr/sbin/rt-setup-database-5"
PACKAGES = "request-tracker5 rt5-db-sqlite rt5-standalone"
WORKERS = 4
LONGEST = 60.0  # seconds to start


@dataclass(frozen=True)
class User:
    """Somebody at this portal. `name` is RT's own user name, with which one signs in."""

    name: str
    email: str
    full_name: str
    password: str = field(repr=False)


CUSTOMER = User("hanako", "hanako@example.com", "Hanako Yamada", "rt-customer-1")
OTHER = User("taro", "taro@example.org", "Taro Suzuki", "rt-customer-2")
STAFF = User("support", "support@example.net", "Support Desk", "rt-staff-1")

GENERAL, CLOUD = "General", "BESTNET-CLOUD"
"""Queues. In CLOUD the requestor may close and reopen; in General not."""

_SITE = """\
Set($rtname, 'example.com');
Set($Organization, 'example.com');
Set($WebDomain, '127.0.0.1');
Set($WebPort, {port});
Set($WebPath, '');
Set($Timezone, 'Asia/Tokyo');
Set($DatabaseType, 'SQLite');
Set($DatabaseName, '{folder}/rt.sqlite');
Set($LogToSyslog, undef);
Set($LogToSTDERR, 'error');
Set($MailCommand, 'testfile');
Set($WebSessionClass, 'Apache::Session::File');
$RT::VarPath = '{folder}';
$RT::MasonDataDir = '{folder}/mason';
$RT::MasonSessionDir = '{folder}/sessions';
1;
"""


def find_missing_program() -> str | None:
    """Say what to install where Request Tracker is absent; None where it is there."""
    return None if PROGRAM.exists() else f"needs Request Tracker: apt-get install {PACKAGES}"


class RtServer:
    """A running Request Tracker. `port` 0 takes a free one."""

    customer, other, staff = CUSTOMER, OTHER, STAFF

    def __init__(self, folder: Path, port: int = 0) -> None:
        self.folder = folder.absolute()
        self.port = port or _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._env = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("RT_", "PERL"))},
            "RT_SITE_CONFIG": str(self.folder / "site.pm"),
            "RT_SITE_CONFIG_DIR": str(self.folder / "site.d"),
            "TMPDIR": str(self.folder / "tmp"),  # mail goes to a file there
        }
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> RtServer:
        for name in ("site.d", "tmp", "mason", "sessions"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        (self.folder / "site.pm").write_text(_SITE.format(port=self.port, folder=self.folder))
        if not (self.folder / "ready").exists():
            self._fill()
        log = (self.folder / "log").open("ab")
        self._process = subprocess.Popen(
            [
                *(PROGRAM, "--host", "127.0.0.1", "--port", str(self.port)),
                *("--max-workers", str(WORKERS), "--env", "deployment"),
            ],
            env=self._env,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        log.close()
        try:
            self._wait()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """End the server and its workers, which are a process group of their own."""
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGTERM)
            try:
                self._process.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(self._process.pid, signal.SIGKILL)
                self._process.wait()
            self._process = None

    def make_token(self, user: User) -> str:
        """Give somebody a token, as RT's own page for it does."""
        script = (
            "use lib '/usr/share/request-tracker5/lib'; use RT -init; use RT::AuthToken;"
            " my $user = RT::User->new(RT->SystemUser); $user->Load(shift);"
            " my $token = RT::AuthToken->new(RT->SystemUser);"
            " print +($token->Create(Owner => $user->Id, Description => 'ticket'))[2];"
        )
        return subprocess.run(
            ["perl", "-e", script, user.name], env=self._env, capture_output=True, text=True, check=True
        ).stdout

    @property
    def log(self) -> str:
        """What the server wrote."""
        return (self.folder / "log").read_text(errors="replace")

    def _fill(self) -> None:
        """Make the database, the queues, the users and their rights."""
        (self.folder / "rt.sqlite").unlink(missing_ok=True)
        self._set_up("--action", "init", "--skip-create")
        seed = Path(__file__).with_name("rt_seed.pl")
        self._set_up("--action", "insert", "--skip-create", "--datafile", str(seed))
        (self.folder / "ready").touch()

    def _set_up(self, *arguments: str) -> None:
        done = subprocess.run(
            [SETUP, *arguments], env=self._env, capture_output=True, text=True, stdin=subprocess.DEVNULL
        )
        if done.returncode:
            raise RuntimeError(f"{SETUP} failed:\n{done.stdout}{done.stderr}")

    def _wait(self) -> None:
        """Wait until it takes connections."""
        end = time.monotonic() + LONGEST
        while time.monotonic() < end:
            assert self._process is not None
            if self._process.poll() is not None:
                raise RuntimeError(f"Request Tracker did not start:\n{self.log}")
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
            except OSError:
                time.sleep(0.1)
                continue
            return
        raise RuntimeError(f"Request Tracker did not start in {LONGEST:.0f} s:\n{self.log}")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def main(arguments: list[str]) -> int:
    """Serve from a folder until interrupted."""
    if (missing := find_missing_program()) is not None:
        print(missing, file=sys.stderr)
        return 1
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with RtServer(Path(arguments[0]), int(arguments[1]) if len(arguments) > 1 else 0) as rt:
        print(rt.url, flush=True)
        try:
            signal.pause()
        except KeyboardInterrupt:
            return 0
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
