"""Find the provider that a signed-in member acts for, once per request."""

from django.http import HttpRequest

from providers.models import Membership, Provider


def acting_provider(request: HttpRequest) -> Provider | None:
    """Return the provider that the reader acts for, None before one is registered. Reads the database once per request.

    For pages and forms only: a verb checks on the locked row whether `by` owns it.
    """
    kept = vars(request)
    if "acting_provider" not in kept:
        membership = Membership.objects.select_related("provider").filter(user=request.user.pk).first()
        kept["acting_provider"] = membership.provider if membership else None
    acting: Provider | None = kept["acting_provider"]
    return acting
