"""What inspectors or a board recommended, and what the partnership says of it, round after round."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from simple_history.models import HistoricalRecords

from priorities.models.documents import SourceDocument, SourceRow
from priorities.models.frozen import FrozenQuerySet, FrozenWhenPublished
from priorities.models.plans import Plan
from priorities.models.priorities import Priority, WordsVersion
from priorities.models.versioned import Versioned

SECTIONS: Mapping[str, str] = MappingProxyType(
    {
        "wanted": "What we wanted",
        "will_do": "What we will do",
        "now": "Where we are now",
        "done": "What we have done",
        "difference": "The difference it made",
        "will_see": "What we will see",
        "expected_difference": "The difference it will make",
        "to_develop": "What we need to develop",
        "next_steps": "Next steps",
    }
)
"""The meanings of an update's sections, in the order of its page, each with the words where a round printed no label.

`expected_difference` is a hope and never told as a result.
"""


class RecommendationQuerySet(models.QuerySet):
    def public(self) -> RecommendationQuerySet:
        """Recommendations of published plans that are themselves published and not withdrawn."""
        return self.filter(plan__state=Plan.State.PUBLISHED, public_from__isnull=False, withdrawn_at=None)


class Recommendation(Versioned):
    """One thing that an inspection or a board asked the partnership to do."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="recommendations")
    number = models.CharField(max_length=20, help_text="As the report numbers it.")
    order = models.PositiveIntegerField(default=0)
    slug = models.SlugField(max_length=100, help_text="Part of the permanent address.")
    official_words = models.TextField(blank=True, editable=False)
    plain_words = models.TextField(blank=True, help_text="What the public reads first: short and plain.")
    source = models.CharField(
        max_length=300, blank=True, help_text="Who recommended it and when, such as 'Area SEND inspection, March 2023'."
    )
    priorities = models.ManyToManyField(Priority, blank=True, related_name="recommendations")
    source_row = models.ForeignKey(
        SourceRow, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_reason = models.CharField(max_length=300, blank=True, editable=False)
    public_from = models.DateTimeField(null=True, blank=True, editable=False)
    recorded_at = models.DateTimeField(editable=False)

    PUBLIC_TEXTS = ("number", "plain_words", "source")
    READ_IN_A_ROW = (("number", "plain_words"), ("number", "official_words"))
    objects = RecommendationQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["plan", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "slug"], name="recommendation_slug_in_plan"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_reason="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_reason="")),
                name="recommendation_withdrawn_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"Recommendation {self.number}: {self.first_words[:80]}".removesuffix(": ")

    @property
    def first_words(self) -> str:
        """What the public reads first: plain words, else the official words."""
        return self.plain_words or self.official_words

    @property
    def partnership_key(self) -> int | None:
        return self.plan.partnership_id


class RecommendationWords(WordsVersion):
    """The official words of a recommendation."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="words_versions")


class UpdateRound(Versioned):
    """One time at which a plan's recommendations are answered: "Year one", "October 2025".

    `labels` are the headings that this round prints, "done=What we did" a line: they change from round to round, the
    meanings (SECTIONS) do not. Text, so that words are taken out of it like out of any other.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="update_rounds")
    title = models.CharField(max_length=100, help_text="As the partnership calls it: 'Year one', 'October 2025'.")
    slug = models.SlugField(max_length=100, help_text="Part of the permanent address.")
    dated = models.DateField("date", null=True, blank=True, help_text="Empty where the round bears no date.")
    date_precision = models.CharField(
        max_length=10, choices=SourceDocument.DatePrecision, default=SourceDocument.DatePrecision.DAY
    )
    labels = models.TextField(
        "headings",
        blank=True,
        editable=False,
        help_text="One a line: the section's meaning, '=', the words as printed.",
    )
    recorded_at = models.DateTimeField(editable=False)

    PUBLIC_TEXTS = ("title", "labels")
    history = HistoricalRecords()

    class Meta:
        ordering = ["plan", F("dated").desc(nulls_last=True), "-pk"]
        constraints = [models.UniqueConstraint(fields=["plan", "slug"], name="update_round_slug_in_plan")]

    def __str__(self) -> str:
        return self.title

    def label_of(self, section: str) -> str:
        """The heading that the round prints for a section, else the words for its meaning."""
        lines = (line.partition("=") for line in self.labels.splitlines())
        return {meaning: words for meaning, _, words in lines}.get(section) or SECTIONS[section]

    @property
    def partnership_key(self) -> int | None:
        return self.plan.partnership_id


