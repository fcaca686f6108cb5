"""Rules on dates, and the events from which families count. Rules are data: a person confirms each and checks it again."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from priorities.models import Partnership, Versioned
from routemaps import deadlines


class Anchor(Versioned):
    """Something that happens on a day from which dates are counted: "The council received the request"."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    key = models.SlugField(max_length=60, help_text="A short word for addresses, such as 'request'.")
    label = models.CharField(
        max_length=160, help_text="What happened, as families choose it: 'The council received the request'."
    )
    beside = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="This day is only asked for together with that one, as a certificate is with a letter.",
    )
    order = models.PositiveIntegerField(default=0)

    PUBLIC_TEXTS = ("label",)
    history = HistoricalRecords()

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = "event that dates are counted from"
        verbose_name_plural = "events that dates are counted from"
        constraints = [models.UniqueConstraint(fields=["partnership", "key"], name="anchor_key_once")]

    def __str__(self) -> str:
        return self.label


class DateRule(Versioned):
    """By when something must be done after something happened, what says so, and how sure we are.

    `deadlines.Rule` counts; this is the record. A rule that nobody confirmed shows that its source is still being checked,
    and one past `next_check_on` is no longer called law.
    """

    class Kind(models.TextChoices):
        LAW = "law", "Law"
        GUIDANCE = "guidance", "Guidance"
        USUAL = "usual practice", "Usual practice"
        YOURS = "yours", "Yours"

    class Unit(models.TextChoices):
        DAYS = "days", "Days"
        WEEKS = "weeks", "Weeks"
        MONTHS = "months", "Calendar months"
        WORKING_DAYS = "working days", "Working days"
        YEAR_DAY = "day of the year", "Before a day of the year (month and day: 215 is 15 February)"
        SAME_DAY = "same day", "The same day"
        NONE = "none", "No day: a duty only"

    class Sense(models.TextChoices):
        BY = "by", "By this day"
        FROM = "from", "From this day"

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    key = models.SlugField(max_length=40, help_text="How routemaps name the rule, such as 'A1'.")
    statutory = models.CharField("number in the list of statutory dates", max_length=10, blank=True)
    what = models.CharField(max_length=200, help_text="What happens by then, as families read it.")
    asks = models.CharField(
        "what a letter asks for",
        max_length=200,
        blank=True,
        help_text="Once the day is over, as a family writes it behind 'Please': 'send the final plan'. Empty: no letter.",
    )
    who = models.CharField(max_length=120, blank=True, help_text="Who must do it, such as 'council'.")
    anchor = models.ForeignKey(Anchor, verbose_name="counted from", on_delete=models.PROTECT, related_name="rules")
    number = models.PositiveIntegerField(default=0)
    unit = models.CharField(max_length=20, choices=Unit)
    before = models.BooleanField("counted back", default=False)
    inclusive = models.BooleanField("the day itself is day 1", default=False)
    ends_day_before = models.BooleanField(
        "ends before the same day comes again",
        default=False,
        help_text="For periods 'of 12 months starting with' a day.",
    )
    sense = models.CharField(max_length=5, choices=Sense, default=Sense.BY)
    later_anchor = models.ForeignKey(
        Anchor,
        verbose_name="or counted from, if that is later",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    later_number = models.PositiveIntegerField(default=0)
    later_unit = models.CharField(max_length=20, choices=Unit, blank=True)
    adviser = models.ForeignKey(
        "self",
        verbose_name="rule whose date stands above",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="For every appeal: the time for the mediation adviser.",
    )
    tribunal_extends = models.BooleanField(
        "a tribunal usually accepts it later",
        default=False,
        help_text="A last day without work, in August or from 25 December to 1 January. Appeals only.",
    )
    family_acts = models.BooleanField(
        "the family must do it", default=False, help_text="They are shown the last working day on or before."
    )
    condition = models.CharField(max_length=160, blank=True, help_text="Such as 'Only if the answer is no'.")
    kind = models.CharField(max_length=20, choices=Kind)
    citation = models.CharField("source", max_length=300, help_text="Where this is written, with its number.")
    note = models.TextField(blank=True, help_text="What families should know besides, in one or two sentences.")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    source_confirmed = models.BooleanField(
        "somebody compared it with the source",
        default=False,
        help_text="Until then its page says that we still check it.",
    )
    checked_on = models.DateField(null=True, blank=True, editable=False)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    next_check_on = models.DateField(
        "next check", null=True, blank=True, help_text="From the day after, it is not called law until it is checked."
    )
    order = models.PositiveIntegerField(default=0)

    PUBLIC_TEXTS = ("what", "asks", "who", "condition", "citation", "note")
    history = HistoricalRecords()

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = "rule on a date"
        verbose_name_plural = "rules on dates"
        constraints = [
            models.UniqueConstraint(fields=["partnership", "key"], name="rule_key_once"),
            models.CheckConstraint(
                condition=~Q(citation=""), name="rule_has_citation", violation_error_message="A rule names its source."
            ),
            models.CheckConstraint(
                condition=Q(unit__in=["none", "same day"], number=0)
                | (~Q(unit__in=["none", "same day"]) & Q(number__gt=0)),
                name="rule_number_where_it_counts",
                violation_error_message="A number stands where something is counted, and nowhere else.",
            ),
            models.CheckConstraint(
                condition=Q(later_anchor=None, later_number=0, later_unit="")
                | (Q(later_anchor__isnull=False, later_number__gt=0) & ~Q(later_unit="")),
                name="rule_later_is_whole",
                violation_error_message="The second way to count has an event, a number and a unit, or none of them.",
            ),
            models.CheckConstraint(
                condition=Q(tribunal_extends=False) | Q(family_acts=True, adviser__isnull=False),
                name="rule_extended_is_an_appeal",
                violation_error_message="Only an appeal is accepted later, and the adviser's date stands above it.",
            ),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="rule_valid_from_and_to",
                violation_error_message="A rule ends after it begins.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.what}"

    def rule(self) -> deadlines.Rule:
        """The rule as `deadlines` counts it. `anchor`, `later_anchor` and `adviser` must be loaded: it asks no database."""
        return deadlines.Rule(
            key=self.key,
            what=self.what,
            asks=self.asks,
            anchor=self.anchor.key,
            span=deadlines.Span(
                self.number,
                deadlines.Unit(self.unit),
                before=self.before,
                inclusive=self.inclusive,
                ends_day_before=self.ends_day_before,
            ),
            kind=deadlines.Kind(self.kind),
            citation=self.citation,
            who=self.who,
            condition=self.condition,
            family_acts=self.family_acts,
            sense=deadlines.Sense(self.sense),
            or_later=(
                (self.later_anchor.key, deadlines.Span(self.later_number, deadlines.Unit(self.later_unit)))
                if self.later_anchor
                else None
            ),
            adviser=self.adviser.key if self.adviser else "",
            tribunal_extends=self.tribunal_extends,
            source_confirmed=self.source_confirmed,
            valid_from=self.valid_from,
            valid_to=self.valid_to,
            next_check_on=self.next_check_on,
        )
