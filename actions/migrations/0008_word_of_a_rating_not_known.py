"""An action keeps the word of its newest rating where that means no status, so that a plan's page can count them."""

from django.db import migrations, models
from django.db.models import Exists, F, OuterRef, Q


def fill(apps, schema_editor):
    """As Action.set_rating works it out; here without its code, which may change later."""
    Action = apps.get_model("actions", "Action")
    ProgressReport = apps.get_model("actions", "ProgressReport")
    corrections = ProgressReport.objects.filter(corrects=OuterRef("pk"), state="published")
    newest = {}
    rows = (
        ProgressReport.objects.filter(Q(state="published") & ~Exists(corrections))
        .order_by("action", F("reported_on").desc(nulls_last=True), "-pk")
        .values_list("action", "status", "rating")
    )
    for action, status, rating in rows.iterator(chunk_size=2000):
        if status or any(map(str.isalnum, rating)):
            newest.setdefault(action, (status, rating))
    filled = [Action(pk=pk, rated_as=rating) for pk, (status, rating) in newest.items() if not status]
    Action.objects.bulk_update(filled, ["rated_as"], batch_size=200)


class Migration(migrations.Migration):
    dependencies = [("actions", "0007_past_withdrawals")]

    operations = [
        migrations.AddField(
            model_name="action",
            name="rated_as",
            field=models.CharField(blank=True, default="", editable=False, max_length=200),
            preserve_default=False,
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]
