-- A member is asked to look at their data again: which fields, and why. One row for each person, the last request.

create table identity_update_request (
  organization_id uuid not null,
  account_id uuid not null,
  id uuid not null,
  fields text[] not null default '{}',
  note text check (length(note) between 1 and 1000),
  asked_at timestamptz not null default now(),
  asked_by uuid not null,
  times int not null default 1,
  answered_at timestamptz,
  primary key (organization_id, account_id),
  foreign key (organization_id, account_id) references account on delete cascade
);
comment on table identity_update_request is 'Who was asked last to look at the data that is in force, and whether they have.';
comment on column identity_update_request.fields is 'Keys of the form; empty: everything.';
comment on column identity_update_request.note is 'What whoever asks says to the person; it stands in My data alone, in no mail.';
comment on column identity_update_request.answered_at is 'When it was handed in anew, or said to be right as it is.';
call protect_tenant('identity_update_request');
grant select, insert, update on identity_update_request to :"runtime";
