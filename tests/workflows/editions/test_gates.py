"""Each gate fires with its place, and once the thing is mended lets pass."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import select

from store import tables
from store.types import AskKind, EditionStatus
from tests.workflows.editions.press import BOARD, CUT_OFF, EARLIER, GREEN, Press, at, red
from workflows.editions.finding import Gate
from workflows.editions.gates import gate_findings, heading_findings
from workflows.editions.issuing import findings_of
from workflows.editions.keeping import stored_cut, stored_workflow
from workflows.editions.refusals import GatesShut, IdentifiesAChild, NoSmallCount, NotCleared
from workflows.governing.refusals import ReasonMissing

PLACE = "1.1.1 milestone 1, narrative"
CHILD = "Oliver, aged 7, has waited since May"
SMALL = "The panel saw 3 children this month"
ACTION = select(tables.Action).where(tables.Action.ref == "1.1.1")


def test_a_childs_name_in_a_narrative_blocks_final_until_a_corrected_update_is_cut_in(press: Press) -> None:
    press.say()
    press.plant(narrative=CHILD)
    draft = press.draft()
    assert press.gates(draft) == {PLACE: Gate.PERSONAL_DATA}
    (sentence,) = [one.sentence for one in findings_of(draft) if one.gate is Gate.PERSONAL_DATA]
    assert "Oliver" not in sentence
    press.say(now=at(date(2022, 11, 8)))
    press.recut(draft)
    assert press.gates(draft) == {}


@pytest.mark.parametrize(
    ("field", "place"),
    [
        ("cause", "1.1.1 milestone 1, cause"),
        ("effect", "1.1.1 milestone 1, effect if nothing changes"),
        ("recovery", "1.1.1 milestone 1, recovery"),
        ("help_needed", "1.1.1 milestone 1, help needed"),
        ("waiting_for", "1.1.1 milestone 1, what it waits for"),
    ],
)
def test_every_field_of_an_update_is_searched(press: Press, field: str, place: str) -> None:
    press.say(red())
    press.plant(**{field: CHILD})
    assert press.gates(press.draft()) == {place: Gate.PERSONAL_DATA}


@pytest.mark.parametrize(
    ("field", "place"),
    [
        ("effect_1", "options for 1.1.1, effect of option 1"),
        ("option_2", "options for 1.1.1, option 2"),
        ("effect_2", "options for 1.1.1, effect of option 2"),
        ("reason", "options for 1.1.1, reason"),
        ("lesson", "options for 1.1.1, lesson"),
    ],
)
def test_every_text_of_the_options_is_searched(press: Press, field: str, place: str) -> None:
    """They can only have come in with a file: what is typed is refused."""
    texts = {
        "effect_1": "They wait",
        "option_2": "Buy in",
        "effect_2": "Fewer wait",
        "reason": "Quick",
        "lesson": "Plan",
    }
    texts[field] = CHILD
    press.say(red())
    appraisal = tables.OptionsAppraisal(
        action_id=press.session.exec(ACTION).one().id or 0,
        person_id=press.person("board-chair").id or 0,
        at=EARLIER,
        recommended=1,
        recommendation=texts["reason"],
        lesson=texts["lesson"],
    )
    press.session.add(appraisal)
    press.session.flush()
    for position, (said, effect) in enumerate(
        [("Do nothing", texts["effect_1"]), (texts["option_2"], texts["effect_2"])]
    ):
        press.session.add(
            tables.AppraisedOption(appraisal_id=appraisal.id or 0, position=position, text=said, effect=effect)
        )
    press.session.flush()
    draft = press.draft()
    assert press.gates(draft) == {place: Gate.PERSONAL_DATA}
    (sentence,) = [one.sentence for one in findings_of(draft) if one.gate is Gate.PERSONAL_DATA]
    assert "have the options withdrawn and given again" in sentence


def test_the_title_of_evidence_is_searched(press: Press) -> None:
    press.say()
    action = press.session.exec(ACTION).one()
    press.session.add(
        tables.Evidence(
            action_id=action.id,
            title="Letter to Oliver, aged 7",
            added_by_id=press.person("board-chair").id,
            added_at=EARLIER,
        )
    )
    press.session.flush()
    assert press.gates(press.draft()) == {"1.1.1, evidence": Gate.PERSONAL_DATA}


def test_a_childs_data_in_commentary_or_an_ask_is_refused_when_it_is_typed(press: Press) -> None:
    draft = press.draft()
    with pytest.raises(IdentifiesAChild, match="a first name with an age"):
        press.comment(draft, CHILD)
    with pytest.raises(IdentifiesAChild):
        press.ask(draft, CHILD)
    assert CHILD not in draft.compiled
    assert all(CHILD not in str(entry["content"]) for entry in press.audited("refused"))


def test_words_of_the_plan_itself_are_let_pass(press: Press) -> None:
    action = press.session.exec(ACTION).one()
    action.title = "A drop-in for Oliver, aged 7, as an illustration"
    press.say(replace(GREEN, narrative="Held: drop-in for oliver, aged 7, as an illustration"))
    press.session.flush()
    assert press.gates(press.draft()) == {}


def test_a_small_count_prints_suppressed_and_blocks_final_until_somebody_decides(press: Press) -> None:
    press.say(replace(GREEN, narrative="x"))
    press.plant(narrative=SMALL)
    draft = press.draft()
    assert press.gates(draft) == {PLACE: Gate.SMALL_COUNT}
    assert SMALL not in draft.compiled
    assert any(PLACE in note and "suppressed" in note for note in press.report(draft).data_notes)
    press.small_count(draft, PLACE, shown=False)
    assert press.gates(draft) == {}
    assert SMALL not in draft.compiled


def test_a_small_count_is_printed_only_for_a_recorded_reason(press: Press) -> None:
    press.say(red())
    press.plant(narrative=SMALL)
    draft = press.draft()
    with pytest.raises(ReasonMissing):
        press.small_count(draft, PLACE, shown=True)
    press.small_count(draft, PLACE, shown=True, reason="A national figure")
    assert press.gates(draft) == {}
    assert SMALL in draft.compiled
    assert press.audited("decide_small_count")[0]["content"]["reason"] == "A national figure"


def test_a_decision_on_a_small_count_is_for_the_words_it_was_taken_on(press: Press) -> None:
    press.say()
    press.plant(narrative=SMALL)
    draft = press.draft()
    press.small_count(draft, PLACE, shown=True, reason="A national figure")
    press.plant(narrative="The panel saw 2 children this month")
    press.recut(draft)
    assert press.gates(draft) == {PLACE: Gate.SMALL_COUNT}


def test_a_place_without_a_small_count_has_nothing_to_decide(press: Press) -> None:
    with pytest.raises(NoSmallCount):
        press.small_count(press.draft(), "nowhere", shown=False)


def test_a_next_step_dated_before_the_cut_off_goes_back_to_its_lead_and_is_not_printed(press: Press) -> None:
    press.say(red())
    press.plant(recovery_by=date(2022, 11, 6))
    draft = press.draft()
    assert press.gates(draft) == {"1.1.1 milestone 1, next step": Gate.NEXT_STEP}
    returned = press.send_back(draft)
    assert [person.key for person in returned.leads] == ["strategic-manager-send"]
    assert "The date has passed" in returned.text
    assert press.gates(draft) == {}
    entry = next(row for row in press.report(draft).exceptions if row.ref == "1.1.1")
    assert entry.recovery is None or entry.recovery.by_when is None
    assert any("went back to the lead" in note for note in press.report(draft).data_notes)


def test_the_leads_new_next_step_comes_in_by_a_re_cut(press: Press) -> None:
    press.say(red())
    press.plant(recovery_by=date(2022, 11, 6))
    draft = press.draft()
    press.send_back(draft)
    press.say(red(recovery_by=date(2022, 12, 1)), now=at(date(2022, 11, 8)))
    press.recut(draft)
    entry = next(row for row in press.report(draft).exceptions if row.ref == "1.1.1")
    assert entry.recovery is not None
    assert entry.recovery.by_when == date(2022, 12, 1)
    assert press.gates(draft) == {}


def test_a_next_step_on_the_day_of_the_cut_off_is_not_before_it(press: Press) -> None:
    press.say(red())
    press.plant(recovery_by=CUT_OFF.date())
    assert press.gates(press.draft()) == {}


def test_sent_back_twice_for_one_reason_it_is_told_once(press: Press) -> None:
    press.say(red())
    draft = press.draft()
    first, second = press.send_back(draft), press.send_back(draft)
    assert first.about == second.about
    assert len(press.audited("send_back")) == 1
    assert press.send_back(draft, reason="Another thing").about != first.about


@pytest.mark.parametrize("to", [BOARD, "The Chair", "the board", "Director of Public Health", "The SRO of area 3"])
def test_an_ask_of_the_board_its_chair_or_a_post_of_the_plan_passes(press: Press, to: str) -> None:
    draft = press.draft()
    press.ask(draft, to=to)
    assert press.gates(draft) == {}


def test_an_ask_of_another_body_is_found_and_once_withdrawn_lets_pass(press: Press) -> None:
    draft = press.draft()
    press.ask(draft, to="Overview and Scrutiny Committee")
    assert press.gates(draft) == {"ask 1": Gate.ADDRESSEE}
    press.withdraw(draft)
    assert press.gates(draft) == {}
    assert not [row for row in press.report(draft).asks if row.text == "Agree the money"]


def test_an_ask_that_was_in_the_data_cut_can_be_withdrawn_too(press: Press) -> None:
    press.session.add(
        tables.Ask(
            plan_id=press.plan.id, kind=AskKind.NOTE, text="Note it", addressed_to="The Executive", raised_at=EARLIER
        )
    )
    press.session.flush()
    draft = press.draft()
    assert press.gates(draft) == {"ask 1": Gate.ADDRESSEE}
    press.withdraw(draft)
    assert press.gates(draft) == {}


@pytest.mark.parametrize("words", ["[insert date here]", "Money TBC", "Lorem ipsum dolor"])
def test_template_text_in_commentary_is_found_until_it_is_written_again(press: Press, words: str) -> None:
    draft = press.draft()
    press.comment(draft, words, section="2")
    assert press.gates(draft) == {"commentary on section 2": Gate.TEMPLATE_TEXT}
    press.comment(draft, "The money is agreed", section="2")
    assert press.gates(draft) == {}


def test_a_lead_may_say_that_something_is_to_come_but_not_leave_a_template_in(press: Press) -> None:
    press.say(replace(GREEN, narrative="The venue is TBC"))
    assert press.gates(press.draft()) == {}
    press.plant(narrative="The venue is [insert venue]")
    edition = press.session.get_one(tables.Edition, 1)
    press.recut(edition)
    assert press.gates(edition) == {PLACE: Gate.TEMPLATE_TEXT}


def test_a_table_that_does_not_reconcile_is_named(press: Press) -> None:
    draft = press.draft()
    report, cut, workflow = press.report(draft), stored_cut(draft), stored_workflow(draft)

    def places(**changes: object) -> list[str]:
        found = gate_findings(replace(report, **changes), cut, workflow)  # type: ignore[arg-type] - fields by name
        return [one.place for one in found if one.gate is Gate.COUNTS]

    assert places() == []
    assert places(register=report.register[:-1]) == ["appendix A"]
    assert places(not_reported=report.not_reported[:-1]) == ["section 6"]
    assert "table by area, section 3" in places(areas=report.areas[:-1])
    first = report.position_table[0]
    assert places(position_table=(replace(first, now=first.now + 1), *report.position_table[1:])) == [
        "table of all actions, section 3",
        f"table by area, section 3: {first.label}",
    ]


def test_headings_run_without_a_gap() -> None:
    whole = [str(number) for number in range(15)] + ["A", "B", "C"]
    assert list(heading_findings(whole)) == []
    for missing in range(len(whole) - 1):
        if whole[missing] not in {"14", "C"}:
            (found,) = heading_findings(whole[:missing] + whole[missing + 1 :])
            assert found.gate is Gate.HEADINGS


def test_final_is_refused_with_every_reason_at_once_and_nothing_changes(press: Press) -> None:
    press.say(red())
    press.plant(narrative=f"{CHILD}. {SMALL}", recovery_by=date(2022, 11, 1))
    draft = press.draft()
    press.ask(draft, to="The Executive")
    press.comment(draft, "[insert]", section="3")
    press.clear(draft)
    kept = draft.compiled
    with pytest.raises(GatesShut) as refused:
        press.final(draft)
    assert {found.gate for found in refused.value.findings} == set(Gate) - {Gate.COUNTS, Gate.HEADINGS, Gate.RULES}
    assert all(found.sentence in str(refused.value) for found in refused.value.findings)
    assert (draft.status, draft.compiled, press.files(draft)) == (EditionStatus.DRAFT, kept, {})
    assert press.audited("refused")[-1]["content"]["why"] == "GatesShut"


def test_what_passes_every_gate_still_wants_clearing(press: Press) -> None:
    draft = press.draft()
    press.confirm_all(draft)
    assert findings_of(draft) == ()
    with pytest.raises(NotCleared):
        press.final(draft)
