-- Of an account that is closed nothing waits any more: what did was left out of the list of reviews, and counted over it.

update identity i set pending_state = null, pending_news = null, pending_name = null
  from account a
  where a.organization_id = i.organization_id and a.id = i.account_id and a.state = 'closed'
    and i.pending_state is not null;
