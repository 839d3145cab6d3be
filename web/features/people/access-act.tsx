import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { grantPermission } from '../../../contract/grants.ts';
import type { PersonDetail } from '../../../contract/people.ts';
import { call } from '../../api.ts';
import { may, useSession } from '../../shell/session.ts';
import { describeProblem } from '../../ui/describe-problem.ts';
import { showToast } from '../../ui/show-toast.tsx';
import { useOwnEnd } from '../permissions/use-own-end.ts';
import { useApplicationWords } from '../../ui/use-application-words.ts';
import type { AccessLine } from './access-lines.ts';
import { refreshPeople } from './person-queries.ts';

interface AccessActProps {
  readonly line: AccessLine;
  readonly person: PersonDetail;
}

/** What has ended is granted again in one click; the rest is done where permissions are. */
export function AccessAct({ line, person }: AccessActProps) {
  const { t } = useTranslation('person');
  const session = useSession();
  const { application, permission, state, grantable } = line;
  const name = useApplicationWords().permission(application, permission).title;
  if (grantable && (state === 'ended' || state === 'revoked')) {
    return <GrantAgain line={line} person={person} name={name} />;
  }
  const changes = state === 'ends_soon' && person.state !== 'closed' && may(session, 'permissions:can_grant');
  const grants = grantable && state === 'missing';
  if (!changes && !grants) return null;
  return (
    <Button
      size="xs"
      variant="default"
      aria-label={t(changes ? 'access.extendName' : 'access.grantName', { permission: name })}
      renderRoot={(props) => (
        <Link to="/permissions" search={{ application, permission, account: person.id }} {...props} />
      )}
    >
      {t(changes ? 'access.extend' : 'access.grant')}
    </Button>
  );
}

function GrantAgain({ line, person, name }: AccessActProps & { readonly name: string }) {
  const { t } = useTranslation('person');
  const { application, permission } = line;
  const ownEnd = useOwnEnd()(application, permission);
  const granting = useMutation({
    mutationFn: () =>
      call(grantPermission, {
        body: {
          account: person.id,
          application: application as 'permissions',
          permission,
          ...(ownEnd && { until: ownEnd.last }),
        },
      }),
    onSuccess: async () => {
      const said = { permission: name, name: person.name };
      showToast(
        ownEnd ? t('access.grantedAgainUntil', { ...said, day: ownEnd.day }) : t('access.grantedAgain', said),
      );
      await refreshPeople();
    },
    onError: (error) => showToast(describeProblem(error).title),
  });
  return (
    <Button
      size="xs"
      variant="default"
      loading={granting.isPending}
      aria-label={t('access.againName', { permission: name })}
      onClick={() => granting.mutate()}
    >
      {t('access.again')}
    </Button>
  );
}
