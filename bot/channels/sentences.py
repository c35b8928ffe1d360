"""What the bot says in channels and group chats when it says no, and about itself; one sentence each."""

from __future__ import annotations

HELLO = (
    "Hello: I hold the SEND action register. Mention me here with a question, such as “how is area 4?”, and I say what "
    "everybody in this conversation may know; updates are made in a chat with me alone."
)
HELP = (
    "Mention me with a question about the plan, such as “how is area 4?”, “what is overdue?” or “what is red in area "
    "2?”. The compliance team, or an area's SRO, can write “post area 4 here every Monday at 9”. Updates, and what is "
    "yours alone, belong in a chat with me."
)
STRANGER = (
    "I do not know you in the action register yet, so I cannot answer you here: ask the SEND compliance team to add "
    "you."
)
SOMEBODY_ELSE_READS = (
    "Not everybody in this conversation has a part in the plan, so I cannot answer here: ask me in our own chat."
)
READERS_NOT_KNOWN = (
    "I could not find out just now who reads along here, so I did not answer: ask again in a minute, or in our own "
    "chat."
)
PERSONAL = "That is between you and me, so I do not say it here: ask me in our own chat."
NO_ACTS = (
    "Nothing was changed, because nothing is done from a channel or a group chat: write that to me in our own chat."
)
FORWARDED = (
    "Nothing was saved, because that card belongs in a chat with me alone: ask me there for what is yours to answer."
)
REPORT_SENT = "It is in our own chat: the links there are yours alone."
REPORT_NOT_SENT = "I could not write to you in our own chat just now: open it and write “exception report” to me there."
REPORT_OFFERED = "The exception report as it stands now goes to those who may have it, each in a chat with me alone."
HOW_TO_TIE = "Say what, on which day and when, for example: post area 3 here every Monday at 9."
NOTHING_POSTED = "Nothing of that kind is posted here, so there is nothing to stop."


def too_many(most: int) -> str:
    return f"More than {most} people read along here, so I do not answer here: ask me in our own chat."


def no_area(ref: str) -> str:
    return f"There is no area {ref} in this plan: name another."
