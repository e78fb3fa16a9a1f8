"""The people of the made-up history: providers with their accounts, and officers."""

from dataclasses import dataclass
from random import Random
from uuid import UUID

from django.conf import settings

from filing_portal.demo import codes, names
from filing_portal.demo.moments import AN_HOUR, json_moment
from filing_portal.demo.tables import Tables
from filing_portal.vault.models import SealedValue, index_of, keyring
from providers import divisions
from providers.documents import DocumentKind
from providers.states import Nature, Status

MAIL = "demo.example"  # a domain that cannot exist (RFC 2606): by it the demo knows its own
NO_PASSWORD = "!demo"
WEIGHTS = {"44": 16, "11": 14, "33": 12, "31": 10, "32": 9, "51": 5, "37": 5, "35": 4, "42": 4, "43": 3, "41": 3}
INDIVIDUALS = 0.08


@dataclass(slots=True)
class Party:
    """A provider while its history is being made up; its row is written last, when all is known."""

    id: int
    user_id: int
    province: str
    county: str
    person: SealedValue
    row: dict
    free_from: int
    block: int | None = None
    last_serial: int = 0
    is_verified: bool = False

    @property
    def name(self) -> str:
        return self.row["name"]


class Parties:
    """Makes accounts, providers and officers; the n-th has the codes of its id, so that two runs never clash."""

    def __init__(self, tables: Tables, rng: Random) -> None:
        self.tables, self.rng = tables, rng
        self.provinces = [row.code for row in divisions.provinces()]
        self.weights = [WEIGHTS.get(code, 1.5) for code in self.provinces]

    def account(
        self, joined_at: int, name: str, email: str = "", password: str = NO_PASSWORD, language: str = "zh-hans"
    ) -> int:
        """Return the id of a new account whose address is confirmed."""
        user_id = self.tables.next_id("accounts.User")
        email = email or f"account-{user_id}@{MAIL}"
        self.tables.add(
            "accounts.User",
            id=user_id,
            password=password,
            last_login=None,
            email=email,
            name=name,
            language=language,
            is_active=True,
            joined_at=json_moment(joined_at),
        )
        address_id = self.tables.next_id("account.EmailAddress")
        self.tables.add(
            "account.EmailAddress", id=address_id, user_id=user_id, email=email, verified=True, primary=True
        )
        return user_id

    def officer(self, user_id: int, office_id: int, role_id: int) -> None:
        self.tables.add(
            "offices.Officer",
            id=self.tables.next_id("offices.Officer"),
            user_id=user_id,
            office_id=office_id,
            role_id=role_id,
        )

    def provider(self, at: int, *, user_id: int | None = None, province: str = "", **facts) -> Party:
        """Return a provider registered at this moment; `facts` replace what chance would say."""
        rng = self.rng
        province = province or rng.choices(self.provinces, self.weights)[0]
        county = facts.pop("county", "") or rng.choice(divisions.counties_of(province))[0]
        nature = facts.pop("nature", "") or (Nature.INDIVIDUAL if rng.random() < INDIVIDUALS else Nature.ORGANISATION)
        provider_id = self.tables.next_id("providers.Provider")
        head = names.person(rng)
        user_id = user_id or self.account(at - AN_HOUR, head)
        person = self.sealed_person(provider_id, head, at)
        who = self.organisation if nature == Nature.ORGANISATION else self.individual
        row = self.row(provider_id, county, at) | who(provider_id, county, head, at) | facts
        return Party(provider_id, user_id, province, county, person, row, at)

    def row(self, provider_id: int, county: str, at: int) -> dict:
        address = names.address(county, self.rng)
        return {
            "uuid": uuid_from(self.rng),
            "document_kind": "",
            "document_id": None,
            "credit_code": "",
            "legal_representative": "",
            "address": address,
            "postal_address": address,
            "investor": "",
            "home_page": f"https://p{provider_id}.{MAIL}",
            "registered_at": json_moment(at),
        }

    def organisation(self, n: int, county: str, head: str, _at: int) -> dict:
        return {
            "nature": Nature.ORGANISATION.value,
            "name": names.company(self.rng, names.short_place(county)),
            "credit_code": codes.credit_code(n, county),
            "legal_representative": head,
        }

    def individual(self, n: int, county: str, head: str, at: int) -> dict:
        kind = self.rng.choices(list(DocumentKind), [90, 4, 3, 3])[0].value
        number = document_number(kind, n, county)
        sealed = self.sealed("document", {"kind": kind, "number": number}, f"{kind}:{number}", at)
        return {
            "nature": Nature.INDIVIDUAL.value,
            "name": head,
            "document_kind": kind,
            "document_id": str(sealed.pk),
            "home_page": "",
        }

    def sealed_person(self, n: int, name: str, at: int) -> SealedValue:
        mobile = codes.mobile(n)
        person = {"name": name, "phone": f"0{n % 900 + 100}-{n % 9_000_000 + 1_000_000}", "mobile": mobile}
        return self.sealed("person", person | {"email": f"contact-{n}@{MAIL}", "document": ""}, mobile, at)

    def sealed(self, kind: str, value: dict, index: str, at: int) -> SealedValue:
        """Return the sealed row of `value`; its id comes from the seed, so that snapshots are the same each time."""
        row = SealedValue(pk=UUID(uuid_from(self.rng)), kind=kind, digest=index_of(kind, index))
        row.key_id, row.sealed = keyring(settings.SEALING_KEYS).seal(value, str(row.pk))
        self.tables.add(
            "vault.SealedValue",
            id=str(row.pk),
            kind=kind,
            key_id=row.key_id,
            sealed="\\\\x" + row.sealed.hex(),
            digest=row.digest,
            created_at=json_moment(at),
        )
        return row

    def write(self, party: Party) -> None:
        """Provider, membership and block stand as the history has left them."""
        status = Status.VERIFIED if party.is_verified else Status.REGISTERED
        self.tables.add(
            "providers.Provider",
            **party.row,
            id=party.id,
            status=status.value,
            person_id=str(party.person.pk),
            province=party.province,
            county=party.county,
        )
        self.tables.add(
            "providers.Membership",
            id=self.tables.next_id("providers.Membership"),
            user_id=party.user_id,
            provider_id=party.id,
            role="owner",
        )
        if party.block:
            self.tables.add("registry.Block", value=party.block, provider_id=party.id, last_serial=party.last_serial)


def document_number(kind: str, n: int, county: str) -> str:
    match kind:
        case DocumentKind.ID_CARD:
            return codes.id_card(n, county)
        case DocumentKind.PASSPORT:
            return f"E{n:08}"
        case DocumentKind.TAIWAN_PERMIT:
            return f"{n:08}"
        case _:
            return f"H{n:08}"


def uuid_from(rng: Random) -> str:
    """Return a random UUID (version 4) in its hexadecimal digits."""
    digits = f"{rng.getrandbits(128):032x}"
    return f"{digits[:12]}4{digits[13:16]}a{digits[17:]}"