class RecommendationUpdateQuerySet(FrozenQuerySet):
    def public(self) -> RecommendationUpdateQuerySet:
        """Published updates of recommendations that the public reads."""
        return self.filter(
            state=RecommendationUpdate.State.PUBLISHED,
            recommendation__plan__state=Plan.State.PUBLISHED,
            recommendation__public_from__isnull=False,
            recommendation__withdrawn_at=None,
        )

    def standing(self) -> RecommendationUpdateQuerySet:
        """Public updates that no other public update corrects: one for each round of a recommendation."""
        corrections = RecommendationUpdate.objects.filter(
            corrects=OuterRef("pk"), state=RecommendationUpdate.State.PUBLISHED
        )
        return self.public().filter(~Exists(corrections))


class RecommendationUpdate(FrozenWhenPublished):
    """What one round says of one recommendation. Each section holds its points, one a line; a point has no line break.

    Published it is never changed: a correction is a new one that says what it corrects.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        SUBMITTED = "submitted", "Waiting for approval"
        RETURNED = "returned", "Returned"
        PUBLISHED = "published", "Published"

    update_round = models.ForeignKey(UpdateRound, on_delete=models.PROTECT, related_name="updates")
    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="updates")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT, editable=False)
    wanted = models.TextField("what we wanted", blank=True)
    will_do = models.TextField("what we will do", blank=True)
    now = models.TextField("where we are now", blank=True)
    done = models.TextField("what we have done", blank=True)
    difference = models.TextField("the difference it made", blank=True)
    will_see = models.TextField("what we will see", blank=True)
    expected_difference = models.TextField(
        "the difference it will make", blank=True, help_text="A hope. What has happened stands under the difference."
    )
    to_develop = models.TextField("what we need to develop", blank=True)
    next_steps = models.TextField("next steps", blank=True)
    corrects = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrections")
    corrects_what = models.CharField(
        "what it corrects", max_length=300, blank=True, help_text="What was wrong; the public reads it."
    )
    document = models.ForeignKey(
        SourceDocument, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    submitted_at = models.DateTimeField(null=True, blank=True, editable=False)
    returned_reason = models.TextField(blank=True, editable=False)
    approved_at = models.DateTimeField(null=True, blank=True, editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    public_from = models.DateTimeField(null=True, blank=True, editable=False)
    recorded_at = models.DateTimeField(editable=False)

    PUBLIC_TEXTS = (*SECTIONS, "corrects_what")
    objects = RecommendationUpdateQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["recommendation", "pk"]
        verbose_name = "update of a recommendation"
        verbose_name_plural = "updates of recommendations"
        constraints = [
            models.UniqueConstraint(
                fields=["update_round", "recommendation"],
                condition=Q(corrects=None),
                name="recommendation_update_once_in_round",
            ),
            models.UniqueConstraint(
                fields=["corrects"], condition=Q(corrects__isnull=False), name="recommendation_update_corrected_once"
            ),
            models.CheckConstraint(
                condition=Q(state="published", public_from__isnull=False)
                | (~Q(state="published") & Q(public_from=None)),
                name="recommendation_update_public_from",
            ),
            models.CheckConstraint(
                condition=Q(corrects=None) | ~Q(corrects_what=""),
                name="recommendation_update_says_what_it_corrects",
            ),
            models.CheckConstraint(
                condition=Q(approved_at=None, approved_by=None)
                | Q(approved_at__isnull=False, approved_by__isnull=False),
                name="recommendation_update_approved_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | Q(author=None) | ~Q(approved_by=F("author")),
                name="recommendation_update_approved_by_another",
                violation_error_message="Nobody approves their own words.",
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(returned_reason=""),
                name="recommendation_update_returned_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.update_round} on recommendation {self.recommendation.number}"

    def points(self, section: str) -> list[str]:
        """The points of a section in order; [] where nothing was said."""
        return [line for line in getattr(self, section).splitlines() if line.strip()]

    @property
    def partnership_key(self) -> int | None:
        return self.recommendation.plan.partnership_id
