import { Anchor, Group, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { formatCount } from '../../ui/format-count.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { invitationCountsQuery } from '../invitations/invitation-queries.ts';
import { LatestInvitations } from './latest-invitations.tsx';
import { RegistrationOptions } from './registration-options.tsx';

/** Four ways to welcome someone in, and the invitations that wait. */
export function RegistrationPage() {
  const { t, i18n } = useTranslation('registration');
  const { data: counts } = useQuery(invitationCountsQuery());
  return (
    <>
      <PageHeader title={t('title')} intro={t('intro')} />
      <RegistrationOptions />
      <section aria-labelledby="latest">
        <Group justify="space-between" align="baseline" gap="xs" mt={36} mb="xs">
          <Title order={2} id="latest">
            {t('latest.title')}
          </Title>
          {counts !== undefined && counts.all !== 0 && (
            <Anchor
              renderRoot={(props) => (
                <Link
                  {...props}
                  to="/invitations"
                  search={counts.pending === 0 ? {} : { state: 'pending' }}
                />
              )}
            >
              {counts.pending === 0
                ? t('latest.seeAll')
                : t('latest.seePending', { number: formatCount(counts.pending, i18n.language) })}
            </Anchor>
          )}
        </Group>
        <LatestInvitations />
      </section>
    </>
  );
}
