"""Checking that a request really comes from Teams (`teams-platform.md` 5.2 lists what must be checked)."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Any

import aiohttp
import jwt

ISSUER = "https://api.botframework.com"
LEEWAY_SECONDS = 300
KEEP_KEYS_SECONDS = 24 * 3600
LOOK_AGAIN_SECONDS = 300
"""A key id nobody knows may be a new key, or a stranger's guess: look again, but not for every guess. Nor does every
request wait for Microsoft while it cannot be reached."""


class BadToken(Exception):
    """The bearer token is missing, not ours, expired or not signed by Teams."""


class SigningKeys:
    """Microsoft's public keys, fetched when first needed, daily, and when a key id is unknown."""

    def __init__(
        self, http: aiohttp.ClientSession, openid_url: str, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._http, self._url, self._monotonic = http, openid_url, monotonic
        self._keys: dict[str, tuple[Any, tuple[str, ...]]] = {}
        self._fresh_until = float("-inf")
        self._refreshed_for_unknown_at = float("-inf")
        self._lock = asyncio.Lock()

    async def get(self, key_id: str) -> tuple[Any, tuple[str, ...]]:
        """The key and the channels it is endorsed for. Raises BadToken."""
        if self._monotonic() > self._fresh_until:
            async with self._lock:
                if self._monotonic() > self._fresh_until:
                    await self._fetch()
        if key_id not in self._keys:
            async with self._lock:
                now = self._monotonic()
                if key_id not in self._keys and now - self._refreshed_for_unknown_at > LOOK_AGAIN_SECONDS:
                    self._refreshed_for_unknown_at = now
                    await self._fetch()
        if key_id not in self._keys:
            raise BadToken("signed with an unknown key")
        return self._keys[key_id]

    async def _fetch(self) -> None:
        try:
            async with self._http.get(self._url) as answer:
                keys_url = (await answer.json())["jwks_uri"]
            async with self._http.get(keys_url) as answer:
                documents = (await answer.json())["keys"]
            self._keys = {
                str(key["kid"]): (jwt.PyJWK(key, algorithm="RS256").key, tuple(key.get("endorsements", ())))
                for key in documents
                if key.get("kty") == "RSA" and key.get("kid")
            }
        except (
            aiohttp.ClientError,
            TimeoutError,
            ValueError,
            KeyError,
            TypeError,
            AttributeError,
            jwt.PyJWTError,
        ) as error:
            # With no keys nobody can be let in; with yesterday's, those who were let in still are.
            if not self._keys:
                raise BadToken(f"the signing keys could not be fetched: {error}") from error
            self._fresh_until = self._monotonic() + LOOK_AGAIN_SECONDS
            return
        self._fresh_until = self._monotonic() + KEEP_KEYS_SECONDS


class InboundAuth:
    """Says whether a bearer token was issued by Teams, for this bot, for this channel."""

    def __init__(self, keys: SigningKeys, app_id: str) -> None:
        self._keys, self._app_id = keys, app_id

    async def claims(self, authorization: str, channel_id: str) -> dict[str, Any]:
        """Raises BadToken."""
        scheme, _, token = authorization.partition(" ")
        if scheme.casefold() != "bearer" or not token:
            raise BadToken("no bearer token")
        try:
            key_id = str(jwt.get_unverified_header(token).get("kid", ""))
            key, endorsed_for = await self._keys.get(key_id)
            claims: dict[str, Any] = jwt.decode(
                token,
                key,
                algorithms=["RS256"],
                audience=self._app_id,
                issuer=ISSUER,
                leeway=LEEWAY_SECONDS,
                options={"require": ["exp", "iss", "aud"]},
            )
        except (jwt.PyJWTError, ValueError, UnicodeError) as error:
            raise BadToken(str(error)) from error
        if channel_id == "msteams" and channel_id not in endorsed_for:
            raise BadToken("signed with a key that is not endorsed for Teams")
        return claims
