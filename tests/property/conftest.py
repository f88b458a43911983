"""Properties are tried without a time limit for each example, since a machine may be busy."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("unhurried", parent=settings.get_profile(settings.get_current_profile_name()), deadline=None)
settings.load_profile("unhurried")
