"""Read a plan's document: a preview by default, a draft with --commit, public with --publish --by."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_slug
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from actions.importing import (
    ACTION_PLAN,
    FIRST_PARTNERSHIP,
    KINDS,
    PUT_RIGHT,
    RECOMMENDATION_UPDATE,
    Comparison,
    ImportRefused,
    ReadFile,
    changes_in_words,
    comparison_as_json,
    document_date,
    iso,
    partnership_for,
    partnership_wanted,
    preview,
    problems_in_words,
    publish_document,
    rate_again,
    read_file,
    reading_in_words,
    refuse_another_plan,
    same_file,
    statuses_again,
    store_file,
    stored_already,
    stored_date,
    sums_in_words,
)
from actions.importing.lengths import fitting, longest
from actions.outlines import MEANINGS as SECTION_MEANINGS
from actions.reading import MEANINGS, DocumentDate
from priorities.documents import DocumentError
from priorities.models import AuditEntry, Partnership, Plan, SourceDocument, User
from priorities.people import people_in_text
from priorities.permissions import may_approve
from priorities.services import NotAllowed, add_plan, record_event
from sendplan import histories
from sendplan.failures import no_answer, sentence_for


class Command(BaseCommand):
    help = (
        "Reads a plan's document (.txt, .tsv, .csv, .xlsx, .docx) and shows what was read. Nothing is changed without "
        "--commit, and nothing is public without --publish --by."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--kind",
            choices=[*KINDS, histories.KIND],
            help="What kind of document it is. Without it the command says which kind it takes it for, and why.",
        )
        parser.add_argument(
            "--round",
            default="",
            metavar="TITLE",
            help="Of an update of recommendations: what the round is called, such as 'Year one'.",
        )
        parser.add_argument(
            "--section",
            action="append",
            default=[],
            metavar="LABEL=MEANING",
            help="What a label of an update means, where the reader does not know it: 'Our journey so far=done'. "
            f"One of: {', '.join(SECTION_MEANINGS)}.",
        )
        parser.add_argument(
            "--plan",
            metavar="SLUG",
            help=f"The plan's part of its address. Every kind but {histories.KIND} belongs to a plan.",
        )
        parser.add_argument("--title", help="The title of a new plan; else the document's own.")
        parser.add_argument("--partnership", metavar="SLUG", help="Whose plan it is; else the host's.")
        parser.add_argument(
            "--document-date",
            metavar="YYYY-MM-DD",
            help="The date that the document bears; YYYY-MM or YYYY where it names no day.",
        )
        parser.add_argument("--commit", action="store_true", help="Store it as a draft.")
        parser.add_argument("--publish", action="store_true", help="With --commit: make it public.")
        parser.add_argument("--by", metavar="USER", help="With --publish: who publishes it.")
        parser.add_argument(
            "--same",
            action="append",
            default=[],
            metavar="PLACE=SLUG",
            help="That a row is the plan's action SLUG, 'new' or (still) 'withdrawn'; for a priority: 'priority 3=SLUG', "
            "'priority 3=new', 'priority SLUG=gone'.",
        )
        parser.add_argument(
            "--column",
            action="append",
            default=[],
            metavar="PLACE=MEANING",
            help="What a column holds, where the reader took it for something else: 'table 1, column 4=progress', "
            f"'Zig=timescale'. One of: {', '.join(MEANINGS)}.",
        )
        parser.add_argument(
            "--replace-all",
            action="store_true",
            help="That it is the right plan, although the document has almost none of its actions.",
        )
        parser.add_argument("--json", action="store_true", help="Print one JSON object.")

    def handle(self, *args, **options) -> None:
        if options["kind"] == histories.KIND:
            self._history(options)
        elif options["plan"] is not None:
            self._into_a_plan(options)
        else:
            raise CommandError("--plan is missing: name the plan's part of its address, such as send-plan-2026.")

    def _into_a_plan(self, options: dict) -> None:
        _refuse_slug(options["plan"], "--plan", Plan, "send-plan-2026")
        if options["partnership"] is not None:
            _refuse_slug(options["partnership"], "--partnership", Partnership, "mereshire")
        if options["publish"] and not options["commit"]:
            raise CommandError("--publish needs --commit; without it nothing is stored.")
        if options["commit"] and not options["kind"]:
            raise CommandError(
                "--commit needs --kind: without it the kind is a guess, and nothing is stored on a guess. One of: "
                f"{', '.join(KINDS)}."
            )
        if options["round"] and options["kind"] not in (None, RECOMMENDATION_UPDATE):
            raise CommandError(f"--round belongs to --kind {RECOMMENDATION_UPDATE}; leave one of them out.")
        if options["publish"] and not options["by"]:
            raise CommandError("--publish needs --by USER: who makes the plan public.")
        try:
            day, precision = document_date(options["document_date"], today=timezone.localdate())
        except ImportRefused as refusal:
            raise CommandError(str(refusal)) from None
        columns = self._said(options)
        answers = self._pairs(options["same"], "--same", '"line 12=SLUG" or "line 12=new"')
        missing = _tables_missing()
        if missing and options["commit"]:
            raise CommandError(missing)
        plan = self._stored_plan(options["plan"])
        try:
            file = read_file(
                options["file"],
                document_date=day,
                date_precision=precision,
                plan=plan,
                columns=columns,
                kind=options["kind"] or "",
                round_title=options["round"],
            )
            if options["commit"]:
                self._commit(file, plan, answers, options)
            else:
                self._preview(file, plan, answers, options)
                if missing:
                    self.stderr.write(f"Nothing was compared with a stored plan. {missing}")
        except (DocumentError, ImportRefused, NotAllowed) as error:
            raise CommandError(str(error)) from None

    def _history(self, options: dict) -> None:
        """The story of how routemaps were made: of a partnership, and of no plan."""
        strange = [name for name in ("plan", "round", "section", "same", "column", "document_date") if options[name]]
        if strange:
            raise CommandError(f"--{strange[0].replace('_', '-')} is not for --kind {histories.KIND}; leave it out.")
        if options["partnership"] is not None:
            _refuse_slug(options["partnership"], "--partnership", Partnership, "mereshire")
        if options["publish"] and not (options["commit"] and options["by"]):
            raise CommandError("--publish needs --commit and --by USER: who makes the history public.")
        missing = _tables_missing()
        if missing and options["commit"]:
            raise CommandError(missing)
        try:
            histories.bring_history(
                options["file"],
                partnership=options["partnership"],
                commit=options["commit"],
                publish=options["publish"],
                by=self._user(options["by"]) if options["commit"] else None,
                as_json=options["json"],
                say=self.stdout.write,
                at=timezone.now(),
            )
        except (DocumentError, ImportRefused, NotAllowed) as error:
            raise CommandError(str(error)) from None

    def _said(self, options: dict) -> dict[str, str]:
        """What a person said that columns hold; of an update of recommendations what its labels mean."""
        columns = self._pairs(options["column"], "--column", '"table 1, column 4=progress"')
        sections = self._pairs(options["section"], "--section", '"Our journey so far=done"')
        if columns and sections:
            raise CommandError("--column is for tables of actions, --section for updates; leave one of them out.")
        if sections and options["kind"] != RECOMMENDATION_UPDATE:
            raise CommandError(f"--section needs --kind {RECOMMENDATION_UPDATE}.")
        if columns and options["kind"] not in (None, ACTION_PLAN):
            raise CommandError(f"--column is for --kind {ACTION_PLAN} alone; leave it out.")
        return columns or sections

    def _pairs(self, pairs: list[str], option: str, example: str) -> dict[str, str]:
        found = {}
        for pair in pairs:
            place, equals, answer = pair.rpartition("=")
            if not equals or not place or not answer:
                raise CommandError(f"{option} is '{pair}'; write it as {example}.")
            found[place.strip()] = answer.strip()
        return found

    def _stored_plan(self, slug: str) -> Plan | None:
        """The plan as stored; None for a new one, and where there is no database yet."""
        try:
            return Plan.objects.select_related("partnership").filter(slug=slug).first()
        except DatabaseError:
            return None

    # -- preview -------------------------------------------------------------------------------------------------

    def _preview(self, file: ReadFile, plan: Plan | None, answers: dict[str, str], options: dict) -> None:
        comparison = preview(file, plan, answers=answers) if plan is not None else None
        known = same_file(file, plan) if plan is not None else None
        if options["json"]:
            self._print_json(file, comparison)
        else:
            self._print_reading(file)
            if known is None:
                self._print_plan(file, plan, options)
            if comparison is not None:
                self._print_comparison(comparison)
        if known is not None and options["document_date"]:
            _refuse_another_date(file, known)
        if comparison is not None and not options["replace_all"]:
            refuse_another_plan(comparison)
        if options["json"]:
            return
        self.stdout.write(f"Nothing was changed. {self._next(file, known)}")

    def _next(self, file: ReadFile, known: SourceDocument | None) -> str:
        """What can be done after the preview; a file that the plan has already is not stored again."""
        if known is None:
            kind = f"--kind {file.kind} " if file.guess is not None else ""
            return f"Add {kind}--commit to store it as a draft."
        said = [stored_already(known), f"It is stored {stored_date(known)}.", PUT_RIGHT]
        if statuses_again(file, known) is not None:
            said.append("Add --commit to give its actions the statuses that the plan's key says now.")
        if not self._is_public(known):
            said.append("Add --commit --publish --by USER to make it public.")
        return " ".join(said)

    def _print_json(self, file: ReadFile, comparison: Comparison | None) -> None:
        """What was read; where the plan is stored already also what the document changes in it."""
        read = file.reading.as_json()
        if file.guess is not None:
            read["kind_guessed"] = file.guess.why
        if comparison is not None:
            read["comparison"] = comparison_as_json(comparison)
        self.stdout.write(json.dumps(read, ensure_ascii=False, indent=2))

    def _print_reading(self, file: ReadFile) -> None:
        reading = file.reading
        write = self.stdout.write
        if file.guess is not None:
            write(f"{KINDS[file.kind]} (--kind {file.kind}). {file.guess.why}")
        much, lines = reading_in_words(reading)
        write(f"{file.path.name}: {much}.")
        for line in lines:
            write(f"  {line}")
        problems = reading.all_problems()
        write(f"{len(problems)} things to look at:" if problems else "Nothing to look at.")
        for line in problems_in_words(problems):
            write(f"  {line}")
        skipped = reading.skipped
        write(f"{len(reading.rows)} rows read, {len(reading.rows) - len(skipped)} imported, {len(skipped)} skipped:")
        for row in skipped:
            words = " ".join(row.text.split())
            write(f"  {row.place}: {row.reason} [{words[:70]}{' …' if len(words) > 70 else ''}]")

    def _print_plan(self, file: ReadFile, plan: Plan | None, options: dict) -> None:
        """Whose plan it will be, under which title and with which date: what the options leave out is said."""
        write = self.stdout.write
        if plan is None:
            write(f"New plan '{self._title(file, options)}' (--title to change).")
        if not options["document_date"]:
            write("Document date: none given; updates in it have no date (--document-date YYYY-MM-DD).")
            self._print_own_date(file.reading.dated, today=timezone.localdate())
        if plan is None:
            self._print_partnership(options["partnership"])

    def _print_partnership(self, given: str | None) -> None:
        """Which partnership --commit would make for a new plan, if any."""
        try:
            slug, partnership = partnership_wanted(given)
            known = list(Partnership.objects.values_list("slug", flat=True))
        except DatabaseError:
            slug, partnership, known = given or settings.HOST_PARTNERSHIP or FIRST_PARTNERSHIP, None, []
        if partnership is None:
            other = "" if given else " Give --partnership SLUG for another."
            self.stdout.write(
                f"There is no partnership '{slug}' yet: --commit makes it. Known: {', '.join(known) or 'none'}.{other}"
            )

    def _print_own_date(self, dated: DocumentDate | None, *, today: date) -> None:
        """The date that the document itself bears, if any: it counts only once somebody gives it."""
        if dated is None:
            return
        given = iso(dated.day, dated.precision)
        to_come = given > iso(today, dated.precision)
        remedy = "that is still to come" if to_come else f"add --document-date {given} if that is its date"
        self.stdout.write(f"The document says '{dated.words}' ({dated.place}): {remedy}.")

    def _print_comparison(self, comparison: Comparison) -> None:
        first, *sums = sums_in_words(comparison)
        self.stdout.write(first)
        for line, details in [*((line, []) for line in sums), *changes_in_words(comparison)]:
            self.stdout.write(f"  {line}")
            for detail in details:
                self.stdout.write(f"    {detail}")
        for line in problems_in_words(comparison.problems):
            self.stdout.write(f"  look at: {line}")
        for question in comparison.questions:
            self.stdout.write(f"  asked: {question.sentence}")

    # -- storing and publishing ----------------------------------------------------------------------------------

    def _commit(self, file: ReadFile, plan: Plan | None, answers: dict[str, str], options: dict) -> None:
        at = timezone.now()
        by = self._user(options["by"])
        is_new = plan is None
        with transaction.atomic():
            if plan is None:
                plan, made = self._new_plan(file, options, by, at)
                if made and not options["json"]:
                    self.stdout.write(
                        f"New partnership '{plan.partnership.slug}': give it its full name in the admin area."
                    )
            elif options["partnership"] and plan.partnership.slug != options["partnership"]:
                raise CommandError(
                    f"The plan '{plan.slug}' belongs to '{plan.partnership.slug}'; leave --partnership out or choose another --plan."
                )
            if by is not None and not (by.is_active and by.is_staff and may_approve(by, plan.partnership_id)):
                raise CommandError(
                    f"'{by.username}' may not publish plans of '{plan.partnership}'; name with --by an approver or "
                    "administrator who can sign in."
                )
            known = same_file(file, plan)
            if known is not None and options["document_date"]:
                _refuse_another_date(file, known)
            if known is not None and options["publish"] and not self._is_public(known):
                again = rate_again(file, document=known, by=by, at=at)
                document, comparison = known, again.comparison if again is not None else None
                waits = known.state == SourceDocument.State.DRAFT
            else:
                stored = store_file(file, plan=plan, by=by, at=at, answers=answers, replace_all=options["replace_all"])
                document, comparison, waits = stored.document, stored.comparison, stored.waits
            if options["publish"]:
                published = publish_document(
                    document=document, by=by, at=at, answers=answers, replace_all=options["replace_all"]
                )
                comparison = published or comparison
                # Whoever has the command line can name another; so the log says which way it came.
                words = f"Published the plan '{plan.title}' with '{document.original_name}', from the command line."
                record_event(kind=AuditEntry.Kind.APPROVED, by=by, at=at, words=words, record=plan)
        if options["json"]:
            self._print_json(file, None if is_new else comparison)
            return
        self._print_reading(file)
        if comparison is not None:
            self._print_comparison(comparison)
        if options["publish"]:
            self.stdout.write(f"Published by {by.username}: /plans/{plan.slug}/")
        elif waits:
            self.stdout.write(
                f"Stored. '{plan.slug}' is public already, so the changes wait: look at them and publish "
                "them in the admin area, or with --publish --by USER."
            )
        else:
            self.stdout.write(
                f"Stored as a draft in '{plan.slug}' of {plan.partnership}. Add --publish --by USER to make it public."
            )
        self.stdout.write(f"Environment: {settings.ENVIRONMENT}. Database: {_database()}.")

    def _is_public(self, document: SourceDocument) -> bool:
        return document.state == SourceDocument.State.APPLIED and document.plan.state == Plan.State.PUBLISHED

    def _user(self, username: str | None) -> User | None:
        if not username:
            return None
        user = User.objects.filter(username=username).first()
        if user is None:
            raise CommandError(
                f"There is no account '{username}'; make one with createsuperuser or name another with --by."
            )
        return user

    def _new_plan(self, file: ReadFile, options: dict, by: User | None, at) -> tuple[Plan, bool]:
        partnership, made = partnership_for(options["partnership"], by=by, at=at)
        title = self._title(file, options)
        return add_plan(partnership=partnership, slug=options["plan"], title=title, by=by, at=at), made

    def _title(self, file: ReadFile, options: dict) -> str:
        """--title, else the document's own, else the address in words. A title that names a person is not used."""
        read = file.reading.title.strip(" :")
        usable = read and not people_in_text(read)
        return options["title"] or (
            fitting(read, longest(Plan, "title")) if usable else options["plan"].replace("-", " ").capitalize()
        )


