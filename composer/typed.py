from core.typed import keep, take

__all__ = ["keep", "take"]
