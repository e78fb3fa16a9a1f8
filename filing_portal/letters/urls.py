"""A provider's messages, and the outbox."""

from filing_portal.base.rules import page, provider, public
from filing_portal.letters import views

app_name = "letters"
urlpatterns = [
    page("messages/", views.listing, provider(), name="list"),
    page("messages/<uuid:uuid>/", views.detail, provider(), name="detail"),
    page("outbox/", views.outbox, public(), name="outbox"),
]
