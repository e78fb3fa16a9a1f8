from django.urls import path

from registry import views

app_name = "registry"
urlpatterns = [
    path("register/", views.search, name="search"),
    path("register/<str:text>/", views.record, name="record"),
    path("verify/", views.verification, name="verify"),
    # The API itself speaks without a language in its address; the page about it is a page like the others.
    path("api/v1/docs", views.api_docs, name="api_docs"),
]
