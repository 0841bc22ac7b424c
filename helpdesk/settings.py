"""One settings file for every place: the environment overrides, nothing else does."""

from pathlib import Path
from urllib.parse import urlsplit

from environs import Env

from helpdesk.embedded import socket_path
from helpdesk.secret_key import made_once

env = Env()

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = (BASE_DIR / env.path("DATA_DIR", Path("var"))).resolve()
DATA_DIR.mkdir(parents=True, exist_ok=True)

PORT = env.int("PORT", 8000)
SITE_URL = env.str("SITE_URL", f"http://127.0.0.1:{PORT}").rstrip("/")
_site = urlsplit(SITE_URL)
_host = _site.hostname or "localhost"
_https = _site.scheme == "https"

SECRET_KEY = env.str("SECRET_KEY", "") or made_once(DATA_DIR / "secret_key")
SECRET_KEY_FALLBACKS: list[str] = env.list("SECRET_KEY_FALLBACKS", [])
DEBUG = env.bool("DEBUG", False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]", _host])
CSRF_TRUSTED_ORIGINS = [SITE_URL]
CSRF_FAILURE_VIEW = "core.csrf.csrf_failure"
TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", 0)
DEMO = env.bool("DEMO", True)
METRICS_TOKEN = env.str("METRICS_TOKEN", "")  # else /metrics is for this machine alone

SECURE_SSL_REDIRECT = False  # the proxy in front decides; we may not even see TLS
if TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000 if _https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _https
SECURE_HSTS_PRELOAD = _https
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = _https
SILENCED_SYSTEM_CHECKS = [
    "security.W003",  # core.csrf.SameOriginCsrfMiddleware is the one of Django's
    "security.W008",  # SECURE_SSL_REDIRECT, see above
]

INSTALLED_APPS = [
    "helpdesk",
    *("forums", "kb", "tickets", "notifications", "search", "composer"),
    *("activity", "brand", "accounts", "core"),
    *("allauth", "allauth.account", "allauth.mfa"),
    *("django_htmx", "template_partials", "lucide", "django_altcha"),
    *(
        f"django.contrib.{name}"
        for name in ("auth", "contenttypes", "humanize", "messages", "sessions")
    ),
    *("django.contrib.sitemaps", "django.contrib.staticfiles", "django.forms"),
]

MIDDLEWARE = [
    "core.page_cache.PageCacheMiddleware",
    "core.roomy.RoomyMiddleware",
    "helpdesk.metrics.CountRequestsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "core.bad_input.RefuseBadInputMiddleware",
    "brand.first_run.FirstRunMiddleware",
    "core.private_pages.PrivatePagesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "core.csrf.SameOriginCsrfMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.locale.PersonalLocaleMiddleware",
    "core.languages.ReaderLanguageMiddleware",
    "core.access.DefaultDenyMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "core.bad_input.FormAddressMiddleware",
]

ROOT_URLCONF = "helpdesk.urls"
WSGI_APPLICATION = "helpdesk.wsgi.application"

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
                "brand.context.brand",
                "core.languages.languages",
            ],
        },
    },
]
FORM_RENDERER = "core.form_renderer.FormRenderer"

DATABASES = {
    "default": env.dj_db_url(
        "DATABASE_URL",
        f"sqlite:///{DATA_DIR / 'helpdesk.sqlite3'}",
        conn_max_age=None,
        conn_health_checks=True,
    )
}
if "sqlite" in DATABASES["default"]["ENGINE"]:
    # FULL, so that a ticket that was acknowledged survives a power cut.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
else:
    # PostgreSQL would compile long questions for seconds, to answer them in one ms.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("options", "-c jit=off")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# In the database, as sessions and limits are: a dead broker is only a delay.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

UPLOADS_DIR = DATA_DIR / "uploads"
SMALL_DIR = DATA_DIR / "small"  # pictures drawn from them, and drawn again where gone
MEDIA_ROOT = UPLOADS_DIR  # never served by URL: only views that ask visible_to
REQUEST_BYTES = 64 * 1024 * 1024  # all files of one form together
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "core.bundles.BundlingStorage"},
}

LANGUAGE_CODE = "en"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
OFFERED_LANGUAGES = "brand.querysets.offered_languages"  # besides; Django's codes
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "core.formats"
TIME_ZONE = "UTC"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}Validator"}
    for name in (
        *("UserAttributeSimilarity", "MinimumLength"),
        *("CommonPassword", "NumericPassword"),
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"

ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_FORMS = {
    "add_email": "accounts.forms.entrance.AddEmailForm",
    "change_password": "accounts.forms.entrance.ChangePasswordForm",
    "confirm_email_verification_code": "accounts.forms.entrance.ConfirmEmailCodeForm",
    "confirm_login_code": "accounts.forms.entrance.ConfirmLoginCodeForm",
    "login": "accounts.forms.entrance.LoginForm",
    "reauthenticate": "accounts.forms.entrance.ReauthenticateForm",
    "request_login_code": "accounts.forms.entrance.RequestLoginCodeForm",
    "reset_password": "accounts.forms.entrance.ResetPasswordForm",
    "reset_password_from_key": "accounts.forms.entrance.ResetPasswordKeyForm",
    "set_password": "accounts.forms.entrance.SetPasswordForm",
    "signup": "accounts.forms.entrance.SignupForm",
}
ACCOUNT_SIGNUP_FORM_HONEYPOT_FIELD = "website"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60  # the ledger may deliver late
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_RATE_LIMITS = {
    # besides allauth's own: nobody's mailbox is flooded through us
    "confirm_email": "1/10s/key,10/h/key",
    "request_login_code": "20/m/ip,3/m/key,10/h/key",
    "reset_password": "20/m/ip,3/m/key,10/h/key",
}
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
MFA_ADAPTER = "accounts.adapter.MFAAdapter"
MFA_FORMS = {"add_webauthn": "accounts.forms.keys.AddKeyForm"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not _https

PAGE_CHANGES = "activity.changes.changes_since"  # make kept pages of visitors stale
ARRIVALS = "search.queries.write_arrivals"  # given what led to pages, with how often
SENT_FILES = "composer.keeping.keep_sent"  # of a form sent after the login ran out
# Called with somebody whose account goes, before the rows that are hers alone do.
FORGETTERS = ["forums.actions.leaving.forget", "kb.actions.votes.uncount"]
# Called with every Event, in the transaction that recorded it.
EVENT_LISTENERS = [
    "search.listeners.index",
    "notifications.listeners.notify",
    "notifications.listeners.call_hooks",
]

# Mail of Django and of packages is a row of the ledger, too; all leaves by EMAIL_URL.
EMAIL_BACKEND = "notifications.ledger.LedgerBackend"
EMAIL_URL = env.str("EMAIL_URL", (DATA_DIR / "mail").as_uri())
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", f"support@{_host}")

# In place of secrets, minted as a mail leaves: `(target, person) -> absolute URL`.
MAIL_PLACEHOLDERS = {
    "access-link": "tickets.access.mint_link",
    "fix-link": "forums.fix_links.mint_link",
    "proposal-link": "forums.proposal_links.mint_link",
}

REDIS_URL = env.str("REDIS_URL", f"unix://{socket_path(DATA_DIR)}")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "INFO")},
}
