from __future__ import annotations

from pathlib import Path

import pytest
from sqlmodel import Session, select

from store.tables import Action, ActionLead, Post


def leads_of(session: Session, ref: str) -> list[tuple[str, str]]:
    rows = session.exec(
        select(Post).join(ActionLead).join(Action).where(Action.ref == ref).order_by(ActionLead.position)
    )
    return [(post.title, post.organisation) for post in rows]


def with_leads(folder: Path, leads: str, posts: str) -> None:
    (folder / "actions.csv").write_text(f'action_ref,area_ref,title,lead_posts\n1,1,One,"{leads}"\n', encoding="utf-8")
    (folder / "milestones.csv").write_text("action_ref,seq,due\n", encoding="utf-8")
    (folder / "posts.csv").write_text(f"post,organisation,kind\n{posts}", encoding="utf-8")


@pytest.mark.parametrize(
    ("lead", "posts", "found"),
    [
        ("Manager, SEND", '"Manager, SEND",,lead\nManager,SEND,lead\n', ("Manager, SEND", "")),
        ("Manager, SEND", "Manager,SEND,lead\nManager,Health,lead\n", ("Manager", "SEND")),
        (
            "Head, Learning, City",
            '"Head, Learning",City,lead\nHead,"Learning, City",lead\n',
            ("Head, Learning", "City"),
        ),
        ("Manager", "Manager,Health,lead\n", ("Manager", "Health")),
        ("Manager", "Manager,Health,lead\nManager,,lead\n", ("Manager", "")),
        ("Head of Service,  Children", '"Head of Service, Children",,lead\n', ("Head of Service, Children", "")),
    ],
)
def test_a_lead_is_the_post_with_the_longest_matching_name(
    session: Session, bring_in, small_plan: Path, lead: str, posts: str, found: tuple[str, str]
) -> None:
    with_leads(small_plan, lead, posts)
    report = bring_in.register(small_plan)
    assert leads_of(session, "1") == [found]
    assert [warning for warning in report.warnings if warning.file == "actions.csv"] == []


@pytest.mark.parametrize(
    ("lead", "posts", "found", "sentence"),
    [
        (
            "Nurse, Children’s, Trust",
            "",
            ("Nurse, Children’s", "Trust"),
            '"Nurse, Children’s, Trust" is not in posts.csv: '
            'taken as the post "Nurse, Children’s" of the organisation "Trust".',
        ),
        ("Nurse", "", ("Nurse", ""), '"Nurse" is not in posts.csv: taken as a post without an organisation.'),
        (
            "Nurse",
            "Nurse,Trust,lead\nNurse,Council,lead\n",
            ("Nurse", ""),
            '"Nurse" is a post of several organisations (Trust, Council): taken as one of none.',
        ),
    ],
)
def test_a_lead_that_no_post_answers_to_is_taken_with_a_warning(
    session: Session, bring_in, small_plan: Path, lead: str, posts: str, found: tuple[str, str], sentence: str
) -> None:
    with_leads(small_plan, lead, posts)
    report = bring_in.register(small_plan)
    assert leads_of(session, "1") == [found]
    assert [(w.line, w.sentence) for w in report.warnings if w.file == "actions.csv"] == [(2, sentence)]
    assert report.refused == ()
    assert bring_in.register(small_plan).changes == ()


def test_a_lead_may_be_a_post_that_another_plan_brought_in(session: Session, bring_in, small_plan: Path) -> None:
    bring_in.register(small_plan)
    with_leads(small_plan, "Officer, Council;Manager, SEND", "")
    (small_plan / "plan.csv").write_text("key,title\nother,Another plan\n", encoding="utf-8")
    report = bring_in.register(small_plan)
    assert [warning for warning in report.warnings if warning.file == "actions.csv"] == []
    assert leads_of(session, "1") == [("Officer", "Council"), ("Manager, SEND", "")]


def test_a_lead_named_twice_in_a_cell_is_one_lead(session: Session, bring_in, small_plan: Path) -> None:
    with_leads(small_plan, "Manager; Manager;", "Manager,,lead\n")
    assert bring_in.register(small_plan).refused == ()
    assert leads_of(session, "1") == [("Manager", "")]


def test_sros_and_organisations_that_do_not_pair_up_are_warned_of(bring_in, small_plan: Path, edit) -> None:
    edit(small_plan / "areas.csv", "Director;Head of Care,Council;Trust", "Director;Head of Care,Council")
    report = bring_in.register(small_plan)
    assert [warning.sentence for warning in report.warnings] == [
        "2 SRO posts stand beside 1 organisations: check who is whose."
    ]


def test_an_sro_that_posts_csv_does_not_hold_is_made_and_said(
    session: Session, bring_in, small_plan: Path, edit
) -> None:
    edit(small_plan / "areas.csv", "1,Talking to families,Director,Council", "1,Talking to families,Director,NHS")
    report = bring_in.register(small_plan)
    assert [w.sentence for w in report.warnings] == [
        'The post "Director" of the organisation "NHS" is not in posts.csv.'
    ]
    assert session.exec(select(Post).where(Post.title == "Director", Post.organisation == "NHS")).one().kind == "sro"


def test_a_post_twice_is_one_with_both_kinds_and_notes_once_each(session: Session, bring_in, small_plan: Path) -> None:
    bring_in.register(small_plan)
    post = session.exec(select(Post).where(Post.title == "Head of Care")).one()
    assert (post.kind, post.note) == ("sro;lead", "Also leads")


def test_a_later_file_adds_a_kind_and_a_note_but_takes_none_away(
    session: Session, bring_in, small_plan: Path, edit
) -> None:
    bring_in.register(small_plan)
    edit(
        small_plan / "posts.csv",
        "Officer,Council,lead,\nHead of Care,Trust,lead,Also leads\n",
        "Officer,Council,named,New\n",
    )
    report = bring_in.register(small_plan)
    assert [(change.subject, change.field, change.old, change.new) for change in report.changes] == [
        ("post Officer, Council", "kind", "lead", "lead;named"),
        ("post Officer, Council", "note", "", "New"),
    ]
    assert session.exec(select(Post).where(Post.title == "Head of Care")).one().note == "Also leads"
