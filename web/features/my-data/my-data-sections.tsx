import { Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Facts } from '../../ui/facts.tsx';
import { Panel } from '../../ui/panel.tsx';
import { identityFormQuery, myIdentityQuery } from '../identities/identity-queries.ts';
import { IdentitySections } from '../identities/identity-sections.tsx';

/** What stands in one's identity, once something does. */
export function MyDataSections() {
  const { t } = useTranslation('my-data');
  const { data: form } = useQuery(identityFormQuery);
  const { data: identity } = useQuery(myIdentityQuery);
  if (!form || !identity || identity.version === 0) return null;
  const { alias, fields } = identity.inForce ?? identity;
  const given = form.sections
    .map((section) => ({ ...section, fields: section.fields.filter(({ key }) => fields[key] !== undefined) }))
    .filter((section) => section.fields.length > 0);
  return (
    <Panel role="region" aria-labelledby="identity-data" mt="lg">
      <Title order={2} id="identity-data" mb="md">
        {t(identity.state === 'validated' ? 'identity.inForce' : 'identity.soFar')}
      </Title>
      {alias !== null && (
        <>
          <Facts facts={[{ term: t('identity.alias'), value: <bdi>{alias}</bdi> }]} />
          <Text c="dimmed" mt="xs" mb={given.length > 0 ? 'lg' : 0}>
            {t('privacy.seenAlias')}
          </Text>
        </>
      )}
      <IdentitySections level={3} sections={given} values={fields} />
    </Panel>
  );
}
