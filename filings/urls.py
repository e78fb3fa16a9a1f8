from django.urls import path

from filings import views

app_name = "filings"
urlpatterns = [
    path("", views.listing, name="list"),
    path("start/", views.start, name="start"),
    path("<uuid:uuid>/", views.draft, name="draft"),
    path("<uuid:uuid>/entity/", views.entity, name="entity"),
    path("<uuid:uuid>/check/", views.check, name="check"),
    path("<uuid:uuid>/confirmation/", views.confirmation, name="confirmation"),
    path("<uuid:uuid>/detail/", views.detail, name="detail"),
    path("<uuid:uuid>/withdraw/", views.withdraw, name="withdraw"),
    path("<uuid:uuid>/discard/", views.discard, name="discard"),
    path("<uuid:uuid>/start-again/", views.start_again, name="start_again"),
    path("<uuid:uuid>/<slug:code>/", views.section, name="section"),
]
