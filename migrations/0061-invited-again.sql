-- A row of an import may ask a person again whose invitation was revoked: the plan says so, and why.

alter table import_row
  add column again_reason text check (again_reason in ('revoked', 'declined')),
  add column again_since timestamptz,
  add check ((again_reason is null) = (again_since is null));
comment on column import_row.again_reason is
  'Of a row to update: how the invitation ended, without which the person is asked again; a row planned before this is not marked, and moves.';
-- Applying changes no column that an index knows (0041): the mark stays.
create index import_row_again on import_row (organization_id, import_id, line) where again_reason is not null;
update import set counts = counts || '{"invitedAgain": 0}' where counts is not null;
