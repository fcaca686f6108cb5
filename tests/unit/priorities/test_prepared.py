"""A prepared question answers as the queryset it was built from, whatever it is asked with."""

from __future__ import annotations

from datetime import date

import pytest
from django.db.models import Count, Q

from priorities.models import Plan
from priorities.prepared import Prepared
from tests.factories import office as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def plans(db):
    return [make.PlanFactory(starts_on=date(2020 + number, 1, 1)) for number in range(4)]


def test_model_instances_with_their_relations(plans, django_assert_num_queries):
    by_slug = Prepared(lambda slug: Plan.objects.select_related("partnership").filter(slug=slug), slug=str)
    for plan in plans:
        with django_assert_num_queries(1):
            found = by_slug(slug=plan.slug)
            assert found == [plan]
            assert found[0].partnership.name == plan.partnership.name
    assert by_slug(slug="nobody") == []


def test_days_constants_and_several_values(plans):
    between = Prepared(
        lambda after, before: (
            Plan.objects.filter(Q(starts_on__gt=after) & Q(starts_on__lt=before), state="draft")
            .order_by("starts_on")
            .values_list("pk", flat=True)
        ),
        after=date,
        before=date,
    )
    assert between(after=date(2020, 1, 1), before=date(2023, 1, 1)) == [plans[1].pk, plans[2].pk]
    assert between(after=date(2022, 6, 1), before=date(2030, 1, 1)) == [plans[3].pk]


def test_a_value_that_is_used_twice(plans):
    either = Prepared(lambda pk: Plan.objects.filter(Q(pk=pk) | Q(supersedes=pk)).order_by("pk"), pk=int)
    assert either(pk=plans[0].pk) == [plans[0]]


def test_counts_as_dictionaries(plans):
    by_partnership = Prepared(
        lambda pk: Plan.objects.filter(partnership=pk).order_by().values("partnership").annotate(number=Count("pk")),
        pk=int,
    )
    key = plans[0].partnership_id
    assert by_partnership(pk=key) == [{"partnership": key, "number": 1}]


def test_deferred_columns_stay_deferred(plans):
    titles = Prepared(lambda pk: Plan.objects.filter(pk=pk).only("title"), pk=int)
    assert "summary" in titles(pk=plans[0].pk)[0].get_deferred_fields()


@pytest.mark.parametrize("values", [{}, {"slug": "a", "more": 1}, {"slug": None}, {"slug": 3}, {"other": "a"}])
def test_wrong_values_are_refused(values, plans):
    with pytest.raises(TypeError, match="slug"):
        Prepared(lambda slug: Plan.objects.filter(slug=slug), slug=str)(**values)


def test_a_value_that_the_question_does_not_use_is_refused(plans):
    with pytest.raises(TypeError, match=r"does not use \['day'\]"):
        Prepared(lambda slug, day: Plan.objects.filter(slug=slug), slug=str, day=date)(slug="a", day=date(2026, 1, 1))


def test_kinds_are_few(plans):
    with pytest.raises(TypeError, match="not float"):
        Prepared(lambda size: Plan.objects.filter(pk=size), size=float)(size=1.5)


def test_values_are_never_part_of_the_sql(plans):
    by_slug = Prepared(lambda slug: Plan.objects.filter(slug=slug), slug=str)
    assert by_slug(slug="' OR 1=1 --") == []


def test_constant_words_are_part_of_the_sql_and_other_constants_are_not(plans):
    """SQLite plans a question anew each time, where a parameter decides whether a partial index may serve."""
    make.PlanFactory(title="100%s of it", summary="It's here", starts_on=date(2020, 1, 1))
    asked = Prepared(
        lambda after: Plan.objects.filter(
            state="draft", agreed_by="", title__contains="0%s of", summary="It's here", starts_on__gte=after
        ),
        after=date,
    )
    assert [plan.title for plan in asked(after=date(2019, 1, 1))] == ["100%s of it"]
    assert asked(after=date(2021, 1, 1)) == []
    _, _, sql, places = asked._compiled
    assert "'draft'" in sql
    assert [(name, constant) for name, constant in places if not name] == [("", "It's here"), ("", "%0\\%s of%")]


def test_keeps_no_connection_of_the_thread_that_asked_first(plans):
    by_slug = Prepared(lambda slug: Plan.objects.filter(slug=slug), slug=str)
    for plan in plans[:2]:
        assert by_slug(slug=plan.slug) == [plan]
        assert by_slug._compiled[1].connection is None


def test_asking_changes_nothing_that_is_kept(plans):
    """The values of one request never reach another: what is kept is only read."""
    by_slug = Prepared(lambda slug: Plan.objects.filter(slug=slug), slug=str)
    by_slug(slug="warm")
    kept = by_slug._compiled[1]
    before = dict(vars(kept))
    assert by_slug(slug=plans[0].slug) == [plans[0]]
    assert vars(kept) == before
    assert "get_compiler" not in vars(by_slug._compiled[0].query)


ADVICE = (
    "Prepared no longer answers as the queryset does. It leans on parts of Django that may change with any version: "
    "read docs/adr/0013 before you upgrade, and mend priorities/prepared.py or let it build its queryset anew."
)


def test_django_still_has_what_it_leans_on(plans):
    """Fails first, and says why, where another Django has other insides."""
    queryset = Plan.objects.select_related("partnership").annotate(number=Count("actions")).order_by("pk")
    compiler = queryset.query.get_compiler(queryset.db)
    assert all(hasattr(compiler, name) for name in ("as_sql", "get_converters")), ADVICE
    assert {"_query", "_db", "_iterable_class"} <= vars(queryset).keys(), ADVICE
    compiler.as_sql()
    assert {"select", "col_count", "connection"} <= vars(compiler).keys(), ADVICE


@pytest.mark.parametrize(
    "shape",
    [
        lambda found: found.select_related("partnership").annotate(number=Count("actions")).order_by("pk"),
        lambda found: found.only("title", "starts_on").order_by("-pk")[:2],
        lambda found: found.values("title", "starts_on", "public_from").order_by("pk"),
        lambda found: found.values_list("pk", "recorded_at").order_by("pk"),
        lambda found: found.values_list("slug", flat=True).order_by("pk"),
    ],
)
def test_every_kind_of_question_answers_as_its_queryset(plans, shape):
    after = date(2021, 1, 1)
    asked = Prepared(lambda after: shape(Plan.objects.filter(starts_on__gte=after)), after=date)
    for _ in range(2):
        found, meant = asked(after=after), list(shape(Plan.objects.filter(starts_on__gte=after)))
        assert found == meant, ADVICE
        for one, other in zip(found, meant, strict=True):
            if hasattr(one, "_state"):
                mine, its = ({k: v for k, v in vars(x).items() if k != "_state"} for x in (one, other))
                assert mine == its, ADVICE
                assert one._state.fields_cache.keys() == other._state.fields_cache.keys(), ADVICE
