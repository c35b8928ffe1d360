"""One window of the local Teams client: Microsoft 365 Agents Playground, run for one person.

The client plays both Teams and the Bot Connector. It is a development tool under Microsoft's pre-release terms:
it is installed beside the bot and never shipped with it.
"""

import asyncio
import contextlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final, Self

LOCAL_TENANT_ID: Final = "5e4d0000-0000-4000-8000-000000000001"
LOCAL_BOT_ID: Final = "28:5e4d0000-0000-4000-8000-000000000002"

PACKAGE_FILES: Final = Path(__file__).parents[1] / "requirements" / "local-teams-client"
CLIENT_SCRIPT: Final = Path("node_modules", "@microsoft", "m365agentsplayground", "cli.js")

OLDEST_NODE: Final = 18
# The client reads 15 MB of script before it listens: about a second here, many on a busy CI machine.
SECONDS_TO_START: Final = 60
SECONDS_TO_STOP: Final = 5

# The client refuses a configuration with fewer than five other users.
BYSTANDERS: Final = 5

# The client listens on every network interface and offers no setting for it. Whoever opens its page speaks as its
# user, and the bot trusts unsigned requests from this machine, so the page must not be reachable from another one.
LISTEN_ON_LOOPBACK: Final = """\
const { Server } = require("node:net");
const listen = Server.prototype.listen;
Server.prototype.listen = function (port, ...rest) {
  return typeof port === "number"
    ? listen.call(this, port, "127.0.0.1", ...rest.filter((argument) => typeof argument === "function"))
    : listen.call(this, port, ...rest);
};
"""


class LocalClientMissing(Exception):
    """The local Teams client, or the Node.js and npm it needs, is not installed."""


class LocalClientFailed(Exception):
    """The local Teams client was started but does not answer."""


@dataclass(frozen=True)
class ClientUser:
    key: str
    name: str
    entra_object_id: str
    port: int


