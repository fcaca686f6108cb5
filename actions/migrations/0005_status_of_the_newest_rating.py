"""An action keeps the status of the newest standing public report that carries a rating, and that report's day."""

from django.db import migrations, models
from django.db.models import Exists, F, OuterRef, Q

import actions.status


def fill(apps, schema_editor):
    """As Action.set_reports works it out; here without its code, which may change later."""
    Action = apps.get_model("actions", "Action")
    ProgressReport = apps.get_model("actions", "ProgressReport")
    corrections = ProgressReport.objects.filter(corrects=OuterRef("pk"), state="published")
    newest = {}
    rows = (
        ProgressReport.objects.filter(Q(state="published") & ~Exists(corrections))
        .order_by("action", F("reported_on").desc(nulls_last=True), "-pk")
        .values_list("action", "status", "rating", "reported_on")
    )
    for action, status, rating, reported_on in rows.iterator(chunk_size=2000):
        if status or any(map(str.isalnum, rating)):
            newest.setdefault(action, (status, reported_on))
    filled = [Action(pk=pk, rated=status, rated_on=reported_on) for pk, (status, reported_on) in newest.items()]
    Action.objects.bulk_update(filled, ["rated", "rated_on"], batch_size=200)


class Migration(migrations.Migration):
    dependencies = [("actions", "0004_report_by_publication")]

    operations = [
        migrations.AddField(
            model_name="action",
            name="rated",
            field=models.CharField(
                blank=True,
                choices=actions.status.Status.choices,
                default="",
                editable=False,
                max_length=12,
                verbose_name="status",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="action",
            name="rated_on",
            field=models.DateField(blank=True, editable=False, null=True),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]
