"""How people ask for things: what they write, in the order in which it is tried, and an example of each.

The first that is found in the words wins, so what is narrower stands above what is wider.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.conversation.any_of import any_of
from bot.conversation.list_phrases import ASKED_FOR_LISTS
from bot.conversation.reason_phrases import ASKED_FOR_REASONS
from bot.conversation.said import Intent

HELP = any_of(
    r"^ (?:help|menu|commands)\b",
    r"^ what (?:sorts?|kinds?) of (?:things?|questions?) (?:can|do|could|should) (?:i|you|we)\b",
    r"^ what (?:can|do) (?:you|i) (?:do|ask)\b(?! (?:about|for|on) )",
    r"^ how (?:do i use|does this|do you) work",
    r"^ how do i (?:use|ask|start|update|report|answer)\b",
    r"^ how does this work",
    r"^ who are you",
)
_PLEASANTRY = (
    r"(?:hi|hello|hey|hiya|yo|morning|afternoon|evening|good (?:morning|afternoon|evening|day)|thanks?(?: you)?|"
    r"thx|ta|"
    r"cheers|ok(?:ay)?|great|perfect|brilliant|lovely|bye|goodbye|sorry|much appreciated|nice one|no worries|got it|"
    r"that's (?:great|helpful|perfect)|thats (?:great|helpful|perfect))"
)
_BESIDE_IT = (
    r"(?:there|all|team|bot|sendbot|everyone|so much|very much|a lot|for that|for your help|again|and|then|mate|love"
    r"|pal|pet|hun|duck|folks|to you|for now|indeed|x+)"
)
GREETING = re.compile(rf"{_PLEASANTRY}(?:[ ,.!]+(?:{_PLEASANTRY}|{_BESIDE_IT}))*[^\w]*")

PERSONAL = any_of(
    r"\b(?:which|what) (?:child|children|pupils?|family|families|young (?:person|people))\b",
    r"\b(?:a|the|one|any|this|that) (?:child|pupil|young person|family)'s (?:ehc|ehcp|plans?|records?|details|"
    r"case|file|"
    r"needs|placement|assessment|review|support)\b",
    r"\b(?:is|was|has|does|did|will|for|about) (?!(?:cyp|child|children|pupils?|young|people|those|all|any|it|the) )"
    r"[a-z'-]+ (?:in year|aged?) \d{1,2}\b",
    r"\b(?:names?|details?|addresses?|list) of (?:the |any |all )?(?:child|children|pupils?|famil(?:y|ies)|"
    r"young (?:person|people))\b",
    r"\b(?:my|our|their|his|her|your) (?:son|daughter|grandson|granddaughter|nephew|niece|child|kid|lad)(?:'s)?\b",
    r"\b(?:a|the|this|that|one|another) (?:child|pupil|boy|girl|young person|family|student) (?:who|called|named|"
    r"in my|at|from)\b",
    r"\bone of my (?:families|pupils|patients|children|students|constituents)\b",
    r"\bindividual (?:case|child|pupil)",
    r"\bwhen will (?:he|she|[a-z]+'s (?:child|son|daughter)) (?:get|be)\b",
)
INCIDENT = any_of(
    r"\b(?:child|pupil|family|young person|kid|student)(?:'s|s)? (?:names?|details?|dob|date of birth|initials)\b.*"
    r"\b(?:by mistake|in my update|in the update|by accident|accidentally|wrongly|in there|delete|remove|take)",
    r"\b(?:put|included|typed|named|wrote|posted|entered|used|left|identif\w+|pasted)\b.{0,40}\b(?:child|pupil|"
    r"family(?! (?:hubs?|support|forums?|help|voice|services?|links?))|young person|kid|student)(?:'s|s)?\b",
    r"\b(?:delete|remove|take down|take out|withdraw|wipe|redact|strip|hide)\b.{0,60}\b(?:child|pupil|kid|student|"
    r"name[ds]?|personal|identif\w+)\b",
    r"\b(?:(?:personal data|data protection|gdpr) (?:incident|breach|leak)|data (?:breach|leak))\b",
    r"\b(?:mentions?|names|identifies|describes) (?:a|one|the|some) (?:child|pupil|young person|family|student)\b",
    r"\b(?:put|included|typed|wrote|sent|posted|entered|pasted|attached|dictat\w+|picked up|it had)\b.{0,60}"
    r"\b(?:nhs (?:numbers?|nos?)|dob|dates? of birth|(?:patient|lad|girl|boy|kid)'?s? (?:names?|details?))\b",
    r"\b(?:child|pupil|kid|student|patient|lad|girl|boy)(?:'s)?\b.{0,60}\b(?:take (?:it|that|this) (?:down|off|out)"
    r"|get rid)\b",
    r"^ (?:please )?(?:withdraw|delete|remove|take down) (?:what i (?:wrote|said|put)|my (?:last |"
    r"latest )?(?:update|answer|words))",
)
OTHER_PLAN = re.compile(
    r"\b(?:(?:other|another|different|neighbouring) (?:councils?|local authority|authority|areas?'? plan|la)\b"
    r"|(?:how|what) (?:is|are|about|does|do|did) [a-z' -]{3,30} (?:council|county council|borough|local authority)\b"
    r"|(?:compare|compared|comparison) (?:us |this )?(?:to|with) (?!(?:the )?(?:last|previous|target|plan|\d|what we|"
    r"trajectory|baseline|january|february|march|april|may|june|july|august|september|october|november|december)))"
)

QUESTIONS: tuple[tuple[Intent, re.Pattern[str]], ...] = (*ASKED_FOR_REASONS, *ASKED_FOR_LISTS)

DUE = re.compile(
    r"\b(?:due|deadlines?|falls?|lands?|coming up|upcoming|milestones? (?:in|for|by|on|this|next)|next (?:up|"
    r"milestones?)|must be (?:done|met|complete))\b"
)
EVERYTHING = re.compile(
    r"\b(?:all areas|(?:the )?(?:whole|entire|full) (?:plan|programme|thing|register)|every area|"
    r"across the (?:plan|board|programme|piece|areas)|"
    r"the plan|(?:the |our )?(?:written statement|wsoa|action plan|improvement plan)|overall|everything|programme|"
    r"everyone|everybody|all of (?:them|it|us)|all (?:the )?actions|"
    r"in total|altogether|overview)\b"
)
ABOUT_THE_PLAN = re.compile(
    r"\b(?:how (?:are|r) (?:we|things)|how(?:'s|s| is) it (?:all )?going|where (?:are|r) we|state of play|headlines?|"
    r"where do we (?:stand|sit)|big picture|in a nutshell|summary|status|"
    r"position|rag|bragg)\b"
)
LEAST = re.compile(
    r"\b(?:at least |more than |over )(?P<more>\d|one|two|three|four|five)\b"
    r"|\b(?P<n>\d|one|two|three|four|five) ?(?:or more )?(?:reminders?|chas\w+|times|requests?)\b"
    r"|\b(?P<often>twice|once)\b"
)
"""How many reminders somebody has had, at the least."""

_PAGE = re.compile(r" page (?P<page>\d{1,2})(?=[ ?!.,]*$)")
COUNTED = (Intent.NOT_REPORTED, Intent.EVIDENCE_GAPS, Intent.OVERDUE, Intent.ASKS, Intent.KPI_CHECK)
"""Questions whose answers can be counted ("how many are late"), in the order in which they are tried."""


def without_page(words: str) -> tuple[str, int]:
    """The words and which page of their answer is wanted, from 0: "what is overdue page 2"."""
    found = _PAGE.search(words)
    return (_PAGE.sub(" ", words), max(0, int(found["page"]) - 1)) if found else (words, 0)


def counted_in(words: str) -> Intent | None:
    """What a question that asks how many asks about, but ratings; None is everything."""
    of_these = {intent: pattern for intent, pattern in QUESTIONS if intent in COUNTED}
    found = next((intent for intent in COUNTED if of_these[intent].search(words)), None)
    return found or (Intent.DUE if DUE.search(words) else None)


EXAMPLES: Mapping[Intent, str] = {
    Intent.MY_ACTIONS: "what's mine",
    Intent.STATUS_PLAN: "how is the whole plan",
    Intent.STATUS_AREA: "how is area 1",
    Intent.LIST_BY_RATING: "what is red",
    Intent.COUNT: "how many actions are late",
    Intent.OVERDUE: "what is overdue",
    Intent.DUE_WINDOW: "what is due by the next board",
    Intent.NOT_REPORTED: "who has not reported",
    Intent.CHANGES: "what has changed since the last report",
    Intent.ASKS: "what are we asking of the board",
    Intent.RISKS: "what are the risks",
    Intent.CONFIDENCE: "which forecasts are late",
    Intent.KPI_CHECK: "which indicators are off target",
    Intent.EVIDENCE_GAPS: "what is complete without evidence",
    Intent.PATH_TO_GREEN: "what is the path to green",
    Intent.DEADLINE: "when is the cut-off",
    Intent.COMPILE: "exception report now",
}
"""What is offered to somebody who was not understood and whose words are near to nothing."""

NEAR_EXAMPLES: Mapping[Intent, str] = {
    **EXAMPLES,
    Intent.HELP: "help",
    Intent.CYCLE_STATUS: "cycle status",
    Intent.UNREACHED: "who was not reached",
    Intent.EDITION_STATUS: "edition status",
    Intent.CONFIRM_EDITION: "confirm edition",
    Intent.DECISIONS_WAITING: "what waits for me",
    Intent.CHASE: "chase everyone",
    Intent.LEAVE: "I am away",
    Intent.DELEGATE: "my deputy covers for me",
    Intent.END_COVER: "end my cover",
    Intent.SNOOZE: "ask me later",
    Intent.PERSONAL_DATA_INCIDENT: "withdraw my last update",
    Intent.CORRECT: "correct my last update",
    Intent.STATUS_ACTION: "how is {ref}",
    Intent.EXPLAIN_CHANGE: "why did {ref} change",
    Intent.EXPLAIN_EXCEPTION: "why is {ref} in the report",
    Intent.HISTORY: "history of {ref}",
    Intent.QUOTE: "what does the plan say about {ref}",
    Intent.PROVENANCE: "what is the source of the figures for {ref}",
    Intent.UPDATE: "update {ref}",
    Intent.UPDATE_COPY: "same as last time for {ref}",
    Intent.NIL_RETURN: "no change on {ref}",
    Intent.RATE_BLUE: "{ref} is complete",
    Intent.DATE_CHANGE_REQUEST: "can we move the date of {ref}",
    Intent.APPROVE_DATE: "approve the new date of {ref}",
    Intent.SIGN_OFF: "sign off {ref}",
    Intent.CHALLENGE_RATING: "challenge the rating of {ref}",
    Intent.CALL_IN: "call in {ref}",
    Intent.OPTIONS: "options for {ref}",
    Intent.RISK_ENTRY: "raise a risk on {ref}",
    Intent.LEAD_CHANGE: "new lead for {ref}",
}
"""What is offered of the meanings that the words are nearest to. `ref` is an action's; leave, cover and a snooze are
offered without their days, so that a press does nothing before they are said."""
