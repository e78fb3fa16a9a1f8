from django.urls import path

from filing_portal.letters import views

app_name = "letters"
urlpatterns = [
    path("messages/", views.listing, name="list"),
    path("messages/<uuid:uuid>/", views.detail, name="detail"),
    path("outbox/", views.outbox, name="outbox"),
]
