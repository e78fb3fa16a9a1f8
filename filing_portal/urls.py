"""The addresses of the portal, each with its access rule."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from filing_portal.base.rules import Rule, page, provider, public, signed_in
from filing_portal.feeds import views as feeds
from filing_portal.frame import api, views

handler403 = "filing_portal.frame.views.forbidden"
handler404 = "filing_portal.frame.views.not_found"
handler500 = "filing_portal.frame.views.server_error"

urlpatterns = [
    page("healthz", views.health, public(), name="health"),
    page("language/", views.set_language, Rule("public", ("POST",)), name="set_language"),
    page("calendar/<slug:secret>.ics", feeds.calendar_ics, Rule("public", ("GET", "HEAD")), name="calendar_ics"),
    path("console/", admin.site.urls),
    path("api/v1/", api.urls()),
]

urlpatterns += i18n_patterns(
    page("", views.home, public(), name="home"),
    page("landing/", views.landing, signed_in(), name="landing"),
    page("dashboard/", views.dashboard, provider(), name="dashboard"),
    page("calendar/", feeds.calendar_feed, signed_in("POST"), name="calendar_feed"),
    page("accessibility/", views.accessibility, public(), name="accessibility"),
    page("privacy/", views.privacy, public(), name="privacy"),
    path("accounts/", include("filing_portal.signin.urls")),
    path("provider/", include("providers.urls")),
    path("filings/", include("filings.urls")),
    path("", include("filing_portal.letters.urls")),
    path("", include("filing_portal.terms.urls")),
    path("inspections/", include("inspections.urls")),
    path("", include("registry.urls")),
    prefix_default_language=False,
)
