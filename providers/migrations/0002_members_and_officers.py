"""What each role may do with providers, and that an officer is no member, asked from the officers' side.

The other side, that a member is no officer, is a trigger of Membership. This one stands here because the table of
offices knows nothing of the providers above it.
"""

from django.db import migrations

from filing_portal.offices.grants import grant

CREATE = """
CREATE FUNCTION an_officer_is_no_member() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Whoever makes the account the other thing at this moment is waited for, and then seen.
    PERFORM 1 FROM accounts_user WHERE id = NEW.user_id FOR NO KEY UPDATE;
    IF EXISTS (SELECT 1 FROM providers_membership WHERE user_id = NEW.user_id) THEN
        RAISE EXCEPTION 'This account belongs to a provider: an officer needs one of their own.'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER an_officer_is_no_member BEFORE INSERT OR UPDATE ON offices_officer
    FOR EACH ROW EXECUTE FUNCTION an_officer_is_no_member();
"""
DROP = """
DROP TRIGGER an_officer_is_no_member ON offices_officer;
DROP FUNCTION an_officer_is_no_member();
"""


class Migration(migrations.Migration):
    dependencies = [("providers", "0001_initial"), ("offices", "0002_offices_and_roles")]
    operations = [
        grant({"reviewer": ["providers.view_provider"], "auditor": ["providers.view_provider"]}),
        migrations.RunSQL(CREATE, DROP),
    ]
