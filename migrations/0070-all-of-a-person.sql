-- All that refers to somebody, ended or not, is found by an index: on their page, in their export, where they are erased.
-- The indexes there were know what is in force alone, so that each of these read what everybody has.

create index permission_grant_of_account on permission_grant (organization_id, account_id, id);
create index password_reset_of_account on password_reset (organization_id, account_id);
create index email_change_of_account on email_change (organization_id, account_id);
create index api_key_of_account on api_key (organization_id, account_id);
