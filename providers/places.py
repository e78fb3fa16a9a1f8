"""The question for a county, of registration or of servers: its province first, then the county out of its list.

Without a script the list comes with the page that follows the button; `js/county.js` fetches it where scripts run.
"""

from typing import TYPE_CHECKING, Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from filing_portal.base.lines import Words
from providers import divisions

CHOOSING = "choosing"


class Place(NamedTuple):
    """What was chosen: a province or "", the code of a county or any other text, and whether its list is asked for."""

    province: str
    county: str
    is_choosing: bool = False

    @property
    def has_county(self) -> bool:
        """Tell whether the county is one of today in the province."""
        return divisions.is_current(self.county) and self.county[:2] == self.province


def place_of(code: str, province: str = "", *, asks_for_list: bool = False) -> Place:
    """Return what was chosen; the county's own province where none is named.

    Who asks for the list of a province and has chosen one of its counties already, has pressed the Enter key: the page
    is then sent as it is.
    """
    known = province or code[:2]
    place = Place(known if known in divisions.BY_CODE else "", code)
    return place._replace(is_choosing=asks_for_list and not place.has_county)


class CountySelect(forms.Widget):
    """A list of provinces, a button for the counties of one, and the list of these counties."""

    template_name = "widgets/county.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.has_province = False

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Place:
        typed = (str(data.get(key, "")).strip() for key in (name, f"{name}_province"))
        return place_of(*typed, asks_for_list=f"{name}_choose" in data)

    def id_for_label(self, id_: str) -> str:
        """Return the id of the list an error link leads to: the provinces as long as none is chosen."""
        return id_ if self.has_province else f"{id_}_province"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        place = value if isinstance(value, Place) else place_of(value or "")
        language = get_language()
        given = context["widget"]["attrs"]
        context["widget"] |= {
            "place": place,
            "provinces": [(row.code, divisions.province_name(row.code, language)) for row in divisions.provinces()],
            "counties": divisions.counties_of(place.province) if place.province else [],
            "chosen": place.county if place.has_county else "",
            "has_focus": place.is_choosing and place.province,
            "url": reverse("providers:counties"),
            "is_invalid": given.get("aria-invalid") == "true",
        }
        return context


class CountyField(forms.Field):
    """The six-digit code (GB/T 2260) of a current county."""

    widget = CountySelect
    default_error_messages = {
        "unknown": _("Select a county from the list: this code is not in use today."),
        "county": _("Select the county: the list shows those of the province."),
    }

    def __init__(self, *, required_message: Words, **kwargs: Any) -> None:
        super().__init__(error_messages={"required": required_message}, **kwargs)

    def clean(self, value: Any) -> str:
        """Return the code. Raises ValidationError for one that is not in use today, or lies in another province."""
        place = value if isinstance(value, Place) else place_of(str(value or "").strip())
        self.widget.has_province = bool(place.province)
        if place.has_county:
            return place.county
        if place.is_choosing and place.province:
            raise ValidationError(self.error_messages["county"], code=CHOOSING)
        if not place.county and not self.required and not place.is_choosing:
            return ""
        code = refusal(place)
        raise ValidationError(self.error_messages[code], code=code)


def refusal(place: Place) -> str:
    """Return the code of what is wrong with a place that has no county of today."""
    if not place.province:
        return "unknown" if place.county else "required"
    return "unknown" if place.county[:2] == place.province else "county"


if TYPE_CHECKING:
    Form = forms.Form
else:
    Form = object


class CountyForm(Form):
    """Mix in before a form with a CountyField: who asks for the counties of a province is told of nothing else yet."""

    @property
    def county_names(self) -> list[str]:
        return [name for name, field in self.fields.items() if isinstance(field, CountyField)]

    @property
    def is_choosing(self) -> bool:
        """Tell whether the counties of a province were asked for, and nothing is to be sent."""
        return self.is_bound and any(self[name].data.is_choosing for name in self.county_names)

    def is_valid(self) -> bool:
        return super().is_valid() and not self.is_choosing

    def full_clean(self) -> None:
        """Clean what was typed; leave out all that is missing elsewhere while a county is being chosen."""
        super().full_clean()
        if self.is_choosing:
            for name in list(self.errors):
                if name not in self.county_names or self.errors.as_data()[name][0].code == CHOOSING:
                    del self.errors[name]
