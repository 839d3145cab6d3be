import { Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { FieldValue } from '../../../contract/identities.ts';
import type { PersonDetail } from '../../../contract/people.ts';
import { Facts } from '../../ui/facts.tsx';
import { Panel } from '../../ui/panel.tsx';
import { FieldValueText } from '../identities/field-value.tsx';
import { identityFormQuery } from '../identities/identity-queries.ts';
import { textIn } from '../identities/text-in.ts';
import { ShownOnPurpose } from './shown-on-purpose.tsx';

/** Everything of the version in force that the reader may see, section by section. */
export function IdentityData({ person }: { readonly person: PersonDetail }) {
  const { t, i18n } = useTranslation('person');
  const { data: form } = useQuery(identityFormQuery);
  const { fields, hidden, versionInForce } = person;
  if (versionInForce === null || !form) return null;
  const isThere = ({ key }: { readonly key: string }) => fields[key] !== undefined || hidden.includes(key);
  const sections = form.sections.filter((section) => section.fields.some(isThere));
  return (
    <Panel role="region" aria-labelledby="in-force" mb="lg">
      <Title order={2} id="in-force" mb="md">
        {t('identity.inForce')}
      </Title>
      {sections.length === 0 && <Text c="dimmed">{t('identity.nothingForYou')}</Text>}
      {sections.map((section) => (
        <section key={section.key} aria-labelledby={`of-${section.key}`} style={{ marginBlockEnd: 28 }}>
          <Title order={3} id={`of-${section.key}`} mb="xs">
            {textIn(section.label, i18n.language)}
          </Title>
          <Facts
            facts={section.fields.filter(isThere).map((field) => ({
              term: textIn(field.label, i18n.language),
              value: hidden.includes(field.key) ? (
                <ShownOnPurpose person={person} field={field} />
              ) : (
                <FieldValueText field={field} value={fields[field.key] as FieldValue} />
              ),
            }))}
          />
        </section>
      ))}
    </Panel>
  );
}
