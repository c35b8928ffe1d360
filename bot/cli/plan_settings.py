"""`sendbot plan settings`: what a plan, or an area of it, wants otherwise than by default: reminders and papers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.common import AsJson, CommandError, PlanKey, moment_of, print_json, register_session

app = typer.Typer(help="How a plan's leads are asked, and how its papers are made.", no_args_is_help=True)


@app.callback()
def plan_commands() -> None:
    """Makes of its one command a group."""


@app.command()
def settings(
    plan: PlanKey = None,
    area: Annotated[str | None, typer.Option("--area", metavar="REF", help="Of this area alone.")] = None,
    wanted: Annotated[list[str] | None, typer.Option("--set", metavar="NAME=VALUE", help="Such as chases=2.")] = None,
    file: Annotated[
        Path | None, typer.Option("--file", help="A TOML file of such names and values; --set wins over it.")
    ] = None,
    unwanted: Annotated[list[str] | None, typer.Option("--unset", metavar="NAME", help="Back to what it was.")] = None,
    as_person: Annotated[
        str | None, typer.Option("--as", metavar="PERSON", help="Who changes it: compliance or administrator.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Lists each value with where it comes from, after changing what --set, --file and --unset name."""
    from reminders.setting_changes import change_settings, settings_in_force
    from reminders.settings import REMINDERS
    from store.queries.people import person_named
    from store.queries.plan_settings import area_by_ref
    from store.queries.plans import the_plan
    from store.setting_family import SettingRefused
    from workflows.personal_data.settings import PERSONAL_DATA
    from workflows.products.settings import PAPERS

    changes = {**(_values_in(file) if file else {}), **_pairs(wanted or [])}
    families = (REMINDERS, PAPERS, PERSONAL_DATA)
    if (changes or unwanted) and as_person is None:
        raise CommandError("Say who changes it, with --as and a key from people.csv.")
    fault = ""
    with register_session() as (session, audit):
        found = the_plan(session, plan)
        of_area = area_by_ref(session, found.id or 0, area) if area else None
        if area and of_area is None:
            raise CommandError(f"There is no area {area} in this plan.")
        if as_person and (changes or unwanted):
            person = person_named(session, as_person)
            try:
                change_settings(
                    session,
                    audit,
                    person=person,
                    plan=found,
                    area=of_area,
                    wanted=changes,
                    unwanted=unwanted or [],
                    families=families,
                    now=moment_of(None),
                )
            except SettingRefused as refusal:
                fault = str(refusal)
        lines = settings_in_force(session, found, of_area, families)
    if fault:
        raise CommandError(fault)
    if as_json:
        print_json(lines)
        return
    for line in lines:
        print(f"{line.name} = {line.value}  ({line.source})")


def _values_in(file: Path) -> dict[str, str]:
    """A list of values stands for one with semicolons between them, as --set takes it."""
    import tomllib

    try:
        held = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CommandError(f"{file} cannot be read as TOML: {error}") from error
    values: dict[str, str] = {}
    for name, value in held.items():
        if isinstance(value, dict):
            raise CommandError(f"{file}: {name} is a table: write each setting as a line of its own, chases = 2.")
        values[name] = "; ".join(map(str, value)) if isinstance(value, list) else str(value)  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
    return values


def _pairs(given: list[str]) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for one in given:
        name, equals, value = one.partition("=")
        if not equals:
            raise typer.BadParameter(f"{one} is not a setting: write it as chases=2")
        pairs[name.strip()] = value
    return pairs