def install(folder: Path, package: Path = PACKAGE_FILES) -> None:
    """Put the pinned client, or another pinned package, into `folder`; does nothing if that version is there already.

    Raises LocalClientMissing when Node.js or npm is not there, or when npm could not finish.
    """
    if not package.is_dir():
        raise LocalClientMissing("The local Teams client needs a checkout of the repository, which names its version.")
    pinned = (package / "package-lock.json").read_text(encoding="utf-8")
    # Written last: an npm run that was interrupted leaves files, but not this one.
    finished = folder / "installed-package-lock.json"
    if finished.is_file() and finished.read_text(encoding="utf-8") == pinned:
        return
    _node()
    npm = shutil.which("npm")
    if npm is None:
        raise LocalClientMissing("npm was not found: install it (it comes with Node.js) to run the local Teams client.")
    finished.unlink(missing_ok=True)
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(package / name, folder / name)
    outcome = subprocess.run(  # noqa: S603 -- npm from the PATH, arguments of our own
        # The package needs no install script, so none gets to run.
        [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    if outcome.returncode != 0:
        # After npm's reasons comes only where its log is.
        reasons = re.findall(r"^npm (?:error|ERR!) (?!code |errno |syscall |path )(.+)$", outcome.stderr, re.MULTILINE)
        raise LocalClientMissing(
            "npm could not install the local Teams client: "
            + (reasons[0] if reasons else f"exit status {outcome.returncode}")
        )
    finished.write_text(pinned, encoding="utf-8")


def _node() -> str:
    """The path of a Node.js new enough for the client. Raises LocalClientMissing."""
    node = shutil.which("node")
    if node is not None:
        answer = subprocess.run(  # noqa: S603 -- node from the PATH, arguments of our own
            [node, "--version"], capture_output=True, text=True, check=False
        )
        version = re.match(r"v(\d+)\.", answer.stdout)
        if version is not None and int(version[1]) >= OLDEST_NODE:
            return node
    raise LocalClientMissing(
        f"Node {OLDEST_NODE} or newer was not found: install it, "
        "or use a Teams tenant instead of the local Teams client."
    )


class LocalTeamsClient:
    """One person's client, running inside `async with`.

    `installed` is the folder given to `install`; `work` receives this person's configuration and log.
    """

    def __init__(self, user: ClientUser, *, installed: Path, work: Path, bot_endpoint: str) -> None:
        self.user = user
        self._script = (installed / CLIENT_SCRIPT).resolve()
        self._work = work.resolve() / user.key
        self._configuration_file = self._work / "client.yml"
        self._loopback_file = self._work / "listen-on-loopback.cjs"
        self._log_file = self._work / "client.log"
        self._bot_endpoint = bot_endpoint
        self._process: asyncio.subprocess.Process | None = None

    @property
    def address(self) -> str:
        """Where a browser finds this person's window."""
        return f"http://127.0.0.1:{self.user.port}/"

    @property
    def service_url(self) -> str:
        """Where the bot answers this person: the serviceUrl of every activity this client sends."""
        return f"http://127.0.0.1:{self.user.port}/_connector"

    async def __aenter__(self) -> Self:
        if await self._page_answers():
            # Left alone, the client would quietly take another port, and the browser would meet a stranger's page.
            raise LocalClientFailed(
                f"The local Teams client of {self.user.name} cannot start: port {self.user.port} is in use."
            )
        node = await asyncio.to_thread(self._prepare)
        self._process = await asyncio.create_subprocess_exec(
            *self._command(node),
            cwd=self._work,
            env=self._environment(),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            await self._wait_until_page_answers(self._process)
        except BaseException:
            await self._stop()
            raise
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._stop()

    def _prepare(self) -> str:
        """Write what the client reads at start; the path of Node.js."""
        node = _node()
        if not self._script.is_file():
            raise LocalClientMissing("The local Teams client is not installed: run `sendbot demo` once.")
        self._work.mkdir(parents=True, exist_ok=True)
        # The client reads YAML, and JSON is YAML.
        self._configuration_file.write_text(json.dumps(_configuration(self.user), indent=2), encoding="utf-8")
        self._loopback_file.write_text(LISTEN_ON_LOOPBACK, encoding="utf-8")
        self._log_file.unlink(missing_ok=True)
        return node

    def _command(self, node: str) -> list[str]:
        return [
            node,
            "--require",
            str(self._loopback_file),
            str(self._script),
            "--app-endpoint",
            self._bot_endpoint,
            "--channel-id",
            "msteams",
            "--port",
            str(self.user.port),
            # The default says "localhost", which may mean ::1, where nothing listens.
            "--service-url",
            self.service_url,
            "--disable-telemetry",
        ]

    def _environment(self) -> dict[str, str]:
        # Not the whole environment: the client has no need of the bot's secrets, and with HTTP_PROXY set it would
        # look for the bot through the proxy.
        inherited = {name: os.environ[name] for name in ("PATH", "HOME", "SYSTEMROOT", "TEMP") if name in os.environ}
        return inherited | {
            "TEAMSAPPTESTER_BROWSER": "none",
            "M365_AGENTS_PLAYGROUND_CONFIG_PATH": str(self._configuration_file),
            "M365_AGENTS_PLAYGROUND_LOGFILE": str(self._log_file),
            # --disable-telemetry does not silence the telemetry library's reports about itself.
            "APPLICATION_INSIGHTS_NO_STATSBEAT": "true",
        }

    async def _wait_until_page_answers(self, process: asyncio.subprocess.Process) -> None:
        try:
            async with asyncio.timeout(SECONDS_TO_START):
                while not await self._page_answers():
                    if process.returncode is not None:
                        raise LocalClientFailed(await asyncio.to_thread(self._complaint, "stopped at start"))
                    await asyncio.sleep(0.1)
        except TimeoutError:
            raise LocalClientFailed(
                await asyncio.to_thread(self._complaint, f"gave no page within {SECONDS_TO_START} seconds")
            ) from None

    async def _page_answers(self) -> bool:
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", self.user.port)
        except OSError:
            return False
        try:
            writer.write(b"HEAD / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
            await writer.drain()
            return bool(await reader.readline())
        except OSError:
            return False
        finally:
            writer.close()

    def _complaint(self, what: str) -> str:
        log = self._log_file.read_text(encoding="utf-8") if self._log_file.is_file() else ""
        reasons = re.findall(r"^error Reason: (.+)$", log, re.MULTILINE)
        reason = reasons[-1] if reasons else f"see {self._log_file}"
        return f"The local Teams client of {self.user.name} {what}: {reason}"

    async def _stop(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        _end(process, by_force=False)
        try:
            async with asyncio.timeout(SECONDS_TO_STOP):
                await process.wait()
        except TimeoutError:
            _end(process, by_force=True)
            await process.wait()


def _end(process: asyncio.subprocess.Process, *, by_force: bool) -> None:
    """The process and whatever it started; one that is gone already is no error."""
    with contextlib.suppress(ProcessLookupError):
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL if by_force else signal.SIGTERM)


def _configuration(user: ClientUser) -> dict[str, object]:
    """Every id holds the user's key: to the one bot behind all clients, two equal ids are one conversation."""
    return {
        "version": "0.1.1",
        "tenantId": LOCAL_TENANT_ID,
        "bot": {"id": LOCAL_BOT_ID, "name": "SEND bot"},
        "currentUser": _person(user.key, user.name, user.entra_object_id),
        "users": [
            _person(f"bystander-{n}", f"Bystander {n}", f"5e4d0000-0000-4000-8000-0000000001{n:02}")
            for n in range(1, BYSTANDERS + 1)
        ],
        "personalChat": {"id": f"a:{user.key}"},
        "groupChat": {"id": f"19:group-{user.key}@thread.v2", "name": "Group chat"},
        "team": {
            "id": f"19:team-{user.key}@thread.tacv2",
            "name": "Team",
            "aadGroupId": "5e4d0000-0000-4000-8000-000000000003",
            "channels": [{"id": f"19:channel-{user.key}@thread.tacv2", "name": "General"}],
        },
    }


def _person(key: str, name: str, entra_object_id: str) -> dict[str, str]:
    given_name, _, surname = name.partition(" ")
    address = f"{key}@example.org"
    return {
        "id": f"29:{key}",
        "name": name,
        # Spelled as the client's schema spells it.
        "userPrincipleName": address,
        "aadObjectId": entra_object_id,
        "givenName": given_name,
        "surname": surname or given_name,
        "email": address,
    }
