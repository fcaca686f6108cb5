import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("priorities", "0003_fill_held_back_partnership"),
    ]

    operations = [
        migrations.AlterField(
            model_name="heldback",
            name="partnership",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="priorities.partnership",
            ),
        ),
        migrations.AddConstraint(
            model_name="heldback",
            constraint=models.UniqueConstraint(fields=("partnership", "number"), name="held_back_number"),
        ),
    ]
