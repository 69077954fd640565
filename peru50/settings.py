"""Settings, read top to bottom; whatever differs between machines comes from the environment.

docs/operators.md lists every variable. A missing or malformed one stops the start with a sentence that names it.
"""

from pathlib import Path

from csp.constants import NONCE, NONE, SELF
from django.conf import global_settings
from django.conf.locale import LANG_INFO
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from environs import Env, EnvValidationError, ValidationError, validate

from peru50 import language_file

BASE_DIR = Path(__file__).resolve().parent.parent


def _are_origins(values):
    if not all(value.startswith(("http://", "https://")) for value in values):
        raise ValidationError("Each begins with https://.")


env = Env(eager=False)

DEBUG = env.bool("DEBUG", False)
SECRET_KEY = env.str("SECRET_KEY", "only-for-development" if DEBUG is True else None)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", [], validate=_are_origins)

# Everything the running site writes lives below this one folder.
VAR_DIR = BASE_DIR / (env.str("VAR_DIR", "") or "var")

# Which languages there are. `add_language` says true to what it starts, to prepare what is not yet in use.
LANGUAGES_FILE = VAR_DIR / "languages.json"
WITH_COMING_LANGUAGES = env.bool("WITH_COMING_LANGUAGES", False)

# What `manage.py serve` listens on, and with how many processes and threads in each.
HOST = env.str("HOST", "127.0.0.1")
PORT = env.int("PORT", 8000, validate=validate.Range(1, 65535))
WORKERS = env.int("WEB_CONCURRENCY", 2, validate=validate.Range(1))
THREADS = env.int("THREADS", 4, validate=validate.Range(1))

# Who runs the site and how to reach them: shown on the privacy and accessibility pages.
SITE_OWNER = env.str("SITE_OWNER", "")
SITE_CONTACT = env.str("SITE_CONTACT", "")

# By whom mails to editors are sent, and from which address; not set, they are written to standard output.
mail_server = env.dj_email_url("EMAIL_URL", "console://")
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "peru50@localhost")

# Behind TLS (a proxy in front), say HTTPS=true: cookies, redirects and HSTS follow.
HTTPS = env.bool("HTTPS", False)

DATABASES = {"default": env.dj_db_url("DATABASE_URL", f"sqlite:///{VAR_DIR / 'peru50.sqlite3'}")}
CACHE_URL = env.str("CACHE_URL", "", validate=validate.Regexp(r"$|(redis|rediss|unix)://", error="Not a Redis URL."))

# "database" needs the worker that `manage.py serve` starts beside the site; "immediate" runs a job at once.
JOBS = env.str("JOBS", "database", validate=validate.OneOf(["database", "immediate"]))

# What proposes translations: nothing, "libretranslate", "deepl", or "ctranslate2:" and the folder of its models.
MACHINE_TRANSLATION = env.str(
    "MACHINE_TRANSLATION",
    "",
    validate=validate.Regexp(r"(|libretranslate|deepl|ctranslate2:.+)$", error="Not a machine that is known."),
)
MACHINE_TRANSLATION_URL = env.str(
    "MACHINE_TRANSLATION_URL", "", validate=validate.Regexp(r"$|https?://[^/]+", error="It begins with https://.")
)
MACHINE_TRANSLATION_KEY = env.str("MACHINE_TRANSLATION_KEY", "")

try:
    env.seal()
except EnvValidationError as error:
    wrong = " ".join(f"{name}: {' '.join(messages)}" for name, messages in error.error_messages.items())
    raise ImproperlyConfigured(f"The environment is not right. {wrong} See docs/operators.md.") from error
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "SECRET_KEY is missing from the environment. `make run` makes one; see docs/operators.md."
    )

if MACHINE_TRANSLATION == "deepl" and not MACHINE_TRANSLATION_KEY:
    raise ImproperlyConfigured("MACHINE_TRANSLATION_KEY is missing from the environment. See docs/operators.md.")
if MACHINE_TRANSLATION == "libretranslate" and not MACHINE_TRANSLATION_URL:
    raise ImproperlyConfigured("MACHINE_TRANSLATION_URL is missing from the environment. See docs/operators.md.")

database = DATABASES["default"]
if database.get("ENGINE") == "django.db.backends.sqlite3":
    # Opening one costs more than most queries; threads keep theirs.
    database["CONN_MAX_AGE"] = None
    database["OPTIONS"] = {
        # IMMEDIATE takes the write lock at BEGIN: two writers wait for each other instead of failing.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA temp_store=MEMORY;"
            "PRAGMA mmap_size=134217728; PRAGMA journal_size_limit=67108864; PRAGMA cache_size=-16000;"
        ),
    }
