-- When somebody was last seen, whether or not their session still lives: the newest of each account is one look into an
-- index, for a page of fifty as for one person.

create index session_last_seen on session (organization_id, account_id, last_seen_at);
