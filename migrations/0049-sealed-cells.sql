-- Cells that are sensitive, or may be, are not readable in the database. First cells of columns are read from the rows
-- whenever somebody is asked what a column is about, and stored beside them no longer.

alter table import_row add column sealed text;
comment on column import_row.sealed is
  'Encrypted, cells by their place: those of sensitive fields, and those of which nobody said yet what they are about. Empty in cells.';
comment on column import_row.edits is
  'By target: texts in the place of the cells''; {"sealed": …} where the field is sensitive.';

update import set columns = (select coalesce(jsonb_agg(c - 'samples' order by place), '[]')
  from jsonb_array_elements(columns) with ordinality as e (c, place));
comment on column import.columns is 'In the order of the file: header, target, how it was found.';

create or replace function erase_import_rows() returns trigger
  language plpgsql security definer set search_path = public, pg_temp
  as $$
begin
  -- An import that is undone keeps its rows: they say what became of them.
  if current_setting('foyer.withdrawing', true) = 'on' then return null; end if;
  delete from import_row r where r.organization_id = old.organization_id
    and (r.account_id = old.id or r.email_canonical = old.email_canonical
      or (r.email_canonical is null and exists (
        select from unnest(r.cells) as cell where lower(trim(cell)) = old.email_canonical)));
  return null;
end $$;
