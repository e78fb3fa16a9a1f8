"""The portal's settings on throw-away servers. They start at import: a conftest would be too late for parallel runs."""

import os

from filing_portal.base.server_urls import numbered
from local import throwaway

os.environ["PORTAL_ENV"] = "local"
os.environ.pop("EMAIL_HOST", None)  # no test sends a letter anywhere
throwaway.provide()  # each parallel process inherits the URLs
if worker := os.environ.get("PYTEST_XDIST_WORKER"):
    os.environ["REDIS_URL"] = numbered(os.environ["REDIS_URL"], 2 + 2 * int(worker.removeprefix("gw")))

from filing_portal.settings import *  # noqa: E402, F403

DATABASES["default"]["ENGINE"] = "filing_portal.tests.postgresql"  # noqa: F405
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
