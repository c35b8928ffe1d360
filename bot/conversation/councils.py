"""The names of England's councils with duties for SEND, by which a question about another area's plan is known."""

from __future__ import annotations

import re

from bot.conversation.lexicon import Lexicon

_COUNCILS = re.compile(
    r"\b(?:barking|barnet|barnsley|bedford|bexley|birmingham|blackburn|blackpool|bolton|bournemouth|"
    r"bracknell|bradford|brent|brighton|bristol|bromley|buckinghamshire|calderdale|cambridgeshire|"
    r"camden|cheshire|cornwall|coventry|croydon|cumberland|darlington|derbyshire|devon|doncaster|dorset|"
    r"dudley|durham|ealing|enfield|essex|gateshead|gloucestershire|greenwich|hackney|halton|hammersmith|"
    r"hampshire|haringey|harrow|hartlepool|havering|herefordshire|hertfordshire|hillingdon|hounslow|"
    r"islington|kensington|kent|kirklees|knowsley|lambeth|lancashire|leeds|leicester|leicestershire|"
    r"lewisham|lincolnshire|liverpool|luton|manchester|medway|merton|middlesbrough|milton keynes|"
    r"newcastle|newham|norfolk|northamptonshire|northumberland|north yorkshire|nottingham|"
    r"nottinghamshire|oldham|oxfordshire|peterborough|plymouth|portsmouth|redbridge|redcar|rochdale|"
    r"rotherham|rutland|salford|sandwell|sefton|sheffield|shropshire|slough|solihull|somerset|"
    r"southampton|southend|southwark|staffordshire|stockport|stockton|stoke|suffolk|sunderland|surrey|"
    r"swindon|tameside|telford|thurrock|torbay|tower hamlets|trafford|wakefield|walsall|waltham forest|"
    r"wandsworth|warrington|warwickshire|westmorland|wigan|wiltshire|wirral|wokingham|wolverhampton|"
    r"worcestershire|york)\b"
)
"""Without those that are words of everyday English or common surnames too."""


def names_another_council(words: str, lexicon: Lexicon) -> bool:
    """One that is neither this plan's own, nor a word of its titles, nor part of a post's or a person's name."""
    return any(name not in lexicon.own_names for name in _COUNCILS.findall(words))
