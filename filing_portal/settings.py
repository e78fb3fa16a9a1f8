"""Every setting comes from the environment; README lists the names.

`PORTAL_ENV` is `local` (default: servers of its own, letters shown on a page) or `production`
(nothing is guessed: whatever is missing or still a default is refused at start).
"""

import os
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from filing_portal.base.environment import PRODUCTION, flag, number, required
from filing_portal.base.logs import logging_config
from filing_portal.base.server_urls import broker_url, cache_url, is_embedded

if not PRODUCTION:  # a production server need not have the folder
    from local import place

BASE_DIR = Path(__file__).resolve().parent.parent

# Ground

DEBUG = False
SECRET_KEY = required("SECRET_KEY", "local-only-secret-key-that-production-refuses-to-start-with")
ALLOWED_HOSTS = required("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
BASE_URL = required("BASE_URL", f"http://127.0.0.1:{os.environ.get('PORT', '8000')}").rstrip("/")
CSRF_TRUSTED_ORIGINS = [BASE_URL]
CSRF_FAILURE_VIEW = "filing_portal.frame.views.token_refused"
ROOT_URLCONF = "filing_portal.urls"
WSGI_APPLICATION = "filing_portal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "filing_portal.console.apps.AdminSiteConfig",
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
    "filing_portal.base",
    "filing_portal.schedule",
    "filing_portal.accounts",
    "filing_portal.vault",
    "filing_portal.ledger",
    "filing_portal.letters",
    "filing_portal.offices",
    "filing_portal.signin",
    "filing_portal.console",
    "filing_portal.terms",
    "providers",
    "filings",
    "registry",
    "reviews",
    "inspections",
    "filing_portal.feeds",
    "demo",
    "filing_portal.frame",
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
    "filing_portal.frame.middleware.ConsoleLanguageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "filing_portal.frame.middleware.OneCalendarMiddleware",
    "filing_portal.frame.access.AccessMiddleware",
    "filing_portal.frame.middleware.NotAllowedNowMiddleware",
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
                "filing_portal.frame.context.portal",
            ],
        },
    },
]
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Servers

# Locally this checkout's own servers stand in for a URL that is not set, and start at the first connection.
local_urls = {} if PRODUCTION else place.of_checkout().urls
DATABASE_URL = required("DATABASE_URL", local_urls.get("DATABASE_URL", ""))
REDIS_URL = required("REDIS_URL", local_urls.get("REDIS_URL", ""))
if PRODUCTION and is_embedded(DATABASE_URL, REDIS_URL):
    raise ImproperlyConfigured("Production needs servers of its own: DATABASE_URL and REDIS_URL name embedded ones.")

DATABASES = {"default": dj_database_url.parse(DATABASE_URL, conn_max_age=60, conn_health_checks=True)}
if not all(os.environ.get(name) for name in local_urls):
    DATABASES["default"]["ENGINE"] = "local.postgresql"
if not PRODUCTION:
    INSTALLED_APPS += ["local"]  # for its command
CACHES = {"default": {"BACKEND": "filing_portal.base.caching.ForgetfulCache", "LOCATION": cache_url(REDIS_URL)}}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 8 * 60 * 60  # seconds from sign-in, however busy the session is

# Languages and time

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
FORMAT_MODULE_PATH = ["filing_portal.base.formats"]

