"""The pages of the portal as a whole: home, dashboard, fixed texts, health and errors."""

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from filing_portal.base.api import for_programs, problem
from filing_portal.base.rules import SignedRequest, rule_of
from filing_portal.frame.access import sign_in
from filing_portal.frame.dashboard import dashboard_of
from filing_portal.frame.health import report
from filing_portal.frame.middleware import CONSOLE
from filing_portal.vault import kept
from filings.catalogue import BY_NAME
from filings.snapshots import shown
from providers.acting import acting_provider
from registry.forms import SearchForm
from registry.models import Entry

LATEST = 5


def home(request: HttpRequest) -> HttpResponse:
    """Show the search of the register and its latest entries."""
    latest = Entry.objects.with_facts()[:LATEST]
    rows = [(entry, shown(BY_NAME["category"], (entry.facts or {}).get("category"))) for entry in latest]
    return render(request, "home.html", {"form": SearchForm(), "rows": rows})


def landing(request: SignedRequest) -> HttpResponse:
    """Lead a person who has just signed in to where their work is."""
    return redirect("admin:index" if request.user.post else "dashboard")


def dashboard(request: SignedRequest) -> HttpResponse:
    """Show the provider's dashboard, or an invitation to register one."""
    if acting_provider(request) is None:
        return render(request, "dashboard.html", {"is_member": False})
    return render(request, "dashboard.html", {"is_member": True, **dashboard_of(request.user)})


def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/accessibility.html", {"contact": contact()})


def privacy(request: HttpRequest) -> HttpResponse:
    """Show what is kept about people, how long, and what they may ask for."""
    periods = {"years": settings.RETENTION_YEARS, "months": settings.LOG_RETENTION_MONTHS}
    return render(request, "pages/privacy.html", {"contact": contact(), **periods})


def contact() -> dict[str, str]:
    """Return how the operator is reached; empty texts in a copy for trial."""
    return {
        "email": settings.OPERATOR_EMAIL,
        "phone": settings.OPERATOR_PHONE,
        "address": settings.OPERATOR_ADDRESS,
    }


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Set the language of the console, in a cookie and for an officer in the profile; then lead back to `next`."""
    language = request.POST.get("language", "")
    target = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        target = "/console/"
    response = HttpResponseRedirect(target)
    if language in dict(settings.LANGUAGES):
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, samesite="Lax", secure=settings.PRODUCTION)
        if request.user.is_authenticated:
            request.user.language = language
            request.user.save(update_fields=["language"])
    return response


def health(request: HttpRequest) -> JsonResponse:
    """Answer 200 or 503 for web, database, broker and worker; the other figures never change that."""
    figures = report()
    return JsonResponse(figures, status=200 if figures["ok"] else 503)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 403, to an officer inside the console's frame."""
    if not request.path_info.startswith(CONSOLE) or not getattr(request.user, "post", None):
        return render(request, "403.html", status=403)
    request.current_app = admin.site.name
    context = {**admin.site.each_context(request), "title": _("You may not do this")}
    return render(request, "admin/403.html", context, status=403)


def token_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Lead back to a page that keeps what was sent, without carrying it out; elsewhere say that the form has expired.

    Signing in again, in another window perhaps, makes the tokens of all open pages void.
    """
    rule = rule_of(request.resolver_match.func) if request.resolver_match else None
    if rule and rule.keeps and is_sent_from_here(request):
        if not request.user.is_authenticated:
            return sign_in(request, rule)
        if kept.keep(request):
            return redirect(request.path)
    return render(request, "403_csrf.html", status=403)


def is_sent_from_here(request: HttpRequest) -> bool:
    """Tell whether the browser says that a page of this portal sent the form: no other site may fill one in."""
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if for_programs(request):
        return problem(404, _("There is nothing at this address. Compare it with the description of the interface."))
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    with translation.override(translation.get_language() or settings.LANGUAGE_CODE):
        return render(request, "500.html", status=500)
