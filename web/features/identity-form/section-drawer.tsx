import { Button, Code, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { EditedSection } from './edited-form.ts';
import { LanguageSwitch } from './language-switch.tsx';
import { problemAt } from './place-problems.ts';
import { TextsField } from './texts-field.tsx';

interface SectionDrawerProps {
  readonly section: EditedSection;
  /** As it would be sent. */
  readonly sectionKey: string;
  readonly problems: Readonly<Record<string, string>>;
  readonly language: string;
  readonly languages: readonly string[];
  readonly onLanguage: (language: string) => void;
  readonly onChange: (change: Partial<EditedSection>) => void;
  readonly onClose: () => void;
}

/** What one of the guided steps is called, and what it says at its head. */
export function SectionDrawer({
  section,
  sectionKey,
  problems,
  language,
  onChange,
  ...rest
}: SectionDrawerProps) {
  const { t } = useTranslation('identity-form');
  const texts = (part: 'label' | 'hint') => ({
    name: `${section.id} ${part}`,
    texts: section[part],
    language,
    error: problemAt(problems, section.id, part),
    onChange: (typed: Readonly<Record<string, string>>) => onChange({ [part]: typed }),
  });
  return (
    <Stack gap="lg">
      <LanguageSwitch
        name={`${section.id} language`}
        languages={rest.languages}
        value={language}
        onChange={rest.onLanguage}
      />
      <TextsField {...texts('label')} label={t('section.label')} autoFocus />
      <TextsField {...texts('hint')} label={t('section.hint')} hint={t('section.hintHint')} optional />
      <Text size="xs" c="dimmed">
        {t('field.key')} <Code>{sectionKey}</Code>
      </Text>
      <Group justify="flex-end">
        <Button onClick={rest.onClose}>{t('done')}</Button>
      </Group>
    </Stack>
  );
}
