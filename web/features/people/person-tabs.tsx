import { SimpleGrid, Stack, Tabs } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { PersonDetail } from '../../../contract/people.ts';
import { may, useSession } from '../../shell/session.ts';
import { AccessTable } from './access-table.tsx';
import { AccountPanel } from './account-panel.tsx';
import { IdentityData } from './identity-data.tsx';
import { IdentityPanel } from './identity-panel.tsx';
import { IdentityVersions } from './identity-versions.tsx';
import { LatestActs } from './latest-acts.tsx';
import { PersonActivity } from './person-activity.tsx';
import { PersonMails } from './person-mails.tsx';
import classes from './person-tabs.module.css';
import { personTabs } from './parse-person-search.ts';

interface PersonTabsProps {
  readonly person: PersonDetail;
}

/** The parts of the page; which one is open stands in the address. */
export function PersonTabs({ person }: PersonTabsProps) {
  const { t } = useTranslation('person');
  const session = useSession();
  const { tab = 'overview' } = useSearch({ from: '/people/$id' });
  const navigate = useNavigate();
  const open = (chosen: string | null) =>
    void navigate({
      to: '/people/$id',
      params: { id: person.id },
      search: chosen === 'overview' ? {} : { tab: chosen as 'identity' },
      replace: true,
      resetScroll: false,
    });
  const seesActivity = may(session, 'activity:access');
  const shown = personTabs.filter((one) => one !== 'activity' || seesActivity);
  return (
    <Tabs value={tab} onChange={open} keepMounted={false}>
      <Tabs.List aria-label={t('tabs.label', { name: person.name })} mb="lg" className={classes.tabs}>
        {shown.map((one) => (
          <Tabs.Tab key={one} value={one}>
            {t(`tabs.${one}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="overview">
        <Overview person={person} seesActivity={seesActivity} />
      </Tabs.Panel>
      <Tabs.Panel value="identity">
        <IdentityData person={person} />
        <IdentityVersions person={person} />
      </Tabs.Panel>
      <Tabs.Panel value="access">
        <AccessTable person={person} shows="everything" />
      </Tabs.Panel>
      <Tabs.Panel value="mails">
        <PersonMails person={person} />
      </Tabs.Panel>
      {seesActivity && (
        <Tabs.Panel value="activity">
          <PersonActivity person={person} />
        </Tabs.Panel>
      )}
    </Tabs>
  );
}

function Overview({ person, seesActivity }: PersonTabsProps & { readonly seesActivity: boolean }) {
  return (
    <Stack gap="xl">
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
        <AccountPanel person={person} />
        <IdentityPanel person={person} />
      </SimpleGrid>
      <AccessTable person={person} shows="what they hold" />
      {seesActivity && <LatestActs person={person} />}
    </Stack>
  );
}
