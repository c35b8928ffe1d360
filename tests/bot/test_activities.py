"""What is read from an activity that was sent in a channel or a group chat."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.teams.activities import event_type_of, place_of, read_activity, words_of
from bot.turns import Group
from tests.scenarios.fake_teams import BOT, TENANT, activity

ENTITY = {"type": "mention", "text": "<at>SEND</at>", "mentioned": {"id": BOT["id"], "name": "SEND"}}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=8,
)


def said(text: str, **others: Any) -> dict[str, Any]:
    conversation = {"conversationType": "channel", "tenantId": TENANT, "id": "19:c@thread.tacv2;messageid=5"}
    return activity("https://x", "somebody", "", text=text, **{"conversation": conversation, **others})


@pytest.mark.parametrize(
    ("text", "entities", "words"),
    [
        ("<at>SEND bot</at> how is area 4?", [], "how is area 4?"),
        ("<at>SEND</at> how is area 4?", [ENTITY], "how is area 4?"),
        ("how is <at>Asha Iqbal</at> doing?", [], "how is Asha Iqbal doing?"),
        ("<at>SEND bot</at>&nbsp;who leads Health &amp; care?", [], "who leads Health & care?"),
        ("<at>SEND bot</at>", [], ""),
        ("<at>SEND bot</at> hello", [{**ENTITY, "text": ""}], "hello"),
        ("a < b and c > d", [], "a < b and c > d"),
    ],
)
def test_the_mention_of_the_bot_is_no_part_of_what_was_said(text: str, entities: list[Any], words: str) -> None:
    assert words_of(read_activity(said(text, entities=entities))) == words


def test_a_thread_of_a_channel_is_in_the_channel() -> None:
    place = place_of(read_activity(said("hello", channelData={"team": {"id": "19:t", "name": "SEND Board"}})))
    assert (place.personal, place.group) == (False, Group("19:c@thread.tacv2", "19:t", "SEND Board", ""))
    assert (place.conversation_id, place.group_id) == ("19:c@thread.tacv2;messageid=5", "19:c@thread.tacv2")


def test_an_event_about_a_channel_names_the_channel_itself() -> None:
    data = {"eventType": "channelRenamed", "channel": {"id": "19:other", "name": "Area 4"}, "team": {"id": "19:t"}}
    told = read_activity(said("", type="conversationUpdate", channelData=data))
    assert event_type_of(told) == "channelRenamed"
    assert place_of(told).group == Group("19:other", "19:t", "", "Area 4")


@given(data=JSON, entities=JSON)
def test_no_data_beside_the_words_breaks_the_reading(data: Any, entities: Any) -> None:
    read = read_activity(said("<at>SEND bot</at> hello", channelData=data, entities=entities))
    assert words_of(read).endswith("hello")
    assert isinstance(place_of(read).group, Group)
    assert isinstance(event_type_of(read), str)
