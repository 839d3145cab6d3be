import { Badge, Button, Group, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { IdentityFormVersion } from '../../../contract/identity-form-versions.ts';
import { useWhen } from '../../ui/use-when.ts';
import { WithSettings } from '../settings/with-settings.tsx';
import { FormAsItWas } from './form-as-it-was.tsx';
import classes from './form-outline.module.css';
import { formVersionsQuery } from './form-version-queries.ts';
import { useChangeSentences } from './use-change-sentences.ts';

/** Every version of the form: when, by whom, and what became another; an older one is opened to be read. */
export function FormVersions({ language }: { readonly language: string }) {
  const { t } = useTranslation('identity-form');
  const [opened, setOpened] = useState<number | null>(null);
  if (opened !== null) {
    return <FormAsItWas version={opened} language={language} onClose={() => setOpened(null)} />;
  }
  return (
    <section aria-labelledby="form-versions">
      <Title order={2} size="h3" id="form-versions">
        {t('versions.title')}
      </Title>
      <Text c="dimmed" mt={2} mb="md">
        {t('versions.text')}
      </Text>
      <WithSettings query={formVersionsQuery}>
        {({ items }) => (
          <ol className={`${classes.rows} ${classes.section}`} aria-labelledby="form-versions">
            {items.map((one, index) => (
              <VersionRow
                key={one.version}
                one={one}
                isInUse={index === 0}
                language={language}
                onOpen={() => setOpened(one.version)}
              />
            ))}
          </ol>
        )}
      </WithSettings>
    </section>
  );
}

interface VersionRowProps {
  readonly one: IdentityFormVersion;
  readonly isInUse: boolean;
  readonly language: string;
  readonly onOpen: () => void;
}

function VersionRow({ one, isInUse, language, onOpen }: VersionRowProps) {
  const { t } = useTranslation('identity-form');
  const { moment } = useWhen();
  const { version, changedAt, changedBy } = one;
  const sentences = useChangeSentences(language)(one);
  return (
    <li className={classes.row}>
      <div className={classes.words}>
        <Group gap="xs">
          <Text fw={560}>{t('versions.number', { number: version })}</Text>
          {isInUse && <Badge variant="light">{t('versions.inUse')}</Badge>}
        </Group>
        <Text size="xs" c="dimmed">
          {changedAt === null
            ? t('versions.begin')
            : changedBy
              ? t('versions.by', { when: moment(changedAt), name: changedBy.name })
              : moment(changedAt)}
        </Text>
        {sentences.length > 0 && (
          <Text size="sm" mt={4}>
            {sentences.join(' ')}
          </Text>
        )}
      </div>
      <Button
        size="xs"
        variant="default"
        style={{ flex: 'none' }}
        aria-label={t('versions.openNumber', { number: version })}
        onClick={onOpen}
      >
        {t('versions.open')}
      </Button>
    </li>
  );
}
