from __future__ import annotations

import csv
from itertools import combinations
from pathlib import Path

import pytest

from store.register_files.plan_cells.leads import Lead, organisations_in, read_leads

SAMPLES = Path(__file__).parents[4] / "samples"

ORGANISATIONS = {"CBMDC", "BDC HCP", "BDCFT"}
INITIALS = {"JS": "Head of SEND, Leicester City Council", "AB": "Ann Bee, Service Manager"}


def leads(cell: str) -> tuple[Lead, ...]:
    return read_leads(cell, organisations=ORGANISATIONS, initials=INITIALS)


def posts_of(plan: str) -> list[dict[str, str]]:
    with (SAMPLES / plan / "posts.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("cell", "post", "organisation", "name"),
    [
        ("Strategic Manager SEND\nCBMDC", "Strategic Manager SEND", "CBMDC", ""),
        ("Strategic\nManager SEND\nCBMDC", "Strategic Manager SEND", "CBMDC", ""),
        ("Strategic Manager SEND (CBMDC)", "Strategic Manager SEND", "CBMDC", ""),
        ("Associate Director\nBDC\nHCP", "Associate Director", "BDC HCP", ""),
        ("Service Manager for Autism/ADHD waiting lists", "Service Manager for Autism/ADHD waiting lists", "", ""),
        ("Fiscal and performance officer", "Fiscal and performance officer", "", ""),
        ("Director of Integration and Change", "Director of Integration and Change", "", ""),
        ("SEND Team", "SEND Team", "", ""),
        ("Jane Smith, Head of SEND, Devon County Council", "Head of SEND", "Devon County Council", "Jane Smith"),
        ("Dr Ann O'Brien, Designated Clinical Officer", "Designated Clinical Officer", "", "Dr Ann O'Brien"),
        ("Head of SEND (Jane Smith)", "Head of SEND", "", "Jane Smith"),
        ("Jane Smith-Jones – Head of SEND", "Head of SEND", "", "Jane Smith-Jones"),
        ("JS", "Head of SEND", "Leicester City Council", ""),
    ],
)
def test_a_lead_is_read_as_its_post_its_organisation_and_its_name(
    cell: str, post: str, organisation: str, name: str
) -> None:
    (lead,) = leads(cell)
    assert (lead.post, lead.organisation, lead.name, lead.doubt) == (post, organisation, name, "")


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("Head of SEND; Head of Inclusion", [("Head of SEND", ""), ("Head of Inclusion", "")]),
        ("Head of SEND\nHead of Inclusion", [("Head of SEND", ""), ("Head of Inclusion", "")]),
        ("Head of SEND and Head of Inclusion", [("Head of SEND", ""), ("Head of Inclusion", "")]),
        ("DCO/DMO", [("DCO", ""), ("DMO", "")]),
        (
            "Director of Public Health\nCBMDC\nAssociate\nDirector\nBDC HCP",
            [("Director of Public Health", "CBMDC"), ("Associate Director", "BDC HCP")],
        ),
        ("JS/AB", [("Head of SEND", "Leicester City Council"), ("Service Manager", "")]),
        (
            "Jane Smith, Head of SEND, Devon County Council; John Brown, Service Manager",
            [("Head of SEND", "Devon County Council"), ("Service Manager", "")],
        ),
    ],
)
def test_several_leads_of_a_cell_are_read_apart(cell: str, read: list[tuple[str, str]]) -> None:
    assert [(lead.post, lead.organisation) for lead in leads(cell)] == read


@pytest.mark.parametrize(
    ("cell", "post", "said"),
    [
        ("Vacant", "", "nobody holds the post"),
        ("TBC", "", "nobody holds the post"),
        ("Head of SEND (vacant)", "Head of SEND", "nobody holds the post"),
        ("New post - SEND QA Officer", "SEND QA Officer", "nobody holds the post"),
        ("Designated Clinical Officer*", "Designated Clinical Officer", "asterisk"),
        ("SRO", "SRO", "more than one SRO"),
        ("XY", "", "no table explains it"),
        ("Jane Smith", "Jane Smith", "may be a person's name"),
        ("CBMDC", "", "names no post"),
        ("various", "various", "no word for a post"),
        (";", "", "names no post"),
    ],
)
def test_what_is_no_plain_post_is_in_doubt(cell: str, post: str, said: str) -> None:
    (lead,) = leads(cell)
    assert lead.post == post
    assert said in lead.doubt


def test_a_misspelt_organisation_is_kept_as_printed_and_in_doubt() -> None:
    (lead,) = leads("Strategic Manager SEND\nCBDMC")
    assert (lead.post, lead.organisation) == ("Strategic Manager SEND", "CBDMC")
    assert "did you mean CBMDC?" in lead.doubt


def test_the_bradford_plans_organisations_are_learnt_from_its_own_cells() -> None:
    cells = [f"{row['post']}\n{row['organisation']}" for row in posts_of("bradford-wsoa-2022")]
    assert organisations_in(cells) == {
        "BDC HCP", "BDCFT", "BTHFT", "Bradford Children’s Trust", "CBMDC", "Health Professionals",
    }  # fmt: skip


def test_every_post_of_the_bradford_plan_is_read_back_wherever_its_lines_are_broken() -> None:
    rows = posts_of("bradford-wsoa-2022")
    organisations = organisations_in(f"{row['post']}\n{row['organisation']}" for row in rows)
    for row in rows:
        words = f"{row['post']} {row['organisation']}".split()
        for first, second in combinations(range(1, len(words) + 1), 2):
            lines = (words[:first], words[first:second], words[second:])
            cell = "\n".join(" ".join(line) for line in lines)
            (lead,) = read_leads(cell, organisations=organisations, initials={})
            assert (lead.post, lead.organisation) == (row["post"], row["organisation"].rstrip("*"))
            assert bool(lead.doubt) == (row["organisation"] in ("CBDMC", "Health Professionals*"))


def test_every_lead_of_the_bristol_plan_is_one_post_and_not_in_doubt() -> None:
    for row in posts_of("bristol-wsoa-2020"):
        (lead,) = read_leads(row["post"], organisations=(), initials={})
        assert lead.doubt == ""
        assert row["post"].startswith(lead.post)
        assert row["post"].endswith(lead.organisation)


@pytest.mark.parametrize("cell", ["", " \n ", "\u00a0"])
def test_a_blank_cell_has_no_lead(cell: str) -> None:
    assert leads(cell) == ()
