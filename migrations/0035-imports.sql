-- Bulk invite: a file or typed rows, reviewed as a plan, then applied in the background.

create table import (
  organization_id uuid not null references organization,
  id uuid not null,
  filename text check (length(filename) between 1 and 255),
  kind text not null check (kind in ('csv', 'xlsx', 'rows')),
  state text not null check (state in ('reading', 'mapping', 'planning', 'planned', 'awaiting_approval', 'applying',
    'paused', 'done', 'cancelled', 'failed', 'undoing', 'undone')),
  columns jsonb not null default '[]',
  has_header boolean not null default true,
  skipped int not null default 0,
  failure text check (length(failure) <= 100),
  total int not null default 0 check (total >= 0),
  revision int not null default 0,
  cursor int not null default -1,
  done int not null default 0,
  phase_total int not null default 0,
  phase_started_at timestamptz,
  started_by uuid not null,
  started_key uuid,
  applied_by uuid,
  applied_key uuid,
  approved_by uuid,
  undone_by uuid,
  ip text,
  request_id text,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  applied_at timestamptz,
  finished_at timestamptz,
  undone_at timestamptz,
  purged_at timestamptz,
  counts jsonb,
  primary key (organization_id, id)
);
comment on column import.columns is
  'In the order of the file: header, target, how it was found; first cells only until the mapping is confirmed.';
comment on column import.revision is 'Counts up with every change of a row or the mapping; the plan''s hash is made of it.';
comment on column import.cursor is 'The last line that the phase at work has looked at; a killed server goes on behind it.';
comment on column import.done is 'Rows that the phase has been through, of phase_total.';
comment on column import.started_key is 'The API key that it came by, whose permissions bound the plan; applied_key those of the application.';
comment on column import.counts is 'Of the rows by outcome, once these are purged.';
create index import_newest on import (organization_id, created_at, id);
call protect_tenant('import');
grant select, insert, update, delete on import to :"runtime";

create table import_row (
  organization_id uuid not null,
  import_id uuid not null,
  line int not null,
  cells text[] not null,
  edits jsonb,
  accepted text[],
  outcome text check (outcome in ('create', 'update', 'unchanged', 'member', 'blocked', 'left_out', 'done', 'moved',
    'failed', 'undone')),
  act text check (act in ('create', 'update')),
  problems jsonb,
  email_canonical text collate "C",
  username_canonical text collate "C",
  has_identity boolean not null default false,
  is_mailed boolean not null default false,
  account_id uuid,
  at timestamptz,
  primary key (organization_id, import_id, line),
  foreign key (organization_id, import_id) references import on delete cascade
);
comment on table import_row is 'Purged 14 days after the import.';
comment on column import_row.line is 'Of the file, counted from 1; of typed rows their place.';
comment on column import_row.cells is 'As they came; passwords never, and what is about nothing only until the mapping is confirmed.';
comment on column import_row.edits is 'By target: texts in the place of the cells''.';
comment on column import_row.accepted is 'Codes of warnings that an operator took as meant.';
comment on column import_row.outcome is 'Null: not planned yet. Set to done in the transaction that registers.';
comment on column import_row.act is 'What was done, or what the plan was before the row moved.';
comment on column import_row.is_mailed is 'The plan sends an invitation.';
comment on column import_row.username_canonical is 'As planned, given or derived; no other row of the import may have it.';
create index import_row_by_outcome on import_row (organization_id, import_id, outcome, line);
create index import_row_by_email on import_row (organization_id, email_canonical, import_id)
  where email_canonical is not null;
create index import_row_by_username on import_row (organization_id, username_canonical, import_id)
  where username_canonical is not null;
create index import_row_of_account on import_row (organization_id, account_id) where account_id is not null;
create index import_row_with_problems on import_row (organization_id, import_id, line) where problems is not null;
call protect_tenant('import_row');
grant select, insert, update, delete on import_row to :"runtime";

create table import_header (
  organization_id uuid not null references organization,
  header text collate "C" not null check (length(header) <= 200),
  target text check (length(target) <= 100),
  chosen_at timestamptz not null default now(),
  primary key (organization_id, header)
);
comment on table import_header is 'How the organization mapped headers that nobody else knows; a null target: about nothing.';
call protect_tenant('import_header');
grant select, insert, update on import_header to :"runtime";

alter table organization_settings add column import_approval_rows int check (import_approval_rows >= 1);
comment on column organization_settings.import_approval_rows is
  'An import of so many rows or more waits for a second person''s word; null: none does.';
