import { Checkbox, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { identityFormQuery } from '../identities/identity-queries.ts';
import { textIn } from '../identities/text-in.ts';
import classes from './ask-update.module.css';

interface UpdateFieldsProps {
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}

/**
 * The fields that a person may change, by the sections of the form: a number is one of a document there. The first has
 * the focus, in the dialog that they open.
 */
export function UpdateFields({ chosen, onChange }: UpdateFieldsProps) {
  const { t, i18n } = useTranslation('person');
  const hint = useId();
  const { data: form } = useQuery(identityFormQuery);
  const sections = (form?.sections ?? [])
    .map((section) => ({ ...section, fields: section.fields.filter(({ edits }) => edits !== 'reviewers') }))
    .filter(({ fields }) => fields.length > 0);
  return (
    <fieldset className={classes.fields} aria-describedby={hint}>
      <legend className="foyer-label">{t('update.fields')}</legend>
      <div className="foyer-hint" id={hint}>
        {t('update.fieldsHint')}
      </div>
      <div className={classes.sections}>
        {sections.map((section, place) => (
          <div
            key={section.key}
            role="group"
            aria-label={textIn(section.label, i18n.language)}
            className={classes.section}
          >
            <Text size="xs" c="dimmed" aria-hidden>
              {textIn(section.label, i18n.language)}
            </Text>
            {section.fields.map(({ key, label }, index) => (
              <Checkbox
                key={key}
                name="fields"
                {...(place + index === 0 && { autoFocus: true, 'data-autofocus': true })}
                label={textIn(label, i18n.language)}
                checked={chosen.includes(key)}
                onChange={({ currentTarget: { checked } }) =>
                  onChange(checked ? [...chosen, key] : chosen.filter((one) => one !== key))
                }
              />
            ))}
          </div>
        ))}
      </div>
    </fieldset>
  );
}
