"""The form of the options for the Board, in every branch."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from adaptive_cards import options_form, recorded, update_request
from tests.adaptive_cards import examples as eg
from tests.adaptive_cards.decision_gallery import LONG
from workflows.governing.options_rules import OptionsField, OptionsProblem, OptionsTyped
from workflows.governing.options_shown import OptionsShown, OptionsToGive

RED = "#D4351C"
TYPED = OptionsTyped(
    effect_1="Families go on waiting",
    option_2="Buy in an agency for six months",
    effect_2="Waits fall by half by June",
    recommended="2",
    reason="It is the quickest",
    lesson="Posts need cover before they fall vacant",
)
FORM = OptionsToGive(
    item="a:3",
    ref="3.2.1",
    title="Cut the wait for a first appointment",
    rating="Red",
    rating_colour=RED,
    why="3.2.1 is rated Red and its dates are long past, so the Board needs options to choose from.",
    stands=None,
    typed=OptionsTyped(effect_1="Families go on waiting"),
)
STANDS = OptionsShown(7, "Ben Okafor for Asha Iqbal on 3 March 2031, 10:00", (("Option 1, do nothing", "They wait."),))
PROBLEMS = tuple(
    OptionsProblem(name, f"Shorten this text: {len(LONG):,} characters, at most 1,500 fit.")
    for name in OptionsField
    if name is not OptionsField.RECOMMENDED
)

OPTIONS_GALLERY: dict[str, Callable[[], dict[str, Any]]] = {
    "options_form": lambda: options_form.build(FORM),
    "options_form_of_standing_options": lambda: options_form.build(replace(FORM, stands=STANDS, typed=TYPED)),
    "options_form_to_put_right": lambda: options_form.build(
        replace(FORM, typed=replace(TYPED, lesson="", recommended="")),
        problems=(
            OptionsProblem(OptionsField.RECOMMENDED, "Choose the option that you recommend to the Board."),
            OptionsProblem(OptionsField.LESSON, "Say in one sentence what others should learn from this."),
        ),
    ),
    "options_form_overtaken": lambda: options_form.build(
        replace(FORM, stands=STANDS, typed=TYPED),
        wrong="Ben Okafor gave options for 3.2.1 on 3 March 2031, 10:00, after this form was made. Yours are kept "
        "below: give them to replace those.",
    ),
    "options_form_much_too_long": lambda: options_form.build(
        replace(FORM, stands=STANDS, typed=OptionsTyped(**{name.value: LONG for name in OptionsField})),
        problems=PROBLEMS,
    ),
    "recorded_with_options_wanted": lambda: recorded.build(
        eg.answered_item(1, eg.RED_ANSWER), message_id=12, options_wanted=True
    ),
    "update_request_with_options_wanted": lambda: update_request.build(
        eg.request(eg.answered_item(1, eg.RED_ANSWER), eg.item(2)),
        page=0,
        options_wanted=eg.answered_item(1, eg.RED_ANSWER),
    ),
}
