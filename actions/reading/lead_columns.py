"""The leads of one row: from one column or several, initials spelt out, names told from roles, roles with their body."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from actions.reading.columns import Meaning
from actions.reading.leads import looks_like_lead, may_be_two, parted_at_comma, split_leads
from actions.reading.pointers import points_elsewhere
from actions.reading.rows import Column, date_like
from priorities.letters import has_unreadable
from priorities.people import people_in_lead

if TYPE_CHECKING:
    from actions.reading.building import Builder

_BODY_HEADING = re.compile(r"\b(agency|organisation|organization|body|partner agency|employer)\b", re.IGNORECASE)
_WORD = re.compile(r"\w+")
LITTLE = frozenset({"and", "lead", "leads", "support", "supported", "by", "owner", "partner", "partners"})


def leads_of(row: Builder) -> list[str]:
    """The leads of a row in the order of its columns, each once; what is unsure about them is reported on the row."""
    columns = _lead_columns(row)
    leads: list[str] = []
    for column in columns:
        text = row.text(column)
        if has_unreadable(text):
            row.problem(
                "leads", text, "Some letters of the lead could not be read: write the lead as the document names it."
            )
        if points_elsewhere(text):
            row.problem("leads", text, f"'{text}' under '{column.heading}' points to another row: name the lead here.")
            continue
        for lead in _divided(row, split_leads(text, row.context.roles)):
            if date_like(lead):
                row.problem(
                    "leads", lead, f"'{lead}' under '{column.heading}' looks like a date, not like a lead: check both."
                )
            for name in _role_behind(row, lead):
                if name not in leads:
                    leads.append(name)
        spelt_out = words_of(" ".join(row.context.roles))
        lost = words_of(text) - words_of(" ".join(leads)) - spelt_out - LITTLE
        if leads and text and not has_unreadable(text) and lost:
            row.problem(
                "leads", text, "These words were divided into leads: check each, as some of the words are in none."
            )
    if columns and not leads:
        raw = " ".join(row.text(column) for column in columns).strip()
        if not has_unreadable(raw) and not points_elsewhere(raw):
            row.problem("leads", raw, "No lead is named: add one when it is known.")
    return leads


def _divided(row: Builder, leads: list[str]) -> list[str]:
    """The leads of a cell, where the table joins leads by commas also those that could be a post and its body.

    A comma that may part two leads is said, whatever became of it.
    """
    divided: list[str] = []
    for lead in leads:
        parts = parted_at_comma(lead) if row.context.joins_by_commas else [lead]
        divided += parts
        if len(parts) > 1:
            message = (
                f"'{lead}' was taken for two leads, as commas stand between leads elsewhere: join them if it is one."
            )
            row.problem("leads", lead, message)
        elif may_be_two(lead):
            message = f"A comma stands in the lead '{lead}', which was taken for one: divide it if it names two."
            row.problem("leads", lead, message)
    return divided


def organisations_of(row: Builder, leads: list[str]) -> dict[str, str]:
    """For each role the body that another column of the row names: only one body in it, and only roles beside it."""
    columns = row.header.all(Meaning.LEAD)
    bodies = [column for column in columns if _BODY_HEADING.search(column.heading)]
    others = [column for column in columns if column not in bodies]
    if len(bodies) != 1 or len(others) != 1 or re.search(r"support|partner", others[0].heading, re.IGNORECASE):
        return {}
    body, roles = split_leads(row.text(bodies[0])), split_leads(row.text(others[0]))
    if len(body) != 1 or any(people_in_lead(role) for role in roles) or people_in_lead(body[0]):
        return {}
    return {role: body[0] for role in roles if role in leads and role != body[0]}


def _lead_columns(row: Builder) -> list[Column]:
    """The columns of leads; one of names only where its cell names a role, too, or where no role stands beside it."""
    columns = row.header.all(Meaning.LEAD)
    role = any(any(map(str.isalnum, row.text(column))) for column in columns)
    for column in row.header.all(Meaning.NAME):
        text = row.text(column)
        named = any(item.kind == "name" for item in people_in_lead(text)) and looks_like_lead(text) < 0.5
        if text and role and named:
            message = (
                f"'{column.heading}' names a person, so the role beside it was taken for the lead: check the role."
            )
            row.problem("leads", text, message)
        elif text:
            columns.append(column)
    return columns


def _role_behind(row: Builder, lead: str) -> list[str]:
    """The role for which initials stand in the document's list of people; the lead itself otherwise."""
    initials = re.split(r"[\s,]+", lead)
    if not all(item in row.context.roles for item in initials):
        return [lead]
    row.problem("leads", lead, "Initials were replaced by the roles in the document's list of people: check them.")
    return [row.context.roles[item] for item in initials]


def words_of(text: str) -> set[str]:
    """The words of a text in small letters, each once."""
    return set(_WORD.findall(text.lower()))
