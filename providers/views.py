"""Pages of a provider: registration, details, amendment."""

from typing import TypeAlias

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import cache_control

from filing_portal.base.lines import Crumb, Fact, Words
from filing_portal.base.rules import SignedRequest
from filing_portal.ledger.models import Event
from filing_portal.lifecycle import require_status
from filing_portal.offices.timeline import providers_timeline
from providers import divisions, workflow
from providers.acting import acting_provider
from providers.amending import AMEND_FORMS
from providers.documents import DocumentKind
from providers.forms import IndividualForm, OrganisationForm, RegistrationForm
from providers.mask import masked_document, masked_mobile
from providers.models import Provider
from providers.states import Status

Rows: TypeAlias = list[tuple[Words, Words]]


def register(request: SignedRequest) -> HttpResponse:
    """Ask who registers, an organisation or an individual; a registered provider is led to its page."""
    if acting_provider(request):
        return redirect("providers:detail")
    return render(request, "providers/register.html")


def register_organisation(request: SignedRequest) -> HttpResponse:
    """Register an organisation."""
    return registration(request, OrganisationForm)


def register_individual(request: SignedRequest) -> HttpResponse:
    """Register an individual."""
    return registration(request, IndividualForm)


def registration(request: SignedRequest, form_class: type[RegistrationForm]) -> HttpResponse:
    """Show the form, or register by it; a registered provider is led to its page."""
    if request.method == "POST":
        form = form_class(request.POST)
        if form.is_valid():
            workflow.register(form.cleaned_data["token"], by=request.user, nature=form.nature, **form.facts())
            messages.success(request, _("You are registered as a provider. You can now file your services."))
            return redirect("providers:detail")
    elif acting_provider(request):
        return redirect("providers:detail")
    else:
        form = form_class(email=request.user.email)
    context = {"form": form, "trail": [Crumb(_("Register as a provider"), reverse("providers:register"))]}
    return render(request, "providers/registration.html", context)


def detail(request: SignedRequest) -> HttpResponse:
    """Show what the provider registered, its members and its timeline."""
    acting = acting_provider(request)
    if acting is None:
        return redirect("providers:register")
    provider = Provider.objects.with_sealed().get(pk=acting.pk)
    context = {
        "provider": provider,
        "may_amend": provider.status == Status.REGISTERED,
        "facts": facts(provider),
        "person": person_facts(provider.person.unseal()),
        "members": provider.memberships.select_related("user").order_by("pk"),
        "events": providers_timeline(Event.objects.about(provider)),
    }
    return render(request, "providers/detail.html", context)


def amend(request: SignedRequest) -> HttpResponse:
    """Ask for the registered facts again. Raises NotAllowedNow once the provider is verified."""
    acting = acting_provider(request)
    if acting is None:
        return redirect("providers:register")
    provider = Provider.objects.with_sealed().get(pk=acting.pk)
    require_status(provider, "amend")
    form = AMEND_FORMS[provider.nature](provider, request.POST if request.method == "POST" else None)
    if form.is_valid():
        workflow.amend(provider.pk, by=request.user, **form.facts())
        messages.success(request, _("Your registered facts are saved. Each filing takes them over when you submit it."))
        return redirect("providers:detail")
    context = {"form": form, "trail": [Crumb(_("Provider's details"), reverse("providers:detail"))]}
    return render(request, "providers/amend.html", context)


@cache_control(public=True, max_age=3600)
def counties(request: HttpRequest) -> JsonResponse:
    """Return the codes and names of the counties of a province; none for what is no province."""
    province = request.GET.get("province", "")
    found = divisions.counties_of(province) if province in divisions.BY_CODE else []
    return JsonResponse(found, safe=False)


def facts(provider: Provider) -> list[Fact]:
    """Return what the provider registered; personal numbers are masked."""
    rows: Rows = [(_("Name"), provider.name), (_("Nature"), provider.get_nature_display())]
    if provider.document is None:
        rows += [
            (_("Unified social credit code"), provider.credit_code),
            (_("Legal representative"), provider.legal_representative),
            (_("Investor or supervising unit"), provider.investor),
            (_("Home page"), provider.home_page),
        ]
    else:
        rows += document_rows(provider.document_kind, provider.document.unseal()["number"])
    rows += [
        (_("Place of registration"), provider.place),
        (_("Address on the document"), provider.address),
        (_("Postal address"), provider.postal_address),
    ]
    return [Fact(label, value) for label, value in rows]


def person_facts(person: dict[str, str]) -> list[Fact]:
    """Return the responsible person, unsealed, as facts; personal numbers are masked."""
    rows: Rows = [(pgettext("person", "Name"), person["name"])]
    if person.get("document"):
        rows += document_rows(person["document_kind"], person["document"])
    rows += [(_("Mobile"), masked_mobile(person["mobile"]))]
    if person.get("phone"):
        rows += [(_("Office phone"), person["phone"])]
    rows += [(_("E-mail address"), person["email"])]
    return [Fact(label, value) for label, value in rows]


def document_rows(kind: str, number: str) -> Rows:
    """Return the lines of an identity document; its number is masked."""
    return [(_("Type of document"), DocumentKind(kind).label), (_("Document number"), masked_document(number))]
