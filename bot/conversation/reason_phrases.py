"""How people ask for reasons, for the report and its past, for the plan's words, for sources and deadlines.

The first that is found in the words wins, so what is narrower stands above what is wider.
"""

from __future__ import annotations

import re

from bot.conversation.any_of import any_of
from bot.conversation.said import Intent

ASKED_FOR_REASONS: tuple[tuple[Intent, re.Pattern[str]], ...] = (
    (
        Intent.RISKS,
        any_of(
            r"(?<!at )\brisks\b(?! of)",
            r"\brisk (?:log|register|list|scores?)\b",
            r"\b(?:any|what|which|show|list|open|top|main|biggest|worst|highest|key|our|my) (?:\w+ ){0,2}?issues\b",
            r"(?<!at )\b(?:risks?|issues) (?:on|in|for|around|about|touching|affecting) (?:actions? |areas? |objective "
            r"|the plan|\d)",
            r"^ (?:open |top |main |all |the |my |our )*issues\b",
        ),
    ),
    (
        Intent.EVIDENCE_GAPS,
        any_of(
            r"\b(?:got|have|seen|enough|any|without|no) (?:the |any )?proof\b",
            r"\bevidence (?:gaps?|missing|outstanding|needed|still to come|behind)\b",
            r"\b(?:no|without|missing|lacks?|lacking|need(?:s|ing)?|outstanding|gaps? in(?: the)?|"
            r"awaiting) (?:any |accepted |the |their |proper )?evidence\b",
            r"\b(?:awaiting|waiting for|need(?:s|ing)?|without|outstanding) (?:a |my |the |sro )?sign[ -]?offs?\b",
            r"\b(?:is|are) there (?:any )?(?:proof|evidence)\b",
            r"\b(?:what|which|where)\b.*\b(?:evidence|proof|evidenced|proven)\b",
            r"\bnot (?:yet )?(?:evidenced|signed off)\b",
            r"\bunevidenced\b",
        ),
    ),
    (
        Intent.EXPLAIN_EXCEPTION,
        any_of(
            r"\bwhy (?:is|was|are|were|has|have|does|did|do)\b.*\b(?:(?:in|on|into) the (?:exception )?report|"
            r"exceptions?|flagged|listed|escalated|called in)\b",
            r"\b(?:why(?:'?s)?|how come|what(?:'s|s)?)\b.*\b(?:exceptions?\b(?! report)|flagged|escalated|called in)",
            r"\b(?:why(?:'?s)?|how come)\b.*\b(?:on|in|into) (?:the|our|this) (?:\S+ )?(?:report|list|paper)\b",
            r"\b(?:in|on) the (?:exception )?(?:report|list)\b.*\bwhy\b",
            r"\bwhat (?:does|do|is|are|did) (?:code )?e ?1?\d\b",
            r"\b(?:reasons?|grounds?|triggers?) (?:for|behind|of) (?:the |this |an )?(?:exception|flag)",
            r"\bwhat (?:triggered|made|makes) .{2,60}(?:exceptions?|report)\b",
            r"\bwhat counts as (?:an )?exception",
            r"\bby exception and why\b",
        ),
    ),
    (
        Intent.EXPLAIN_CHANGE,
        any_of(
            r"\b(?:why|how come|what made|what happened (?:for|that)|what caused)\b.*\b(?:go|gone|went|"
            r"turn(?:ed)?|chang(?:e|ed)|dropp?(?:ed)?|fall(?:en)?|fell|slid|worse(?:ned)?|better|improv(?:e|ed)|"
            r"mov(?:e|ed)|down|up|downgraded?|upgraded?|from)\b",
            r"\b(?:why(?:'?s)?|how come)\b",
            r"\b(?:behind|caused|explains?|led to) the (?:change|drop|fall|move|slide|rating|downgrade|upgrade)",
            r"\bexplain (?:the )?(?:change|move|movement|drop|fall|rating)",
            r"\breasons? for (?:the )?(?:change|drop|fall|rating|red|amber|green)",
        ),
    ),
    (
        Intent.PATH_TO_GREEN,
        any_of(
            r"\bpaths? (?:back )?to green\b",
            r"\b(?:being )?done (?:to|about)\b.*\b(?:right|back|recover|improve|fix|late|red|it)\b",
            r"\b(?:put|putting|set|setting|get|getting) (?:\S+ ){1,4}(?:right|straight|sorted|back)\b",
            r"\bhow (?:are|do|will|is) (?:\S+ ){1,6}(?:catch(?:ing)? up|turn(?:ing)? (?:it|this|that) round|"
            r"recover(?:ing)?)\b",
            r"\b(?:get|gets|getting|bring|bringing|brought|come|coming|be|is|"
            r"going) (?:\S+ ){0,4}?back (?:on track|to green|on course)\b",
            r"\b(?:get|gets|getting|turn|go|going) (?:\S+ ){0,3}?to? ?green\b(?=.*(?:\?|how|what))",
            r"\brecovery (?:plans?|steps?|actions?)\b",
            r"\b(?:plan|doing|done) (?:to|about) (?:fix|recover|sort|rescue|the (?:red|late)|it being)\b",
            r"\bwhat (?:is|are|'s)? ?(?:being done|they doing|we doing|the plan) (?:about|for|to recover)\b",
            r"\bhow (?:will|do|are|is) .{2,60}\brecover",
        ),
    ),
    (
        Intent.ASKS,
        any_of(
            r"\basks? (?:of|for|to) the (?:board|sspb|partnership)\b",
            r"^ (?:the )?asks\b",
            r"\b(?:ask(?:ed|s|ing)?|need(?:s|ed|ing)?|want(?:s|ed)?) (?:for |any |some )?help\b",
            r"\b(?:help|support|decisions?) (?:is |are )?(?:needed|wanted|asked for|required)\b",
            r"\b(?:what|which|any|list|the|our|all|open|show)\b.{0,12} asks?\b",
            r"\b(?:asking|ask|want|need|needs|wanted|needed|require[ds]?|expect(?:ed)?) (?:\S+ ){0,4}?(?:of|from|"
            r"by) the (?:board|sspb|partnership)\b",
            r"\b(?:what|which)\b.*\bboard\b.*\b(?:decide|decides|agree|approve|unblock|asked|do)\b",
            r"\b(?:decisions?|approvals?) (?:\S+ ){0,4}?(?:needed|wanted|required|for the board|from the board|"
            r"to be made)\b",
            r"\bwhat (?:are|do) we (?:asking|ask|want|need) (?:the|of the|from the) (?:board|sspb)\b",
        ),
    ),
    (
        Intent.COMPILE,
        any_of(
            r"\b(?:exception|board) (?:report|paper|pack)s?\b(?! (?:say|said|number|of (?:jan|feb|mar|apr|may|jun|"
            r"jul|aug|sep|oct|nov|dec|last)))",
            r"\b(?:compile|run|make|build|generate|produce|export|create|send me|give me|get me|download|"
            r"draft) (?:\S+ ){0,3}?(?:report|paper)s?\b",
            r"\b(?:have|see|read|want|need) (?:the|a|our|this) (?:\S+ )?(?:report|paper)\b(?! (?:say|said))",
            r"\breport now\b",
            r"^ (?:the )?report\b",
        ),
    ),
    (
        Intent.HISTORY,
        any_of(
            r"\bhistory\b",
            r"\b(?:every|all|previous|past|earlier|old) (?:of the |the |of our |our )?updates?\b(?! (?:due|needed|"
            r"outstanding))",
            r"\bupdates? (?:so far|to date|over time|since the start)\b",
            r"\bwhat (?:was|were|has been|have been)\b.{0,30}\b(?:said|reported|told|written|recorded|promised)\b",
            r"\bwhat (?:has )?happened (?:to|with|on)\b",
            r"\bwho changed\b",
            r"\bchanges? (?:to|made to|on)\b(?! (?:the )?(?:dates?|plan|register)\b)",
            r"\bwhat did (?:we|you|they|the (?:last |previous )?(?:report|edition|paper|board paper)) (?:say|tell|"
            r"report|write|put)\b",
            r"\b(?:said|told|reported|tell|wrote|written) (?:\S+ ){0,5}?(?:to |in )?the (?:board|last report|"
            r"last edition|previous)\b",
            r"\b(?:last|previous|january|february|march|april|may|june|july|august|september|october|november|"
            r"december)(?:'s)? (?:report|edition|paper)(?: \S+){0,2} (?:say|said)\b",
            r"\b(?:edition|report) (?:number )?\d+ (?:\S+ )?(?:say|said|tell|told)",
            r"\bwhat (?:does|did|was|is) (?:said |in )?(?:the )?(?:edition|report) (?:number )?\d+\b",
            r"\baudit trail\b",
            r"\btimeline\b",
        ),
    ),
    (
        Intent.QUOTE,
        any_of(
            r"\b(?:exact|actual|original|full) (?:words?|wording|text)\b",
            r"\bwhat (?:does|did) (?:the )?plan (?:actually )?(?:say|state|promise|commit)\b",
            r"\b(?:quote|verbatim|word for word|wording|worded)\b",
            r"\bwhat(?:'s|s| is| are) the (?:success )?(?:measures?|criteria|test)s? (?:for|of|in) (?:action |"
            r"milestone )?\d",
            r"\bhow (?:is|was) .{1,40} (?:worded|written|phrased)\b",
            r"\bread (?:me|out)\b",
        ),
    ),
    (
        Intent.PROVENANCE,
        any_of(
            r"\bwhere (?:do|does|did|is|are) .{2,60}\b(?:come from|came from|from|get that|got that|sourced)\b",
            r"\b(?:source|sources|provenance|origin) (?:of|for|behind)\b",
            r"\bwho (?:gave|supplied|sent|provided|told)\b",
            r"\bwhat (?:date|day|month|time) (?:is|are|was|were) (?:\S+ ){1,5}(?:as at|from|for)\b",
            r"\b(?:figures?|data|numbers?|ratings?) (?:is |are )?(?:as at|as of)\b",
            r"\bwhat(?:'s| is|s) the source\b",
            r"\bhow (?:old|recent|current|up to date|fresh|reliable) (?:is|are)\b",
            r"\b(?:as at when|as of when|what period|which period|what date is (?:this|that|the data)|"
            r"when was (?:this|that|it) (?:measured|collected|read|taken))\b",
            r"\b(?:who|where) (?:says|said) (?:so|that)\b",
            r"\bdata (?:source|date|label)\b",
        ),
    ),
    (
        Intent.DEADLINE,
        any_of(
            r"\bcut[ -]?offs?\b",
            r"\b(?:what|which) (?:time|day|date)\b.*\b(?:updates?|returns?|reporting|submissions?)\b.*\b(?:close|"
            r"due|in|end|stop|by)\b",
            r"\b(?:updates?|returns?|reporting|submissions?|window) (?:\S+ )?(?:close|closes|shut|shuts|lock|"
            r"locks)\b",
            r"\bwhen (?:do|does|must|should|is|are|will) (?:\S+ ){0,4}?(?:updates?|returns?|reports?|answers?|"
            r"commentary|papers?|submissions?) (?:\S+ ){0,3}?(?:due|needed|wanted|required|in|submitted|"
            r"have to be|published|close)\b",
            r"\b(?:by when|when) (?:do|must|should|shall) (?:i|we|you|leads?) (?:\S+ ){0,3}?(?:report|update|"
            r"answer|reply|need|want|submit|respond|send)",
            r"\bdeadline (?:for|to) (?:\S+ ){0,3}?(?:updates?|updating|report(?:s|ing)?|returns?|answers?|"
            r"submit\w*|this cycle|the board|papers?)\b",
            r"\b(?:what|when)(?:'s| is|s)? (?:the |my |our )?(?:next )?(?:reporting )?deadline\b",
            r"\bhow long (?:have|do) (?:i|we) (?:got|have)\b",
            r"\bwhen (?:is|'s) (?:the |our )?(?:next )?(?:\w+ )?(?:board|meeting|sspb|round|cycle)\b",
            r"\blast (?:day|date|moment) (?:to|for) (?:report|updat|answer|submit|send)",
        ),
    ),
)
