"""All that is stored of plans, as plain values in which ids do not count: to compare two ways to the same end."""

from __future__ import annotations

from django.apps import apps

LEFT_OUT = frozenset({"actions.importrun", "priorities.auditentry", "priorities.contentversion", "priorities.user"})
WHO = frozenset(
    {"recorded_by", "received_by", "applied_by", "settled_by", "set_aside_by", "decided_by", "history_user"}
)
"""The command names nobody where nobody publishes; the pages name who sat there."""


def models():
    for app in ("priorities", "actions"):
        for model in apps.get_app_config(app).get_models():
            if model._meta.label_lower not in LEFT_OUT:
                yield model


def whole_state(*, histories: bool = False, but: frozenset[str] = WHO) -> dict[str, list[dict[str, object]]]:
    """Every row of every table of plans; a foreign key is the place of its row among those of its table."""
    wanted = [item for item in models() if histories or not item._meta.model_name.startswith("historical")]
    place = {
        model._meta.label_lower: {
            key: at for at, key in enumerate(model.objects.order_by("pk").values_list("pk", flat=True))
        }
        for model in wanted
    }
    found = {}
    for model in wanted:
        rows = []
        for row in model.objects.order_by("pk").values():
            plain = {}
            for field in model._meta.concrete_fields:
                if field.primary_key or field.name in but:
                    continue
                value = row[field.attname]
                if field.is_relation and value is not None:
                    value = place.get(field.related_model._meta.label_lower, {}).get(value, value)
                plain[field.name] = value
            rows.append(plain)
        found[model._meta.label_lower] = rows
    return found
