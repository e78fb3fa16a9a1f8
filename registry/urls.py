from filing_portal.base.rules import page, public
from registry import views

app_name = "registry"
urlpatterns = [
    page("register/", views.search, public(), name="search"),
    page("register/<str:text>/", views.record, public(), name="record"),
    page("verify/", views.verification, public(), name="verify"),
    # The API itself speaks without a language in its address; the page about it is a page like the others.
    page("api/v1/docs", views.api_docs, public(), name="api_docs"),
]
