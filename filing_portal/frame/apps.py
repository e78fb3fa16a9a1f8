from filing_portal.base import parts


class FrameConfig(parts.App):
    """Carries the pages, the figures and the commands that put the portal together; it has no models."""

    name = "filing_portal.frame"
