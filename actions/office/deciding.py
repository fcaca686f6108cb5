"""What the pages share on which something is published or returned: two forms, decided in one transaction."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest

from actions.report_decisions import Decided, ReturnForm
from priorities.models import EditConflict
from priorities.office_pages import today
from priorities.office_verbs import VerbForm
from priorities.services import NotAllowed


def decision_forms(
    record: Decided | list[Decided], publish: type[VerbForm], *, request: HttpRequest, seen: str
) -> dict[str, VerbForm]:
    """The forms to publish and to return; the one that `do` names holds what was posted."""
    forms = {}
    for name, form_class in (("publish", publish), ("return", ReturnForm)):
        data = request.POST if request.POST.get("do") == name else None
        forms[name] = form_class(data, record=record, by=request.user, seen=seen, today=today())
        forms[name].auto_id = f"{name}_%s"
    return forms


def _errors(forms: dict[str, VerbForm]) -> list[tuple[str, str]]:
    """Each sentence with the id of its field; "" for what concerns the whole page."""
    found = []
    for form in forms.values():
        if form.is_bound:
            found += [("", sentence) for sentence in form.non_field_errors()]
            found += [(field.id_for_label, sentence) for field in form.visible_fields() for sentence in field.errors]
    return found


def decide(
    request: HttpRequest, read: Callable[[], dict[str, VerbForm]], do: Callable[[VerbForm], str]
) -> tuple[dict[str, VerbForm], bool]:
    """What was posted, done in one transaction from reading to writing. The forms, and whether it was done."""
    forms: dict[str, VerbForm] = {}
    form, said = None, ""
    try:
        with transaction.atomic():
            forms = read()
            form = forms.get(request.POST.get("do", ""))
            if form is not None and form.is_valid():
                said = do(form)
    except (NotAllowed, EditConflict) as refusal:
        form.add_error(None, str(refusal))
    if said:
        messages.success(request, said)
    return forms, bool(said)


def all_errors(request: HttpRequest, forms: dict[str, VerbForm]) -> list[tuple[str, str]]:
    """What is wrong, each sentence with the id of its field; also where neither decision was chosen."""
    found = _errors(forms)
    if request.method == "POST" and request.POST.get("do") not in forms:
        found.append(("", "Choose 'Publish' or 'Return'; nothing was done."))
    return found
