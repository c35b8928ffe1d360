"""What Teams sends: one activity for each turn, as plain JSON.

`number` counts the turns from 0 since the server was started, and every round starts its server anew.
"""

from typing import Any

BOT = {"id": "28:11111111-2222-3333-4444-555555555555", "name": "Bot"}
TENANT = "99999999-8888-7777-6666-555555555555"
PEOPLE = 50

ECHO_TEXT = "How does area 3 stand, turn"


def echo_message(number: int, service_url: str) -> dict[str, Any]:
    return _from_person(number, service_url) | {
        "type": "message",
        "locale": "en-GB",
        "textFormat": "plain",
        "text": f"{ECHO_TEXT} {number}",
    }


def card_action(number: int, service_url: str, *, verb: str, data: dict[str, Any]) -> dict[str, Any]:
    """The press of an Action.Execute button on a card that the bot has sent."""
    return _from_person(number, service_url) | {
        "type": "invoke",
        "name": "adaptiveCard/action",
        "replyToId": f"1:card-{number}",
        "value": {
            "action": {"type": "Action.Execute", "id": verb, "verb": verb, "data": data},
            "trigger": "manual",
        },
    }


def recorded_update(number: int, service_url: str) -> dict[str, Any]:
    """The lead of milestone `number` + 1 saves the form of the card that asked about it."""
    press = {"do": "save", "item": f"m:{number + 1}", "seen": 0, "message_id": number + 1}
    narrative = "Two clinics a week since Monday; the backlog of referrals is down by a third."
    fields = {"rating": "GREEN", "narrative": narrative, "forecast": "2026-03-31"}
    return card_action(number, service_url, verb="save", data={"sendbot": press, **fields})


def entra_object_id(number: int) -> str:
    """Who sends turn `number`."""
    return f"00000000-0000-0000-0000-{number % PEOPLE:012d}"


def _from_person(number: int, service_url: str) -> dict[str, Any]:
    person = number % PEOPLE
    return {
        "id": str(1_767_605_400_000 + number),
        "timestamp": "2026-01-05T09:30:00.000Z",
        "localTimestamp": "2026-01-05T09:30:00.000+00:00",
        "channelId": "msteams",
        "serviceUrl": service_url,
        "from": {"id": f"29:1person-{person}", "name": "Alex Lead", "aadObjectId": entra_object_id(number)},
        "recipient": BOT,
        "conversation": {
            "conversationType": "personal",
            "tenantId": TENANT,
            "id": f"a:1conversation-{person}",
        },
        "channelData": {"tenant": {"id": TENANT}},
        "entities": [{"type": "clientInfo", "locale": "en-GB", "country": "GB", "platform": "Web"}],
    }
