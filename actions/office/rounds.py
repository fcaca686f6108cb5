"""A round of updates: which recommendations it answers, the form for each, the check before it is sent, its correction."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from actions.permissions import may_decide_promised, may_write_update
from actions.round_form import CorrectionForm, RoundUpdateForm
from actions.round_preview import advice_on, round_dated, sections_of
from actions.services import correct_update, save_update, submit_update
from priorities.held_back import Objections
from priorities.models import AuditEntry, EditConflict, Recommendation, RecommendationUpdate, UpdateRound, User
from priorities.office_forms import version_mark
from priorities.office_log import columns_in_words, shortened
from priorities.office_pages import moment, office_page, office_response
from priorities.permissions import approval_for, may_edit, may_read_all
from priorities.services import NotAllowed, public_texts, record_event

State = RecommendationUpdate.State

CHANGED_SINCE = "This update was changed after you opened this page, so it was not sent. Read it again, then send it."
NOTHING_WRITTEN = "Nothing is written here yet: write at least one point."
FROM_A_DOCUMENT = "It came with a document and is published with that. Correct it after it is public."


@dataclass(frozen=True, slots=True)
class RoundRow:
    """One recommendation, and how far the round's newest words on it are."""

    recommendation: Recommendation
    update: RecommendationUpdate | None
    state: str
    may_write: bool
    may_correct: bool
    may_decide: bool

    @property
    def points(self) -> int:
        return sum(len(section.points) for section in sections_of(self.update)) if self.update else 0


def _round(request: HttpRequest, pk: int) -> UpdateRound:
    """The round if the person reads the partnership's office; 404 for what they may not know of."""
    found = UpdateRound.objects.select_related("plan__partnership").filter(pk=pk).first()
    if found is None or not may_read_all(request.user, found.partnership_key):
        raise Http404
    return found


def _place(request: HttpRequest, pk: int, recommendation: int) -> tuple[UpdateRound, Recommendation]:
    """The round and one recommendation of its plan, for who may write there."""
    update_round = _round(request, pk)
    found = Recommendation.objects.filter(pk=recommendation, plan=update_round.plan_id).first()
    if found is None:
        raise Http404
    found.plan = update_round.plan
    if not may_edit(request.user, update_round.partnership_key):
        raise PermissionDenied
    return update_round, found


def _newest(
    update_round: UpdateRound, recommendation: Recommendation, *, lock: bool = False
) -> RecommendationUpdate | None:
    rows = RecommendationUpdate.objects.filter(update_round=update_round, recommendation=recommendation)
    rows = rows.select_for_update(of=("self",)) if lock else rows.select_related("author", "corrects", "document")
    found = rows.order_by("-pk").first()
    if found is not None:
        found.update_round, found.recommendation = update_round, recommendation
    return found


def address(page: str, update_round: UpdateRound, recommendation: Recommendation) -> str:
    """The address of a page about what a round says of a recommendation."""
    return reverse(f"office:{page}", args=[update_round.pk, recommendation.pk])


@office_page
@require_safe
def update_round(request: HttpRequest, pk: int) -> HttpResponse:
    """Every recommendation of the plan with what the round says of it; three queries, whatever their number."""
    found, user = _round(request, pk), request.user
    newest: dict[int, RecommendationUpdate] = {}
    updates = found.updates.select_related("author", "document").order_by("pk")
    for update in updates:
        update.update_round = found
        newest[update.recommendation_id] = update
    recommendations = found.plan.recommendations.order_by("order", "pk")
    rows = [
        _row(one, newest.get(one.pk), user, found)
        for one in recommendations
        if one.withdrawn_at is None or one.pk in newest
    ]
    context = {
        "round": found,
        "plan": found.plan,
        "dated": round_dated(found),
        "rows": rows,
        "waiting": sum(row.may_decide for row in rows),
        "may_edit": may_edit(user, found.partnership_key),
    }
    return office_response(request, "admin/round.html", context, title=f"Round: {found.title}")


