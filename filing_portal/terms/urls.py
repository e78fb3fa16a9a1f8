"""The address of the public calculator."""

from django.urls import path

from filing_portal.terms import views

app_name = "terms"
urlpatterns = [
    path("deadline/", views.deadline, name="deadline"),
]
