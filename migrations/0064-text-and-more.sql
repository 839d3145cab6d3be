-- A text and whatever else is asked are met in one range of an index, without reading a row (docs/decisions/045). No
-- further index: these three hold more. What is held beside the keys changes no order, and an invitation that changes
-- its state is written into every index of its table anyway.
drop index invitation_by_email;
drop index invitation_by_username;
drop index invitation_by_name;
create index invitation_by_email on invitation (organization_id, email_canonical, id)
  include (state, expires_at, invited_by, channel, population, language);
create index invitation_by_username on invitation (organization_id, username_canonical, id)
  include (state, expires_at, invited_by, channel, population, language);
create index invitation_by_name on invitation (organization_id, name_canonical, id)
  include (state, expires_at, invited_by, channel, population, language) where name_canonical is not null;
