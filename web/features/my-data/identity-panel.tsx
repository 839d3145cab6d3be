import { Button, Group, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Identity } from '../../../contract/identities.ts';
import { useSession } from '../../shell/session.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { Facts } from '../../ui/facts.tsx';
import { identityLeaf } from '../../ui/identity-leaf.ts';
import { LateSkeleton } from '../../ui/late-skeleton.tsx';
import { Leaves } from '../../ui/leaves.tsx';
import { Panel } from '../../ui/panel.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { identityFormQuery, myIdentityQuery } from '../identities/identity-queries.ts';
import { ReturnedNotice } from './returned-notice.tsx';
import { UpdateNotice } from './update-notice.tsx';

/** How far the identity is, and the one thing that can be done about it now. */
export function IdentityPanel() {
  const { t } = useTranslation('my-data');
  const identity = useQuery(myIdentityQuery);
  const form = useQuery(identityFormQuery);
  const state = useSession().identity.state;
  const error = form.error ?? identity.error;
  const isHere = identity.data !== undefined && form.data !== undefined;
  const isAwaited = !isHere && !error;
  return (
    <Panel role="region" aria-labelledby="identity" aria-busy={isAwaited}>
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <div>
          <Title order={2} id="identity">
            {t('identity.title')}
          </Title>
          <Text c="dimmed" mt={2} mb="md">
            {t('identity.intro')}
          </Text>
        </div>
        <Leaves account="done" identity={identityLeaf[identity.data?.state ?? state]} size={44} />
      </Group>
      <LateSkeleton waiting={isAwaited} heights={[22, 22, 36]} />
      {error && !isHere && (
        <ErrorState
          problem={error}
          title={t('identity.notLoaded')}
          onRetry={() => {
            void form.refetch();
            void identity.refetch();
          }}
        />
      )}
      {identity.data && form.data && (
        <>
          <ReturnedNotice form={form.data} identity={identity.data} />
          <UpdateNotice form={form.data} identity={identity.data} confirms />
          <IdentityFacts identity={identity.data} />
        </>
      )}
    </Panel>
  );
}

function IdentityFacts({ identity }: { readonly identity: Identity }) {
  const { t } = useTranslation('my-data');
  const { state, personalCode, pending } = identity;
  const underWay = pending?.state ?? state;
  // That all is in order would be said below what it is asked about.
  const isAsked = identity.asked !== null && underWay === 'validated';
  return (
    <>
      <Facts
        facts={[
          { term: t('identity.state'), value: <StateBadge of="identity" state={state} /> },
          {
            term: t('identity.code'),
            value: personalCode ? (
              <bdi dir="ltr">{personalCode}</bdi>
            ) : (
              <Text c="dimmed">{t('identity.noCode')}</Text>
            ),
          },
          ...(pending
            ? [{ term: t('identity.pending'), value: <StateBadge of="identity" state={pending.state} /> }]
            : []),
        ]}
      />
      {!isAsked && (
        <Text mt="md">
          {t(
            underWay === 'submitted' && !identity.hasReviewer
              ? 'identity.nobody'
              : `identity.next.${underWay}`,
          )}
        </Text>
      )}
      <Button
        mt="md"
        component={Link}
        to="/my-data/identity"
        variant={underWay === 'submitted' || underWay === 'validated' ? 'default' : 'filled'}
      >
        {t(`identity.act.${underWay}`)}
      </Button>
    </>
  );
}
