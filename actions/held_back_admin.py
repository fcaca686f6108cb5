"""The office page of a held-back name: what stands in its place for the public is decided here."""

from __future__ import annotations

from django import forms
from django.contrib import admin
from django.db import transaction

from actions.importing.changes import short
from actions.plan_review import SHOWN
from actions.services import filled_texts, give_public_words, leave_out, public_reads, texts_with_placeholder
from actions.wording import counted
from priorities.models import HeldBack, Plan
from priorities.name_forms import HeldWords
from priorities.office import NOT_YET, OfficeAdmin, PartnershipFilter
from priorities.office_forms import RoleForm


class HeldBackForm(RoleForm):
    """The one thing that a person decides about a name that was held back."""

    role_field = "public_words"
    public_fields = ("public_words",)

    left_out = forms.BooleanField(
        required=False,
        label="Leave it out",
        help_text="Nothing takes the name's place. Tick it only where the text says enough without it.",
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.initial["left_out"] = self.instance.is_left_out
        if "is_role" in self.fields:
            self.fields[
                "is_role"
            ].help_text = "Tick this only if the words name no person. With nothing written above, the document's words stay as they are."

    def clean_public_words(self) -> str:
        return self.cleaned_data["public_words"].strip()

    def clean(self) -> dict:
        cleaned = super().clean()
        words, held = cleaned.get("public_words", ""), self.instance
        if "public_words" in self.errors:
            return cleaned
        if cleaned.get("left_out"):
            if words:
                self.add_error(
                    "left_out", "Leave it out: a role is written above too; empty it, or take the tick away."
                )
        elif not words and cleaned.get("is_role") and held.kind == HeldBack.Kind.NAME:
            cleaned["public_words"] = held.words
        elif not words:
            self.add_error(
                "public_words",
                "Words for the public: nothing is written here; give a role or a team, such as 'SENCO', or leave it out.",
            )
        elif not cleaned.get("is_role") and HeldWords([(held.kind, held.words)]).spots(words):
            self.add_error(
                "public_words",
                f"Words for the public: '{words}' still holds what is held back; give a role, such as 'SENCO'.",
            )
        return cleaned


class DecidedFilter(admin.SimpleListFilter):
    title = "words for the public"
    parameter_name = "decided"

    def lookups(self, request, model_admin) -> list[tuple[str, str]]:
        return [("no", "Not given yet"), ("yes", "Given")]

    def queryset(self, request, queryset):
        if self.value() in ("no", "yes"):
            return queryset.filter(decided_at__isnull=self.value() == "no")
        return queryset


@admin.register(HeldBack)
class HeldBackAdmin(OfficeAdmin):
    partnership_path = "plan__partnership"
    form = HeldBackForm
    list_display = ["placeholder", "words", "public_words", "plan", "decided_at", "decided_by"]
    list_filter = [DecidedFilter, ("plan", PartnershipFilter)]
    list_select_related = ["plan", "decided_by"]
    search_fields = ["words", "public_words"]
    readonly_fields = (
        "plan",
        "number",
        "kind",
        "words",
        "placeholder",
        "stands_in",
        "filled_in",
        "decided_at",
        "decided_by",
    )
    fieldsets = [
        (None, {"fields": ["plan", "kind", "words", "placeholder", "stands_in"]}),
        (
            "Instead of it",
            {
                "fields": ["public_words", "is_role", "left_out"],
                "description": "They take the placeholder's place in every text of the plan at once. Until the plan is "
                "public you can change them here; afterwards an approver changes the words where they stand.",
            },
        ),
        ("Decided", {"fields": ["filled_in", "decided_at", "decided_by"]}),
    ]

    @admin.display(description="where it stands")
    def stands_in(self, obj) -> str:
        """The texts whole, so that the role can be worded to fit beside what they say already."""
        return _quoted(texts_with_placeholder(obj)) or "In no text any more"

    @admin.display(description="what they say now")
    def filled_in(self, obj) -> str:
        """What became of the texts that the decision filled in, so that who decided reads them once more."""
        return _quoted(filled_texts(obj)) or "Nothing was filled in"

    def has_add_permission(self, request) -> bool:
        return False

    def is_public(self, obj) -> bool:
        """Its plan is public, or its placeholder stands in another text that is: in a shared lead, in another plan."""
        return obj.plan.public_from is not None or public_reads(obj)

    def public_or_not(self, obj) -> str:
        if obj.plan.state == Plan.State.PUBLISHED or getattr(obj, "was_read", False):
            words = f"'{obj.public_words}'" if obj.public_words else "nothing"
            return f"The public reads {words} in its place now."
        return NOT_YET

    def has_change_permission(self, request, obj=None) -> bool:
        """Once the public has read them, the words are changed in the texts themselves."""
        return super().has_change_permission(request, obj) and (obj is None or obj.may_be_decided)

    @transaction.atomic
    def save_model(self, request, obj, form, change) -> None:
        # The service asks what stands in the texts now, so it is given the record as it is stored.
        stored = HeldBack.objects.get(pk=obj.pk)
        # The placeholder may have stood in public in another plan or a shared lead alone; now its words do.
        obj.was_read = public_reads(stored)
        who = {"by": request.user, "at": self.moment()}
        words = form.cleaned_data["public_words"]
        before = stored.public_words
        left = (
            leave_out(held_back=stored, **who)
            if form.cleaned_data["left_out"]
            else give_public_words(held_back=stored, public_words=words, **who)
        )
        if left:
            few = "; ".join(f"“{short(text)}”" for text in left[:3]) + (" …" if left[3:] else "")
            self.message_user(
                request,
                f"{counted(len(left), 'text')} of the plan still {'says' if len(left) == 1 else 'say'} '{before}': {few} "
                "Change by hand what was meant for this name.",
                level="WARNING",
            )


def _quoted(texts: list[str]) -> str:
    """The first texts, one a line, "nothing" for one that is empty now."""
    more = f"\nand {len(texts) - SHOWN} more" if len(texts) > SHOWN else ""
    return "\n".join(f"“{text}”" if text else "nothing" for text in texts[:SHOWN]) + more
