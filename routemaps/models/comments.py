"""What families say about the Local Offer and these pages, and what the partnership answers and does.

SEND Regulations 2014, regulation 56: comments and the response to them, with the action that is taken, are published at
least once a year, without identifying anybody.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from priorities.models import Partnership, Versioned


class CommentQuerySet(models.QuerySet):
    def public(self) -> CommentQuerySet:
        """Comments that were published with the partnership's answer."""
        return self.filter(state=Comment.State.PUBLISHED, public_from__isnull=False)


class Comment(Versioned):
    """What somebody sent through the form. The public reads `shown_words` alone, never what was sent.

    `words` and `email` are for staff. Words are emptied when a comment is rejected; an address is emptied after the answer or
    after six months. Histories never hold them, nor the draft of
    what will be shown, which begins as what was sent.
    """

    class About(models.TextChoices):
        PAGE = "page", "A page of this site"
        LOCAL_OFFER = "local offer", "The Local Offer: help in our area"
        ROUTEMAP = "routemap", "A routemap that is missing"

    class Helpful(models.TextChoices):
        YES = "yes", "Yes"
        PARTLY = "partly", "Partly"
        NO = "no", "No"

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        PUBLISHED = "published", "Published"
        REJECTED = "rejected", "Not published"
        SAFEGUARDING = "safeguarding", "Safeguarding concern"

    class Why(models.TextChoices):
        IDENTIFIES = "identifies", "It identifies somebody"
        CASE = "case", "It is about one case, which its own route must answer"
        SPAM = "spam", "It is an advertisement or makes no sense"
        ABUSE = "abuse", "It insults somebody"
        THANKS = "no answer needed", "It needs no answer"

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    about = models.CharField(max_length=20, choices=About)
    page = models.CharField(max_length=200, blank=True, editable=False)
    helpful = models.CharField("was it helpful", max_length=10, choices=Helpful, blank=True, editable=False)
    words = models.TextField("what was sent", blank=True, editable=False)
    email = models.EmailField("address for an answer", blank=True, editable=False)
    sent_at = models.DateTimeField(editable=False)
    state = models.CharField(max_length=20, choices=State, default=State.WAITING, editable=False)
    why_rejected = models.CharField(max_length=20, choices=Why, blank=True, editable=False)
    shown_words = models.TextField(
        "as the public reads it", blank=True, help_text="Nothing in it may tell who wrote it or whom it is about."
    )
    decided_at = models.DateTimeField(null=True, blank=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    public_from = models.DateTimeField(null=True, blank=True, editable=False)

    PUBLIC_TEXTS = ("shown_words",)
    objects = CommentQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["words", "email", "shown_words"])

    class Meta:
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="rejected") | (Q(words="", email="") & ~Q(why_rejected="")),
                name="comment_rejected_is_emptied",
            ),
            models.CheckConstraint(
                condition=Q(state="published", public_from__isnull=False) & ~Q(shown_words="")
                | (~Q(state="published") & Q(public_from=None)),
                name="comment_published_has_words_and_day",
            ),
        ]

    def __str__(self) -> str:
        return f"Comment of {self.sent_at:%Y-%m-%d}"


class Response(Versioned):
    """What the partnership answers to a comment, and what it did. Written by one person, published by another."""

    comment = models.OneToOneField(Comment, on_delete=models.PROTECT, related_name="response")
    words = models.TextField("what we answer")
    did = models.TextField("what we did, or will do")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField(editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )

    PUBLIC_TEXTS = ("words", "did")
    history = HistoricalRecords()

    class Meta:
        verbose_name = "answer to a comment"
        verbose_name_plural = "answers to comments"
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_by=None) | Q(author=None) | ~Q(approved_by=F("author")),
                name="response_approved_by_another",
                violation_error_message="Nobody approves their own words.",
            ),
        ]

    def __str__(self) -> str:
        return f"Answer to {self.comment}"

    @property
    def partnership_key(self) -> int | None:
        return self.comment.partnership_id


class CommentDesk(Versioned):
    """Who looks after the comments of a partnership, and whom its form names for a child in danger."""

    partnership = models.OneToOneField(Partnership, on_delete=models.PROTECT, related_name="comment_desk")
    duty = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="duty contact for safeguarding",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Is told by email when somebody marks a comment as a safeguarding concern.",
    )
    social_care_telephone = models.CharField("telephone of children's social care", max_length=40, blank=True)
    social_care_hours = models.CharField("its hours", max_length=200, blank=True)
    out_of_hours_telephone = models.CharField("telephone outside these hours", max_length=40, blank=True)
    is_example = models.BooleanField(
        default=False, help_text="The page says that these numbers are examples and not real."
    )

    PUBLIC_TEXTS = ("social_care_hours",)
    history = HistoricalRecords()

    class Meta:
        verbose_name = "comment desk"

    def __str__(self) -> str:
        return f"Comment desk of {self.partnership}"
