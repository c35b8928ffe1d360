"""How people ask for lists, numbers, figures and forecasts.

The first that is found in the words wins, so what is narrower stands above what is wider.
"""

from __future__ import annotations

import re

from bot.conversation.any_of import any_of
from bot.conversation.said import Intent

ASKED_FOR_LISTS: tuple[tuple[Intent, re.Pattern[str]], ...] = (
    (
        Intent.COUNT,
        any_of(
            r"\bhow many\b",
            r"\bnumber of\b",
            r"\b(?:count|total|tally) (?:of|the)\b",
            r"\bwhat (?:percentage|proportion|share|per ?cent|fraction)\b(?=.*\b(?:actions?|milestones?|plan|red|"
            r"green|amber|blue|grey|late|overdue|reported|complete\w*)\b)",
            r"\bhow much of the plan\b",
            r"\bcounts?\b",
        ),
    ),
    (
        Intent.MY_ACTIONS,
        any_of(
            r"\b(?:what(?:'s|s| is| are)?|which|show|list|see|give me|are|is|any|all|do|of|"
            r"have) (?:\S+ ){0,3}?mine\b",
            r"^ (?:mine|my (?:stuff|actions?|items?|tasks?|list|milestones?|updates?|work|things|jobs|"
            r"to ?do(?: list)?))\b",
            r"\b(?:what|which|show|list|see|give|are|all|any|open|about|how)\b.{0,40}\bmy (?:\w+ )?(?:actions?|"
            r"milestones?|items?|tasks?|list|updates?|work|stuff|to ?dos?|deadlines?|plate|name)\b",
            r"\b(?:do i|i) (?:lead|own|have to (?:do|update)|am (?:responsible|leading)|need to (?:update|do))\b",
            r"\b(?:am i|i'm) (?:responsible|leading|down for|lead|the lead|meant)\b",
            r"\bwhat(?:'s| is|s)? (?:there )?(?:for|on|with|to do for) me\b",
            r"\bon my (?:plate|list|desk)\b",
            r"\bfor me to (?:do|update)\b",
            r"\bwhat (?:do|should|must) i (?:\S+ )?(?:do|update|report|owe)\b",
        ),
    ),
    (
        Intent.NOT_REPORTED,
        any_of(
            r"\b(?:not|n't|nt|never|yet to|failed to|without|no|missing|still to|owes?|late (?:in|with)|"
            r"overdue with|unanswered|un) (?:\S+ ){0,3}?(?:report(?:ed|ing|s)?|updat(?:e|es|ed|ing)|repl(?:y|ied|"
            r"ies)|respon(?:d|ded|se|ses)|answer(?:ed|s)?|submitted|returned|returns?|come back)\b",
            r"\bno (?:word|news|response|reply|answer) from\b",
            r"\bwho (?:are|r) we (?:still )?(?:waiting|chasing)\b",
            r"\bstill (?:waiting|to hear) (?:for|on|from|to hear)\b(?! (?:evidence|sign))",
            r"\bwho(?:'s|s| is| are)? (?:still |yet )?(?:outstanding|to (?:report|reply|respond|answer|come back))\b",
            r"\b(?:silent|non[ -]?responders?|unreported|gone quiet|no[ -]shows?|not heard from|quiet)\b",
            r"\bwho (?:still )?(?:owes|is (?:still )?(?:missing|outstanding|to report)|hasn't|hasnt|haven't|"
            r"havent|has not|have not|has yet|didn't|did not)\b",
            r"\b(?:had|has had|have had|got|received|after|more than|at least) (?:\S+ ){0,3}?(?:reminders?|"
            r"chas(?:es|ers?|ed))\b",
            r"\breminded (?:\S+ )?(?:twice|times|more)\b",
            r"\bmissing updates?\b",
            r"\bwho needs chasing\b",
        ),
    ),
    (
        Intent.KPI_CHECK,
        any_of(
            r"\b(?:kpis?|indicators?|measures?|metrics?|performance|trajector(?:y|ies)|figures?|numbers|readings?|"
            r"data|"
            r"stats|statistics|actuals?)\b(?! notes?)",
            r"\b(?:against|versus|vs|off|below|above|missing|meeting|hit(?:ting)?|behind) (?:the |its |their |"
            r"our )?targets?\b",
            r"\btargets?\b",
            r"\b(?:what|which) (?:percentage|proportion|per ?cent|share|rate|number)\b",
            r"\b(?:wait|waits|waiting times?|waiting lists?|average wait|longest wait|timeliness|take[ -]?up|"
            r"20[ -]weeks?|18[ -]weeks?)\b",
            r"%",
        ),
    ),
    (
        Intent.CONFIDENCE,
        any_of(
            r"\bconfiden(?:t|ce)\b",
            r"\brealistic(?:ally)?\b",
            r"\b(?:will|are|is|can|do|does|going to|likely|might) (?:\S+ ){0,6}?(?:make it|hit (?:the |its |"
            r"their |our )?(?:\S+ )?(?:dates?|deadlines?|milestones?)|on course|be (?:ready|finished|complete[d]?|"
            r"done|met|"
            r"on time)|finish|deliver|meet (?:the |its |their |our )?(?:\S+ )?(?:dates?|deadlines?|milestones?)|"
            r"slip|be late|"
            r"get (?:done|there|finished))\b",
            r"\bforecasts?\b",
            r"\bwhen will\b",
            r"\b(?:at risk of (?:slipping|missing)|likely to (?:slip|miss|be late))\b",
            r"\bhow (?:likely|sure|certain)\b",
            r"\bon course\b",
        ),
    ),
    (
        Intent.CHANGES,
        any_of(
            r"\b(?:what|anything|any|which|show|list|all|everything)(?:'s|s|\b).{0,40}\b(?:changed?|changes|"
            r"moved?|movement|different|new|happened|shifted)\b",
            r"\bchange[sd]? (?:since|in|this|from|over|between|after)\b",
            r"\b(?:dates?|deadlines?) (?:\S+ ){0,3}?(?:moved|changed|extended|pushed|approved|slipped)\b",
            r"\b(?:moved|changed|extended|approved) (?:dates?|deadlines?)\b",
            r"\bmovement\b",
            r"\bsince (?:the )?(?:last|previous) (?:board|report|edition|meeting|time|month)\b",
            r"\b(?:got|gone|going|getting) (?:worse|better)\b",
            r"\bdate changes?\b",
        ),
    ),
    (
        Intent.OVERDUE,
        any_of(
            r"\b(?:overdue|over due|late|behind|missed|delayed|slipped|slipping|lapsed|gone past|past (?:its|"
            r"their|the|due) (?:dates?|deadlines?|due)?)\b",
            r"\bpast due\b",
            r"\b(?:should|ought to) have been (?:done|finished|complete[d]?|met)\b",
            r"\bout of date\b",
        ),
    ),
)
