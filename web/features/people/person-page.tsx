import { Button } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { PersonDetail } from '../../../contract/people.ts';
import { exportPerson } from '../../../contract/person-exports.ts';
import { may, useSession } from '../../shell/session.ts';
import { startDownload } from '../../steady/start-download.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { accountLeaf, identityLeaf } from '../../ui/identity-leaf.ts';
import { isGone } from '../../ui/is-gone.ts';
import { LateSkeleton } from '../../ui/late-skeleton.tsx';
import { Leaves } from '../../ui/leaves.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { ExportPerson } from './export-person.tsx';
import { LifeMenu } from './life-menu.tsx';
import { PersonNotice } from './person-notice.tsx';
import { personQuery } from './person-queries.ts';
import { PersonTabs } from './person-tabs.tsx';

/** One person: account, identity, access, mails, activity, and what can be done about them. */
export function PersonPage() {
  const { t } = useTranslation('person');
  const { id } = useParams({ from: '/people/$id' });
  const { data: person, error, refetch, isPending } = useQuery(personQuery(id));
  const parents = [{ label: t('parent'), to: '/people' }];
  if (!person) {
    return (
      <>
        <PageHeader title={t('title')} parents={parents} />
        <LateSkeleton waiting={isPending} heights={[320]} />
        {error &&
          (isGone(error) ? (
            <Gone />
          ) : (
            <ErrorState problem={error} title={t('notLoaded')} onRetry={() => void refetch()} />
          ))}
      </>
    );
  }
  return (
    <>
      <PageHeader
        title={person.name}
        intro={<PersonIntro person={person} />}
        parents={parents}
        mark={
          <Leaves
            account={accountLeaf[person.state]}
            identity={identityLeaf[person.identityState]}
            size={44}
            muted={person.state === 'suspended' || person.state === 'closed'}
          />
        }
        actions={<PersonActions person={person} />}
      />
      <PersonNotice person={person} />
      <PersonTabs person={person} />
    </>
  );
}

function PersonActions({ person }: { readonly person: PersonDetail }) {
  const { t } = useTranslation('person');
  const session = useSession();
  const { id, abilities, name, state, isFounder } = person;
  return (
    <>
      {may(session, 'permissions:can_grant') && state !== 'closed' && !isFounder && (
        <Button
          variant="default"
          leftSection={<IconKey size={18} stroke={1.7} aria-hidden />}
          renderRoot={(props) => (
            <Link to="/people/$id" params={{ id }} search={{ tab: 'access' }} {...props} />
          )}
        >
          {t('access.give')}
        </Button>
      )}
      {abilities.export && (
        <ExportPerson
          whose={name}
          download={(format) => startDownload(exportPerson, { params: { id }, query: { format } })}
        />
      )}
      <LifeMenu person={person} />
    </>
  );
}

function Gone() {
  const { t } = useTranslation('person');
  return (
    <EmptyState
      title={t('gone.title')}
      text={t('gone.text')}
      actions={
        <Button component={Link} to="/people" variant="default">
          {t('gone.back')}
        </Button>
      }
    />
  );
}

/** "Personal code 10000977 · Research · Instrument scientist", as far as that is there to be seen. */
function PersonIntro({ person: { personalCode, fields, alias } }: { readonly person: PersonDetail }) {
  const { t } = useTranslation('person');
  const parts = [
    personalCode ? t('code', { code: personalCode }) : t('noCode'),
    ...[fields['department'], fields['title']].filter((part) => typeof part === 'string'),
    ...(alias ? [t('byAlias')] : []),
  ];
  return parts.join(' · ');
}
