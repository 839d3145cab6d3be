import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { searchPeople, type FoundPerson } from '../../contract/accounts.ts';
import { call } from '../api.ts';
import { may, useSession } from '../shell/session.ts';
import type { Entry } from './entry.ts';

/** The people whom the search finds, for those who may see them; `waiting` while older ones would be shown. */
export function usePeople(typed: string): { readonly people: readonly Entry[]; readonly waiting: boolean } {
  const { t } = useTranslation(['ui', 'app']);
  const navigate = useNavigate();
  const session = useSession();
  const [query] = useDebouncedValue(typed.trim(), 200);
  const invites = may(session, 'user-registration:access');
  const grants = may(session, 'permissions:can_grant');
  const manages = may(session, 'user-management:access');
  const asked = query !== '' && (invites || grants || manages);
  const { data, isFetching } = useQuery({
    queryKey: ['search', query],
    queryFn: ({ signal }) => call(searchPeople, { query: { query } }, { signal }),
    enabled: asked,
  });
  // Only what answers the text as it stands: Enter must not choose from an older list.
  const current = query === typed.trim();
  const entryOf = (person: FoundPerson): Entry => {
    const invited = invites && (person.state === 'invited' || !grants);
    return {
      id: person.id,
      label: person.name,
      person: true,
      details: [person.username, ...(person.personalCode ? [person.personalCode] : []), ...statesOf(person)],
      hint: t(`app:nav.${manages ? 'people' : invited ? 'invitations' : 'permissions'}`),
      run: () => void leadTo(person, invited),
    };
  };
  const leadTo = ({ id, username }: FoundPerson, invited: boolean) => {
    if (manages) return navigate({ to: '/people/$id', params: { id } });
    if (invited) return navigate({ to: '/invitations', search: { query: username } });
    return navigate({ to: '/permissions', search: { account: id } });
  };
  const statesOf = ({ state, identityState }: FoundPerson) => [
    ...(state === 'active' ? [] : [t(`ui:state.account.${state}`)]),
    ...(identityState === 'validated' ? [] : [t(`ui:state.identity.${identityState}`)]),
  ];
  return {
    people: current && asked ? (data?.people ?? []).map(entryOf) : [],
    waiting: asked && (isFetching || !current),
  };
}
