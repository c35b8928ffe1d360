"""The delivery engine: a transactional outbox (`design.md` section 4, promises 5 and 7)."""

from bot.delivery.engine import Delivery

__all__ = ["Delivery"]
