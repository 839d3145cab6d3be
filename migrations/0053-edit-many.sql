-- Many invitations are edited at once: what changes is the same for all of them.

alter table invitation_batch drop constraint invitation_batch_action_check;
alter table invitation_batch add check (action in ('resend', 'remind', 'revoke', 'extend', 'edit'));
alter table invitation_batch add column edits jsonb check (action = 'edit' or edits is null);
comment on column invitation_batch.edits is 'Of an edit: population, language and the permissions that are added. Nothing about a person.';
