from django.db import migrations
from django.db.models import OuterRef, Subquery


def fill(apps, schema_editor):
    """Each held-back name belongs to the partnership of its plan."""
    plans = apps.get_model("priorities", "Plan").objects.filter(pk=OuterRef("plan_id"))
    apps.get_model("priorities", "HeldBack").objects.update(partnership_id=Subquery(plans.values("partnership_id")[:1]))


class Migration(migrations.Migration):

    dependencies = [
        ("priorities", "0002_traces_and_documents_set_aside"),
    ]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
