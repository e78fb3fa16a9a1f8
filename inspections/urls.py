from django.urls import path

from inspections import views

app_name = "inspections"
urlpatterns = [
    path("", views.listing, name="list"),
    path("<uuid:uuid>/", views.answer, name="answer"),
]
