"""Words that a file holds beside its content – hidden, proposed, struck through – as problems for a person."""

from __future__ import annotations

from priorities.documents import Notice

REPORTED = frozenset(
    {
        "hidden sheet",
        "hidden row",
        "hidden column",
        "comment",
        "tracked change",
        "hidden text",
        "strikethrough",
        "encoding",
    }
)
"""Kinds of notices that a person must look at; others are page furniture and are told as skipped rows."""

PERSONAL = "This looks like personal data, which the public does not see: write a role in its place."

_UNHIDE = "so its words were not read: unhide it and import the file again if they belong to the plan."
# What a notice says beside its place, which every list of problems gives already, with what to do.
_SAID = {
    "hidden sheet": f"This sheet is hidden, {_UNHIDE}",
    "hidden row": f"This row is hidden or filtered out, {_UNHIDE}",
    "hidden column": f"This column is hidden, {_UNHIDE}",
    "comment": "This is a comment, so it was not read: write its words into the plan if they belong there.",
}
_WRITE_IT = "write into the plan what it says, if it belongs there"
_REMEDIES = {
    "tracked change": "accept or reject the change in the file and import it again",
    "hidden text": "show it in the file and import it again if it belongs to the plan",
    "strikethrough": "say whether they still hold",
    "conditional formatting": "write the rating as a word in each cell, if the colour is one",
    "placeholder": "fill it in and import the file again, if the plan needs it",
}


def in_words(notice: Notice) -> str:
    """One sentence about a notice, without its place a second time and with what to do."""
    message = _SAID.get(notice.kind)
    if message is not None:
        return message
    message = notice.message.removeprefix(f"At {notice.place} ")
    message = message[:1].upper() + message[1:]
    if notice.kind == "encoding":
        return message  # it says what to check
    return f"{message.rstrip('.')}: {_REMEDIES.get(notice.kind, _WRITE_IT)}."
