"""Requests that no Teams of ours would send: each is refused with its own status, and leaves nothing behind."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Any

import jwt
import pytest
import pytest_asyncio

from tests.conftest import Store, sample_store_in
from tests.databases import Databases
from tests.scenarios.fake_teams import APP_ID, FakeTeams, SigningKey, a_key, activity, press, private_key
from tests.scenarios.running_bot import LISTED_HOST, QUIET, HandHeldClock, RunningBot, running

pytestmark = pytest.mark.asyncio(loop_scope="module")

LISTED = f"https://{LISTED_HOST}/teams/"
DEEP = 100_000


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def one_bot(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[RunningBot]:
    """One for all: none of these requests may change anything in it."""
    with sample_store_in(databases, tmp_path_factory.mktemp("one")) as store:
        async with FakeTeams() as teams, running(store, teams, HandHeldClock(QUIET)) as bot:
            bot.everybody_has_the_app()
            yield bot


@dataclass
class Draft:
    """A good request of a lead, to be spoiled."""

    teams: FakeTeams
    entra_object_id: str
    activity: dict[str, Any]
    authorization: str | None
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "application/json"})
    raw: bytes | None = None

    def signed(self, *, key: SigningKey | None = None, **claims: Any) -> None:
        self.authorization = f"Bearer {self.teams.token(key=key, **claims)}"

    def says_it_comes_from(self, service_url: object) -> None:
        """In the activity and in the token alike."""
        self.activity["serviceUrl"] = service_url
        self.signed(serviceurl=service_url)


Spoil = Callable[[Draft], object]


def without(*names: str) -> Spoil:
    def spoil(draft: Draft) -> None:
        for name in names:
            draft.activity.pop(name)

    return spoil


def having(**values: Any) -> Spoil:
    return lambda draft: draft.activity.update(values)


def raw(body: bytes) -> Spoil:
    return lambda draft: setattr(draft, "raw", body)


def header(**values: str) -> Spoil:
    return lambda draft: draft.headers.update({name.replace("_", "-"): value for name, value in values.items()})


def authorization(value: str | None) -> Spoil:
    return lambda draft: setattr(draft, "authorization", value)


def signed(**claims: Any) -> Spoil:
    return lambda draft: draft.signed(**claims)


def from_service(url: object) -> Spoil:
    return lambda draft: draft.says_it_comes_from(url)


def token(make: Callable[[FakeTeams], str]) -> Spoil:
    return lambda draft: setattr(draft, "authorization", f"Bearer {make(draft.teams)}")


def tenant(tenant_id: str) -> Spoil:
    def spoil(draft: Draft) -> None:
        draft.activity["channelData"] = {"tenant": {"id": tenant_id}}
        draft.activity["conversation"]["tenantId"] = tenant_id

    return spoil


def no_tenant(draft: Draft) -> None:
    draft.activity.pop("channelData")
    draft.activity["conversation"].pop("tenantId")


def tampered(teams: FakeTeams) -> str:
    """Signed for another bot, and the claims changed afterwards."""
    head, _, signature = teams.token(aud="another").split(".")
    return ".".join((head, teams.token().split(".")[1], signature))


def no_kid(teams: FakeTeams) -> str:
    return jwt.encode(teams.claims(), teams.keys[0].private, algorithm="RS256")


REFUSED: dict[str, tuple[int, Spoil]] = {
    # Who is it?
    "no token": (401, authorization(None)),
    "another scheme": (401, authorization("Basic c2VuZDpib3Q=")),
    "a scheme without a token": (401, authorization("Bearer")),
    "an empty token": (401, authorization("Bearer ")),
    "garbage for a token": (401, authorization("Bearer garbage")),
    "garbage in three parts": (401, authorization("Bearer a.b.c")),
    "half a token": (401, token(lambda teams: teams.token()[:-200])),
    "a token that has run out": (401, signed(exp=1_600_000_000)),
    "a token that never runs out": (401, signed(exp=None)),
    "a token of tomorrow": (401, signed(nbf=4_000_000_000)),
    "a token for another bot": (401, signed(aud="11111111-0000-4000-8000-000000000000")),
    "a token for nobody": (401, signed(aud=None)),
    "a token of another issuer": (401, signed(iss="https://sts.windows.net/somebody/")),
    "a token of no issuer": (401, signed(iss=None)),
    "a token signed with an unknown key": (401, signed(key=a_key("unknown", 4))),
    "a token that borrows the id of a known key": (401, signed(key=a_key("key-1", 4))),
    "a token without the id of its key": (401, token(no_kid)),
    "a token whose claims were changed": (401, token(tampered)),
    "an unsigned token": (401, token(FakeTeams.unsigned_token)),
    "a token signed with the public key as a secret": (401, token(FakeTeams.token_signed_with_the_public_key)),
    "a key that is not endorsed for Teams": (401, signed(key=SigningKey("webchat", private_key(2)))),
    # From where?
    "another tenant": (403, tenant("22222222-0000-4000-8000-000000000000")),
    "no tenant": (403, no_tenant),
    "a tenant that is no text": (403, having(channelData={"tenant": {"id": ["x"]}}, conversation={"id": "a:1"})),
    "another channel": (403, having(channelId="webchat")),
    "the emulator": (403, having(channelId="emulator")),
    "no channel": (403, without("channelId")),
    "a service that is not listed": (403, from_service("https://attacker.example/teams/")),
    "a listed host as a part of another": (403, from_service(f"https://{LISTED_HOST}.attacker.example/")),
    "a listed host as a user name": (403, from_service(f"https://{LISTED_HOST}@attacker.example/")),
    "a sub-domain of a listed host": (403, from_service(f"https://attacker.{LISTED_HOST}/")),
    "a listed service without TLS": (403, from_service(f"http://{LISTED_HOST}/teams/")),
    "a service by another protocol": (403, from_service(f"file://{LISTED_HOST}/teams/")),
    "a service that is no address": (403, from_service("https://[::1")),
    "no service": (403, from_service(None)),
    "a service that the token does not name": (403, having(serviceUrl=LISTED)),
    "a token that names no service": (403, signed(serviceurl=None)),
    # What kind of body?
    "text": (415, header(Content_Type="text/plain")),
    "a form": (415, header(Content_Type="application/x-www-form-urlencoded")),
    "something like JSON": (415, header(Content_Type="application/jsonp")),
    "nothing": (400, raw(b"")),
    "broken JSON": (400, raw(b'{"type": "message",')),
    "a list": (400, raw(b"[]")),
    "a list of activities": (400, lambda draft: setattr(draft, "raw", json.dumps([draft.activity]).encode())),
    "a word": (400, raw(b'"message"')),
    "null": (400, raw(b"null")),
    "invalid UTF-8": (400, raw(b'{"type": "mess\xff\xfeage"}')),
    "a number of 10,000 digits": (400, raw(b'{"type": ' + b"9" * 10_000 + b"}")),
    "100,000 open brackets": (400, raw(b"[" * DEEP)),
    "100,000 brackets within each other": (400, raw(b"[" * DEEP + b"]" * DEEP)),
    "100,000 objects within each other": (400, raw(b'{"a":' * DEEP + b"1" + b"}" * DEEP)),
    "two megabytes": (413, having(text="x" * 2_000_000)),
    # An activity?
    "no type": (400, without("type")),
    "an empty type": (400, having(type="")),
    "a type that is no text": (400, having(type={"message": 1})),
    "no sender": (400, without("from")),
    "a list of senders": (400, having(**{"from": [{"id": "29:1"}]})),
    "a sender without an id": (400, having(**{"from": {"name": "Somebody"}})),
    "no conversation": (400, without("conversation")),
    "a conversation with an empty id": (400, having(conversation={"id": ""})),
    "no recipient": (400, without("recipient")),
    "text that is no text": (400, having(text=["how", "is", "area", 4])),
    "an id that is a number": (400, having(id=1)),
    "members that are no list": (400, having(type="conversationUpdate", membersAdded="29:1")),
    "members without ids": (400, having(type="conversationUpdate", membersAdded=[{}])),
    "an unknown invoke": (400, having(type="invoke", name="task/fetch", value={})),
    "an invoke without a name": (400, having(type="invoke", value={})),
}


@pytest.fixture
def draft(one_bot: RunningBot) -> Draft:
    lead = one_bot.member("service-manager-camhs")
    return Draft(
        one_bot.teams,
        lead.entra_object_id,
        lead.activity(text="how is area 4"),
        f"Bearer {one_bot.teams.token()}",
    )


async def status_of(bot: RunningBot, draft: Draft) -> int:
    headers = dict(draft.headers)
    if draft.authorization is not None:
        headers["Authorization"] = draft.authorization
    body = json.dumps(draft.activity).encode() if draft.raw is None else draft.raw
    async with bot.client.post("/api/messages", data=io.BytesIO(body), headers=headers) as answer:
        return answer.status


@pytest.mark.parametrize("case", REFUSED)
async def test_a_bad_request_is_refused_with_its_own_status_and_changes_nothing(
    one_bot: RunningBot, draft: Draft, case: str
) -> None:
    status, spoil = REFUSED[case]
    spoil(draft)
    before = one_bot.rows_of_every_table()
    assert await status_of(one_bot, draft) == status
    assert one_bot.rows_of_every_table() == before
    assert one_bot.teams.sent == []


async def test_the_good_request_that_was_spoiled_is_good(one_bot: RunningBot, draft: Draft) -> None:
    assert await status_of(one_bot, draft) == 202
    (answer,) = one_bot.teams.sent
    one_bot.teams.sent.clear()
    assert "Area 4" in answer.text


@pytest.mark.parametrize(
    "spoil",
    [authorization(None), authorization("Bearer garbage"), signed(exp=1)],
    ids=["no token", "garbage", "run out"],
)
@pytest.mark.parametrize(
    ("body", "status"), [(b"[" * DEEP, {400, 401}), (b"{}", {400, 401}), (b"x" * 2_000_000, {401, 413})]
)
async def test_who_has_no_token_learns_nothing_from_odd_bodies(
    one_bot: RunningBot, draft: Draft, spoil: Spoil, body: bytes, status: set[int]
) -> None:
    spoil(draft)
    draft.raw = body
    assert await status_of(one_bot, draft) in status


@pytest.mark.parametrize(
    "value",
    [
        None,
        [],
        "save",
        7,
        {},
        {"action": None},
        {"action": []},
        {"action": {"type": "Action.Execute"}},
        {"action": {"type": "Action.Execute", "verb": "save", "data": []}},
        {"action": {"type": "Action.Execute", "verb": "save", "data": [{"sendbot": {}}]}},
        {"action": {"type": "Action.Execute", "verb": "save", "data": "save"}},
        {"action": {"type": "Action.Execute", "verb": ["save"], "data": None}},
    ],
    ids=repr,
)
async def test_a_press_that_carries_nothing_is_answered_with_an_error_that_teams_understands(
    one_bot: RunningBot, draft: Draft, value: object
) -> None:
    draft.activity.update(type="invoke", name="adaptiveCard/action", value=value)
    before = one_bot.rows_of_every_table()
    async with one_bot.client.post(
        "/api/messages", json=draft.activity, headers={"Authorization": draft.authorization or ""}
    ) as answer:
        said = await answer.json()
    assert (answer.status, said["statusCode"], said["type"]) == (200, 400, "application/vnd.microsoft.error")
    assert said["value"]["message"]
    assert one_bot.rows_of_every_table() == before


@pytest.mark.parametrize(
    "spoil",
    [
        having(text="\ud800 how is area 4"),
        having(text="\x00\x01\x02"),
        having(**{"from": {"id": "29:1", "aadObjectId": "\ud800", "name": "x"}}),
        having(text="how is area\x00 4"),
        having(**{"from": {"id": "29:1", "aadObjectId": "a\x00b", "name": "x"}}),
        having(conversation={"id": "a:\x00", "conversationType": "personal"}),
        having(replyToId="\x00", value={"sendbot": {"do": "show", "message_id": 1}}, text=""),
        having(value={"sendbot": {"do": "save", "item": "m:1", "seen": 0}, "narrative": "a\x00b"}, text=""),
        having(value={"sendbot": {"do": "open", "item": "m:99999999999"}}, text=""),
        having(value={"sendbot": {"do": "show", "message_id": 99999999999}}, text=""),
        having(**{"from": {"id": "29:1", "aadObjectId": ["x"], "name": 7}}),
        having(**{"from": {"id": "29:1"}}),
        having(conversation={"id": "a:\ud800", "conversationType": "personal"}),
        having(conversation={"id": "../../v3/x?y#z", "conversationType": "personal"}),
        having(replyToId="\ud800", value={"sendbot": {"do": "show", "message_id": 1}}, text=""),
        having(value={"sendbot": {"do": "save", "item": "m:1", "seen": 0}, "narrative": "\ud800"}, text=""),
        having(value=[1, 2, 3], text=""),
        having(value=float("nan")),
        having(type="conversationUpdate", membersAdded=[{"id": "29:1"}], membersRemoved=[]),
        having(type="messageReaction", reactionsAdded="like"),
        having(type="installationUpdate"),
        having(type="installationUpdate", action="add-upgrade"),
        having(type="event", name="application/vnd.microsoft.readReceipt", value={}),
        having(type="typing"),
        having(type="somethingNew"),
        having(**press({"sendbot": {"do": "save", "item": "m:1", "seen": 0}, "narrative": "\ud800"})),
        having(**press({"sendbot": {"do": "save", "item": "m:1", "seen": 0}, "rating": {"a": "b"}})),
        having(**press({"sendbot": {"do": "open", "item": "m:1", "text": "\ud800"}})),
        having(**press({"sendbot": {"do": "ask", "text": "\ud800 area 4"}})),
    ],
)
async def test_odd_activities_of_somebody_known_never_end_in_a_500(
    sample_store: Store, draft: Draft, one_bot: RunningBot, spoil: Spoil
) -> None:
    """These may be understood and recorded, so each goes to a bot of its own."""
    async with running(sample_store, one_bot.teams, HandHeldClock(QUIET)) as bot:
        spoil(draft)
        assert await status_of(bot, draft) in {200, 202, 400}
    one_bot.teams.sent.clear()
    one_bot.teams.replaced.clear()


async def test_a_small_request_that_unpacks_into_a_large_one_is_too_large(one_bot: RunningBot, draft: Draft) -> None:
    draft.activity["text"] = "x" * 50_000_000
    draft.raw = gzip.compress(json.dumps(draft.activity).encode())
    draft.headers["Content-Encoding"] = "gzip"
    assert len(draft.raw) < 100_000
    assert await status_of(one_bot, draft) == 413


async def test_a_body_that_does_not_unpack_is_refused(one_bot: RunningBot, draft: Draft) -> None:
    draft.raw, draft.headers["Content-Encoding"] = b"not gzip", "gzip"
    assert await status_of(one_bot, draft) == 400


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
async def test_only_post_is_taken(one_bot: RunningBot, method: str) -> None:
    async with one_bot.client.request(method, "/api/messages") as answer:
        assert answer.status == 405


async def test_refusals_are_counted_by_status(one_bot: RunningBot, draft: Draft) -> None:
    async def counted() -> float:
        async with one_bot.client.get("/metrics") as answer:
            lines = (await answer.text()).splitlines()
        found = [line for line in lines if line.startswith('sendbot_events_total{event="refused_401"}')]
        return float(found[0].rsplit(" ", 1)[1]) if found else 0

    before = await counted()
    draft.authorization = None
    await status_of(one_bot, draft)
    assert await counted() == before + 1


async def test_the_app_id_is_what_the_token_is_for(one_bot: RunningBot, draft: Draft) -> None:
    """`aud` may be a list that holds it (RFC 7519); a part of it is not it."""
    draft.signed(aud=["another", APP_ID])
    assert await status_of(one_bot, draft) == 202
    one_bot.teams.sent.clear()
    draft.signed(aud=APP_ID[:-1])
    draft.activity = activity(one_bot.teams.service_url, draft.entra_object_id, "a:1", text="hello")
    assert await status_of(one_bot, draft) == 401
