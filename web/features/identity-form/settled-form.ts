import type { IdentityForm } from '../../../contract/identity-form.ts';
import { editedForm, type EditedForm } from './edited-form.ts';

/** The form that was saved, whose parts are still known by the ids that they had while they were changed. */
export function settledForm(before: EditedForm, saved: IdentityForm): EditedForm {
  const after = editedForm(saved);
  return {
    ...after,
    sections: after.sections.map((section, at) => {
      const was = before.sections[at];
      return {
        ...section,
        id: was?.id ?? section.id,
        fields: section.fields.map((field, index) => {
          const wasField = was?.fields[index];
          return {
            ...field,
            id: wasField?.id ?? field.id,
            choices: field.choices.map((choice, place) => ({
              ...choice,
              id: wasField?.choices[place]?.id ?? choice.id,
            })),
          };
        }),
      };
    }),
  };
}
