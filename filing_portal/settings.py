"""Every setting comes from the environment; README lists the names.

`PORTAL_ENV` is `local` (default: servers of its own, letters shown on a page) or `production`
(nothing is guessed: whatever is missing or still a default is refused at start).
"""

import os
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from filing_portal.logs import logging_config
from filing_portal.schedule import beat_schedule
from filing_portal.servers import paths as servers

BASE_DIR = Path(__file__).resolve().parent.parent
ENV = os.environ.get("PORTAL_ENV", "local")
PRODUCTION = ENV == "production"
if ENV not in ("local", "production"):
    raise ImproperlyConfigured(f"PORTAL_ENV is {ENV!r}; set it to 'local' or 'production'.")


def required(name: str, local: str) -> str:
    """Return the variable `name`; outside production `local` serves when it is unset, in it not even as a part."""
    value = os.environ.get(name, "")
    if PRODUCTION and (not value or local in value):
        raise ImproperlyConfigured(f"Set {name} in the environment: production accepts no default for it.")
    return value or local


def flag(name: str, default: bool) -> bool:
    """Return the variable `name` read as yes or no."""
    value = os.environ.get(name, "yes" if default else "no").lower()
    if value not in ("yes", "no"):
        raise ImproperlyConfigured(f"{name} is {value!r}; set it to 'yes' or 'no'.")
    return value == "yes"


# Ground

DEBUG = False
SECRET_KEY = required("SECRET_KEY", "local-only-secret-key-that-production-refuses-to-start-with")
ALLOWED_HOSTS = required("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
BASE_URL = required("BASE_URL", f"http://127.0.0.1:{os.environ.get('PORT', '8000')}").rstrip("/")
CSRF_TRUSTED_ORIGINS = [BASE_URL]
ROOT_URLCONF = "filing_portal.urls"
WSGI_APPLICATION = "filing_portal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "filing_portal.offices.apps.ConsoleConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_structlog",
    "ninja",
    "pgtrigger",
    "filing_portal",
    "filing_portal.accounts",
    "filing_portal.offices.apps.OfficesConfig",
    "filing_portal.workdays",
    "filing_portal.ledger",
    "filing_portal.letters",
    "filing_portal.vault",
    "providers",
    "filings",
    "registry",
    "reviews",
    "inspections",
    "demo",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "filing_portal.middleware.ConsoleLanguageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "filing_portal.middleware.OneCalendarMiddleware",
    "filing_portal.access.AccessMiddleware",
    "filing_portal.middleware.NotAllowedNowMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "filing_portal.context.portal",
            ],
        },
    },
]
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Servers

USES_EMBEDDED_SERVERS = not (os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL"))
DATABASE_URL = required("DATABASE_URL", servers.database_url(BASE_DIR))
REDIS_URL = required("REDIS_URL", servers.redis_url(BASE_DIR))
if PRODUCTION and servers.is_embedded(DATABASE_URL, REDIS_URL):
    raise ImproperlyConfigured("Production needs servers of its own: DATABASE_URL and REDIS_URL name embedded ones.")

DATABASES = {"default": dj_database_url.parse(DATABASE_URL, conn_max_age=60, conn_health_checks=True)}
if USES_EMBEDDED_SERVERS:
    DATABASES["default"]["ENGINE"] = "filing_portal.servers.postgresql"  # starts them at the first connection
CACHES = {"default": {"BACKEND": "filing_portal.caching.ForgetfulCache", "LOCATION": servers.cache_url(REDIS_URL)}}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 8 * 60 * 60  # seconds from sign-in, however busy the session is

# Languages and time

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True
FORMAT_MODULE_PATH = ["filing_portal.formats"]

# People

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["filing_portal.accounts.backends.AccountBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email", "name"]},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
ACCOUNT_FORMS = {
    "login": "filing_portal.accounts.forms.AskingLoginForm",
    "signup": "filing_portal.accounts.forms.AskingSignupForm",
}
ACCOUNT_ADAPTER = "filing_portal.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "landing"
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]

# Keys of the sealed personal data, newest first: "id:base64 of 32 bytes, id:…".
SEALING_KEYS = required("SEALING_KEYS", "local:bG9jYWwtb25seS1zZWFsaW5nLWtleS0zMi1ieXRlcyE=")
INDEX_KEY = required("INDEX_KEY", "local-only-blind-index-key")

# Letters

# Without a mail server letters stay in the outbox; locally a page shows them.
EMAIL_HOST = os.environ.get("EMAIL_HOST", "")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = flag("EMAIL_USE_TLS", default=False)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "portal@localhost")
SHOWS_OUTBOX = not PRODUCTION and not EMAIL_HOST

# Static files and headers

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles" if PRODUCTION else None  # locally the finders serve
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not PRODUCTION

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = PRODUCTION
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
if flag("BEHIND_PROXY", default=PRODUCTION):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    # The sign-in counts tries by address. On a Unix socket only the proxy knows it: without it nobody can sign in.
    ALLAUTH_TRUSTED_PROXY_COUNT = 1

# Celery: the database is the queue, a message only rings

CELERY_BROKER_URL = servers.broker_url(REDIS_URL)
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_timeout": 5,
    "socket_connect_timeout": 1,
    "max_retries": 0,
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = False  # the sweepers find what a killed worker left
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = TIME_ZONE
CELERY_TASK_DEFAULT_QUEUE = "sweep"
CELERY_TASK_ROUTES = {
    "registry.tasks.issue_number": {"queue": "issue"},
    "filing_portal.letters.tasks.send_letter": {"queue": "letters"},
}
SWEEP_SECONDS = int(os.environ.get("SWEEP_SECONDS", "5"))
if not 1 <= SWEEP_SECONDS <= 10:
    raise ImproperlyConfigured("SWEEP_SECONDS is how long a filed service may wait for its number: set 1 to 10.")
CELERY_BEAT_SCHEDULE = beat_schedule(SWEEP_SECONDS)

# Policy values: what the portal decides where the law is silent

INSPECTION_INTERVAL_DAYS = int(os.environ.get("INSPECTION_INTERVAL_DAYS", "365"))
OPERATOR_NAME = os.environ.get("OPERATOR_NAME", "")
IS_DEMO = flag("PORTAL_DEMO", default=not PRODUCTION)

# Logs

LOGGING = logging_config()
DJANGO_STRUCTLOG_CELERY_ENABLED = True
DJANGO_STRUCTLOG_USER_ID_FIELD = "pk"
SILENCED_SYSTEM_CHECKS = []
