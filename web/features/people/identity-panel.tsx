import { Group, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Trans, useTranslation } from 'react-i18next';
import type { FieldValue } from '../../../contract/identities.ts';
import type { PersonDetail } from '../../../contract/people.ts';
import { FieldValueText } from '../identities/field-value.tsx';
import { identityFormQuery } from '../identities/identity-queries.ts';
import { textIn } from '../identities/text-in.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Panel } from '../../ui/panel.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { useWhen } from '../../ui/use-when.ts';
import { AskUpdate } from './ask-update.tsx';
import { BeginIdentity } from './begin-identity.tsx';
import classes from './identity-panel.module.css';
import { IdentityUnderWay } from './identity-under-way.tsx';
import { ShownOnPurpose } from './shown-on-purpose.tsx';
import { UpdateAsked } from './update-asked.tsx';

/** Level 2: what is in force, as far as the reader may see it. */
export function IdentityPanel({ person }: { readonly person: PersonDetail }) {
  const { t } = useTranslation('person');
  return (
    <Panel role="region" aria-labelledby="identity">
      <Group justify="space-between" mb="md">
        <Title order={2} id="identity">
          {t('identity.title')}
        </Title>
        <StateBadge of="identity" state={person.identityState} />
      </Group>
      {person.identityState === 'validated' ? (
        <InForce person={person} />
      ) : (
        <NothingInForce person={person} />
      )}
      <Group className={classes.acts} gap="xs" mt="md">
        <IdentityUnderWay person={person} />
        {person.abilities.askForUpdate && <AskUpdate person={person} />}
      </Group>
    </Panel>
  );
}

function NothingInForce({ person }: { readonly person: PersonDetail }) {
  const { t } = useTranslation('person');
  if (person.identityState === 'none') {
    return (
      <EmptyState
        title={t('identity.none')}
        text={t('identity.noneText')}
        actions={person.abilities.registerIdentity && <BeginIdentity person={person} />}
      />
    );
  }
  return <Text c="dimmed">{t(`identity.notYet.${person.identityState as 'draft'}`)}</Text>;
}

/** "7 July 2026 by Łukasz Dvořák"; what took effect by itself has nobody. */
function ValidatedWords({ at, by }: { readonly at: string; readonly by: string | null }) {
  const { t } = useTranslation('person');
  const { day } = useWhen();
  if (by === null) return day(at);
  return (
    <Trans
      t={t}
      i18nKey="identity.validatedBy"
      values={{ day: day(at), name: by }}
      components={{ name: <bdi /> }}
    />
  );
}

function InForce({ person }: { readonly person: PersonDetail }) {
  const { t, i18n } = useTranslation('person');
  const { data: form } = useQuery(identityFormQuery);
  const { fields, hidden, validatedAt, validatedBy, pending, alias, updateRequest } = person;
  const known = form?.sections[0]?.fields ?? [];
  return (
    <Facts
      facts={[
        ...(alias ? [{ term: t('identity.alias'), value: <bdi>{alias}</bdi> }] : []),
        ...known
          .filter(({ key }) => fields[key] !== undefined || hidden.includes(key))
          .map((field) => ({
            term: textIn(field.label, i18n.language),
            value: hidden.includes(field.key) ? (
              <ShownOnPurpose person={person} field={field} />
            ) : (
              <FieldValueText field={field} value={fields[field.key] as FieldValue} />
            ),
          })),
        ...(validatedAt
          ? [{ term: t('identity.validated'), value: <ValidatedWords at={validatedAt} by={validatedBy} /> }]
          : []),
        ...(pending
          ? [{ term: t('identity.pending'), value: <StateBadge of="identity" state={pending} /> }]
          : []),
        ...(updateRequest
          ? [
              {
                term: t('identity.asked'),
                value: (
                  <UpdateAsked
                    request={updateRequest}
                    fields={form?.sections.flatMap((section) => section.fields) ?? []}
                  />
                ),
              },
            ]
          : []),
      ]}
    />
  );
}
