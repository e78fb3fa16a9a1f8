"""The provider that a signed-in member acts for: decided here, once per request."""

from django.http import HttpRequest

from providers.models import Membership, Provider


def acting_provider(request: HttpRequest) -> Provider | None:
    """Return the provider of the reader, None before it has registered one; asks the database once per request.

    For pages and forms only: a verb asks the locked row whether it belongs to who acts.
    """
    kept = vars(request)
    if "acting_provider" not in kept:
        membership = Membership.objects.select_related("provider").filter(user=request.user.pk).first()
        kept["acting_provider"] = membership.provider if membership else None
    return kept["acting_provider"]