# People

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["filing_portal.signin.backends.AccountBackend"]
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
    "login": "filing_portal.signin.forms.AskingLoginForm",
    "signup": "filing_portal.signin.forms.AskingSignupForm",
    "reauthenticate": "filing_portal.signin.forms.AskingReauthenticateForm",
    "add_email": "filing_portal.signin.forms.AskingAddEmailForm",
    "change_password": "filing_portal.signin.forms.AskingChangePasswordForm",
    "set_password": "filing_portal.signin.forms.AskingSetPasswordForm",
    "reset_password": "filing_portal.signin.forms.AskingResetPasswordForm",
    "reset_password_from_key": "filing_portal.signin.forms.AskingResetPasswordKeyForm",
    "confirm_email_verification_code": "filing_portal.signin.forms.AskingConfirmEmailForm",
    "confirm_password_reset_code": "filing_portal.signin.forms.AskingConfirmResetForm",
}
MFA_FORMS = {
    "authenticate": "filing_portal.signin.forms.AskingSecondStepForm",
    "reauthenticate": "filing_portal.signin.forms.AskingSecondStepAgainForm",
    "activate_totp": "filing_portal.signin.forms.AskingActivateForm",
}
ACCOUNT_ADAPTER = "filing_portal.signin.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
CODE_MINUTES = 10  # how long a code in a letter is valid; the letter says so
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = CODE_MINUTES * 60
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = CODES_SENT_AGAIN = 2  # for one attempt
ACCOUNT_LOGIN_TIMEOUT = (1 + CODES_SENT_AGAIN) * CODE_MINUTES * 60  # else the attempt ends before its last code
ACCOUNT_RATE_LIMITS = {"confirm_email": "1/m/key", "reset_password": "20/m/ip,1/m/key"}
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "landing"
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
MFA_ADAPTER = "filing_portal.signin.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]

# Keys of the sealed personal data, newest first: "id:base64 of 32 bytes, id:…".
SEALING_KEYS = required("SEALING_KEYS", "local:bG9jYWwtb25seS1zZWFsaW5nLWtleS0zMi1ieXRlcyE=")
INDEX_KEY = required("INDEX_KEY", "local-only-blind-index-key")

# Letters: without a mail server they stay in the outbox; locally a page shows them

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
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
if PRODUCTION:
    STORAGES["staticfiles"]["BACKEND"] = "whitenoise.storage.CompressedManifestStaticFilesStorage"
WHITENOISE_USE_FINDERS = not PRODUCTION

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        **dict.fromkeys(["default-src", "base-uri", "frame-ancestors"], (NONE,)),
        **dict.fromkeys(["script-src", "style-src", "font-src", "connect-src", "form-action"], (SELF,)),
        "img-src": (SELF, "data:"),
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = PRODUCTION
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
if flag("BEHIND_PROXY", default=PRODUCTION):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    # The sign-in counts tries by address. On a Unix socket only the proxy knows it: without it nobody can sign in.
    ALLAUTH_TRUSTED_PROXY_COUNT = 1

# Celery: the database is the queue, a message only rings

CELERY_BROKER_URL = broker_url(REDIS_URL)
CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_timeout": 5, "socket_connect_timeout": 1, "max_retries": 0}
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
SWEEP_SECONDS = int(os.environ.get("SWEEP_SECONDS", "5"))
if not 1 <= SWEEP_SECONDS <= 10:
    raise ImproperlyConfigured("SWEEP_SECONDS is how long a filed service may wait for its number: set 1 to 10.")

# Who answers for the portal, where it is reached, and how long it keeps what it knows of people

OPERATOR_NAME = required("OPERATOR_NAME")
OPERATOR_EMAIL = required("OPERATOR_EMAIL")
OPERATOR_PHONE = required("OPERATOR_PHONE")
OPERATOR_ADDRESS = required("OPERATOR_ADDRESS")
RETENTION_YEARS = number("RETENTION_YEARS", least=1, local=5)
LOG_RETENTION_MONTHS = number("LOG_RETENTION_MONTHS", least=6, local=6)  # the Cybersecurity Law asks for six

# Policy values: what the portal decides where the law is silent

INSPECTION_INTERVAL_DAYS = int(os.environ.get("INSPECTION_INTERVAL_DAYS", "365"))
IS_DEMO = flag("PORTAL_DEMO", default=not PRODUCTION)

# Logs

LOGGING = logging_config()
DJANGO_STRUCTLOG_CELERY_ENABLED = True
DJANGO_STRUCTLOG_USER_ID_FIELD = "pk"
