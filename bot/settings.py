"""Every setting in one place, read from the environment and from `.env`."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

SENDER_WANTED = (
    "SENDBOT_SMTP_HOST is set, so SENDBOT_MAIL_FROM must say whom emails come from, and SENDBOT_MAIL_REPLY_TO whom "
    "people write back to if it is another: SEND team <send@example.gov.uk>."
)
TEAMS_SERVICE_HOSTS = ("smba.trafficmanager.net", "smba.infra.gcc.teams.microsoft.com")


class Settings(BaseSettings):
    """Names in capitals are the environment's; those of ours begin with SENDBOT_."""

    model_config = SettingsConfigDict(env_file=".env", env_ignore_empty=True, extra="ignore", populate_by_name=True)

    database_url: str = Field("sqlite:///var/sendbot.db", alias="DATABASE_URL")
    app_id: str = Field("", alias="MICROSOFT_APP_ID")
    app_password: SecretStr = Field(SecretStr(""), alias="MICROSOFT_APP_PASSWORD")
    app_type: Literal["SingleTenant", "MultiTenant"] = Field("SingleTenant", alias="MICROSOFT_APP_TYPE")
    tenant_id: str = Field("", alias="MICROSOFT_APP_TENANT_ID")
    port: int = Field(3978, alias="PORT", ge=0, le=65535)

    host: str = Field("", alias="SENDBOT_HOST", description="Blank: loopback without an app id, else every address")
    public_url: str = Field("", alias="SENDBOT_PUBLIC_URL", description="Where people reach the web pages")
    secrets_folder: Path = Field(
        Path("var/secrets"),
        alias="SENDBOT_SECRETS",
        description="Keys of the audit and of links, outside the database",
    )
    link_hours: int = Field(72, alias="SENDBOT_LINK_HOURS", ge=1, description="How long a download link holds")
    issued_link_days: int = Field(
        14,
        alias="SENDBOT_ISSUED_LINK_DAYS",
        ge=1,
        description="How long after the board's meeting the links hold that go out with an edition",
    )
    answer_link_days: int = Field(
        31,
        alias="SENDBOT_ANSWER_LINK_DAYS",
        ge=1,
        description="How long after the latest due date the link in an email holds, where no cut-off ends it",
    )
    smtp_host: str = Field("", alias="SENDBOT_SMTP_HOST", description="The mail server; blank: no email is sent")
    smtp_port: int = Field(587, alias="SENDBOT_SMTP_PORT", ge=1, le=65535)
    smtp_user: str = Field("", alias="SENDBOT_SMTP_USER", description="Blank: the server asks for no login")
    smtp_password: SecretStr = Field(SecretStr(""), alias="SENDBOT_SMTP_PASSWORD")
    smtp_tls: Literal["starttls", "tls", "none"] = Field("starttls", alias="SENDBOT_SMTP_TLS")
    mail_from: str = Field("", alias="SENDBOT_MAIL_FROM", description="Name <address> that emails come from")
    mail_reply_to: str = Field("", alias="SENDBOT_MAIL_REPLY_TO", description="Blank: replies go to the sender")
    service_url: str = Field(
        "https://smba.trafficmanager.net/teams/",
        alias="SENDBOT_SERVICE_URL",
        description="The connector for people who have not written yet",
    )
    service_hosts: tuple[str, ...] = Field(
        TEAMS_SERVICE_HOSTS, alias="SENDBOT_SERVICE_HOSTS", description="Connector hosts that tokens may go to"
    )
    upload_hosts: tuple[str, ...] = Field(
        ("sharepoint.com",),
        alias="SENDBOT_UPLOAD_HOSTS",
        description="Hosts, or ends of their names, where people's OneDrive is",
    )
    most_readers: int = Field(
        60,
        alias="SENDBOT_MOST_READERS",
        ge=1,
        description="In a channel or a group chat with more members the bot does not answer",
    )
    openid_url: str = Field(
        "https://login.botframework.com/v1/.well-known/openidconfiguration", alias="SENDBOT_OPENID_URL"
    )
    token_url: str = Field("", alias="SENDBOT_TOKEN_URL", description="Blank: Entra's, for the tenant")
    word_template: Path | None = Field(
        None, alias="SENDBOT_WORD_TEMPLATE", description="The council's own look: see `sendbot report template`"
    )
    log_level: str = Field("INFO", alias="SENDBOT_LOG_LEVEL")

    @property
    def in_teams(self) -> bool:
        """Signed requests only. Without an app id the bot serves the local Teams client, on loopback."""
        return bool(self.app_id)

    @property
    def sends_email(self) -> bool:
        return bool(self.smtp_host)

    @property
    def listen_on(self) -> str:
        if not self.in_teams:
            return "127.0.0.1"
        return self.host or "0.0.0.0"  # noqa: S104 - behind the council's reverse proxy, with signed requests only

    @property
    def address(self) -> str:
        """Where links in cards lead, without a slash at the end."""
        return (self.public_url or f"http://127.0.0.1:{self.port}").rstrip("/")

    @property
    def entra_token_url(self) -> str:
        if self.token_url:
            return self.token_url
        tenant = self.tenant_id if self.app_type == "SingleTenant" else "botframework.com"
        return f"https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token"
