"""Django's settings, made from the typed environment. The only settings module there is."""

import os
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONCE, NONE, SELF

from heli.site import loops
from heli.site.database import database
from heli.site.env import read_env, secret_key
from heli.site.logs import logging


ENV = read_env(os.environ)
PACKAGE = Path(__file__).parents[1]
ENV.data.mkdir(parents=True, exist_ok=True)

SECRET_KEY = secret_key(ENV)
DEBUG = ENV.debug
ALLOWED_HOSTS = list(ENV.hosts)
ROOT_URLCONF = "heli.site.urls"
WSGI_APPLICATION = "heli.site.wsgi.application"
DATABASES = {"default": database(ENV.database_url, data=ENV.data)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "access.User"
SILENCED_SYSTEM_CHECKS: list[str] = []
LOGGING = logging(debug=ENV.debug)

INSTALLED_APPS = [
    "heli.core.journal.apps.JournalConfig",
    "heli.core.files.apps.FilesConfig",
    "heli.core.places.apps.PlacesConfig",
    "heli.core.parties.apps.PartiesConfig",
    "heli.core.access.apps.AccessConfig",
    "heli.core.texts.apps.TextsConfig",
    "heli.core.ledger.apps.LedgerConfig",
    "heli.core.flow.apps.FlowConfig",
    "heli.core.notices.apps.NoticesConfig",
    "heli.core.hooks.apps.HooksConfig",
    "heli.core.measures.apps.MeasuresConfig",
    "heli.shell.apps.ShellConfig",
    *loops.installed_apps(),
    "heli.site.apps.SiteConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_tasks_db",
    "csp",
]

MIDDLEWARE = [
    # Outermost, so that static files and refused requests carry the headers too.
    "heli.shell.middleware.HeadersMiddleware",
    "heli.site.guard.content.ContentPolicyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "heli.site.guard.sessions.SessionLifeMiddleware",
    "heli.shell.middleware.ActorMiddleware",
    # The language of the reader: before anything that may refuse in words.
    "heli.shell.middleware.PreferencesMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "heli.site.guard.throttle.ThrottleMiddleware",
    "heli.site.guard.second_factor.SecondFactorMiddleware",
    "heli.shell.middleware.DoorMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "heli.shell.context.shell",
            ],
            # Every template has them; none needs a {% load %}.
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "heli.shell.templatetags.components",
            ],
        },
    }
]

FORM_RENDERER = "heli.shell.forms.renderer.Renderer"

# Language and time
LANGUAGE_CODE = ENV.language
LANGUAGES = [("zh-hans", "简体中文"), ("zh-hant", "繁體中文"), ("en", "English")]
USE_I18N = True
# Floors whose rooms are no applications of their own (applications bring theirs).
LOCALE_PATHS = [PACKAGE / "core" / "locale", PACKAGE / "kit" / "locale"]
USE_TZ = True
TIME_ZONE = ENV.time_zone
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = ENV.https
LANGUAGE_COOKIE_AGE = 31_536_000

# Static files: hashed names, so that they may be kept for ever
STATIC_URL = "/static/"
STATIC_ROOT = ENV.data / "static"
STATIC_ROOT.mkdir(exist_ok=True)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "heli.site.static.HashedStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

# Work in the background, kept in our own database
# What the core needs to know of the environment
HELI_DATA = ENV.data
HELI_BASE_URL = ENV.base_url
HELI_NOTIFY_URL = ENV.notify_url
# Webhooks go to the public internet only; tests switch this on to receive them themselves.
HELI_HOOKS_LOOPBACK = False
HELI_MAP = {"tiles": ENV.map_tiles, "by": ENV.map_by, "crs": ENV.map_crs}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "site_cache",
    },
    # What one web process drew for the others; on SQLite there is but one.
    "drawn": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "site_cache",
    }
    if DATABASES["default"]["ENGINE"].endswith("postgresql")
    else {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
    },
}

# Sign-in
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
# ASVS 5.0, 6.2: length and known passwords count; no rules of composition, no forced change.
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/desk/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "heli.site.signin.adapter.Adapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
ACCOUNT_REAUTHENTICATION_REQUIRED = True
# Passwords are counted exactly by heli.site.guard; this counts the codes of second factors.
ACCOUNT_RATE_LIMITS = {"login_failed": "20/h/key,96/d/key"}
PASSWORD_RESET_TIMEOUT = 3 * 24 * 3600
MFA_ADAPTER = "heli.site.signin.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Heli 合力"
MFA_TOTP_TOLERANCE = 1

# Cookies and headers
SESSION_ENGINE = "heli.site.guard.store"
SESSION_COOKIE_NAME = "__Host-heli_session" if ENV.https else "heli_session"
CSRF_COOKIE_NAME = "__Host-csrftoken" if ENV.https else "csrftoken"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENV.https
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = 12 * 3600
CSRF_FAILURE_VIEW = "heli.site.errors.csrf_failure"
SECURE_HSTS_SECONDS = 31_536_000 if ENV.https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = ENV.https
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
MESSAGE_STORAGE = "heli.shell.toasts.Storage"
# Tiles are fetched and drawn from the one place that was named, and only there.
TILES = [f"{found.scheme}://{found.netloc}"] if (found := urlsplit(ENV.map_tiles)).netloc else []
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:", "blob:", *TILES],
        "connect-src": [SELF, *TILES],
        "font-src": [SELF],
        "worker-src": [SELF, "blob:"],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}

# Behind a proxy that we were told of, the scheme it received counts; nobody else's word does.
if ENV.https and ENV.trusted_proxy_hops:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Uploads: more is refused before it is read into memory
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
DATA_UPLOAD_MAX_NUMBER_FILES = 30
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600

# Read by heli.shell.web.field
FIELD_DAYS = ENV.field_days

# Read by heli.site.guard
MFA_REQUIRED = ENV.mfa_required
TRUSTED_PROXY_HOPS = ENV.trusted_proxy_hops
SESSION_IDLE_SECONDS = 30 * 60
SESSION_LIFE_SECONDS = 12 * 3600
