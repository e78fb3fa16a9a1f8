"""Made-up names. Each brand begins with 拟, 演, 样, 仿, 例 or 虚 (“as if”) or is Latin, so that none is taken for a
real one.
"""

import json
from pathlib import Path
from random import Random
from typing import Any

from demo import codes
from demo.accounts import MAIL
from filings.catalogue import Category
from providers import divisions
from providers.documents import DocumentKind
from providers.states import Nature

WORDS: dict[str, Any] = json.loads(Path(__file__).with_name("data").joinpath("names.json").read_text("utf-8"))
ORGANISATION = {"nature": Nature.ORGANISATION.value}
INDIVIDUAL = {"nature": Nature.INDIVIDUAL.value, "document_kind": DocumentKind.ID_CARD.value}


def made(rng: Random, *kinds: str) -> str:
    """Return words of these kinds, one of each, as one name."""
    return "".join(rng.choice(WORDS[kind]) for kind in kinds)


def brand(rng: Random) -> str:
    """Return what the names of companies and services begin with; one in eight is Latin."""
    return f"{made(rng, 'latin')}Chain" if rng.random() < 1 / 8 else made(rng, "marks", "nature", "nature")


def service(rng: Random, first: str = "") -> str:
    return (first or brand(rng)) + rng.choice(rng.choice([*WORDS["uses"].values()])) + made(rng, "kinds")


def nature(rng: Random) -> dict[str, str]:
    """Return that a provider is an organisation or, one in twelve, an individual."""
    return INDIVIDUAL if rng.random() < 1 / 12 else ORGANISATION


def facts(rng: Random, n: int, county: str, *, nature: str, document_kind: str = "") -> dict[str, Any]:
    """Return what the `n`-th provider registers with; no other one has its codes."""
    head, city = made(rng, "surnames", "given", "given"), divisions.city_name(county)
    where = f"{divisions.name_of(county)}{made(rng, 'roads')} {rng.randrange(1, 999)} 号"
    mobile, phone = codes.mobile(n), f"0{n % 900 + 100}-{n % 9_000_000 + 1_000_000}"
    contact = {"name": head, "phone": phone, "mobile": mobile, "email": f"contact-{n}@{MAIL}", "document": ""}
    known = {"nature": nature, "county": county, "address": where, "postal_address": where, "person": contact}
    if nature == Nature.INDIVIDUAL:
        return {**known, "name": head, "document_kind": document_kind, "document": codes.id_card(n, county)}
    name = city.removeprefix(divisions.province_name(county[:2])).removesuffix("市") or city[:2]
    company = {"name": name + brand(rng) + made(rng, "trades", "suffixes"), "credit_code": codes.credit_code(n, county)}
    return {**known, **company, "legal_representative": head, "home_page": f"https://p{n}.{MAIL}"}


def answers(rng: Random, county: str, name: str, host: str) -> dict[str, Any]:
    """Return the answers of a filing for a service of this name, found at the host; the name tells its field."""
    forms = made(rng, "forms").split()
    field = next((field for field, uses in WORDS["uses"].items() if any(use in name for use in uses)), "other")
    return {
        "service_name": name,
        "category": rng.choices(Category.values, [2, 7, 3])[0],
        "forms": forms,
        "fields": [field],
        "description": f"{name}以联盟链记录业务的关键数据，供参与各方查询、核对和出证。演示数据，非真实服务。",
        "web_address": "" if forms == ["mini_program"] else f"https://{host}.{MAIL}",
        "client_name": name if "app" in forms or forms == ["mini_program"] else "",
        "account_name": name if "official_account" in forms else "",
        "server_county": county,
        "server_address": f"192.0.2.{rng.randrange(1, 255)}",  # a network reserved for documentation
    }
