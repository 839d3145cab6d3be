-- A hundred thousand rows at once: what each of them costs is written once, and an index less wherever one serves as well.

-- The insert of many copies the person itself; for whoever does not, the trigger does, row by row.
drop trigger copy_person on invitation;
create trigger copy_person before insert on invitation
  for each row when (new.email_canonical = '') execute function copy_person_to_invitation();

-- A row that is done changes no column that an index knows, so that it is written beside itself (HOT): no index is
-- touched, and half of each page is left free for it.
drop index import_row_by_outcome;
drop index import_row_of_account;
alter table import_row
  add column aside text generated always as (case when outcome not in ('create', 'update', 'done') then outcome end) stored;
comment on column import_row.aside is
  'The outcome of a row that is not among those that are carried out: what a filter looks for, and applying leaves as it is.';
create index import_row_aside on import_row (organization_id, import_id, aside, line) where aside is not null;
alter table import_row set (fillfactor = 50);
