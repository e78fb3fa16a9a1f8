from django.urls import path

from filing_portal.workdays import views

app_name = "workdays"
urlpatterns = [
    path("deadline/", views.deadline, name="deadline"),
]
