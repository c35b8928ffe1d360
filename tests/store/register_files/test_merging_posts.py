"""A post spelt two ways is found, made one, and found as one ever after."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlmodel import Session, select

from store.register_files.errors import PostNotFound, SamePost
from store.register_files.people.posts_merging import merge_posts
from store.similar_posts import similar_posts
from store.tables import Action, ActionLead, Appointment, AuditEntry, Post, PostSpelling, Risk


@pytest.fixture
def two_spellings(bring_in, small_plan: Path, people_folder: Path, edit) -> Path:
    """“Manager, SEND” leads beside “Manager, SEND” of the Council, and ben holds both."""
    edit(
        small_plan / "posts.csv",
        '"Manager, SEND",,lead,\n',
        '"Manager, SEND",,lead,\n"Manager, SEND",Council,sro,Head\n',
    )
    edit(small_plan / "actions.csv", '"Officer, Council",', '"Manager, SEND, Council;Manager, SEND",')
    edit(
        people_folder / "appointments.csv",
        '"Manager, SEND",,ben,2022-09-01,,deputy\n',
        '"Manager, SEND",,ben,2022-09-01,2023-01-31,deputy\n"Manager, SEND",Council,ben,2022-09-01,,deputy\n',
    )
    bring_in.register(small_plan)
    bring_in.people(people_folder)
    return small_plan


@pytest.fixture
def usual(audit, now) -> dict[str, object]:
    return {"now": now, "audit": audit, "actor": "ada"}


def test_a_post_spelt_two_ways_is_offered_with_the_command_that_merges_it(bring_in, two_spellings: Path) -> None:
    (offer,) = bring_in.register(two_spellings).offers
    assert (offer.spelling, offer.post) == ("Manager, SEND", "Manager, SEND, Council")
    assert offer.command == 'sendbot register merge-posts "Manager, SEND" --into "Manager, SEND, Council"'


@pytest.mark.usefixtures("two_spellings")
def test_merging_moves_leads_and_holders_to_the_one_post(session: Session, usual) -> None:
    merged = merge_posts(session, "Manager, SEND", "Manager, SEND, Council", **usual)
    assert (merged.refs, merged.appointments) == ({"small": ("1.1.1", "1.1.2", "2.4")}, 1)
    post = session.exec(select(Post).where(Post.title == "Manager, SEND")).one()
    assert (post.organisation, post.kind, post.note) == ("Council", "sro;lead", "Head")
    leads = session.exec(select(Action.ref).join(ActionLead).where(ActionLead.post_id == post.id).order_by(Action.ref))
    assert list(leads) == ["1.1.1", "1.1.2", "2.4"]
    appointment = session.exec(select(Appointment).where(Appointment.post_id == post.id)).one()
    assert appointment.ends_on is None
    assert session.exec(select(PostSpelling)).one().post_id == post.id


@pytest.mark.usefixtures("two_spellings")
def test_merging_moves_the_risks_that_the_other_spelling_owns(session: Session, usual, now) -> None:
    slip = session.exec(select(Post).where(Post.title == "Manager, SEND", Post.organisation == "")).one()
    plan_id = session.exec(select(Action.plan_id)).first() or 0
    session.add(Risk(plan_id=plan_id, ref="R1", kind="risk", title="A", owner_id=slip.id, raised_at=now))
    session.flush()
    merge_posts(session, "Manager, SEND", "Manager, SEND, Council", **usual)
    owner = session.exec(select(Post.organisation).join(Risk, Risk.owner_id == Post.id)).one()
    assert owner == "Council"


def test_the_next_import_of_the_old_spelling_changes_nothing(
    session: Session, bring_in, two_spellings: Path, people_folder: Path, usual
) -> None:
    merge_posts(session, "Manager, SEND", "Manager, SEND, Council", **usual)
    report = bring_in.register(two_spellings)
    assert (report.added, report.changes, report.refused, report.warnings, report.offers) == (0, (), (), (), ())
    report = bring_in.people(people_folder)
    assert (report.added, report.changes, report.refused, report.gone) == (0, (), (), ())


def test_a_spelling_merged_into_a_post_that_is_merged_itself_follows_it(
    session: Session, bring_in, two_spellings: Path, usual
) -> None:
    merge_posts(session, "Manager, SEND", "Manager, SEND, Council", **usual)
    merge_posts(session, "Manager, SEND, Council", "Director", **usual)
    report = bring_in.register(two_spellings)
    assert (report.added, report.changes, report.refused) == (0, (), ())
    assert len(session.exec(select(PostSpelling)).all()) == 2


@pytest.mark.usefixtures("two_spellings")
def test_a_merging_is_audited_for_itself_and_for_each_action(session: Session, usual) -> None:
    merge_posts(session, "Manager, SEND", "Manager, SEND, Council", **usual)
    entry = session.exec(select(AuditEntry).where(AuditEntry.action == "posts_merged")).one()
    assert (entry.plan_key, entry.subject) == ("", "Manager, SEND, Council")
    assert json.loads(entry.content or "")["spelling"] == "Manager, SEND"
    changed = session.exec(select(AuditEntry).where(AuditEntry.action == "action_changed")).all()
    assert [(one.plan_key, one.subject) for one in changed] == [
        ("small", "1.1.1"),
        ("small", "1.1.2"),
        ("small", "2.4"),
    ]


@pytest.mark.usefixtures("two_spellings")
def test_a_post_nobody_knows_or_one_post_twice_is_a_sentence(session: Session, usual) -> None:
    with pytest.raises(
        PostNotFound, match=r'There is no post "Oficer, Council"\. Those most like it: Officer, Council'
    ):
        merge_posts(session, "Oficer, Council", "Director", **usual)
    with pytest.raises(SamePost):
        merge_posts(session, "Director", "Director, Council", **usual)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (("Team Manager", ""), ("Team Manager", "Council"), True),
        (("Manager", ""), ("Manager", "Council"), False),
        (("Head of Care & Health", "Trust"), ("Head of Care and Health", "Trust"), True),
        (("Head of Care, Health", "Trust"), ("Head of Care Health", "Trust"), True),
        (("Manager Team 1", "Trust"), ("Manager Team 2", "Trust"), False),
        (("Team Manager", "Trust"), ("Team Manager", "Council"), False),
        (("SEND Team Manager", "Council"), ("SENDIASS Manager", "Council"), False),
    ],
)
def test_which_posts_look_like_one(one: tuple[str, str], other: tuple[str, str], alike: bool) -> None:
    posts = [Post(title=title, organisation=organisation) for title, organisation in (one, other)]
    assert bool(list(similar_posts(posts))) is alike


def test_an_offer_to_be_copied_into_a_terminal_runs_nothing_that_the_document_says(bring_in, tmp_path: Path) -> None:
    names = "Manager of $(reboot) services", "Manager of $(reboot) service"
    rows = "".join(f"{number},Act,{name},May 2025\n" for number, name in enumerate(names, 1))
    (tmp_path / "plan.csv").write_text(f"Ref,Action,Lead,Due date\n{rows}", encoding="utf-8")
    (offer,) = bring_in.register(tmp_path / "plan.csv", plan_key="ours").offers
    assert offer.command == f"sendbot register merge-posts '{names[1]}' --into '{names[0]}'"
