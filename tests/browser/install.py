"""Gets what the browser tests need: Chromium, the local Teams client, and axe-core, which checks accessibility.

What cannot be had is said, and left out. Run by `make test` as `python -m tests.browser.install`. It always ends well:
the tests it leaves out are skipped.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from bot.local_client import CLIENT_SCRIPT, LocalClientMissing, install

INSTALLED_CLIENT = Path(__file__).parents[2] / "var" / "local-teams-client"
AXE_PACKAGE = Path(__file__).parents[2] / "requirements" / "axe"
INSTALLED_AXE = Path(__file__).parents[2] / "var" / "axe"
AXE = INSTALLED_AXE / "node_modules" / "axe-core" / "axe.min.js"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NO_BROWSER = f"no browser was found (looked for {', '.join(BROWSERS)})"
NO_CLIENT = "the local Teams client is not installed (python -m tests.browser.install)"


class BrowserMissing(Exception):
    """There is no browser, and this machine's packages have none that can be installed."""


def chromium() -> str | None:
    """The path of a Chromium that is on this machine already."""
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)


def left_out() -> str:
    """Why the browser tests cannot run here, in words; blank when they can."""
    if chromium() is None:
        return NO_BROWSER
    return "" if (INSTALLED_CLIENT / CLIENT_SCRIPT).is_file() else NO_CLIENT


def install_chromium() -> None:
    """Debian's own, where we may install packages. Playwright's download is left alone: it needs a host of its own.

    Raises BrowserMissing.
    """
    if chromium() is not None:
        return
    apt = shutil.which("apt-get")
    if apt is None:
        raise BrowserMissing(f"{NO_BROWSER}, and there is no apt-get to install Debian's with")
    if os.name != "posix" or os.geteuid() != 0:
        raise BrowserMissing(f"{NO_BROWSER}: as root, apt-get install chromium puts one there")
    _apt(apt, "update")
    _apt(apt, "install", "--yes", "--no-install-recommends", "chromium", "fonts-liberation")
    if chromium() is None:
        raise BrowserMissing(f"{NO_BROWSER}, though apt-get says that it installed one")


def _apt(apt: str, *arguments: str) -> None:
    outcome = subprocess.run(  # noqa: S603 -- apt-get from the PATH, arguments of our own
        [apt, "--quiet", *arguments],
        env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if outcome.returncode != 0:
        reasons = [line for line in outcome.stderr.splitlines() if line.startswith("E: ")]
        reason = reasons[0].removeprefix("E: ") if reasons else f"exit status {outcome.returncode}"
        raise BrowserMissing(f"apt-get {arguments[0]} failed: {reason}")


def main() -> None:
    try:
        install_chromium()
        install(INSTALLED_CLIENT)
        install(INSTALLED_AXE, AXE_PACKAGE)
    except (BrowserMissing, LocalClientMissing) as missing:
        print(f"The browser tests are left out: {missing}", flush=True)  # noqa: T201 -- it is run by hand and by make
    else:
        print(f"The browser tests can run: {chromium()} and the local Teams client are there.", flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
