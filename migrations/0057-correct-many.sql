-- A domain that was typed wrong is put right in the addresses of many.

alter table invitation_batch drop constraint invitation_batch_action_check;
alter table invitation_batch
  add check (action in ('send', 'resend', 'remind', 'correct', 'revoke', 'extend', 'edit'));
alter table invitation_batch add column domain jsonb check ((action = 'correct') = (domain is not null));
comment on column invitation_batch.domain is 'Of a correction: from and to. No address of a person.';
