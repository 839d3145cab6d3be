-- What became of the mails of an act on many: added up where they are settled, so that nobody counts a hundred thousand.

create table mail_batch (
  organization_id uuid not null references organization,
  id uuid not null,
  act_id uuid not null,
  sent int not null default 0 check (sent >= 0),
  bounced int not null default 0 check (bounced >= 0),
  primary key (organization_id, id)
);
comment on table mail_batch is 'A batch of mails that an act on many made, and what became of them; what waits is counted by its index.';
comment on column mail_batch.act_id is 'The import, or the act on invitations.';
comment on column mail_batch.sent is 'Handed over to the mail server, or kept in the outbox.';
comment on column mail_batch.bounced is 'Refused at once, or come back later.';
create index mail_batch_of_act on mail_batch (organization_id, act_id);
call protect_tenant('mail_batch');
grant select, insert, update on mail_batch to :"runtime";
