import { Button, Text, Title } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormField, FormSection } from '../../../contract/identity-form.ts';
import { textIn } from '../identities/text-in.ts';
import { WithSettings } from '../settings/with-settings.tsx';
import classes from './form-outline.module.css';
import { formVersionQuery } from './form-version-queries.ts';

interface FormAsItWasProps {
  readonly version: number;
  readonly language: string;
  readonly onClose: () => void;
}

/** One version of the form, to be read. */
export function FormAsItWas({ version, language, onClose }: FormAsItWasProps) {
  const { t } = useTranslation('identity-form');
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <section aria-labelledby="form-version">
      <Button
        size="xs"
        variant="subtle"
        mb="xs"
        leftSection={<IconArrowLeft size={16} stroke={1.7} aria-hidden className="flip" />}
        onClick={onClose}
      >
        {t('versions.all')}
      </Button>
      <Title order={2} size="h3" id="form-version" ref={title} tabIndex={-1} style={{ outline: 'none' }}>
        {t('versions.number', { number: version })}
      </Title>
      <Text c="dimmed" mt={2} mb="md">
        {t('versions.readOnly')}
      </Text>
      <WithSettings query={formVersionQuery(version)}>
        {({ sections, allowsAlias }) => (
          <>
            {allowsAlias && <Text mb="md">{t('versions.allowsAlias')}</Text>}
            {sections.map((section, at) => (
              <Step
                key={section.key}
                section={section}
                language={language}
                step={at + 1}
                steps={sections.length}
              />
            ))}
          </>
        )}
      </WithSettings>
    </section>
  );
}

interface StepProps {
  readonly section: FormSection;
  readonly step: number;
  readonly steps: number;
  readonly language: string;
}

function Step({ section, step, steps, language }: StepProps) {
  const { t } = useTranslation('identity-form');
  return (
    <section className={classes.section} aria-labelledby={`was ${section.key}`}>
      <div className={classes.head}>
        <div className={classes.words}>
          <Text size="xs" c="dimmed">
            {t('section.step', { step, steps })}
          </Text>
          <Title order={3} size="h4" id={`was ${section.key}`}>
            {textIn(section.label, language)}
          </Title>
        </div>
      </div>
      <ul className={classes.rows}>
        {section.fields.map((field) => (
          <li key={field.key} className={classes.row}>
            <FieldWords field={field} language={language} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function FieldWords({ field, language }: { readonly field: FormField; readonly language: string }) {
  const { t } = useTranslation('identity-form');
  const facts = [
    t(`types.${field.type}`),
    ...(field.required ? [t('facts.required')] : []),
    ...(field.verified ? [t('facts.verified')] : []),
    ...(field.sensitive ? [t('facts.sensitive')] : []),
  ];
  return (
    <div className={classes.words}>
      <Text size="sm" fw={560}>
        {textIn(field.label, language)}
      </Text>
      <Text size="xs" c="dimmed">
        {facts.join(' · ')}
      </Text>
      {field.choices && (
        <Text size="xs" c="dimmed">
          {field.choices.map(({ label }) => textIn(label, language)).join(', ')}
        </Text>
      )}
      {(['sees', 'edits'] as const).map((right) => (
        <Text key={right} size="xs" c="dimmed">
          {t(`${right}.title`)}: {t(`${right}.${field[right]}`)}
        </Text>
      ))}
    </div>
  );
}
