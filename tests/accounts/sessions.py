"""Commands in a desktop session of their own: a home, a bus, a keyring, and nothing of this machine's."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

DESKTOP = Path(__file__).with_name("desktop.py")

# A bus like a desktop's, but for one thing: asking for a program does not start it.
NOTHING_STARTS = """\
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""


def environment(home: Path) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "HOME": str(home), "LANG": "C.UTF-8", "NO_COLOR": "1"}


def in_session(home: Path, desktop: str, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a desktop session of its own."""
    bus = home / "bus.conf"
    bus.write_text(NOTHING_STARTS, encoding="utf-8")
    return subprocess.run(
        ["dbus-run-session", "--config-file", bus, "--", sys.executable, DESKTOP, desktop, *command],
        env=environment(home),
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
