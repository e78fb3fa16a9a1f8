"""Every verb of a provider, prepared for the test of the locks."""

from filing_portal.tests.act import act
from filing_portal.tests.factories import make_provider, make_user, owner_of
from providers import workflow as providers
from providers.models import Provider


@act(Provider, "register")
def register():
    user = make_user()
    return lambda: make_provider(user)


@act(Provider, "amend")
def amend():
    provider = make_provider()
    return lambda: providers.amend(provider.pk, by=owner_of(provider), person={}, name="更名有限公司")
