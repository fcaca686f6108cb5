"""A routemap as its editors write it: stages in order, and where each may lead. The public reads published versions."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from priorities.models import Partnership, Versioned
from routemaps.models.contacts import Contact
from routemaps.models.rules import Anchor, DateRule


class RoutemapQuerySet(models.QuerySet):
    def public(self) -> RoutemapQuerySet:
        """Routemaps of which a version was published, and that were not withdrawn."""
        return self.filter(public_from__isnull=False, withdrawn_at=None)


class Routemap(Versioned):
    """How a process works for a family. What stands here is the draft of its editors; see RoutemapVersion."""

    class To(models.TextChoices):
        PARENT = "parent carer", "Parent carers"
        YOUNG_PERSON = "young person", "Young people"

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="routemaps")
    slug = models.SlugField(max_length=80, help_text="Part of the permanent address.")
    order = models.PositiveIntegerField(default=0)
    shared = models.BooleanField(
        "page that several routemaps lead to", default=False, help_text="Such as 'The council is late'."
    )
    title = models.CharField(max_length=160, help_text="A question that a family would ask.")
    short = models.CharField("short title", max_length=80, help_text="For lists and the way back.")
    for_whom = models.CharField("who it is for", max_length=250, blank=True)
    from_age = models.PositiveSmallIntegerField(null=True, blank=True)
    to_age = models.PositiveSmallIntegerField(null=True, blank=True)
    addressed_to = models.CharField(max_length=20, choices=To, default=To.PARENT)
    promise = models.CharField("what the page tells", max_length=250, blank=True, help_text="One sentence.")
    how_long = models.CharField(max_length=250, blank=True)
    who_decides = models.CharField(max_length=250, blank=True)
    cost = models.CharField("what it costs", max_length=120, blank=True)
    made_with = models.CharField(max_length=250, blank=True, help_text="Who made it with the partnership; no names.")
    anchors = models.ManyToManyField(Anchor, through="RoutemapAnchor", related_name="routemaps")
    checked_on = models.DateField(null=True, blank=True, editable=False)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    next_check_on = models.DateField("next check", null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_reason = models.CharField(max_length=300, blank=True, editable=False)
    public_from = models.DateTimeField(null=True, blank=True, editable=False)
    recorded_at = models.DateTimeField(editable=False)

    PUBLIC_TEXTS = (
        "title",
        "short",
        "for_whom",
        "promise",
        "how_long",
        "who_decides",
        "cost",
        "made_with",
    )
    objects = RoutemapQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["shared", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "slug"], name="routemap_slug_once"),
            models.CheckConstraint(
                condition=Q(from_age=None) | Q(to_age=None) | Q(to_age__gte=F("from_age")),
                name="routemap_ages_in_order",
                violation_error_message="The first age is not above the last.",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_reason="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_reason="")),
                name="routemap_withdrawn_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.short or self.title


class RoutemapAnchor(models.Model):
    """An event whose day a family may type on the page of a routemap; the first in order is the main one."""

    routemap = models.ForeignKey(Routemap, on_delete=models.CASCADE, related_name="anchor_rows")
    anchor = models.ForeignKey(Anchor, on_delete=models.PROTECT, related_name="+")
    order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["routemap", "anchor"], name="routemap_anchor_once")]

    def __str__(self) -> str:
        return str(self.anchor)


class Stage(Versioned):
    """One step of a routemap: when, what happens, who must do what, what you can do now, who to ask."""

    routemap = models.ForeignKey(Routemap, on_delete=models.PROTECT, related_name="stages")
    order = models.PositiveIntegerField(default=0)
    key = models.SlugField(max_length=60, help_text="The part of its address behind the '#'.")
    title = models.CharField(max_length=120)
    when = models.CharField(max_length=160, blank=True, help_text="In words, such as 'Weeks 1 to 6'. Empty: no time.")
    what_happens = models.TextField(blank=True, help_text="Short paragraphs with a blank line between them.")
    education = models.TextField("what education must do", blank=True)
    health = models.TextField("what health must do", blank=True)
    care = models.TextField("what social care must do", blank=True)
    family = models.TextField("what the family is asked to do", blank=True)
    do_now = models.TextField("what you can do now", blank=True, help_text="One in each line.")
    do_not = models.TextField("do not", blank=True, help_text="One in each line, each beginning with 'Do not'.")
    more = models.TextField(blank=True, help_text="Extras, such as evidence and law.")
    contacts = models.ManyToManyField(Contact, through="StageContact", related_name="stages")
    rules = models.ManyToManyField(DateRule, through="StageRule", related_name="stages")

    PUBLIC_TEXTS = (
        "title",
        "when",
        "what_happens",
        "education",
        "health",
        "care",
        "family",
        "do_now",
        "do_not",
        "more",
    )
    history = HistoricalRecords()

    class Meta:
        ordering = ["routemap", "order", "pk"]
        constraints = [models.UniqueConstraint(fields=["routemap", "key"], name="stage_key_in_routemap")]

    def __str__(self) -> str:
        return self.title

    @property
    def partnership_key(self) -> int | None:
        return self.routemap.partnership_id


class StageContact(models.Model):
    """A service to ask at a stage."""

    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="contact_rows")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="+")
    order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["stage", "contact"], name="stage_contact_once")]

    def __str__(self) -> str:
        return str(self.contact)


class StageRule(models.Model):
    """A rule whose date belongs to a stage."""

    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="rule_rows")
    rule = models.ForeignKey(DateRule, on_delete=models.PROTECT, related_name="+")
    order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["stage", "rule"], name="stage_rule_once")]

    def __str__(self) -> str:
        return str(self.rule)


class Branch(Versioned):
    """Where a stage may lead under a condition: a stage, another routemap, a page, or the end of the route.

    Without a stage to start from it says for whom the routemap is not, and where they look instead.
    """

    class Kind(models.TextChoices):
        YES = "yes", "Yes"
        NO = "no", "No"
        LATE = "late", "Late"
        WITHDRAW = "withdraw", "Withdrawn"
        NEXT = "next", "Goes on"
        NOT_FOR = "not for", "Not for you if"

    class Page(models.TextChoices):
        HELP = "help", "Help and other formats"
        PLANS = "priorities:plans", "All plans"

    routemap = models.ForeignKey(Routemap, on_delete=models.PROTECT, related_name="branches")
    stage = models.ForeignKey(Stage, null=True, blank=True, on_delete=models.PROTECT, related_name="branches")
    order = models.PositiveIntegerField(default=0)
    condition = models.CharField(max_length=250)
    kind = models.CharField(max_length=10, choices=Kind)
    to_stage = models.ForeignKey(Stage, null=True, blank=True, on_delete=models.PROTECT, related_name="reached_by")
    to_routemap = models.ForeignKey(
        Routemap, null=True, blank=True, on_delete=models.PROTECT, related_name="reached_by"
    )
    to_page = models.CharField(max_length=40, choices=Page, blank=True)

    PUBLIC_TEXTS = ("condition",)
    history = HistoricalRecords()

    class Meta:
        ordering = ["routemap", "order", "pk"]
        verbose_name_plural = "branches"
        constraints = [
            models.CheckConstraint(
                condition=Q(to_page="") | Q(to_stage=None, to_routemap=None),
                name="branch_leads_to_one_place",
                violation_error_message="A branch leads to one place: a stage, a routemap or a page.",
            ),
            models.CheckConstraint(
                condition=Q(to_stage=None) | Q(to_routemap=None),
                name="branch_to_a_stage_or_a_routemap",
                violation_error_message="A branch leads to one place: a stage, a routemap or a page.",
            ),
            models.CheckConstraint(
                condition=Q(stage__isnull=False) | Q(kind="not for"), name="branch_without_stage_says_not_for_whom"
            ),
        ]

    def __str__(self) -> str:
        return self.condition

    @property
    def partnership_key(self) -> int | None:
        return self.routemap.partnership_id

    @property
    def ends(self) -> bool:
        """The route truly ends here."""
        return self.to_stage_id is None and self.to_routemap_id is None and not self.to_page
