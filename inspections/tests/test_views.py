import pytest

from demo import codes
from filing_portal.tests.factories import make_entry, make_inspection, make_officer, make_provider, owner_of
from inspections.filed import filed
from inspections.forms import AnswerForm
from inspections.models import Inspection
from inspections.states import Status
from inspections.workflow import pass_inspection
from registry.models import Entry

pytestmark = pytest.mark.django_db

LIST = "/inspections/"
EN = "/en"


@pytest.fixture
def provider(client):
    provider = make_provider()
    client.force_login(owner_of(provider))
    return provider


@pytest.fixture
def inspection(provider):
    return make_inspection(make_entry(provider, client_name="存证宝", description="为用户提供存证。"))


def page(inspection):
    return f"{LIST}{inspection.uuid}/"


def typed(response):
    """Return what the form holds when nobody touches it."""
    form = response.context["form"]
    return {name: form[name].value() for name in form.correctable}


def errors(response):
    return {name: list(said) for name, said in response.context["form"].errors.items()}


def stored(inspection):
    return Inspection.objects.get(pk=inspection.pk)


def test_the_page_shows_what_is_filed_and_masks_the_mobile(client, provider, inspection):
    mobile = provider.person.unseal()["mobile"]

    response = client.get(page(inspection))

    shown = {answer.item.name: answer.text for section in response.context["sections"] for answer in section.answers}
    assert (shown["service_name"], shown["description"]) == (inspection.entry.service_name, "为用户提供存证。")
    assert f"{mobile[:3]}****{mobile[-4:]}" in shown["person"]


def test_everything_is_still_right_by_one_click_with_and_without_javascript(client, provider, inspection):
    other = make_inspection(make_entry(provider))

    client.post(page(inspection), {"outcome": "right"})
    client.post(page(other), {"outcome": "right", **typed(client.get(page(other)))})

    assert [(stored(row).status, stored(row).corrections) for row in (inspection, other)] == [(Status.ANSWERED, {})] * 2


def test_what_has_changed_is_kept_with_the_answer(client, provider, inspection):
    answers = typed(client.get(page(inspection)))

    client.post(
        page(inspection), {**answers, "outcome": "changed", "description": "一段\r\n新的说明", "remark": "服务器已迁移"}
    )

    answered = stored(inspection)
    assert (answered.status, answered.corrections, answered.remark) == (
        Status.ANSWERED,
        {"description": "一段\n新的说明"},
        "服务器已迁移",
    )
    assert "新的说明" in client.get(page(inspection)).content.decode()


def test_a_new_person_is_sealed_and_shown_masked(client, provider, inspection):
    answers = typed(client.get(page(inspection)))

    client.post(page(inspection), {**answers, "outcome": "changed", "person_mobile": codes.mobile(9)})

    corrections = stored(inspection).corrections
    shown = client.get(page(inspection)).content.decode()
    assert (list(corrections), sorted(corrections["person"])) == (["person"], ["digest", "sealed"])
    assert (codes.mobile(9) in shown, f"{codes.mobile(9)[:3]}****{codes.mobile(9)[-4:]}" in shown) == (False, True)


def test_what_was_corrected_before_is_what_is_asked_next(client, provider, inspection):
    answers = typed(client.get(page(inspection)))
    client.post(page(inspection), {**answers, "outcome": "changed", "description": "新的说明", "client_name": "存证通"})
    pass_inspection(inspection.pk, by=make_officer(inspection.province))

    facts = filed(Entry.objects.get(pk=inspection.entry_id))

    assert (facts["description"], facts["client_name"]) == ("新的说明", "存证通")


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({}, {"outcome": ["Select whether everything is still right."]}),
        (
            {"outcome": "changed"},
            {"outcome": ["Correct at least one answer, or say in the remark what has changed."]},
        ),
        (
            {"outcome": "right", "client_name": "存证通"},
            {"outcome": ["You changed answers below: select “Some of it has changed”, or undo it."]},
        ),
        ({"outcome": "changed", "description": " "}, {"description": ["Describe what the service does."]}),
        (
            {"outcome": "changed", "person_mobile": "12345"},
            {"person_mobile": ["Enter a mobile number of the mainland: 11 digits that start with 13 to 19."]},
        ),
    ],
)
def test_a_wrong_answer_is_explained_at_its_field(client, provider, inspection, answers, expected):
    before = typed(client.get(page(inspection)))

    response = client.post(f"{EN}{page(inspection)}", {**before, **answers})

    assert errors(response) == expected
    assert stored(inspection).status == Status.OPEN


