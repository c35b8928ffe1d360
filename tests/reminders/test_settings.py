"""What a plan, or an area of it, wants otherwise: rungs, chases, graces, hours; who may change it."""

from __future__ import annotations

import json
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session, select

from reminders.ladder import CHASES, DEFAULT_LADDER, rungs_for
from reminders.setting_changes import change_settings, settings_in_force
from reminders.settings import NAMES, REMINDERS, Overrides, read_setting, setting_words
from store import tables
from store.setting_family import SettingRefused
from store.types import MessageStatus, Rung
from store.working_days import london_moment
from tests.reminders.factories import CALENDAR, DUE
from tests.reminders.register import CAMHS, FIRST_ASKED, SECOND_ASKED, Register

NOW = london_moment(date(2023, 3, 1), time(10))
OFFICER = "compliance-officer"


@pytest.fixture
def register(register: Register) -> Register:
    """The ladder alone."""
    register.cancel_meetings()
    return register


def change(register: Register, area: str = "", by: str = OFFICER, unset: tuple[str, ...] = (), **wanted: str) -> None:
    def work(session: Session) -> SettingRefused | None:
        plan = session.exec(select(tables.Plan)).one()
        of_area = session.exec(select(tables.ImprovementArea).where(tables.ImprovementArea.ref == area)).first()
        person = session.exec(select(tables.Person).where(tables.Person.key == by)).one()
        try:
            change_settings(
                session,
                register.audit,
                person=person,
                plan=plan,
                area=of_area,
                wanted=wanted,
                unwanted=unset,
                families=(REMINDERS,),
                now=NOW,
            )
        except SettingRefused as refusal:
            return refusal
        return None

    if refusal := register.do(work):
        raise refusal


def in_force(register: Register, area: str = "") -> dict[str, tuple[str, str]]:
    def work(session: Session) -> dict[str, tuple[str, str]]:
        plan = session.exec(select(tables.Plan)).one()
        of_area = session.exec(select(tables.ImprovementArea).where(tables.ImprovementArea.ref == area)).first()
        return {
            line.name: (line.value, line.source) for line in settings_in_force(session, plan, of_area, (REMINDERS,))
        }

    return register.do(work)


def test_by_default_every_value_is_the_promised_one(register: Register) -> None:
    assert in_force(register) == {
        "before": ("20,10,5,1", "default"),
        "chase_every": ("5", "default"),
        "chases": ("3", "default"),
        "escalate_after": ("5", "default"),
        "send_at": ("09:30", "default"),
        "quiet_until": ("08:30", "default"),
        "quiet_from": ("17:30", "default"),
    }


def test_an_areas_value_wins_over_its_plans_and_each_says_where_it_comes_from(register: Register) -> None:
    change(register, before="15,5", chases="2")
    change(register, area="4", chases="1")
    assert in_force(register)["chases"] == ("2", "plan")
    assert in_force(register, "4")["chases"] == ("1", "area")
    assert in_force(register, "4")["before"] == ("15,5", "plan")
    change(register, area="4", unset=("chases",))
    assert in_force(register, "4")["chases"] == ("2", "plan")


def test_every_change_is_audited_with_old_and_new(register: Register) -> None:
    change(register, chases="2")
    (entry,) = register.audited("change_settings")
    told = json.loads(entry.content or "")
    assert (entry.actor, told["chases"]) == (OFFICER, {"old": "3", "new": "2"})


