-- One press mends many rows of an import, and one takes it back: what they were before stands beside them.

alter table import_row
  add column fix_id uuid,
  add column edits_before_fix jsonb,
  add column accepted_before_fix text[];
comment on column import_row.fix_id is
  'The fix for many rows that wrote this one last; null once somebody changed the row alone, or took the fix back.';
create index import_row_of_fix on import_row (organization_id, fix_id) where fix_id is not null;
