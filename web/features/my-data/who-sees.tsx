import { Group, Text } from '@mantine/core';
import { IconEyeOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { FormField, FormSection } from '../../../contract/identity-form.ts';
import { textIn } from '../identities/text-in.ts';
import classes from './who-sees.module.css';

/** Who will see what is asked in this step, and for how long, said before it is given. */
export function WhoSees({ section }: { readonly section: FormSection }) {
  const { t, i18n } = useTranslation('my-data');
  const named = (sees: string) =>
    new Intl.ListFormat(i18n.language).format(
      section.fields
        .filter((field) => field.sees === sees)
        .map((field) => textIn(field.label, i18n.language)),
    );
  const open = named('everybody');
  const own = named('person');
  return (
    <Group gap="xs" wrap="nowrap" align="flex-start" mt="xl">
      <IconEyeOff size={18} stroke={1.7} aria-hidden style={{ flex: 'none', marginBlockStart: 2 }} />
      <div>
        <Text c="dimmed">
          {open && `${t('sees.everybody', { fields: open })} `}
          {own && `${t('sees.person', { fields: own })} `}
          {section.fields.some((field) => field.sees === 'reviewers') &&
            t(open || own ? 'sees.rest' : 'sees.reviewers')}
        </Text>
        <details className={classes.details}>
          <summary>{t('sees.exactly')}</summary>
          <ul>
            {section.fields.map((field) => (
              <FieldRights key={field.key} field={field} />
            ))}
          </ul>
        </details>
      </div>
    </Group>
  );
}

function FieldRights({ field }: { readonly field: FormField }) {
  const { t, i18n } = useTranslation('my-data');
  const { label, sees, sensitive, retentionMonths } = field;
  const facts = [
    t(`sees.who.${sees}`),
    ...(sensitive ? [t('sees.sensitive')] : []),
    retentionMonths === null ? t('sees.asIdentity') : t('sees.months', { count: retentionMonths }),
  ];
  return (
    <li>
      {textIn(label, i18n.language)}: {facts.join('; ')}.
    </li>
  );
}