def _row(
    recommendation: Recommendation, update: RecommendationUpdate | None, user: User, update_round: UpdateRound
) -> RoundRow:
    recommendation.plan = update_round.plan
    if update is None:
        edits = may_edit(user, update_round.partnership_key)
        return RoundRow(recommendation, None, "Not written yet", edits, may_correct=False, may_decide=False)
    update.recommendation = recommendation
    return RoundRow(
        recommendation,
        update,
        f"Correction: {update.get_state_display().lower()}" if update.corrects_id else update.get_state_display(),
        may_write_update(user, update),
        may_correct=update.state == State.PUBLISHED and may_edit(user, update_round.partnership_key),
        may_decide=update.state == State.SUBMITTED and may_decide_promised(user, update),
    )


# -- the form --------------------------------------------------------------------------------------------------------


@office_page
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, pk: int, recommendation: int) -> HttpResponse:
    """The form. Each POST keeps what was typed as a draft."""
    update_round, found = _place(request, pk, recommendation)
    if request.method != "POST":
        stored = _newest(update_round, found)
        return _form_page(request, stored, RoundUpdateForm(instance=stored or _new(update_round, found)))
    form: RoundUpdateForm | None = None
    stored, kept = None, False
    try:
        with transaction.atomic():
            stored = _newest(update_round, found, lock=True)
            form = RoundUpdateForm(request.POST, instance=stored or _new(update_round, found))
            if form.is_valid():
                stored = _kept(form, stored, request)
                kept = True
    except (NotAllowed, EditConflict) as refusal:
        form.add_error(None, f"{refusal} Nothing was saved.")
    if not kept:
        # The form has written into the record what was typed: the page tells of the stored one.
        return _form_page(request, _newest(update_round, found), form)
    if "check" in request.POST:
        return HttpResponseRedirect(address("round-check", update_round, found))
    messages.success(request, "The draft was saved. The public cannot read it.")
    return HttpResponseRedirect(address("round-update", update_round, found))


write.form_of_drafts = RoundUpdateForm
"""By which the page after a sign-in in between calls what was typed: see sendplan/kept_typing.py."""


def _new(update_round: UpdateRound, recommendation: Recommendation) -> RecommendationUpdate:
    return RecommendationUpdate(update_round=update_round, recommendation=recommendation)


def _kept(form: RoundUpdateForm, stored: RecommendationUpdate | None, request: HttpRequest) -> RecommendationUpdate:
    """The draft with what was typed; as it is where nothing differs, so that its author stays."""
    if not form.typed:
        if stored is None:
            raise NotAllowed(NOTHING_WRITTEN)
        return stored
    if stored is not None and stored.document_id is not None:
        raise NotAllowed(FROM_A_DOCUMENT)
    before = {name: form.initial.get(name) or "" for name in form.typed}
    update = save_update(
        update_round=form.instance.update_round,
        recommendation=form.instance.recommendation,
        update=stored,
        sections={name: form.cleaned_data[name] for name in form.typed},
        by=request.user,
        at=moment(),
    )
    _log(request, update, AuditEntry.Kind.CHANGED, columns_in_words(update, before))
    return update


def _log(request: HttpRequest, update: RecommendationUpdate, kind: AuditEntry.Kind, words: str) -> None:
    if words:
        record_event(kind=kind, by=request.user, at=moment(), words=f"'{shortened(update)}': {words}", record=update)


def _form_page(request: HttpRequest, stored: RecommendationUpdate | None, form: RoundUpdateForm) -> HttpResponse:
    update_round, recommendation = form.instance.update_round, form.instance.recommendation
    context = {
        **_frame(update_round, recommendation),
        "form": form,
        "update": stored,
        "is_open": stored is None or may_write_update(request.user, stored),
        "errors": _errors(form),
        "sections": sections_of(stored) if stored is not None else [],
        "may_decide": stored is not None
        and stored.state == State.SUBMITTED
        and may_decide_promised(request.user, stored),
        "from_a_document": FROM_A_DOCUMENT
        if stored is not None and stored.document_id and stored.public_from is None
        else "",
    }
    title = f"{update_round.title}: recommendation {recommendation.number}"
    return office_response(request, "admin/round_update.html", context, title=title)


