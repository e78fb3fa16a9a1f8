"""Every verb of a provider, prepared for the test of the locks."""

from filing_portal.tests.act import TYPED, act
from filing_portal.tests.factories import make_provider, make_user, owner_of
from providers import workflow as providers
from providers.models import Provider

WORDS = dict.fromkeys(("name", "legal_representative", "address", "postal_address", "investor"), TYPED)


@act(Provider, "register")
def register():
    user = make_user()
    return lambda: make_provider(user, **WORDS)


@act(Provider, "amend")
def amend():
    provider = make_provider()
    return lambda: providers.amend(provider.pk, by=owner_of(provider), person={}, **WORDS)
