import type { EditedForm } from './edited-form.ts';

/** Problems of the whole form; those of a part stand under `<id>.<part>`. */
export const wholeForm = 'form';

const ofPart = (id: string, part: string | undefined) => (part === undefined ? id : `${id}.${part}`);

/** The problem of one part of a section, a field or a choice. */
export function problemAt(
  problems: Readonly<Record<string, string>>,
  id: string,
  part: string,
): string | undefined {
  return problems[ofPart(id, part)];
}

/** How many problems something has. */
export function countProblems(problems: Readonly<Record<string, string>>, ids: readonly string[]): number {
  return Object.keys(problems).filter((place) => ids.some((id) => place.startsWith(`${id}.`))).length;
}

/** From the paths of a request to what is on screen, so that a problem goes where its field goes. */
export function placeProblems(
  { sections }: EditedForm,
  found: Readonly<Record<string, string>>,
): Record<string, string> {
  const placed = Object.entries(found).map(([path, text]): [string, string] => [
    placeOf(sections, path.split('.')),
    text,
  ]);
  return Object.fromEntries(placed);
}

function placeOf(sections: EditedForm['sections'], [, at, part, fieldAt, ...rest]: string[]): string {
  const section = at === undefined ? undefined : sections[Number(at)];
  if (!section) return wholeForm;
  const field = part === 'fields' && fieldAt !== undefined ? section.fields[Number(fieldAt)] : undefined;
  if (!field) return ofPart(section.id, part ?? 'label');
  const [fieldPart = 'label', choiceAt, choicePart] = rest;
  const choice =
    fieldPart === 'choices' && choiceAt !== undefined ? field.choices[Number(choiceAt)] : undefined;
  return choice ? ofPart(choice.id, choicePart ?? 'label') : ofPart(field.id, fieldPart);
}