def _frame(update_round: UpdateRound, recommendation: Recommendation) -> dict[str, object]:
    return {
        "round": update_round,
        "plan": update_round.plan,
        "dated": round_dated(update_round),
        "recommendation": recommendation,
        "way_back": reverse("office:round", args=[update_round.pk]),
        "write_url": address("round-update", update_round, recommendation),
        "check_url": address("round-check", update_round, recommendation),
        "correct_url": address("round-correct", update_round, recommendation),
    }


def _errors(form) -> list[tuple[str, str]]:
    if not form.is_bound:
        return []
    found = [("", sentence) for sentence in form.non_field_errors()]
    return found + [(field.id_for_label, sentence) for field in form.visible_fields() for sentence in field.errors]


# -- the check before it is sent -------------------------------------------------------------------------------------


@office_page
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, pk: int, recommendation: int) -> HttpResponse:
    """What the public will read, and notes that advise. POST sends it for approval."""
    update_round, found = _place(request, pk, recommendation)
    refusal = ""
    if request.method == "POST":
        with transaction.atomic():
            update = _newest(update_round, found, lock=True)
            refusal = _sent(request, update)
        if not refusal:
            messages.success(
                request, "It was sent for approval. The public cannot read it until an approver publishes it."
            )
            return HttpResponseRedirect(reverse("office:round", args=[update_round.pk]))
    update = _newest(update_round, found)
    if update is None or not may_write_update(request.user, update):
        messages.warning(request, refusal or "There is no draft here that can be sent.")
        return HttpResponseRedirect(address("round-update", update_round, found))
    key = update_round.partnership_key
    context = {
        **_frame(update_round, found),
        "update": update,
        "errors": [("", refusal)] if refusal else [],
        "seen": version_mark(update),
        "sections": sections_of(update),
        "advice": advice_on([update]),
        "withdrawn_words": Objections(key).first(public_texts(update)),
        "approval": approval_for(request.user, [key])[key].value,
    }
    title = f"Check: {update_round.title}, recommendation {found.number}"
    return office_response(request, "admin/round_check.html", context, title=title)


def _sent(request: HttpRequest, update: RecommendationUpdate | None) -> str:
    """Send it; "" where that was done, else one sentence on why not."""
    if update is None:
        return NOTHING_WRITTEN
    if not may_write_update(request.user, update):
        return FROM_A_DOCUMENT if update.document_id else "This update was sent for approval already."
    if request.POST.get("seen") != version_mark(update):
        return CHANGED_SINCE
    try:
        with transaction.atomic():
            submit_update(update=update, by=request.user, at=moment())
            _log(request, update, AuditEntry.Kind.DONE, "It was submitted for approval.")
    except (NotAllowed, EditConflict) as refusal:
        return f"{refusal} It was not sent."
    return ""


# -- a published one is put right ------------------------------------------------------------------------------------


@office_page
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, pk: int, recommendation: int) -> HttpResponse:
    """Says what a correction puts right, and begins it with the words that are public."""
    update_round, found = _place(request, pk, recommendation)
    form = CorrectionForm(request.POST if request.method == "POST" else None, label_suffix="")
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                update = _newest(update_round, found, lock=True)
                if update is None:
                    raise NotAllowed(NOTHING_WRITTEN)
                made = correct_update(update=update, what=form.cleaned_data["what"], by=request.user, at=moment())
                _log(request, made, AuditEntry.Kind.ADDED, f"A correction was begun: {made.corrects_what}")
        except (NotAllowed, EditConflict) as refusal:
            form.add_error(None, f"{refusal} Nothing was done.")
        else:
            messages.success(request, "The correction is a draft now. It begins with the words that are public.")
            return HttpResponseRedirect(address("round-update", update_round, found))
    update = _newest(update_round, found)
    if update is None or (update.state != State.PUBLISHED and request.method != "POST"):
        messages.warning(request, "Nothing is published here that could be put right.")
        return HttpResponseRedirect(address("round-update", update_round, found))
    context = {
        **_frame(update_round, found),
        "update": update,
        "form": form,
        "errors": _errors(form),
        "sections": sections_of(update),
    }
    title = f"Put right: {update_round.title}, recommendation {found.number}"
    return office_response(request, "admin/round_correct.html", context, title=title)
