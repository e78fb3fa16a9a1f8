from filing_portal.base import parts


class SigninConfig(parts.App):
    """Carries the pages of signing in; it has no models."""

    name = "filing_portal.signin"
