"""The form through which anybody tells the partnership something: without cookie, script or account.

It is known by the origin of the request and by a signed stamp that says when its page was made. A machine fills in the field
that people do not see, or sends sooner than anybody can write.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core import signing
from django.http import QueryDict
from django.utils.crypto import get_random_string

from routemaps.models import Comment

SALT = "sendplan.comments"
AT_LEAST = timedelta(seconds=3)
AT_MOST = timedelta(days=1)
TRAP = "website"
"""The name of the field that people do not see."""

_NOT_SAID = ("/admin", "/draft/", "/routemaps/draft/")
"""Pages that are not for everybody: their address may be a secret."""
_ODD = re.compile(r"\.{0,2}")
"""A part of a path that a browser leaves out, with the one before it or without."""
_PATH = re.compile(r"/(?!/)[A-Za-z0-9/_.-]{0,198}")


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed, as it came. `mistake` is one sentence and `field` the one to mend, both "" where all is well."""

    about: str
    page: str
    helpful: str
    words: str
    email: str
    mistake: str = ""
    field: str = ""


def stamp(*, at: datetime) -> str:
    """A signed word that says when the page with the form was made."""
    return signing.dumps([int(at.timestamp()), get_random_string(8)], salt=SALT)


def page_in(asked: str) -> str:
    """The path of a page of this site, without what was asked of it; "" for anything else."""
    path = asked.partition("?")[0].partition("#")[0]
    parts = path[1:].removesuffix("/").split("/") if path != "/" else []
    well_made = _PATH.fullmatch(path) and not any(_ODD.fullmatch(part) for part in parts)
    return path if well_made and not path.startswith(_NOT_SAID) else ""


def typed_in(data: QueryDict) -> Typed:
    """What was typed into the form."""
    page = page_in(data.get("page", ""))
    about = data.get("about", "")
    if about not in Comment.About.values:
        about = Comment.About.PAGE if page else Comment.About.LOCAL_OFFER
    return Typed(
        about,
        page,
        data.get("helpful", "") if data.get("helpful", "") in Comment.Helpful.values else "",
        _text(data, "words").replace("\r\n", "\n"),
        _text(data, "email"),
    )


def _text(data: QueryDict, name: str) -> str:
    """What was typed, without the character that PostgreSQL cannot store and that nobody can type."""
    return data.get(name, "").replace("\x00", "")


def is_a_machine(data: QueryDict) -> bool:
    """Whether the field that people do not see was filled in."""
    return bool(data.get(TRAP, "").strip())


def too_soon_or_late(data: QueryDict, *, at: datetime) -> str:
    """One sentence where the stamp is missing, wrong, younger than anybody can write or older than a day; else ""."""
    try:
        made = datetime.fromtimestamp(signing.loads(data.get("stamp", ""), salt=SALT)[0], tz=at.tzinfo)
    except (signing.BadSignature, ValueError, TypeError, IndexError, KeyError):
        return "This form could not be checked. Your words are still here: send it once more."
    if at - made < AT_LEAST:
        return "This was sent very quickly. Your words are still here: send it once more."
    if at - made > AT_MOST:
        return "This page was open for more than a day. Your words are still here: send it once more."
    return ""
