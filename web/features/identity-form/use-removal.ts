import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { showToast } from '../../ui/show-toast.tsx';
import { insertField, insertSection, removeField, removeSection } from './change-form.ts';
import type { EditedForm } from './edited-form.ts';
import { nameIn } from './form-request.ts';

type Change = (form: EditedForm) => EditedForm;

/** Where another field is added to a section, and where another section: the last place that the focus can go to. */
export const placeToAdd = (sectionId = 'section') => `${sectionId} add`;

/** A field or a step goes: with a way to have it back, and with the focus on what stands in its place. */
export function useRemoval(form: EditedForm, language: string, onChange: (change: Change) => void) {
  const { t } = useTranslation('identity-form');
  const [gone, setGone] = useState<{ readonly focus: string } | null>(null);
  // What was pressed is gone with its line: whoever did it by the keyboard would begin at the top of the page again.
  useEffect(() => {
    if (gone) document.getElementById(gone.focus)?.focus();
  }, [gone]);
  const remove = (name: string, focus: string, [without, back]: readonly [Change, Change]) => {
    onChange(without);
    setGone({ focus });
    showToast(t('removed', { name }), () => onChange(back));
  };
  return {
    field: (id: string) => {
      const section = form.sections.find(({ fields }) => fields.some((one) => one.id === id));
      const at = section?.fields.findIndex((one) => one.id === id) ?? -1;
      const field = section?.fields[at];
      if (!section || !field) return;
      const beside = section.fields[at + 1] ?? section.fields[at - 1];
      remove(nameIn(field.label, language) || t('field.unnamed'), beside?.id ?? placeToAdd(section.id), [
        (now) => removeField(now, id),
        (now) => insertField(now, { sectionId: section.id, at, field }),
      ]);
    },
    section: (id: string) => {
      const at = form.sections.findIndex((one) => one.id === id);
      const section = form.sections[at];
      if (!section) return;
      const beside = form.sections[at + 1] ?? form.sections[at - 1];
      remove(nameIn(section.label, language) || t('section.unnamed'), beside?.id ?? placeToAdd(), [
        (now) => removeSection(now, id),
        (now) => insertSection(now, at, section),
      ]);
    },
  };
}

export type Removal = ReturnType<typeof useRemoval>;
