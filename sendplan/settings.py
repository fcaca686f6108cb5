"""All settings, in one file. Environment variables are listed in README.md and tested against it.

SENDPLAN_ENV is "development" (the default: nothing else is needed), "demo" (as production, on this machine,
with a banner on every page) or "production" (refuses to start without its secrets).
"""

import os
import re
import secrets
import tomllib
from pathlib import Path
from urllib.parse import unquote, urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent

ENVIRONMENT = os.environ.get("SENDPLAN_ENV") or "development"
if ENVIRONMENT not in {"development", "demo", "production"}:
    raise ImproperlyConfigured(
        f"SENDPLAN_ENV is '{ENVIRONMENT}'; set it to development, demo or production, or leave it out."
    )
PRODUCTION = ENVIRONMENT == "production"
DEMO = ENVIRONMENT == "demo"
DEBUG = ENVIRONMENT == "development" and os.environ.get("SENDPLAN_DEBUG") == "1"

# Everything that the running site writes: database, stored documents, collected static files. It holds people's names
# and password hashes, so nobody else on the machine may read it.
VAR_DIR = BASE_DIR / (os.environ.get("SENDPLAN_VAR") or "var")
if DEMO:
    # The demonstration's passwords are public: it has a folder of its own, and so shares no database with a real site.
    VAR_DIR /= "demo"
os.umask(0o077)
try:
    VAR_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not os.access(VAR_DIR, os.R_OK | os.W_OK | os.X_OK):
        raise PermissionError
except OSError:
    raise ImproperlyConfigured(
        f"The folder {VAR_DIR} cannot be read and written by this user; give it to them, or set SENDPLAN_VAR to another."
    ) from None


def _of_the_site(name: str) -> str:
    """The variable's value. The demonstration takes none of a real site's, so that it can neither touch nor need one."""
    return "" if DEMO else os.environ.get(name) or ""


def _required(name: str, why: str) -> str:
    """The variable's value; in production its absence stops the start with one sentence."""
    value = _of_the_site(name)
    if PRODUCTION and not value:
        raise ImproperlyConfigured(f"{name} is not set; production needs it {why}.")
    return value


def _kept_secret_key() -> str:
    """A random key kept in VAR_DIR, so that a development or demo site needs no variable and has no shared key."""
    path = VAR_DIR / "secret-key"
    try:
        with open(path, "x", opener=lambda p, flags: os.open(p, flags, 0o600)) as new:
            new.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    try:
        return path.read_text()
    except OSError:
        raise ImproperlyConfigured(
            f"The file {path} cannot be read by this user; give it to them, or set SENDPLAN_VAR to another folder."
        ) from None


SECRET_KEY = _required("SENDPLAN_SECRET_KEY", "to sign sessions and links") or _kept_secret_key()
if PRODUCTION and (len("".join(SECRET_KEY.split())) < 50 or len(set(SECRET_KEY)) < 5):
    raise ImproperlyConfigured("SENDPLAN_SECRET_KEY is too short or repeats itself; use at least 50 random characters.")

ALLOWED_HOSTS = [
    host.strip()
    for host in (_required("SENDPLAN_HOSTS", "to know its own addresses") or "127.0.0.1,localhost,[::1]").split(",")
    if host.strip()
]

if PRODUCTION and not ALLOWED_HOSTS:
    raise ImproperlyConfigured("SENDPLAN_HOSTS names no host of its own; write it as send.example.org, for example.")
for _host in ALLOWED_HOSTS if PRODUCTION else ():
    # Of anything else Django would take no notice, and then answer every request with 400.
    if not re.fullmatch(r"\.?[a-z0-9-]+(\.[a-z0-9-]+)*|\[[0-9a-f:.]+\]", _host, re.IGNORECASE | re.ASCII):
        raise ImproperlyConfigured(
            f"SENDPLAN_HOSTS has '{_host}'; write names alone, such as send.example.org, without https:// or a port."
        )

# The address under which links in messages lead here; never taken from a request, which anybody can make up.
SITE_URL = _of_the_site("SENDPLAN_SITE_URL").rstrip("/")
if not SITE_URL:
    SITE_URL = f"https://{ALLOWED_HOSTS[0].lstrip('.')}" if PRODUCTION else "http://127.0.0.1:8000"
