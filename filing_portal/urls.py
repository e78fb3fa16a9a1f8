from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from filing_portal.feeds import views as feeds
from filing_portal.frame import views
from registry.api import api

handler403 = "filing_portal.frame.views.forbidden"
handler404 = "filing_portal.frame.views.not_found"
handler500 = "filing_portal.frame.views.server_error"

urlpatterns = [
    path("healthz", views.health, name="health"),
    path("language/", views.set_language, name="set_language"),
    path("calendar/<slug:secret>.ics", feeds.calendar_ics, name="calendar_ics"),
    path("console/", admin.site.urls),
    path("api/v1/", api.urls),
]

urlpatterns += i18n_patterns(
    path("", views.home, name="home"),
    path("landing/", views.landing, name="landing"),
    path("dashboard/", views.dashboard, name="dashboard"),
    path("calendar/", feeds.calendar_feed, name="calendar_feed"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("accounts/", include("allauth.urls")),
    path("provider/", include("providers.urls")),
    path("filings/", include("filings.urls")),
    path("", include("filing_portal.letters.urls")),
    path("", include("filing_portal.terms.urls")),
    path("inspections/", include("inspections.urls")),
    path("", include("registry.urls")),
    prefix_default_language=False,
)
