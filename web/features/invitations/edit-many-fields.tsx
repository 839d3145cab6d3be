import { Group, Stack } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { type Population, populationSchema } from '../../../contract/shared-schemas.ts';
import { may, useSession } from '../../shell/session.ts';
import { languages } from '../../texts.ts';
import { Field } from '../../ui/field.tsx';
import { languageName } from '../../ui/language-name.ts';
import { GrantsField } from './grants-field.tsx';
import { WithdrawField } from './withdraw-field.tsx';
import { editProblem, type ManyEdits } from './many-edits.ts';

interface EditManyFieldsProps {
  readonly edits: ManyEdits;
  /** The button was pressed with nothing chosen. */
  readonly missing: boolean;
  /** What the server said to them. */
  readonly problem: unknown;
  readonly onChange: (edits: ManyEdits) => void;
}

/** What may become the same in many invitations; all of it stays as it is until it is chosen. */
export function EditManyFields({ edits, missing, problem, onChange }: EditManyFieldsProps) {
  const { t } = useTranslation('invitations');
  const session = useSession();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (missing) place.current?.querySelector('select')?.focus();
  }, [missing]);
  const asItIs = { value: '', label: t('batch.edit.asItIs') };
  return (
    <Stack gap="md" mb="md" ref={place}>
      <Group grow align="flex-start">
        <Field
          name="population"
          kind="select"
          label={t('filter.population')}
          value={edits.population}
          error={missing ? t('batch.edit.choose') : editProblem(problem, 'population')}
          optional
          choices={[
            asItIs,
            ...populationSchema.options.map((value) => ({ value, label: t(`population.${value}`) })),
          ]}
          onChange={(population) => onChange({ ...edits, population: population as Population | '' })}
        />
        <Field
          name="language"
          kind="select"
          label={t('fact.language')}
          value={edits.language}
          error={editProblem(problem, 'language')}
          optional
          choices={[asItIs, ...languages.map((value) => ({ value, label: languageName(value) }))]}
          onChange={(language) => onChange({ ...edits, language })}
        />
      </Group>
      {may(session, 'permissions:can_grant') && (
        <>
          <GrantsField
            hint={t('batch.edit.grantsHint')}
            grants={edits.grants}
            error={editProblem(problem, 'grants')}
            errors={{}}
            onChange={(grants) => onChange({ ...edits, grants })}
          />
          <WithdrawField
            withdraw={edits.withdraw}
            added={edits.grants}
            error={editProblem(problem, 'withdraw')}
            onChange={(withdraw) => onChange({ ...edits, withdraw })}
          />
        </>
      )}
    </Stack>
  );
}
