from filing_portal.base.rules import page, provider, public
from providers import views

app_name = "providers"
urlpatterns = [
    page("", views.detail, provider(), name="detail"),
    page("counties/", views.counties, public(), name="counties"),
    page("amend/", views.amend, provider("POST"), name="amend"),
    page("register/", views.register, provider(), name="register"),
    page("register/organisation/", views.register_organisation, provider("POST"), name="register_organisation"),
    page("register/individual/", views.register_individual, provider("POST"), name="register_individual"),
]
