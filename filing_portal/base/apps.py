from filing_portal.base import parts


class BaseConfig(parts.App):
    """Carries the template tags; it has no models."""

    name = "filing_portal.base"
