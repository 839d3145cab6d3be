-- A text that many begin with is a page of ids: an index that holds them reads no rows (docs/decisions/045).
drop index invitation_by_username;
drop index invitation_by_name;
create index invitation_by_username on invitation (organization_id, username_canonical, id);
create index invitation_by_name on invitation (organization_id, name_canonical, id) where name_canonical is not null;
