import { Group, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldValue } from '../../../contract/identities.ts';
import type { FormSection } from '../../../contract/identity-form.ts';
import { Facts } from '../../ui/facts.tsx';
import { FieldValueText } from './field-value.tsx';
import { textIn } from './text-in.ts';

interface IdentitySectionsProps {
  readonly sections: readonly FormSection[];
  /** Of the titles; 2 where the page's own title stands right above. */
  readonly level?: 2 | 3;
  readonly values: Readonly<Record<string, FieldValue>>;
  /** Fields that hold something which is not shown here. */
  readonly hidden?: readonly string[];
  /** Stands beside a section's title: a way to change it. */
  readonly renderAction?: (section: FormSection) => ReactNode;
}

/** An identity on one page, section by section. */
export function IdentitySections(props: IdentitySectionsProps) {
  const { sections, values, renderAction, hidden = [], level = 2 } = props;
  const { t, i18n } = useTranslation('identities');
  return sections.map((section) => (
    <section key={section.key} aria-labelledby={`section-${section.key}`} style={{ marginBlockEnd: 28 }}>
      <Group justify="space-between" mb="xs">
        <Title order={level} size="h3" id={`section-${section.key}`}>
          {textIn(section.label, i18n.language)}
        </Title>
        {renderAction?.(section)}
      </Group>
      <Facts
        facts={section.fields.map((field) => ({
          term: textIn(field.label, i18n.language),
          value:
            hidden.includes(field.key) && values[field.key] === undefined ? (
              <Text c="dimmed">{t('field.hidden')}</Text>
            ) : (
              <FieldValueText field={field} value={values[field.key]} />
            ),
        }))}
      />
    </section>
  ));
}
