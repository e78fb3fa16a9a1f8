"""Made-up names. Each brand is Latin or begins with 拟, 演, 样, 仿, 例 or 虚 (“as if”), so none seems a real one."""

import json
from pathlib import Path
from random import Random
from typing import Any

from demo import codes
from demo.accounts import MAIL
from providers import divisions
from providers.documents import DocumentKind
from providers.states import Nature

WORDS: dict[str, Any] = json.loads(Path(__file__).with_name("data").joinpath("names.json").read_text("utf-8"))
MINI_PROGRAM = "小程序"

TAIWAN = "830000"  # the place in the number of a residence permit


def made(rng: Random, *kinds: str) -> str:
    """Return words of these kinds, one of each, as one name."""
    return "".join(rng.choice(WORDS[kind]) for kind in kinds)


def brand(rng: Random) -> str:
    """Return what the names of companies and services begin with; one in eight is Latin."""
    return f"{made(rng, 'latin')}Chain" if rng.random() < 1 / 8 else made(rng, "marks", "nature", "nature")


def service(rng: Random, first: str = "") -> str:
    use: str = rng.choice(rng.choice([*WORDS["uses"].values()]))
    return (first or brand(rng)) + use + made(rng, "kinds")


def facts(rng: Random, n: int, county: str, is_individual: bool = False) -> dict[str, Any]:
    """Return what the `n`-th provider registers with; no other one has its codes."""
    head, mobile = made(rng, "surnames", "given", "given"), codes.mobile(n)
    where = f"{divisions.name_of(county)}{made(rng, 'roads')} {rng.randrange(1, 999)} 号"
    contact = {"name": head, "phone": "", "mobile": mobile, "email": f"contact-{n}@{MAIL}", "document": ""}
    known = {"county": county, "address": where, "postal_address": where, "person": contact}
    if is_individual:
        card = {"document_kind": DocumentKind.ID_CARD.value, "document": codes.id_card(n, county)}
        return {**known, **card, "nature": Nature.INDIVIDUAL.value, "name": head}
    city = divisions.city_name(county)
    place = city.removeprefix(divisions.province_name(county[:2])).removesuffix("市") or city[:2]
    company = {
        "name": place + brand(rng) + made(rng, "trades", "suffixes"),
        "credit_code": codes.credit_code(n, county),
    }
    website = {"legal_representative": head, "home_page": f"https://p{n}.{MAIL}"}
    return {**known, **company, **website, "nature": Nature.ORGANISATION.value}


def residence_permit(n: int) -> dict[str, str]:
    """Return the document of the `n`-th provider where it is a resident of Taiwan, with a residence permit."""
    return {"document_kind": DocumentKind.RESIDENCE_PERMIT.value, "document": codes.id_card(n, TAIWAN)}


def answers(rng: Random, county: str, name: str, host: str) -> dict[str, Any]:
    """Return the answers of a filing for a service of this name, found at the host; the name tells its field."""
    fields = [field for field, uses in WORDS["uses"].items() if any(use in name for use in uses)] or ["other"]
    other = next((use for use in WORDS["uses"]["other"] if use in name), "多方数据协同")
    found = {
        "service_name": name,
        "category": "application",
        "fields": fields,
        "other_field": other if "other" in fields else "",
        "description": f"{name}以联盟链记录业务的关键数据，供参与各方查询、核对和出证。演示数据，非真实服务。",
        "web_address": f"https://{host}.{MAIL}",
        "server_county": county,
        "server_address": f"192.0.2.{rng.randrange(1, 255)}",  # a network reserved for documentation
    }
    return found | forms(rng, name)


def forms(rng: Random, name: str) -> dict[str, Any]:
    """Return in what forms the service is offered, and what it is called there: a mini program by its name is one."""
    if name.endswith(MINI_PROGRAM):
        return {"forms": ["mini_program"], "client_name": name, "web_address": ""}
    chosen: dict[str, Any] = rng.choice(WORDS["forms"])
    called = {"app": "client_name", "official_account": "account_name"}
    return chosen | {called[form]: name for form in chosen["forms"] if form in called}
