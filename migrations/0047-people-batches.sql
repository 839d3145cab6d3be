-- One act on many people, done some hundred at a time by a job, as with invitations.

create table people_batch (
  organization_id uuid not null,
  id uuid not null,
  action text not null check (action in ('suspend', 'reactivate', 'ask')),
  filter jsonb,
  after uuid,
  state text not null check (state in ('collecting', 'running', 'done')),
  total int not null default 0,
  done int not null default 0 check (done <= total),
  refused jsonb not null default '{}',
  started_by uuid not null,
  ip text,
  request_id text,
  created_at timestamptz not null default now(),
  finished_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, started_by) references account on delete cascade
);
comment on column people_batch.filter is 'Of the list, what is to be collected; null once it is.';
comment on column people_batch.after is 'Up to whom the filter has been collected, in the order of arrival.';
comment on column people_batch.refused is 'How many were left as they are, by reason.';
create index people_batch_newest on people_batch (organization_id, created_at);
create index people_batch_by on people_batch (organization_id, started_by);
call protect_tenant('people_batch');
grant select, insert, update on people_batch to :"runtime";

create table people_batch_item (
  organization_id uuid not null,
  batch_id uuid not null,
  account_id uuid not null,
  outcome text,
  primary key (organization_id, batch_id, account_id),
  foreign key (organization_id, batch_id) references people_batch on delete cascade,
  foreign key (organization_id, account_id) references account on delete cascade
);
comment on column people_batch_item.outcome is 'Null: still to do. Written in the transaction that does it.';
create index people_batch_item_of on people_batch_item (organization_id, account_id);
create index people_batch_to_do on people_batch_item (organization_id, batch_id, account_id) where outcome is null;
call protect_tenant('people_batch_item');
grant select, insert, update on people_batch_item to :"runtime";