HIDDEN = {"outcome": ""}  # what a browser sends that hides the fields until “changed” is chosen


def test_after_a_refused_answer_the_filed_values_still_stand_in_their_fields(client, inspection):
    before = typed(client.get(page(inspection)))

    refused = client.post(page(inspection), HIDDEN)

    assert typed(refused) == before
    assert before["client_name"] == "存证宝"


def test_after_a_refused_answer_the_same_fields_are_required_as_before(client, inspection):
    asked = [client.get(page(inspection)), client.post(page(inspection), HIDDEN)]

    required = [
        {name for name in response.context["form"].correctable if response.context["form"].fields[name].required}
        for response in asked
    ]

    assert required == [{"description", "person_name", "person_mobile", "person_email"}] * 2


def test_a_name_that_nobody_touched_is_kept_after_a_refused_answer(client, inspection):
    kept = typed(client.post(page(inspection), HIDDEN))

    client.post(page(inspection), {**kept, "outcome": "changed", "description": "新的说明"})

    assert stored(inspection).corrections == {"description": "新的说明"}


def test_a_name_is_taken_away_by_clearing_its_field_alone(client, inspection):
    answers = typed(client.get(page(inspection)))

    client.post(page(inspection), {**answers, "outcome": "changed", "client_name": ""})

    assert stored(inspection).corrections == {"client_name": ""}
    assert "未填写" in client.get(page(inspection)).text


def test_a_person_that_was_erased_is_asked_for_with_a_correction_and_not_with_a_confirmation(inspection):
    facts = filed(inspection.entry)

    assert [AnswerForm(facts, {}, {"outcome": outcome}).is_valid() for outcome in ("right", "changed")] == [True, False]


def test_what_cannot_be_corrected_here_leads_to_what_can_be_done_today(client, inspection):
    assert "This portal takes no change filings yet" in client.get(f"{EN}{page(inspection)}").text


def test_a_second_click_changes_nothing(client, provider, inspection):
    client.post(page(inspection), {"outcome": "right"})

    response = client.post(page(inspection), {"outcome": "changed", "remark": "again"})

    assert response.url == page(inspection)
    assert stored(inspection).remark == ""


@pytest.mark.parametrize("status", Status)
def test_every_status_has_its_page(client, provider, status):
    inspection = make_inspection(make_entry(provider), status)

    response = client.get(page(inspection))

    assert response.status_code == 200
    assert ("form" in response.context) is (status in (Status.OPEN, Status.OVERDUE))


def test_the_finding_is_shown(client, provider):
    inspection = make_inspection(make_entry(provider), Status.NOT_PASSED)

    assert "网站已无法打开。" in client.get(page(inspection)).content.decode()


def test_a_stranger_finds_nothing(client, provider):
    strange = make_inspection()

    assert [client.get(page(strange)).status_code, client.post(page(strange), {"outcome": "right"}).status_code] == [
        404,
        404,
    ]
    assert stored(strange).status == Status.OPEN


def test_the_list_shows_the_provider_s_own(client, provider, inspection):
    make_inspection()

    assert client.get(LIST).context["inspections"] == [inspection]


def test_the_pages_cost_few_queries(client, provider, inspection, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        client.get(page(inspection))
    with django_assert_max_num_queries(6):
        client.get(LIST)
