"""How what may identify a child is written. Each pattern is tried on its own, and some finds are looked at twice."""

from __future__ import annotations

import re

from workflows.personal_data.kinds import Kind

_AGE = r"(?:1?\d|2[0-5])"
_SAID_AGE = rf"(?:aged?\s*:?\s*{_AGE}\b|(?:is|was|,|\()?\s*{_AGE}[\s-]*(?:years?|yrs?|yr)[\s-]*old\b|\b{_AGE}\s?y/?o\b)"
_NAME = r"[A-Z][a-z’']+(?:-[A-Z][a-z]+)?"
CHILD = (
    r"(?:child(?:ren)?|pupils?|students?|learners?|boys?|girls?|young\s+(?:person|people)|CYP|toddlers?|bab(?:y|ies))"
)
_ONE_CHILD = r"(?:child|pupil|student|learner|boy|girl|young\s+person|toddler|baby|lad)"
_CONDITION = (
    r"(?:autis\w+|asd|adhd|epilep\w+|asthma\w*|diabet\w+|cerebral\s+palsy|down[’']?s?\s+syndrome|deaf\w*|blind\w*|"
    r"anxiety|depress\w+|self[\s-]harm\w*|dyslexi\w+|dyspraxi\w+|tourette\w*|foetal\s+alcohol|fasd|cancer|seizures?|"
    r"tube[\s-]fed|selective(?:ly)?\s+mut\w+|wheelchair|suicid\w+|psychosis|eating\s+disorder|anorexi\w+)"
)
_DATE = r"(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d{2}-\d{2}|\d{1,2}(?:st|nd|rd|th)?\s+[A-Z][a-z]{2,8}\s+\d{2,4})"

NAME_THEN_AGE = re.compile(rf"\b(?P<name>{_NAME})\b[\s,(–-]{{0,4}}(?i:{_SAID_AGE})")
AGE_THEN_NAME = re.compile(rf"(?i:\b{_AGE}[\s-]*(?:years?|yrs?)[\s-]*old|\b{_AGE}\s?y/?o)\s+(?P<name>{_NAME})\b")
NAME_THEN_NUMBER = re.compile(rf"\b(?P<name>{_NAME})\b\s?(?:,\s?{_AGE}(?=\s*(?:[,.;)]|$|\band\b))|\(\s?{_AGE}\s?\))")
YEAR_GROUP = r"(?:Year|Yr|Y)\s?(?:1[0-4]|[1-9]|R)\b|\bReception\b"
NAMED_SCHOOL = r"(?P<school>(?:[A-Z][\w’'.]*\s+){1,4}(?:School|Academy|Primary|College|Nursery|Infants|Juniors))\b"
YEAR_THEN_SCHOOL = re.compile(rf"\b(?:{YEAR_GROUP})[^.;\n]{{0,60}}?{NAMED_SCHOOL}")
SCHOOL_THEN_YEAR = re.compile(rf"{NAMED_SCHOOL}[^.;\n]{{0,40}}?\b(?:{YEAR_GROUP})")
INITIALS_THEN_CONDITION = re.compile(
    rf"\b(?P<initials>(?:[A-Z]\.\s?){{2,3}}|[A-Z]{{2,3}}\b)(?P<between>[\s,(:–-]{{1,3}}(?i:has|is|was|with|had|who\s+has)?\s?)"
    rf"(?i:(?:a|an|severe|his|her|their|diagnosed\s+with|a\s+diagnosis\s+of)\s+)?(?i:{_CONDITION})\b"
)
SMALL_COUNT = re.compile(
    rf"(?i)(?<![\d.,%/£-])\b(?:[1-4]|one|two|three|four)\s+(?:other\s+|more\s+|SEND\s+)?{CHILD}\b(?!\s+(?:in|out\s+of)\s+(?:\d|every|ten|five))"
)

PLAIN = {
    Kind.DATE_OF_BIRTH: re.compile(rf"(?i:\b(?:d\.?\s?o\.?\s?b\b\.?|date\s+of\s+birth|born(?:\s+on)?))\s*:?\s*{_DATE}"),
    Kind.EHC_PLAN_NUMBER: re.compile(
        r"(?i)\bEHC(?:P|\s*plan|NA)?\s*(?:no\b\.?|number|ref\b\.?|reference|#)\s*:?\s*(?=[\w/-]*\d{3})[\w/-]+"
    ),
    Kind.POSTCODE: re.compile(r"\b(?:GIR\s?0AA|[A-PR-UWYZ][A-HK-Y]?\d[A-HJKMNP-Y\d]?\s?\d[ABD-HJLNP-UW-Z]{2})\b"),
    Kind.ONE_CHILD: re.compile(
        rf"(?i)\b(?:(?:the|this|that|one)\s+(?:{_AGE}[\s-]year[\s-]old\s+)?{_ONE_CHILD}\s+(?:who|whose)|"
        rf"(?:this|that)\s+{_ONE_CHILD}(?:[’']s\b|\s+(?:with|has|had|was|is|needs?|cannot|will)\b))"
    ),
}
"""What is personal as it stands."""

NAME_AND_FAMILY = re.compile(
    rf"\b(?P<name>{_NAME})(?:[’']s?)?\s+(?i:mum|mummy|mother|dad|father|parents?|carers?|family|gran|grandmother|sister|brother)\b|"
    rf"(?i:\b(?:my|our|his|her|their)\s+(?:son|daughter|child|grandson|granddaughter|little\s+(?:boy|girl)))\s+(?P<other>{_NAME})\b"
)
"""Looked for in copied text alone: a pasted e-mail gets the strictest check."""

TEN_DIGITS = re.compile(r"(?<!\d)(?<!\d[ -])\d{3}[ -]?\d{3}[ -]?\d{4}(?![ -]?\d)")
LETTER_AND_TWELVE = re.compile(r"(?i)(?<![A-Z\d])[A-Z]\d{11}[A-Z\d](?![A-Z\d])")
PASTED = re.compile(r"(?im)^\s*(?:from|sent|to|subject|cc)\s*:.*$|^>|^-{2,}\s*(?:original|forwarded)\s+message")
