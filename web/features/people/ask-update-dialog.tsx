import { Checkbox, Modal, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../../contract/client.ts';
import { askForUpdate } from '../../../contract/identity-updates.ts';
import type { PersonDetail } from '../../../contract/people.ts';
import { call } from '../../api.ts';
import { DialogButtons } from '../../ui/dialog-buttons.tsx';
import { Field } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { RequestForm } from '../../ui/request-form.tsx';
import { showToast } from '../../ui/show-toast.tsx';
import { useRequestForm } from '../../ui/use-request-form.ts';
import { identityFormQuery } from '../identities/identity-queries.ts';
import { textIn } from '../identities/text-in.ts';
import classes from './ask-update.module.css';
import { refreshPeople } from './person-queries.ts';

interface AskUpdateProps {
  readonly person: Pick<PersonDetail, 'id' | 'name'>;
  readonly onClose: () => void;
}

/** Asks a member to look at their data again: which of it, and a word to them. */
export function AskUpdateDialog({ opened, ...props }: AskUpdateProps & { readonly opened: boolean }) {
  const { t } = useTranslation(['person', 'ui']);
  return (
    <Modal
      opened={opened}
      onClose={props.onClose}
      title={t('update.title', { name: props.person.name })}
      closeButtonProps={{ 'aria-label': t('close', { ns: 'ui' }) }}
    >
      <AskUpdateForm {...props} />
    </Modal>
  );
}

function AskUpdateForm({ person: { id, name }, onClose }: AskUpdateProps) {
  const { t } = useTranslation(['person', 'ui']);
  const form = useRequestForm({
    schema: askForUpdate.body,
    start: { fields: [], note: '' },
    send: async (body) => {
      await call(askForUpdate, { params: { id }, body });
      showToast(t('update.done', { name }));
      onClose();
      await refreshPeople();
    },
  });
  const isTooSoon = form.problem instanceof ApiProblem && form.problem.problem.code === 'not_possible_now';
  return (
    <RequestForm
      form={form}
      problem={
        isTooSoon ? <Notice tone="attention" urgent title={t('update.tooSoon', { name })} /> : undefined
      }
    >
      <Stack gap="md">
        <Text c="dimmed">{t('update.intro')}</Text>
        <FieldChoice chosen={form.values.fields ?? []} onChange={(fields) => form.set('fields', fields)} />
        <Field
          {...form.field('note')}
          kind="textarea"
          label={t('update.note')}
          hint={t('update.noteHint')}
          optional
        />
      </Stack>
      <DialogButtons busy={form.sending} onCancel={onClose}>
        {t('update.action')}
      </DialogButtons>
    </RequestForm>
  );
}

interface FieldChoiceProps {
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}

/** The fields that a person may change, by the sections of the form: a number is one of a document there. */
function FieldChoice({ chosen, onChange }: FieldChoiceProps) {
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
        {sections.map((section) => (
          <div
            key={section.key}
            role="group"
            aria-label={textIn(section.label, i18n.language)}
            className={classes.section}
          >
            <Text size="xs" c="dimmed" aria-hidden>
              {textIn(section.label, i18n.language)}
            </Text>
            {section.fields.map(({ key, label }) => (
              <Checkbox
                key={key}
                name="fields"
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
