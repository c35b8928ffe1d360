"""What `/metrics` says of the sending."""

from __future__ import annotations

from datetime import datetime

from prometheus_client import CollectorRegistry, Counter, Gauge

from store.queries.sending import Waiting
from store.types import ContactRoute, MessageStatus


class DeliveryMeasures:
    """Of this process; the queue is the register's, whichever copy will send it."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._messages = Counter(
            "sendbot_messages",
            "Messages by what became of them; one that is tried again counts each time",
            ["status", "route"],
            registry=registry,
        )
        self._waiting = Gauge("sendbot_messages_waiting", "Messages that are due and not sent yet", registry=registry)
        self._oldest = Gauge(
            "sendbot_oldest_message_seconds", "How long the oldest of them has been due", registry=registry
        )

    def handled(self, status: MessageStatus, route: ContactRoute) -> None:
        self._messages.labels(status.value, route.value).inc()

    def queue(self, waiting: Waiting, now: datetime) -> None:
        self._waiting.set(waiting.messages)
        self._oldest.set((now - waiting.since).total_seconds() if waiting.since else 0)
