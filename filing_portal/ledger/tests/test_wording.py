from django.apps import apps

from filing_portal.ledger.wording import KINDS, VERBS


def test_every_verb_of_every_noun_has_its_words():
    moved = [model for model in apps.get_models() if hasattr(model, "MOVES")]
    assert {model._meta.label_lower for model in moved} <= set(KINDS)
    verbs = {(model._meta.label_lower, verb) for model in moved for verb in model.MOVES}
    assert verbs - set(VERBS) == set()