elif database.get("ENGINE") == "django.db.backends.postgresql":
    # One connection a thread, kept and asked whether it lives: WORKERS * THREADS in all.
    database["CONN_MAX_AGE"] = 600
    database["CONN_HEALTH_CHECKS"] = True
else:
    raise ImproperlyConfigured("DATABASE_URL must begin with sqlite:// or postgres://. See docs/operators.md.")

if "EMAIL_BACKEND" not in mail_server:
    raise ImproperlyConfigured("EMAIL_URL must begin with smtp:// or submission://. See docs/operators.md.")
vars().update(mail_server)  # EMAIL_BACKEND, EMAIL_HOST …
EMAIL_TIMEOUT = mail_server["EMAIL_TIMEOUT"] or 20

CACHES = {
    "default": (
        {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": CACHE_URL}
        if CACHE_URL
        else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    )
}

INSTALLED_APPS = [
    "peru50",
    "publishing",  # first: its texts are registered before those of its children
    "translations",
    "gallery",
    "articles",
    "events",
    "modeltranslation",  # before admin
    "peru50.apps.AdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",  # its templates, for the renderer below
    "content_editor",
    "django_prose_editor",
    "csp",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "peru50.health.HealthMiddleware",  # first: probes come with any host, and without TLS
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "peru50.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "peru50.urls"
WSGI_APPLICATION = "peru50.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            # The last two are for the admin. They are lazy, and no public template reads them: tests see to it.
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# Form widgets may have their templates in templates/, too.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "admin:login"

# Languages. The order is alphabetical by code: nobody's language comes first.
try:
    SITE_LANGUAGES = language_file.read(LANGUAGES_FILE)
except language_file.MalformedError as error:
    raise ImproperlyConfigured(str(error)) from error
for code, language in SITE_LANGUAGES.known.items():
    LANG_INFO[code] = {"code": code, "bidi": language.rtl, "name": language.name, "name_local": language.name}
ADDED_LANGUAGES = SITE_LANGUAGES.in_state("stored", *["coming"] * WITH_COMING_LANGUAGES)
names = {"es": _("Spanish"), "fr": _("French"), "nl": _("Dutch")}
LANGUAGES = sorted((names | {code: SITE_LANGUAGES.known[code].name for code in ADDED_LANGUAGES}).items())
# Visitors see no page of the others; who works here does, and is spoken to in those that have all words for it.
PUBLIC_LANGUAGES = SITE_LANGUAGES.public
INTERFACE_LANGUAGES = sorted({*names, *PUBLIC_LANGUAGES} & {*names, *dict(global_settings.LANGUAGES)})
LANGUAGE_CODE = "nl"
# What was changed on the desk goes before the words of the languages that were added, and those before ours.
CHANGED_WORDS, ADDED_WORDS = VAR_DIR / "words", VAR_DIR / "locale"
LOCALE_PATHS = [CHANGED_WORDS, ADDED_WORDS, BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["peru50.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Brussels"

# Texts are stored per language; what a reader gets in place of a missing text is decided openly, never here.
MODELTRANSLATION_LANGUAGES = tuple(code for code, _name in LANGUAGES)
MODELTRANSLATION_DEFAULT_LANGUAGE = "nl"
MODELTRANSLATION_ENABLE_FALLBACKS = False
MODELTRANSLATION_FALLBACK_LANGUAGES = ()

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_KEEP_ONLY_HASHED_FILES = True  # nothing asks for the others: half the time and the disk
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "peru50.storage.StaticStorage"},
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000  # an article of 200 blocks in five languages
DATA_UPLOAD_MAX_NUMBER_FILES = 500  # pictures that are chosen together

TASKS = {
    "default": {
        "BACKEND": {
            "database": "django_tasks_db.DatabaseBackend",
            "immediate": "django_tasks.backends.immediate.ImmediateBackend",
        }[JOBS]
    }
}

# Nothing comes from another host; nothing inline runs or styles. The admin's import maps carry a nonce.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        # A film is fetched only after the reader's click; these are the hosts an editor may choose.
        "frame-src": ["https://www.youtube-nocookie.com", "https://player.vimeo.com"],
        "manifest-src": [SELF],
    }
}
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"
# Editors' cookies go to the admin only: public pages are the same for everybody.
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = LANGUAGE_COOKIE_PATH = "/admin/"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"discreet": {"()": "peru50.logs.Discreet"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["discreet"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
