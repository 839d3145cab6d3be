-- The silent ones among many are sent at once, without sending any other again.

alter table invitation_batch drop constraint invitation_batch_action_check;
alter table invitation_batch add check (action in ('send', 'resend', 'remind', 'revoke', 'extend', 'edit'));