if not re.fullmatch(r"https?://[a-z0-9.-]+(:[0-9]{1,5})?", SITE_URL, re.IGNORECASE | re.ASCII) or (
    PRODUCTION and not SITE_URL.startswith("https://")
):
    raise ImproperlyConfigured(
        f"SENDPLAN_SITE_URL is '{SITE_URL}'; write the site's address alone, such as https://send.example.org."
    )

# The slug of the partnership whose portal this is. Empty: the first partnership that was added.
HOST_PARTNERSHIP = os.environ.get("SENDPLAN_HOST_PARTNERSHIP") or ""
if DEMO:
    # One of its own may be its host; that of a real site would leave its pages empty.
    _content = tomllib.loads((BASE_DIR / "fixtures" / "demo" / "demo.toml").read_text(encoding="utf-8"))
    if HOST_PARTNERSHIP not in {partnership["slug"] for partnership in _content["partnerships"]}:
        HOST_PARTNERSHIP = ""
if not re.fullmatch(r"[a-z0-9_-]*", HOST_PARTNERSHIP, re.IGNORECASE | re.ASCII):
    raise ImproperlyConfigured(
        f"SENDPLAN_HOST_PARTNERSHIP is '{HOST_PARTNERSHIP}'; write the slug of a partnership, such as mereshire."
    )
SERVICE_NAME = os.environ.get("SENDPLAN_SERVICE_NAME") or "SEND plans"

INSTALLED_APPS = [
    "sendplan.apps.SendplanConfig",
    "routemaps.apps.RoutemapsConfig",
    "actions.apps.ActionsConfig",
    "priorities.apps.PrioritiesConfig",
    "sendplan.admin.SendplanAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_filters",
    "simple_history",
    "csp",
]

MIDDLEWARE = [
    # Outside all others: whatever one of them answers, an error or a redirect, leaves with the policy headers.
    "sendplan.middleware.HeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    # Outside gzip: a kept page is sent as it was first sent.
    "sendplan.middleware.PublicPageCache",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "sendplan.middleware.DenialLog",
]

ROOT_URLCONF = "sendplan.urls"
WSGI_APPLICATION = "sendplan.wsgi.application"
# Why somebody changed a record may be a whole sentence.
SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "priorities.User"

TEMPLATES = [
    {
        # The public pages; docs/adr/0012. Asked first, because they are most of what is asked for.
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "NAME": "public",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {"environment": "sendplan.templating.environment", "autoescape": True},
    },
    {
        # The admin's pages, ours in each app's templates/admin/.
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "NAME": "office",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASE_URL = _of_the_site("DATABASE_URL")
if DATABASE_URL and not DATABASE_URL.startswith(("postgres://", "postgresql://")):
    raise ImproperlyConfigured(
        "DATABASE_URL is no PostgreSQL address; write it as postgres://user:password@host:5432/name, or leave it out for"
        " SQLite in SENDPLAN_VAR."
    )
try:
    _database = dj_database_url.parse(DATABASE_URL) if DATABASE_URL else {}
except (dj_database_url.ParseError, ValueError):
    _database = {}
if DATABASE_URL and not _database.get("NAME"):
    # What was written is not repeated: it holds the password.
    raise ImproperlyConfigured(
        "DATABASE_URL cannot be read; write it as postgres://user:password@host:5432/name, with special characters in "
        "the password percent-encoded."
    )
DATABASES: dict[str, dict] = {
    "default": _database or {"ENGINE": "django.db.backends.sqlite3", "NAME": VAR_DIR / "sendplan.sqlite3"}
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Measured: Django's defaults lose most writes under 8 writers; these lose none.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-4000; PRAGMA temp_store=MEMORY;"
        ),
    }
else:
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 3)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DATABASES["default"]["CONN_MAX_AGE"] = 60

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # Finished public pages, per worker process; 300 pages of at most 14 kB gzip and 100 kB plain each.
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "TIMEOUT": 300,
        "OPTIONS": {"MAX_ENTRIES": 300},
    },
}

# Messages go out through `manage.py send_reminders` alone, so that no page waits for a mail server.
EMAIL_URL = _of_the_site("SENDPLAN_EMAIL_URL")
EMAIL_TIMEOUT = 20  # seconds for each step of the conversation
try:
    _mail = urlsplit(EMAIL_URL)
    _mail_port = _mail.port
except ValueError:
    _mail, _mail_port = urlsplit(""), None
if EMAIL_URL and (_mail.scheme not in {"smtp", "smtps", "smtp-plain"} or not _mail.hostname or _mail.path.strip("/")):
    # What was written is not repeated: it holds the password.
    raise ImproperlyConfigured(
        "SENDPLAN_EMAIL_URL cannot be read; write it as smtp://user:password@host:587, smtps://user:password@host:465 or"
        " smtp-plain://host:25, with special characters in the password percent-encoded."
    )
