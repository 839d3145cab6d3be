-- Answers kept for repeats with the same Idempotency-Key, and the counters of the limits.

create table idempotent_answer (
  organization_id uuid not null,
  account_id uuid not null,
  route text not null,
  key text not null check (length(key) between 1 and 255),
  request_digest bytea not null check (length(request_digest) = 32),
  status int not null,
  answer jsonb,
  created_at timestamptz not null default now(),
  primary key (organization_id, account_id, route, key),
  foreign key (organization_id, account_id) references account
);
comment on column idempotent_answer.answer is 'Without its secrets: a link is derived again for a repeat.';
create index idempotent_answer_age on idempotent_answer (organization_id, created_at);
call protect_tenant('idempotent_answer');
grant select, insert, update, delete on idempotent_answer to :"runtime";

create unlogged table rate_limit (
  key text primary key,
  points int not null default 0,
  expire bigint
);
comment on table rate_limit is
  'Counters of failed sign-ins and mails, shared by all processes; the shape that rate-limiter-flexible reads.
   Keys hold keyed hashes, never an address. Unlogged: a crash of the database may forget them, and only them.';
grant select, insert, update, delete on rate_limit to :"runtime";
