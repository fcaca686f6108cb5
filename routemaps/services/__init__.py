"""Writes to routemaps, rules and explained words. Verbs with `by=`: each leaves who and when, in one transaction."""

from routemaps.services.content import Taken, take_content
from routemaps.services.routemaps import (
    check,
    check_today,
    publish_version,
    return_version,
    submit_routemap,
    withdraw_routemap,
)
from routemaps.services.terms import add_terms

__all__ = [
    "Taken",
    "add_terms",
    "check",
    "check_today",
    "publish_version",
    "return_version",
    "submit_routemap",
    "take_content",
    "withdraw_routemap",
]
