from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.app import NotReadyToServe, build_app
from bot.settings import TEAMS_SERVICE_HOSTS, Settings
from tests.bot.processes import sendbot, started

SECRET = "swordfish"


def settings(**given: object) -> Settings:
    """No environment is read."""
    return Settings.model_validate(given)


def test_without_an_app_id_the_bot_listens_on_this_machine_alone_whatever_is_asked() -> None:
    assert settings().listen_on == "127.0.0.1"
    assert settings(host="0.0.0.0").listen_on == "127.0.0.1"  # noqa: S104 - that it is not taken
    assert not settings().in_teams


def test_with_an_app_id_it_listens_on_every_address_or_on_the_one_given() -> None:
    assert settings(app_id="an id").listen_on == "0.0.0.0"  # noqa: S104 - behind a proxy
    assert settings(app_id="an id", host="10.0.0.7").listen_on == "10.0.0.7"


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"app_id": "an id", "tenant_id": "a tenant"}, "MICROSOFT_APP_PASSWORD is not"),
        ({"app_id": "an id", "app_password": SECRET}, "Set MICROSOFT_APP_TENANT_ID"),
    ],
)
async def test_half_of_the_bots_identity_is_not_enough_to_start(
    tmp_path: Path, given: dict[str, str], sentence: str
) -> None:
    with pytest.raises(NotReadyToServe, match=sentence):
        await build_app(settings(database_url=f"sqlite:///{tmp_path / 'x.db'}", secrets_folder=tmp_path, **given))


def test_the_token_comes_from_our_own_tenant_unless_the_bot_is_multi_tenant() -> None:
    ours = settings(app_id="an id", tenant_id="ours")
    assert ours.entra_token_url == "https://login.microsoftonline.com/ours/oauth2/v2.0/token"
    shared = settings(app_id="an id", tenant_id="ours", app_type="MultiTenant")
    assert shared.entra_token_url == "https://login.microsoftonline.com/botframework.com/oauth2/v2.0/token"
    assert settings(token_url="http://127.0.0.1:1/token").entra_token_url == "http://127.0.0.1:1/token"


def test_a_setting_left_blank_is_as_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SENDBOT_WORD_TEMPLATE", "")
    monkeypatch.setenv("SENDBOT_LINK_HOURS", "")
    read = Settings()  # pyright: ignore[reportCallIssue] - filled from the environment
    assert (read.word_template, read.link_hours) == (None, 72)


def test_links_lead_to_the_public_address_without_a_slash_at_the_end() -> None:
    assert settings(public_url="https://bot.example/").address == "https://bot.example"
    assert settings(port=4000).address == "http://127.0.0.1:4000"


def test_tokens_go_to_microsofts_connectors_alone_unless_said_otherwise() -> None:
    assert settings().service_hosts == TEAMS_SERVICE_HOSTS
    assert all(host.endswith((".trafficmanager.net", ".microsoft.com")) for host in TEAMS_SERVICE_HOSTS)


def test_the_password_does_not_show_when_settings_are_printed() -> None:
    assert SECRET not in f"{settings(app_password=SECRET)!r} {settings(app_password=SECRET)}"


@pytest.mark.parametrize("given", [{"port": 70_000}, {"link_hours": 0}, {"app_type": "Whatever"}])
def test_a_setting_out_of_bounds_is_refused(given: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        settings(**given)


def test_a_wrong_setting_stops_the_start_with_one_line(tmp_path: Path) -> None:
    ran = sendbot(tmp_path, "serve", MICROSOFT_APP_ID="an id", MICROSOFT_APP_PASSWORD=SECRET)
    assert ran.returncode == 1, ran.stderr
    (line,) = ran.stderr.splitlines()
    assert line.startswith("sendbot: ")
    assert "MICROSOFT_APP_TENANT_ID" in line
    assert SECRET not in ran.stdout + ran.stderr


def test_settings_come_from_the_environment_and_from_a_file_beside_it(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("DATABASE_URL=sqlite:///from-the-file.db\n", encoding="utf-8")
    assert sendbot(tmp_path, "db", "upgrade").returncode == 0
    assert (tmp_path / "from-the-file.db").exists()
    assert sendbot(tmp_path, "db", "upgrade", DATABASE_URL="sqlite:///from-the-environment.db").returncode == 0
    assert (tmp_path / "from-the-environment.db").exists()


def test_serving_without_an_app_id_says_that_it_is_for_this_machine(tmp_path: Path) -> None:
    process = started(tmp_path, "serve", PORT="0")
    try:
        assert process.stdout is not None
        said = [process.stdout.readline(), process.stdout.readline()]
    finally:
        process.terminate()
        process.communicate(timeout=30)
    assert "listening on loopback only" in said[0]
    assert said[1].startswith("Listening on 127.0.0.1:")


def test_every_setting_stands_in_the_table_of_the_readme() -> None:
    table = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    names = {str(field.alias) for field in Settings.model_fields.values()}
    assert {name for name in names if f"`{name}`" not in table} == set()
