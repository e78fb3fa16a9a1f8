from django.apps import AppConfig


class BaseConfig(AppConfig):
    """Carries the template tags; it has no models."""

    name = "filing_portal.base"