def _refuse_slug(value: str, option: str, model: type[Plan] | type[Partnership], example: str) -> None:
    """Raise CommandError, one sentence, for what cannot be part of an address or is longer than the column."""
    most = model._meta.get_field("slug").max_length
    try:
        validate_slug(value)
    except ValidationError:
        raise CommandError(
            f"{option} is '{value}'; use letters, digits, hyphens and underscores only, such as {example}."
        ) from None
    if len(value) > most:
        raise CommandError(f"{option} has {len(value)} characters; use at most {most}, such as {example}.")


def _refuse_another_date(file: ReadFile, stored: SourceDocument) -> None:
    """Raise CommandError where the date that was given is not the stored one's: it would be passed over in silence."""
    given = iso(file.document_date, file.date_precision)
    if stored.document_date is None or given != iso(stored.document_date, stored.date_precision):
        raise CommandError(
            f"--document-date is '{given}', but this file is stored {stored_date(stored)}; leave --document-date out. "
            f"{PUT_RIGHT}"
        )


def _tables_missing() -> str:
    """One sentence where the database cannot be reached or was never made; "" where it has its tables."""
    try:
        if set(connection.introspection.django_table_names()) <= set(connection.introspection.table_names()):
            return ""
    except DatabaseError as error:
        return sentence_for(error) or no_answer(error)
    demo = ", or set SENDPLAN_ENV=demo to use that of 'make demo'" if settings.ENVIRONMENT == "development" else ""
    make = "make demo" if settings.DEMO else "make setup"
    return f"The database ({_database()}) was not made yet; run '{make}'{demo}."


def _database() -> str:
    """Which database the site writes to: its kind and its name, never how it is reached."""
    return f"{connection.display_name}, {connection.settings_dict['NAME']}"
