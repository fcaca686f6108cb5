"""Words taken from the public at once by one person; removed everywhere, or put back, by a second one. docs/adr/0030.

Published reports and the log are changed by nothing else. What is written goes past their guards through
`priorities.services.every_text.overwrite` alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.apps import apps
from django.db import transaction
from django.db.models import CharField, Model, QuerySet, SlugField, TextField

from actions.services.messages import tell_approvers_of_withdrawal
from actions.services.texts import columns_given, kinds_read_by_public, read_by_public
from priorities.models import AuditEntry, ContentVersion, Partnership, Redaction, SourceDocument, User
from priorities.services import (
    Everywhere,
    GoOn,
    Holding,
    NotAllowed,
    columns_with_texts,
    count_up_owners,
    holdings,
    is_free,
    keep,
    keep_deleted,
    let_writers_finish,
    locked,
    look_again,
    look_everywhere,
    overwrite,
    place,
    record_event,
    redact_in_turn,
    remove_everywhere,
    rows_of,
    whatever_it_takes,
    without_words,
)
from priorities.sought_words import REMOVED, WITHDRAWN, SoughtWords, too_common

_ONLY: dict[type[Model], tuple[str, ...]] = {SourceDocument: ("title",)}
"""Of other kinds every text goes, also one that the office alone reads: a column to come is not forgotten."""

_KINDS = (CharField, TextField)
WITHDREW, REMOVED_WORDS, PUT_BACK = "Words were withdrawn.", "Words were removed.", "Withdrawn words were put back."


# -- withdrawn by one person -------------------------------------------------------------------------------------------


def public_holdings(partnership: Partnership, words: str) -> list[Holding]:
    """Where the public reads these words. Writes nothing; one query for each kind of record."""
    sought = SoughtWords(words)
    return [held for rows, columns in _public_rows(partnership) for held in holdings(rows, sought, columns)]


def _public_rows(partnership: Partnership) -> Iterator[tuple[QuerySet, tuple[str, ...]]]:
    columns = columns_with_texts()
    for model in kinds_read_by_public():
        texts = tuple(field.attname for field in columns[model] if isinstance(field, _KINDS))
        rows = rows_of(model, partnership.pk)
        yield read_by_public(rows), columns_given(model) or _ONLY.get(model, texts)


def withdraw_words(*, partnership: Partnership, words: str, reason: str, by: User, at: datetime) -> Redaction:
    """Take words from every public text of a partnership, and keep what stood there until a second person decides.

    Raises NotAllowed where the words are too common, or where the same words wait already. That none of them is public
    is no reason: a second person can still remove them from what is stored. The other approvers get a message.

    In two steps. After the first nobody publishes the words any more, and whoever was about to has done so; the second
    takes them out. In one step somebody who publishes might wait for what this has locked, while this waits for them.
    """
    plain = " ".join(words.split())
    refusal = too_common(plain)
    if refusal:
        raise NotAllowed(refusal)
    if reason not in Redaction.Reason.values:
        raise NotAllowed("Choose the kind of reason.")
    redaction = Redaction(partnership=partnership, reason=reason, words=plain, withdrawn_at=at, withdrawn_by=by)
    with transaction.atomic():
        let_writers_finish(partnership.pk)
        keep(redaction, by=by, at=at)
    try:
        _take_out(redaction, by=by, at=at)
    except BaseException:
        keep_deleted(redaction, by=by, at=at)
        raise
    return redaction


@transaction.atomic
def _take_out(redaction: Redaction, *, by: User, at: datetime) -> None:
    redact_in_turn(redaction.partnership_id)
    found = public_holdings(redaction.partnership, redaction.words)
    others = Redaction.objects.filter(partnership=redaction.partnership, state=Redaction.State.WITHDRAWN)
    wanted = redaction.words.casefold()
    same = next((item for item in others.exclude(pk=redaction.pk) if item.words.casefold() == wanted), None)
    if same is not None and not found:
        raise NotAllowed(f"These words were withdrawn already: {same} waits for a second person.")
    kept = _replace(found, SoughtWords(redaction.words), by=by, at=at)
    redaction.kept = kept
    redaction.places = [{name: entry[name] for name in ("record", "id", "column")} for entry in kept]
    keep(redaction, by=by, at=at)
    ContentVersion.count_up()
    _log(f"Withdrew words from {len(kept)} public places", redaction, by=by, at=at)
    tell_approvers_of_withdrawal(redaction, at=at)


def _replace(found: list[Holding], sought: SoughtWords, *, by: User, at: datetime) -> list[dict[str, object]]:
    kept: list[dict[str, object]] = []
    changed: dict[type[Model], list[object]] = {}
    for held in locked(found, sought):
        values = without_words(held, sought, WITHDRAWN)
        overwrite(held.model, held.pk, values)
        changed.setdefault(held.model, []).append(held.pk)
        kept += [
            {**place(held.model, held.pk, name), "before": before, "after": values[name]}
            for name, before in held.values.items()
        ]
    _leave_history(changed, WITHDREW, by=by, at=at)
    return kept


def _leave_history(changed: dict[type[Model], list[object]], why: str, *, by: User, at: datetime) -> None:
    for model, keys in changed.items():
        if hasattr(model, "history"):
            records = list(QuerySet(model=model).filter(pk__in=keys))
            model.history.bulk_history_create(
                records, update=True, default_user=by, default_date=at, default_change_reason=why
            )
    count_up_owners(changed)


# -- decided by a second person ----------------------------------------------------------------------------------------


@transaction.atomic
def confirm_redaction(
    *, redaction: Redaction, everywhere: bool, by: User, at: datetime, go_on: GoOn = whatever_it_takes
) -> Everywhere:
    """Remove withdrawn words from all that is stored, for ever; what was found and removed, with accounts that stay.

    `everywhere` goes for the whole site, for its administrators; else for the redaction's partnership and for what
    belongs to no partnership, such as messages and sessions. Files are gone with the end of the transaction.
    A second look takes what somebody stored while the first one ran. Where `go_on` raises, nothing was changed.
    """
    _lock(redaction)
    if redaction.withdrawn_by_id == by.pk:
        raise NotAllowed("You withdrew these words, so somebody else must confirm their removal.")
    _put_removed_for_withdrawn(redaction)
    partnership_id = None if everywhere else redaction.partnership_id
    found = look_everywhere(redaction=redaction, partnership_id=partnership_id, go_on=go_on)
    places = [*redaction.places, *remove_everywhere(found=found, redaction=redaction, at=at, go_on=go_on)]
    again = look_again(redaction=redaction, partnership_id=partnership_id, before=found, go_on=go_on)
    if again.number:
        places += remove_everywhere(found=again, redaction=redaction, at=at, go_on=go_on)
        found.meanwhile = again.number
    redaction.places = [dict(one) for one in dict.fromkeys(tuple(sorted(each.items(), key=str)) for each in places)]
    _decide(redaction, Redaction.State.REMOVED, by=by, at=at)
    written = f"; {found.meanwhile} of them were written meanwhile" if found.meanwhile else ""
    _log(f"Removed words from {len(redaction.places)} places{written}", redaction, by=by, at=at)
    return found


def _put_removed_for_withdrawn(redaction: Redaction) -> None:
    """ "[removed]" for "[words withdrawn]", where nobody has written something else since. An address changes only once."""
    sought = SoughtWords(redaction.words)
    for entry in redaction.kept:
        model, held = _still_there(entry)
        if held is not None and not isinstance(model._meta.get_field(entry["column"]), SlugField):
            overwrite(model, held.pk, without_words(held, sought, REMOVED))


@transaction.atomic
def restore_redaction(*, redaction: Redaction, by: User, at: datetime) -> list[dict[str, object]]:
    """Put withdrawn words back; the places where somebody has written something else since, which stay as they are."""
    _lock(redaction)
    changed: dict[type[Model], list[object]] = {}
    not_put_back = []
    for entry in redaction.kept:
        model, held = _still_there(entry)
        if held is None or not is_free(held):
            not_put_back.append({name: entry[name] for name in ("record", "id", "column")})
            continue
        overwrite(model, held.pk, held.values)
        changed.setdefault(model, []).append(held.pk)
    _leave_history({model: list(dict.fromkeys(keys)) for model, keys in changed.items()}, PUT_BACK, by=by, at=at)
    _decide(redaction, Redaction.State.RESTORED, by=by, at=at)
    put_back = len(redaction.places) - len(not_put_back)
    _log(f"Put words back in {put_back} places; {len(not_put_back)} were changed since", redaction, by=by, at=at)
    return not_put_back


def _lock(redaction: Redaction) -> None:
    redact_in_turn(redaction.partnership_id)
    redaction.refresh_from_db()
    if redaction.state != Redaction.State.WITHDRAWN:
        raise NotAllowed("Somebody has decided on these words already.")


def _decide(redaction: Redaction, state: Redaction.State, *, by: User, at: datetime) -> None:
    redaction.state, redaction.decided_at, redaction.decided_by = state, at, by
    redaction.words, redaction.kept = "", []
    keep(redaction, by=by, at=at)
    ContentVersion.count_up()


def _log(what: str, redaction: Redaction, *, by: User, at: datetime) -> None:
    record_event(kind=AuditEntry.Kind.REDACTED, by=by, at=at, words=f"{what}. {redaction}.", record=redaction)


def _still_there(entry: dict) -> tuple[type[Model], Holding | None]:
    """The column as it was before the withdrawal, where it still holds what the withdrawal put there; else None."""
    model = apps.get_model(entry["record"])
    rows = QuerySet(model=model).filter(pk=entry["id"]).select_for_update(no_key=True)
    now = rows.values_list(entry["column"], flat=True).first()
    return model, Holding(model, entry["id"], {entry["column"]: entry["before"]}) if now == entry["after"] else None
