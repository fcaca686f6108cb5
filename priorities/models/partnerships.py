"""Partnerships, the people who sign in, and what each may do for which partnership."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from simple_history.models import HistoricalRecords

from priorities.models.versioned import Versioned
from priorities.roles import RoleName
from priorities.roles import choices as role_choices


class User(AbstractUser):
    """Somebody who signs in: an officer, an approver, a board member, an administrator."""

    job_title = models.CharField(
        max_length=200, blank=True, help_text="The role shown to the public instead of a name, such as 'SEND manager'."
    )

    class Meta(AbstractUser.Meta):
        ordering = ["username"]


class PartnershipQuerySet(models.QuerySet):
    def public(self) -> PartnershipQuerySet:
        """Partnerships are public by name and contact routes."""
        return self

    def host(self) -> Partnership | None:
        """The partnership whose portal this is: SENDPLAN_HOST_PARTNERSHIP, else the first that was added."""
        if settings.HOST_PARTNERSHIP:
            return self.filter(slug=settings.HOST_PARTNERSHIP).first()
        return self.order_by("pk").first()


class Partnership(Versioned):
    """A local area partnership: council, NHS, schools and parent carer forum of one area."""

    name = models.CharField(max_length=200, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    area_name = models.CharField("area", max_length=200, blank=True, help_text="The area, such as 'Oxfordshire'.")
    is_invented = models.BooleanField(
        "an invented example", default=False, help_text="Its pages say that it is an example and not a real area."
    )
    contact_email = models.EmailField("email", blank=True)
    contact_telephone = models.CharField("telephone", max_length=40, blank=True)
    contact_hours = models.CharField("telephone hours", max_length=200, blank=True)
    contact_address = models.TextField("postal address", blank=True)
    advice_service = models.CharField(
        "independent advice service", max_length=200, blank=True, help_text="The SEND advice service (SENDIASS)."
    )
    advice_telephone = models.CharField("advice telephone", max_length=40, blank=True)
    advice_url = models.URLField("advice web page", blank=True)

    PUBLIC_TEXTS = ("name", "area_name", "advice_service")
    objects = PartnershipQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def can_be_reached(self) -> bool:
        """The public knows a telephone number, an email or a postal address of it."""
        return bool(self.contact_telephone or self.contact_email or self.contact_address)

    @property
    def partnership_key(self) -> int | None:
        return self.pk


class Membership(models.Model):
    """What a user may do for one partnership."""

    Role = RoleName

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=role_choices())

    history = HistoricalRecords()

    class Meta:
        ordering = ["user__username", "role"]
        constraints = [
            models.UniqueConstraint(fields=["user", "partnership", "role"], name="membership_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}, {self.partnership}"
