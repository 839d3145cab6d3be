import type { EditedField, EditedForm, EditedSection } from './edited-form.ts';

type Step = -1 | 1;

export function changeSection(form: EditedForm, id: string, change: Partial<EditedSection>): EditedForm {
  return { ...form, sections: form.sections.map((one) => (one.id === id ? { ...one, ...change } : one)) };
}

export function changeField(form: EditedForm, id: string, change: Partial<EditedField>): EditedForm {
  return eachFields(form, (fields) => fields.map((one) => (one.id === id ? { ...one, ...change } : one)));
}

export function removeField(form: EditedForm, id: string): EditedForm {
  return eachFields(form, (fields) => fields.filter((one) => one.id !== id));
}

export function removeSection(form: EditedForm, id: string): EditedForm {
  return { ...form, sections: form.sections.filter((one) => one.id !== id) };
}

export function moveSection(form: EditedForm, id: string, step: Step): EditedForm {
  const at = form.sections.findIndex((one) => one.id === id);
  return { ...form, sections: swapped(form.sections, at, at + step) };
}

/** One place up or down; from the edge of a section into the next one. */
export function moveField(form: EditedForm, id: string, step: Step): EditedForm {
  const section = form.sections.findIndex(({ fields }) => fields.some((one) => one.id === id));
  const fields = form.sections[section]?.fields ?? [];
  const at = fields.findIndex((one) => one.id === id);
  if (fields[at + step]) {
    return {
      ...form,
      sections: form.sections.with(section, withFields(form, section, swapped(fields, at, at + step))),
    };
  }
  const target = form.sections[section + step];
  const field = fields[at];
  if (!target || !field) return form;
  const rest = removeField(form, id);
  const placed = step === 1 ? [field, ...target.fields] : [...target.fields, field];
  return changeSection(rest, target.id, { fields: placed });
}

/** To the end of another section. */
export function moveFieldTo(form: EditedForm, id: string, sectionId: string): EditedForm {
  const field = form.sections.flatMap(({ fields }) => fields).find((one) => one.id === id);
  const target = form.sections.find((one) => one.id === sectionId);
  if (!field || !target) return form;
  const rest = removeField(form, id);
  return changeSection(rest, sectionId, { fields: [...target.fields.filter((one) => one.id !== id), field] });
}

/** Where it was, or at the end; nothing where its section has gone. */
export function insertField(
  form: EditedForm,
  { sectionId, at, field }: { sectionId: string; at: number; field: EditedField },
): EditedForm {
  const section = form.sections.find((one) => one.id === sectionId);
  return section ? changeSection(form, sectionId, { fields: section.fields.toSpliced(at, 0, field) }) : form;
}

export function insertSection(form: EditedForm, at: number, section: EditedSection): EditedForm {
  return { ...form, sections: form.sections.toSpliced(at, 0, section) };
}

function eachFields(
  form: EditedForm,
  change: (fields: readonly EditedField[]) => readonly EditedField[],
): EditedForm {
  return { ...form, sections: form.sections.map((one) => ({ ...one, fields: change(one.fields) })) };
}

function withFields({ sections }: EditedForm, at: number, fields: readonly EditedField[]): EditedSection {
  const section = sections[at];
  if (!section) throw new RangeError(`no section ${at}`);
  return { ...section, fields };
}

/** As it was, where one of the two places is none. */
export function swapped<T>(all: readonly T[], one: number, other: number): readonly T[] {
  const [first, second] = [all[one], all[other]];
  return first === undefined || second === undefined ? all : all.with(one, second).with(other, first);
}
