from django.urls import path

from providers import views

app_name = "providers"
urlpatterns = [
    path("", views.detail, name="detail"),
    path("amend/", views.amend, name="amend"),
    path("register/", views.register, name="register"),
    path("register/organisation/", views.register_organisation, name="register_organisation"),
    path("register/individual/", views.register_individual, name="register_individual"),
]
