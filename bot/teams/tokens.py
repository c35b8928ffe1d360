"""The bearer token for the connector: one, shared, renewed before it runs out."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

import aiohttp

from bot.delivery_faults import DeliveryFault, FaultKind

SCOPE = "https://api.botframework.com/.default"
RENEW_BEFORE_SECONDS = 300


class ConnectorTokens:
    """`get()` answers at once while a token holds; many callers at a time cause one request."""

    def __init__(
        self,
        http: aiohttp.ClientSession,
        token_url: str,
        app_id: str,
        app_password: str,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._http, self._url, self._monotonic = http, token_url, monotonic
        self._form = {
            "grant_type": "client_credentials",
            "client_id": app_id,
            "client_secret": app_password,
            "scope": SCOPE,
        }
        self._token, self._good_until = "", 0.0
        self._lock = asyncio.Lock()

    async def get(self) -> str:
        """Raises DeliveryFault of kind RETRY when no token is to be had: nothing has been sent yet."""
        if self._monotonic() < self._good_until:
            return self._token
        async with self._lock:
            if self._monotonic() < self._good_until:
                return self._token
            try:
                async with self._http.post(self._url, data=self._form) as answer:
                    if answer.status != 200:
                        raise DeliveryFault(FaultKind.RETRY, answer.status, "no token from Entra")
                    body = await answer.json()
                token, lasts = str(body["access_token"]), int(body["expires_in"])
            except (aiohttp.ClientError, TimeoutError, ValueError, KeyError, TypeError) as error:
                raise DeliveryFault(FaultKind.RETRY, 0, f"no token from Entra: {type(error).__name__}") from error
            self._token, self._good_until = token, self._monotonic() + max(0, lasts - RENEW_BEFORE_SECONDS)
            return self._token
