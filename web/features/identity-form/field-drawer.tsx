import { Button, Code, Group, Stack, Text, Title } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type FieldType, fieldTypes, type FormField } from '../../../contract/identity-form.ts';
import { Field } from '../../ui/field.tsx';
import type { FieldDraft } from '../identities/field-draft.ts';
import { IdentityField } from '../identities/identity-field.tsx';
import { ChoiceList } from './choice-list.tsx';
import { FieldBounds, type FieldPartProps } from './field-bounds.tsx';
import classes from './field-drawer.module.css';
import { FieldRights } from './field-rights.tsx';
import { hasChoices } from './form-request.ts';
import { LanguageSwitch } from './language-switch.tsx';
import { problemAt } from './place-problems.ts';
import { TextsField } from './texts-field.tsx';
import { InLanguage } from './in-language.tsx';

interface FieldDrawerProps extends FieldPartProps {
  /** As it would be sent, which is how it is shown. */
  readonly shown: FormField;
  readonly language: string;
  readonly languages: readonly string[];
  readonly onLanguage: (language: string) => void;
  /** Where it stands, and where it could. */
  readonly sectionId: string;
  readonly sections: readonly { readonly value: string; readonly label: string }[];
  readonly onSection: (id: string) => void;
  readonly onRemove: () => void;
  readonly onClose: () => void;
}

/** Everything about one field, and how it looks to who fills it in. */
export function FieldDrawer(props: FieldDrawerProps) {
  const { field, shown, problems, language, onChange } = props;
  const { t } = useTranslation('identity-form');
  const { id } = field;
  const texts = (part: 'label' | 'hint' | 'purpose') => ({
    name: `${id} ${part}`,
    texts: field[part],
    language,
    error: problemAt(problems, id, part),
    onChange: (typed: Readonly<Record<string, string>>) => onChange({ [part]: typed }),
  });
  return (
    <Stack gap="lg">
      <LanguageSwitch
        name={`${id} language`}
        languages={props.languages}
        value={language}
        onChange={props.onLanguage}
      />
      <TextsField {...texts('label')} label={t('field.label')} autoFocus />
      <Kind field={field} problems={problems} onChange={onChange} />
      {hasChoices(field) && (
        <ChoiceList
          choices={field.choices}
          language={language}
          problems={problems}
          error={problemAt(problems, id, 'choices')}
          onChange={(choices) => onChange({ choices })}
        />
      )}
      <TextsField {...texts('hint')} label={t('field.hint')} hint={t('field.hintHint')} optional />
      <TextsField {...texts('purpose')} label={t('field.purpose')} hint={t('field.purposeHint')} optional />
      <Shown key={shown.type} field={shown} language={language} />
      <FieldBounds field={field} problems={problems} onChange={onChange} />
      <FieldRights field={field} problems={problems} onChange={onChange} />
      {props.sections.length > 1 && (
        <Field
          kind="select"
          name={`${id} section`}
          label={t('field.section')}
          value={props.sectionId}
          onChange={props.onSection}
          choices={props.sections}
        />
      )}
      <Text size="xs" c="dimmed">
        {t('field.key')} <Code>{shown.key}</Code>
        {problemAt(problems, id, 'key')}
      </Text>
      <Group justify="space-between">
        <Button
          variant="subtle"
          color="red"
          leftSection={<IconTrash size={16} stroke={1.7} aria-hidden />}
          onClick={props.onRemove}
        >
          {t('field.removeThis')}
        </Button>
        <Button onClick={props.onClose}>{t('done')}</Button>
      </Group>
    </Stack>
  );
}

function Kind({ field, problems, onChange }: FieldPartProps) {
  const { t } = useTranslation('identity-form');
  if (!field.isNew) {
    return (
      <Field
        fixed
        name={`${field.id} type`}
        label={t('field.type')}
        hint={t('field.typeFixed')}
        value={t(`types.${field.type}`)}
        error={problemAt(problems, field.id, 'type')}
        onChange={() => undefined}
      />
    );
  }
  const chosen = (type: string): FieldType => fieldTypes.find((one) => one === type) ?? 'text';
  return (
    <Field
      kind="select"
      name={`${field.id} type`}
      label={t('field.type')}
      hint={t(`typeTexts.${field.type}`)}
      value={field.type}
      error={problemAt(problems, field.id, 'type')}
      onChange={(type) => onChange({ type: chosen(type), min: '', max: '', format: '' })}
      choices={fieldTypes.map((type) => ({ value: type, label: t(`types.${type}`) }))}
    />
  );
}

/** It can be tried: what is typed goes nowhere. */
function Shown({ field, language }: { readonly field: FormField; readonly language: string }) {
  const { t } = useTranslation('identity-form');
  const [draft, setDraft] = useState<FieldDraft | undefined>();
  return (
    <section aria-labelledby="field-preview">
      <Title order={3} size="h4" id="field-preview" mb="xs">
        {t('field.preview')}
      </Title>
      <div className={classes.preview}>
        <InLanguage language={language}>
          <IdentityField
            field={{ ...field, key: `preview-${field.key}` }}
            draft={draft}
            error={undefined}
            onChange={setDraft}
          />
        </InLanguage>
      </div>
    </section>
  );
}
