import { Button, VisuallyHidden } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeSection, insertSection, moveField, moveSection } from './change-form.ts';
import { type EditedForm, newField, newSection } from './edited-form.ts';
import { FieldRow } from './field-row.tsx';
import { nameIn } from './form-request.ts';
import { countProblems, problemAt } from './place-problems.ts';
import { SectionCard } from './section-card.tsx';
import { placeToAdd, type Removal } from './use-removal.ts';

type Change = (form: EditedForm) => EditedForm;

interface FormOutlineProps {
  readonly form: EditedForm;
  readonly language: string;
  readonly problems: Readonly<Record<string, string>>;
  readonly onChange: (change: Change) => void;
  readonly removal: Removal;
  /** Opens a section or a field by its id. */
  readonly onOpen: (id: string) => void;
}

/** The whole form in lines: steps and their fields in their order, moved by buttons that keep the focus. */
export function FormOutline({ form, language, problems, onChange, removal, onOpen }: FormOutlineProps) {
  const { t } = useTranslation('identity-form');
  const [moved, setMoved] = useState<{ readonly button: string; readonly text: string } | null>(null);
  // The line stands elsewhere now, and its button with it.
  useEffect(() => {
    if (moved) document.getElementById(moved.button)?.focus();
  }, [moved]);
  const { sections } = form;
  const steps = sections.length;
  const placeOf = (next: EditedForm, id: string) => {
    const section = next.sections.find(({ fields }) => fields.some((one) => one.id === id));
    const at = section?.fields.findIndex((one) => one.id === id) ?? 0;
    return {
      place: at + 1,
      count: section?.fields.length ?? 0,
      section: nameIn(section?.label ?? {}, language),
    };
  };
  const move = (next: EditedForm, button: string, text: string) => {
    onChange(() => next);
    setMoved({ button, text });
  };
  return (
    <>
      {sections.map((section, at) => {
        const name = nameIn(section.label, language) || t('section.unnamed');
        return (
          <SectionCard
            key={section.id}
            section={section}
            step={at + 1}
            steps={steps}
            language={language}
            problems={countProblems(problems, [section.id])}
            problem={problemAt(problems, section.id, 'fields') && t('section.empty')}
            onOpen={() => onOpen(section.id)}
            onMove={(by) => {
              const text = t('section.moved', { name, place: at + 1 + by, count: steps });
              move(moveSection(form, section.id, by), `${section.id} ${by}`, text);
            }}
            onRemove={() => removal.section(section.id)}
            onAdd={() => {
              const added = newField();
              onChange((now) => changeSection(now, section.id, { fields: [...section.fields, added] }));
              onOpen(added.id);
            }}
          >
            {section.fields.map((field, index) => {
              const fieldName = nameIn(field.label, language) || t('field.unnamed');
              const ids = [field.id, ...field.choices.map(({ id }) => id)];
              return (
                <FieldRow
                  key={field.id}
                  field={field}
                  language={language}
                  problems={countProblems(problems, ids)}
                  isFirst={at === 0 && index === 0}
                  isLast={at === steps - 1 && index === section.fields.length - 1}
                  onOpen={() => onOpen(field.id)}
                  onMove={(by) => {
                    const next = moveField(form, field.id, by);
                    const text = t('field.moved', { name: fieldName, ...placeOf(next, field.id) });
                    move(next, `${field.id} ${by}`, text);
                  }}
                  onRemove={() => removal.field(field.id)}
                />
              );
            })}
          </SectionCard>
        );
      })}
      <Button
        id={placeToAdd()}
        variant="default"
        leftSection={<IconPlus size={18} stroke={1.7} aria-hidden />}
        onClick={() => {
          const added = newSection();
          onChange((now) => insertSection(now, now.sections.length, added));
          onOpen(added.id);
        }}
      >
        {t('section.add')}
      </Button>
      <VisuallyHidden role="status">{moved?.text}</VisuallyHidden>
    </>
  );
}
