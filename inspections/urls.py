from filing_portal.base.rules import page, provider
from inspections import views

app_name = "inspections"
urlpatterns = [
    page("", views.listing, provider(), name="list"),
    page("<uuid:uuid>/", views.answer, provider("POST"), name="answer"),
]
