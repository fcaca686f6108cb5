from django.db import migrations
from django.db.models import F

_TIME = ("start", "due", "recurrence", "ongoing")


def mark_words_only(apps, schema_editor):
    """Changes that were kept before they could be marked: where the date stayed, only the words changed.

    What the action's history says counts first: a change of its start or of how often it recurs is one of time.
    """
    changes = apps.get_model("actions", "DueDateChange").objects.filter(words_only=False, from_due=F("to_due"))
    history = apps.get_model("actions", "HistoricalAction").objects
    same = []
    for change in changes.exclude(from_raw=F("to_raw")).iterator():
        kept = history.filter(id=change.action_id)
        before = kept.filter(timescale_raw=change.from_raw, history_date__lte=change.recorded_at)
        after = kept.filter(timescale_raw=change.to_raw, history_date__gte=change.recorded_at)
        old = before.order_by("-history_date", "-history_id").values_list(*_TIME).first()
        new = after.order_by("history_date", "history_id").values_list(*_TIME).first()
        if old is None or new is None or old == new:
            same.append(change.pk)
    apps.get_model("actions", "DueDateChange").objects.filter(pk__in=same).update(words_only=True)


class Migration(migrations.Migration):

    dependencies = [
        ("actions", "0005_status_of_the_newest_rating"),
    ]

    operations = [
        migrations.RunPython(mark_words_only, migrations.RunPython.noop),
    ]