if _mail.scheme == "smtp-plain" and _mail.password:
    raise ImproperlyConfigured(
        "SENDPLAN_EMAIL_URL would send a password that anybody on the way can read; write smtp:// or smtps:// instead."
    )
DEFAULT_FROM_EMAIL = SERVER_EMAIL = _of_the_site("SENDPLAN_EMAIL_FROM") or f"noreply@{urlsplit(SITE_URL).hostname}"
if not re.fullmatch(r"[^@\s<>,;]+@[a-z0-9.-]+", DEFAULT_FROM_EMAIL, re.IGNORECASE | re.ASCII):
    raise ImproperlyConfigured(
        f"SENDPLAN_EMAIL_FROM is '{DEFAULT_FROM_EMAIL}'; write one email address alone, such as send@example.org."
    )
if EMAIL_URL:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = _mail.hostname
    EMAIL_PORT = _mail_port or {"smtp": 587, "smtps": 465, "smtp-plain": 25}[_mail.scheme]
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_mail.username or ""), unquote(_mail.password or "")
    EMAIL_USE_TLS, EMAIL_USE_SSL = _mail.scheme == "smtp", _mail.scheme == "smtps"
elif DEMO:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = VAR_DIR / "mail"
else:
    EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
# Without a mail server production keeps its messages until it has one.
SENDS_MAIL = bool(EMAIL_URL) or not PRODUCTION

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "sendplan.passwords.NotTheDemonstrations"},
]
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = False

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    # Original documents. Nothing serves this folder: they are never public.
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": VAR_DIR / "documents", "base_url": None, "file_permissions_mode": 0o600},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "form-action": ["'self'"],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
# Addresses can hold what a family typed. "strict-origin" keeps them out of every Referer, our own log's too, and
# still lets a form name its Origin, which "no-referrer" would not.
SECURE_REFERRER_POLICY = "strict-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_PATH = "/admin/"
CSRF_COOKIE_PATH = "/admin/"
CSRF_FAILURE_VIEW = "sendplan.sign_in.csrf_failure"
CSRF_COOKIE_AGE = None  # gone when the browser is closed, as the privacy page says
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = 8 * 60 * 60
if PRODUCTION:
    SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True

# Its resources alone are used. Its pages are not (docs/adr/0033), so it is no installed app: as one it would load openpyxl,
# 10 MB of every worker, with the admin that it brings.
IMPORT_EXPORT_USE_TRANSACTIONS = True


def _days(name: str, otherwise: int, least: int = 1) -> int:
    """How many days something is kept."""
    value = os.environ.get(name) or str(otherwise)
    if not value.isascii() or not value.isdecimal() or not least <= int(value) <= 36_500:
        raise ImproperlyConfigured(
            f"{name} is '{value}'; write a number of days from {least} to 36500, such as {otherwise}."
        )
    return int(value)


# Kept messages say who was told of what: the reminders of one action lie up to 30 days apart, and whoever seems to have
# heard nothing would be told the same again.
LEAST_DAYS_OF_MESSAGES = 60

# What `manage.py purge` leaves; docs/operations.md says what each is.
KEEP_DAYS = {
    "log": _days("SENDPLAN_KEEP_LOG_DAYS", 2190),
    "sign_ins": _days("SENDPLAN_KEEP_SIGN_INS_DAYS", 180),
    "messages": _days("SENDPLAN_KEEP_MESSAGES_DAYS", 90, LEAST_DAYS_OF_MESSAGES),
    "uploads": _days("SENDPLAN_KEEP_UPLOADS_DAYS", 30),
    "links": _days("SENDPLAN_KEEP_LINKS_DAYS", 90),
    "lists": _days("SENDPLAN_KEEP_LISTS_DAYS", 1),
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "filters": {
        "outage": {"()": "sendplan.logs.OutageInOneLine"},
        "links": {"()": "sendplan.logs.AddressesWithoutSecrets"},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["outage", "links"]},
        "nowhere": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "sendplan": {"level": "INFO"},
        "django.request": {"filters": ["links"]},
        "django.security.csrf": {"filters": ["links"]},
        # Whoever asks for another site's name gets 400; scanners do so all day.
        "django.security.DisallowedHost": {"handlers": ["nowhere"], "propagate": False},
    },
}
