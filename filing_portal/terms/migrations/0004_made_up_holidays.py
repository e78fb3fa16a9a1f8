"""Have provisional terms worked out again: holidays on a weekend are made up (art. 6 of the holiday Regulation)."""

from django.db import migrations


def ask_again(apps, schema_editor):
    """Ask for a recomputation where a provisional term is open.

    It hangs on the newest notice that ships with the portal, which nobody released and so has none of its own.
    """
    Notice, Recomputation, Term = (apps.get_model("terms", name) for name in ("Notice", "Recomputation", "Term"))
    if Term.objects.filter(met_on=None, is_provisional=True).exists():
        shipped = Notice.objects.filter(released_by=None, status="released").latest("year", "published_on")
        Recomputation.objects.get_or_create(notice=shipped)


class Migration(migrations.Migration):
    dependencies = [("terms", "0003_limit_discarded_because_notice_discarded_because")]
    operations = [migrations.RunPython(ask_again, migrations.RunPython.noop)]
