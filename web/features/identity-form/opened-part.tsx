import { Drawer } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { changeField, changeSection, moveFieldTo } from './change-form.ts';
import { FieldDrawer } from './field-drawer.tsx';
import { type FormRequest, nameIn } from './form-request.ts';
import { SectionDrawer } from './section-drawer.tsx';
import type { FormEditor } from './use-form-editor.ts';
import type { Removal } from './use-removal.ts';

interface OpenedPartProps {
  /** Of the section or the field that is open. */
  readonly id: string | null;
  readonly editor: FormEditor;
  readonly removal: Removal;
  readonly request: FormRequest;
  readonly language: string;
  readonly languages: readonly string[];
  readonly onLanguage: (language: string) => void;
  readonly onClose: () => void;
}

/** One section or field beside the form; changes count as they are typed. */
export function OpenedPart(props: OpenedPartProps) {
  const { t } = useTranslation(['identity-form', 'ui']);
  const found = findPart(props.editor, props.request, props.id);
  const part = found?.field?.edited ?? found?.section;
  const unnamed = t(found?.field ? 'field.unnamed' : 'section.unnamed');
  return (
    <Drawer
      opened={found !== undefined}
      onClose={props.onClose}
      title={part && (nameIn(part.label, props.language) || unnamed)}
      closeButtonProps={{ 'aria-label': t('close', { ns: 'ui' }) }}
    >
      {found && <Content key={part?.id} {...props} found={found} />}
    </Drawer>
  );
}

type Found = NonNullable<ReturnType<typeof findPart>>;

function Content({
  found,
  editor,
  removal,
  language,
  languages,
  onLanguage,
  onClose,
}: OpenedPartProps & { found: Found }) {
  const { t } = useTranslation('identity-form');
  const { form, problems, update } = editor;
  const { section, field } = found;
  const spoken = { language, languages, onLanguage };
  if (field === undefined) {
    return (
      <SectionDrawer
        {...spoken}
        section={section}
        sectionKey={found.shownSection.key}
        problems={problems}
        onChange={(change) => update((now) => changeSection(now, section.id, change))}
        onClose={onClose}
      />
    );
  }
  return (
    <FieldDrawer
      {...spoken}
      field={field.edited}
      shown={field.shown}
      problems={problems}
      onChange={(change) => update((now) => changeField(now, field.edited.id, change))}
      sectionId={section.id}
      sections={form.sections.map(({ id, label }) => ({
        value: id,
        label: nameIn(label, language) || t('section.unnamed'),
      }))}
      onSection={(to) => update((now) => moveFieldTo(now, field.edited.id, to))}
      onRemove={() => {
        onClose();
        removal.field(field.edited.id);
      }}
      onClose={onClose}
    />
  );
}

/** With what would be sent of it. */
function findPart({ form }: FormEditor, request: FormRequest, id: string | null) {
  for (const [at, section] of form.sections.entries()) {
    const shownSection = request.sections[at];
    if (!shownSection) continue;
    if (section.id === id) return { section, shownSection, field: undefined };
    const index = section.fields.findIndex((one) => one.id === id);
    const [edited, shown] = [section.fields[index], shownSection.fields[index]];
    if (edited && shown) return { section, shownSection, field: { edited, shown } };
  }
  return undefined;
}
