import type { FieldDraft } from './field-draft.ts';

/** What someone will be called by what is typed so far, as the server will say it; '' while no name is. */
export function typedName(drafts: Readonly<Record<string, FieldDraft>>): string {
  const text = (key: string) => {
    const typed = drafts[key];
    return typeof typed === 'string' ? typed.trim() : '';
  };
  const preferred = text('preferred_name');
  if (preferred.includes(' ')) return preferred;
  return [preferred || text('given_name'), text('family_name')].filter(Boolean).join(' ');
}
