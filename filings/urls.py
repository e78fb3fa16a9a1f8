from filing_portal.base.rules import page, provider
from filings import views

app_name = "filings"
urlpatterns = [
    page("", views.listing, provider(), name="list"),
    page("start/", views.start, provider("POST"), name="start"),
    page("<uuid:uuid>/", views.draft, provider(), name="draft"),
    page("<uuid:uuid>/entity/", views.entity, provider(), name="entity"),
    page("<uuid:uuid>/entity/correct/", views.correct_entity, provider("POST"), name="correct_entity"),
    page("<uuid:uuid>/check/", views.check, provider("POST"), name="check"),
    page("<uuid:uuid>/confirmation/", views.confirmation, provider(), name="confirmation"),
    page("<uuid:uuid>/detail/", views.detail, provider(), name="detail"),
    page("<uuid:uuid>/withdraw/", views.withdraw, provider("POST"), name="withdraw"),
    page("<uuid:uuid>/discard/", views.discard, provider("POST"), name="discard"),
    page("<uuid:uuid>/start-again/", views.start_again, provider("POST"), name="start_again"),
    page("<uuid:uuid>/<slug:code>/", views.section, provider("POST", keeps=True), name="section"),
]