def test_only_the_compliance_team_and_administrators_may_and_a_refusal_is_audited(register: Register) -> None:
    with pytest.raises(SettingRefused, match="compliance team"):
        change(register, by=CAMHS, chases="2")
    assert in_force(register)["chases"] == ("3", "default")
    (entry,) = register.audited("refused")
    assert entry.actor == CAMHS


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("before", "5,10"), ("before", "20,10,5,1,0"), ("before", ""), ("before", "x"), ("before", "0"),
        ("chases", "4"), ("chases", "-1"), ("chase_every", "0"), ("chase_every", "²"), ("escalate_after", "61"),
        ("send_at", "9.30"), ("send_at", "24:00"), ("send_at", "17:30"), ("send_at", "08:00"), ("colour", "red"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_and_changes_nothing(register: Register, name: str, value: str) -> None:
    with pytest.raises(SettingRefused):
        change(register, **{name: value})
    assert all(source == "default" for _, source in in_force(register).values())


def test_a_plans_override_moves_its_rungs(register: Register) -> None:
    change(register, before="15,5")
    assert "4.2.2/1 before_5" not in str(register.live(FIRST_ASKED))
    assert "4.2.2/1 before_5" in register.live(date(2023, 3, 10))[CAMHS]  # 15 working days before 31 March


def test_an_areas_override_leaves_the_other_areas_as_they_are(register: Register) -> None:
    change(register, area="1", before="10")
    asked = register.live(FIRST_ASKED)
    assert "4.2.2/1 before_20" in asked[CAMHS]
    assert not any(line.startswith("1.") and "before" in line for lines in asked.values() for line in lines)


def test_fewer_chases_bring_the_sro_sooner_and_the_grace_is_the_plans_own(register: Register) -> None:
    change(register, chases="1", chase_every="3", escalate_after="2")
    play = [FIRST_ASKED, SECOND_ASKED, date(2023, 3, 24), date(2023, 3, 30), date(2023, 4, 3), date(2023, 4, 6)]
    for day in play:
        register.live(day)
    assert "4.2.2/1 chase_1" in str([_of(register, date(2023, 4, 6))])
    register.live(date(2023, 4, 11))
    assert "sro" not in str(_of(register, date(2023, 4, 11)))  # one working day after 6 April, over Easter
    register.live(date(2023, 4, 12))
    assert "4.2.2/1 sro" in str(_of(register, date(2023, 4, 12)))
    reasons = {request.reason for request in register.requests() if request.rung is Rung.CHASE_1}
    assert any(reason.startswith("Reminder 1 of 1") for reason in reasons)


def _of(register: Register, day: date) -> list[str]:
    milestone = register.do(
        lambda session: session.exec(
            select(tables.Milestone.id).join(tables.Action).where(tables.Action.ref == "4.2.2")
        ).one()
    )
    return [
        f"4.2.2/1 {request.rung.value}"
        for request in register.requests()
        if request.item == f"m:{milestone}" and request.asked_at.date() == day
    ]


def test_a_plan_may_send_earlier_and_later_than_the_default(register: Register) -> None:
    change(register, send_at="08:45")
    assert register.plan(FIRST_ASKED, time(8, 44)) == {}
    assert register.plan(FIRST_ASKED, time(8, 45))
    change(register, send_at="11:00")
    register.deliver(london_moment(FIRST_ASKED, time(9)), MessageStatus.SENT)
    assert register.plan(SECOND_ASKED, time(9, 30))
    assert {m.send_at for m in register.messages() if m.day == SECOND_ASKED} == {london_moment(SECOND_ASKED, time(11))}


def test_a_plan_that_is_quiet_from_noon_is_not_asked_in_the_afternoon(register: Register) -> None:
    change(register, quiet_from="12:00")
    assert register.plan(FIRST_ASKED, time(12, 0)) == {}
    assert register.plan(date(2023, 3, 6))


@given(
    st.lists(st.integers(1, 60), min_size=1, max_size=4, unique=True).map(lambda days: sorted(days, reverse=True)),
    st.integers(0, len(CHASES)),
    st.integers(1, 10),
)
def test_whatever_is_set_the_rungs_come_in_order_of_time(before: list[int], chases: int, grace: int) -> None:
    values = {"before": ",".join(map(str, before)), "chases": str(chases), "escalate_after": str(grace)}
    ladder = Overrides.of({(1, 0, name): value for name, value in values.items()}).ladder_of(1)
    days = [step.day for step in rungs_for(DUE, CALENDAR, ladder)]
    assert days == sorted(days)
    assert len(days) == len(before) + 1 + chases + 2
    assert {name: setting_words(getattr(ladder, name)) for name in values} == values


def test_every_default_can_be_written_down_and_read_again() -> None:
    for name in NAMES:
        value = getattr(DEFAULT_LADDER, name)
        assert read_setting(name, setting_words(value)) == value
