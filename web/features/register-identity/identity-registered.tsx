import { Button, Group } from '@mantine/core';
import { IconCircleCheckFilled, IconHourglassHigh } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Identity } from '../../../contract/identities.ts';
import type { IdentityCandidate } from '../../../contract/identity-candidates.ts';
import { may, useSession } from '../../shell/session.ts';
import { Facts } from '../../ui/facts.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Panel } from '../../ui/panel.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { PersonalCode } from '../identities/personal-code.tsx';
import { typedName } from '../identities/typed-name.ts';
import { useFlowSteps } from './use-flow-steps.ts';

interface IdentityRegisteredProps {
  readonly person: IdentityCandidate;
  readonly identity: Identity;
}

/** What became of it: the personal code, or that it waits for a reviewer; and what next. */
export function IdentityRegistered({ person, identity }: IdentityRegisteredProps) {
  const { t } = useTranslation('register-identity');
  const session = useSession();
  const { parents } = useFlowSteps(undefined);
  const name = typedName(identity.fields) || person.name;
  const isValidated = identity.state === 'validated';
  // The page changed without a navigation: a reader hears the outcome by its heading.
  useEffect(() => document.querySelector('h1')?.focus(), []);
  return (
    <>
      <PageHeader
        title={t(isValidated ? 'done.registered' : 'done.handedIn', { name })}
        intro={t(isValidated ? 'done.registeredText' : 'done.handedInText', { name })}
        parents={[...parents, { label: t('title'), to: '/user-registration/existing' }]}
        mark={
          isValidated ? (
            <IconCircleCheckFilled size={38} color="var(--foyer-ok)" aria-hidden />
          ) : (
            <IconHourglassHigh size={38} stroke={1.7} color="var(--foyer-info)" aria-hidden />
          )
        }
      />
      <div style={{ maxInlineSize: 660 }}>
        {identity.personalCode !== null && <PersonalCode code={identity.personalCode} />}
        <Panel>
          <Facts
            facts={[
              { term: t('done.person'), value: <bdi>{name}</bdi> },
              { term: t('done.email'), value: <bdi dir="ltr">{person.email}</bdi> },
              { term: t('done.account'), value: <StateBadge of="account" state={person.state} /> },
              { term: t('done.identity'), value: <StateBadge of="identity" state={identity.state} /> },
            ]}
          />
        </Panel>
        <Group mt="lg" gap="xs">
          <Button component={Link} to="/user-registration/existing">
            {t('done.another')}
          </Button>
          {may(session, 'user-management:access') && (
            <Button
              variant="default"
              renderRoot={(props) => <Link {...props} to="/people/$id" params={{ id: person.id }} />}
            >
              {t('done.page')}
            </Button>
          )}
          {may(session, 'permissions:access') && (
            <Button
              variant="default"
              renderRoot={(props) => <Link {...props} to="/permissions" search={{ account: person.id }} />}
            >
              {t('done.access')}
            </Button>
          )}
        </Group>
      </div>
    </>
  );
}
