"""Made-up names. Each brand begins with 拟, 演, 样, 仿, 例 or 虚 (“as if”), so that none is taken for a real one."""

from functools import cache
from random import Random
from typing import Any

from demo import codes
from filings.catalogue import Category
from providers import divisions
from providers.documents import DocumentKind
from providers.states import Nature

MARKS = "拟演样仿例虚"
NATURE = "澄澜舟禾岚溪屿峦霁穗苇汀翎砚棠榆杉桐葵茗霖霄曜珩璟岱泽渊川麓湖泉禾谷壑陌阡"
TRADES = ("链", "链信", "数链", "存证", "溯源", "数科", "云链", "智链", "信链", "账本")
SUFFIXES = ("科技有限公司", "信息技术有限公司", "网络科技有限公司", "科技股份有限公司", "区块链技术有限公司")
LATIN = ("Demo", "Sample", "Mock", "Fable", "Figment", "Placebo", "Dummy", "Proto")
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高梁郑谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余"
GIVEN = "安博辰朵恩菲歌涵嘉可岚明宁沛琪然诗桐薇希雅哲致远静文思齐立群晓君子墨亦凡若水"
ROADS = ("演示路", "样例大道", "拟定街", "仿宋巷", "虚谷路", "例园路")
USES = {
    "evidence": ("电子存证", "司法存证", "合同存证", "在线公证"),
    "copyright": ("版权登记", "作品确权", "图片版权"),
    "trace": ("农产品溯源", "药品溯源", "冷链溯源", "茶叶溯源"),
    "supply_chain": ("供应链金融", "应收账款", "电子仓单"),
    "trade": ("跨境贸易单证", "物流协同", "电子提单"),
    "government": ("政务数据共享", "电子证照", "不动产登记"),
    "health": ("电子病历共享", "处方流转", "医保核验"),
    "energy": ("绿电交易", "碳足迹", "充电结算"),
    "collectibles": ("数字藏品", "数字门票", "文创藏品"),
    "base": ("区块链基础服务", "联盟链底座", "节点托管"),
    "other": ("校友证书", "公益捐赠", "积分通兑"),
}
ORGANISATION = {"nature": Nature.ORGANISATION.value}
INDIVIDUAL = {"nature": Nature.INDIVIDUAL.value, "document_kind": DocumentKind.ID_CARD.value}
KINDS = ("平台", "系统", "服务平台", "小程序", "开放平台")
FORMS = ("website", "website app", "mini_program", "app", "website interface", "official_account website")


def brand(rng: Random) -> str:
    return rng.choice(MARKS) + rng.choice(NATURE) + rng.choice(NATURE)


def company(rng: Random, place: str) -> str:
    """Return a company's name; one in twelve has Latin letters."""
    if rng.random() < 1 / 12:
        return f"{place}{rng.choice(LATIN)}{rng.choice(NATURE)}链{rng.choice(SUFFIXES)}"
    if rng.random() < 0.2:
        return f"{brand(rng)}{rng.choice(TRADES)}科技（{place}）有限公司"
    return f"{place}{brand(rng)}{rng.choice(TRADES)}{rng.choice(SUFFIXES)}"


def person(rng: Random) -> str:
    given = rng.choice(GIVEN) + (rng.choice(GIVEN) if rng.random() < 0.8 else "")
    return rng.choice(SURNAMES) + given


def service_brand(rng: Random) -> str:
    """Return the beginning of a service's name; one in eight has Latin letters."""
    return f"{rng.choice(LATIN)}Chain " if rng.random() < 1 / 8 else brand(rng)


def service(rng: Random, first: str = "") -> str:
    return (first or service_brand(rng)) + rng.choice(USES[rng.choice(list(USES))]) + rng.choice(KINDS)


def address(county: str, rng: Random) -> str:
    return f"{divisions.name_of(county)}{rng.choice(ROADS)} {rng.randrange(1, 999)} 号 {rng.randrange(1, 30)} 层"


@cache
def short_place(county: str) -> str:
    """Return the city as companies carry it in their names: 杭州, 北京."""
    province = divisions.province_name(county[:2])
    if county[:2] in ("11", "12", "31", "50"):
        return province[:2]
    city = divisions.name_of(county).removeprefix(province).partition("市")[0]
    return city if 2 <= len(city) <= 4 else province[:2]


def nature(rng: Random) -> dict[str, str]:
    """Return whether a provider is an organisation or, one in twelve, an individual with one of the documents."""
    kind = rng.choices(list(DocumentKind), [90, 4, 3, 3])[0].value
    return ORGANISATION if rng.random() > 1 / 12 else INDIVIDUAL | {"document_kind": kind}


def facts(rng: Random, n: int, county: str, *, nature: str, document_kind: str = "") -> dict[str, Any]:
    """Return what the `n`-th provider registers with; no other one has its codes."""
    head, where = person(rng), address(county, rng)
    mobile, phone = codes.mobile(n), f"0{n % 900 + 100}-{n % 9_000_000 + 1_000_000}"
    contact = {"name": head, "phone": phone, "mobile": mobile, "email": f"contact-{n}@demo.example", "document": ""}
    known = {"nature": nature, "county": county, "address": where, "postal_address": where, "person": contact}
    if nature == Nature.INDIVIDUAL:
        return {**known, "name": head, "document_kind": document_kind, "document": document(document_kind, n, county)}
    organisation = {"name": company(rng, short_place(county)), "credit_code": codes.credit_code(n, county)}
    return {**known, **organisation, "legal_representative": head, "home_page": f"https://p{n}.demo.example"}


def document(kind: str, n: int, county: str) -> str:
    """Return the number of the `n`-th provider's identity document."""
    if kind == DocumentKind.ID_CARD:
        return codes.id_card(n, county)
    return {DocumentKind.PASSPORT: "E", DocumentKind.TAIWAN_PERMIT: ""}.get(DocumentKind(kind), "H") + f"{n:08}"


def answers(rng: Random, county: str, name: str, host: str) -> dict[str, Any]:
    """Return the answers of a filing for a service of this name, found at the host; the name tells its field."""
    forms = rng.choice(FORMS).split()
    field = next((field for field, uses in USES.items() if any(use in name for use in uses)), "other")
    use = rng.choice(USES[field])
    return {
        "service_name": name,
        "category": rng.choices(Category.values, [2, 7, 3])[0],
        "forms": forms,
        "fields": [field],
        "description": f"{name}以联盟链记录{use}业务的关键数据，供参与各方查询、核对和出证。演示数据，非真实服务。",
        "web_address": "" if forms == ["mini_program"] else f"https://{host}.demo.example",
        "client_name": name if "app" in forms or forms == ["mini_program"] else "",
        "account_name": name if "official_account" in forms else "",
        "server_county": county,
        # Networks reserved for documentation.
        "server_address": f"{rng.choice(('192.0.2', '198.51.100', '203.0.113'))}.{rng.randrange(1, 255)}",
    }
