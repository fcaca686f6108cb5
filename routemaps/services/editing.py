"""Writes of the editor of routemaps: a routemap with its stages and ways, rules, services and events as a person types them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Model

from priorities.models import AuditEntry, ContentVersion, User
from priorities.services import (
    NotAllowed,
    keep,
    keep_all_deleted,
    keep_deleted,
    keep_new,
    record_event,
    refuse_personal_words_in,
)
from routemaps.models import (
    Anchor,
    Branch,
    CommentDesk,
    Contact,
    DateRule,
    Routemap,
    RoutemapAnchor,
    Stage,
    StageContact,
    StageRule,
)


@transaction.atomic
def add_routemap(*, routemap: Routemap, by: User, at: datetime) -> None:
    """A new routemap, as a draft. Raises NotAllowed where its words hold what is held back."""
    routemap.recorded_at = at
    refuse_personal_words_in([routemap])
    keep_new([routemap], by=by, at=at)


@transaction.atomic
def write_parts(*, saved: Sequence[Stage | Branch], deleted: Sequence[Stage | Branch], by: User, at: datetime) -> None:
    """Keep stages or ways of a routemap that were typed, and delete those that were taken out of its draft.

    Raises NotAllowed where words hold what is held back, EditConflict where somebody saved one of them since.
    """
    refuse_personal_words_in(saved)
    for record in deleted:
        _let_go(record, by=by, at=at)
        keep_deleted(record, by=by, at=at)
    for record in saved:
        keep(record, by=by, at=at)


def _let_go(record: Stage | Branch, *, by: User, at: datetime) -> None:
    """The rules and services of a stage go with it."""
    if isinstance(record, Stage):
        keep_all_deleted(list(record.rule_rows.all()), by=by, at=at)
        keep_all_deleted(list(record.contact_rows.all()), by=by, at=at)


@transaction.atomic
def set_rules(*, stage: Stage, rules: Sequence[DateRule], by: User, at: datetime) -> bool:
    """Give a stage these rules in this order; whether that is a change."""
    return _set(list(stage.rule_rows.all()), [StageRule(stage=stage, rule=one) for one in rules], "rule_id", by, at)


@transaction.atomic
def set_contacts(*, stage: Stage, contacts: Sequence[Contact], by: User, at: datetime) -> bool:
    """Give a stage these services to ask in this order; whether that is a change."""
    rows = [StageContact(stage=stage, contact=one) for one in contacts]
    return _set(list(stage.contact_rows.all()), rows, "contact_id", by, at)


@transaction.atomic
def set_anchors(*, routemap: Routemap, anchors: Sequence[Anchor], by: User, at: datetime) -> bool:
    """Let a family type the days of these events on a routemap's page, in this order; whether that is a change."""
    rows = [RoutemapAnchor(routemap=routemap, anchor=one) for one in anchors]
    return _set(list(routemap.anchor_rows.all()), rows, "anchor_id", by, at)


def _set(before: Sequence[Model], wanted: Sequence[Model], column: str, by: User, at: datetime) -> bool:
    if [getattr(row, column) for row in before] == [getattr(row, column) for row in wanted]:
        return False
    keep_all_deleted(list(before), by=by, at=at)
    for order, row in enumerate(wanted):
        row.order = order
    keep_new(wanted, by=by, at=at)
    return True


@transaction.atomic
def add_named(*, record: Anchor | DateRule | Contact | CommentDesk, by: User, at: datetime) -> None:
    """A new event, rule, service or desk of a partnership. Raises NotAllowed where its words hold what is held back."""
    refuse_personal_words_in([record])
    keep_new([record], by=by, at=at)


@transaction.atomic
def confirm_source(*, rule: DateRule, by: User, at: datetime) -> None:
    """Say that somebody read the rule's source and that it says what the rule says. Not by who changed the rule last.

    Raises NotAllowed without a source.
    """
    if rule.source_confirmed:
        raise NotAllowed("The source of this rule is confirmed already.")
    if not rule.citation.strip():
        raise NotAllowed("Citation: empty; write where the rule stands before you confirm it.")
    last = rule.history.first()
    if last is not None and last.history_user_id == by.pk:
        raise NotAllowed("You changed this rule last, so somebody else must confirm its source.")
    rule.source_confirmed = True
    keep(rule, by=by, at=at)
    words = f"Confirmed the source of the rule '{rule}': {rule.citation}."
    record_event(kind=AuditEntry.Kind.CHANGED, by=by, at=at, words=words, record=rule)
    ContentVersion.count_up()
