"""The address of the public calculator."""

from filing_portal.base.rules import page, public
from filing_portal.terms import views

app_name = "terms"
urlpatterns = [
    page("deadline/", views.deadline, public(), name="deadline"),
]
