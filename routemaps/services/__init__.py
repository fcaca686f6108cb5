"""Writes to routemaps, rules and explained words. Verbs with `by=`: each leaves who and when, in one transaction."""

from routemaps.services.comments import (
    TooMany,
    addresses_to_empty,
    answer_comment,
    empty_addresses,
    publish_comment,
    raise_safeguarding,
    reject_comment,
    release_comment,
    send_comment,
)
from routemaps.services.content import Taken, take_content
from routemaps.services.coproduction import (
    TakenHistory,
    add_to_story,
    publish_story,
    take_history,
    withdraw_from_story,
)
from routemaps.services.draft_links import ask_for_views, end_views
from routemaps.services.editing import (
    add_named,
    add_routemap,
    confirm_source,
    set_anchors,
    set_contacts,
    set_rules,
    write_parts,
)
from routemaps.services.routemaps import (
    check,
    check_today,
    check_version,
    publish_version,
    return_version,
    submit_routemap,
    texts_of,
    withdraw_routemap,
)
from routemaps.services.terms import add_terms

__all__ = [
    "Taken",
    "TakenHistory",
    "TooMany",
    "add_named",
    "add_routemap",
    "add_terms",
    "add_to_story",
    "addresses_to_empty",
    "answer_comment",
    "ask_for_views",
    "check",
    "check_today",
    "check_version",
    "confirm_source",
    "empty_addresses",
    "end_views",
    "publish_comment",
    "publish_story",
    "publish_version",
    "raise_safeguarding",
    "reject_comment",
    "release_comment",
    "return_version",
    "send_comment",
    "set_anchors",
    "set_contacts",
    "set_rules",
    "submit_routemap",
    "take_content",
    "take_history",
    "texts_of",
    "withdraw_from_story",
    "withdraw_routemap",
    "write_parts",
]
