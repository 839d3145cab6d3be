import { SimpleGrid, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { exportMyData } from '../../../contract/person-exports.ts';
import { startDownload } from '../../steady/start-download.ts';
import { useSession } from '../../shell/session.ts';
import { AddressText } from '../../ui/address-text.tsx';
import { Facts } from '../../ui/facts.tsx';
import { languageName } from '../../ui/language-name.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { ExportPerson } from '../people/export-person.tsx';
import { IdentityPanel } from './identity-panel.tsx';
import { MyDataSections } from './my-data-sections.tsx';

/** What the organization knows about who is here: the account, and the state of the identity. */
export function MyDataPage() {
  const { t } = useTranslation('my-data');
  const { organization } = useSession();
  return (
    <>
      <PageHeader
        title={t('title')}
        intro={t('intro', { organization: organization.name })}
        actions={<ExportPerson download={(format) => startDownload(exportMyData, { query: { format } })} />}
      />
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
        <AccountPanel />
        <IdentityPanel />
      </SimpleGrid>
      <MyDataSections />
    </>
  );
}

function AccountPanel() {
  const { t } = useTranslation('my-data');
  const { account, organization } = useSession();
  return (
    <Panel role="region" aria-labelledby="account">
      <Title order={2} id="account">
        {t('account.title')}
      </Title>
      <Text c="dimmed" mt={2} mb="md">
        {t('account.intro')}
      </Text>
      <Facts
        facts={[
          { term: t('account.email'), value: <AddressText>{account.email}</AddressText> },
          { term: t('account.username'), value: <AddressText>{account.username}</AddressText> },
          { term: t('account.language'), value: languageName(account.language) },
          { term: t('account.organization'), value: <bdi>{organization.name}</bdi> },
          ...(account.isFounder ? [{ term: t('account.role'), value: t('account.founder') }] : []),
          { term: t('account.state'), value: <StateBadge of="account" state={account.state} /> },
        ]}
      />
      {!account.isFounder && (
        <Text c="dimmed" mt="md">
          {t('account.wrong')}
        </Text>
      )}
    </Panel>
  );
}
