# Run by the single file before the program, in whatever Python it was started with: keep it plain.
import platform
import sys

if not (3, 10) <= sys.version_info[:2] <= (3, 14):
    sys.exit("ticket: This file needs Python 3.10 to 3.14; this is Python " + platform.python_version() + ".")
if (sys.platform, platform.machine(), platform.libc_ver()[0]) != ("linux", "x86_64", "glibc"):
    sys.exit(
        "ticket: This file is for Linux on x86-64 with glibc; this is "
        + " ".join([platform.system(), platform.machine(), platform.libc_ver()[0]]).strip()
        + ".\nInstall ticket with pipx, uv or pip instead."
    )
