import { Trans, useTranslation } from 'react-i18next';
import type { ActivityEntry } from '../../../contract/activity.ts';
import { useApplicationWords } from '../../ui/use-application-words.ts';
import { isOfMany } from './is-of-many.ts';
import { useActWords } from './use-act-words.ts';

/** "Marta Oliveira invited luca@alder.example": who did what to whom, by their names of today. */
export function EntrySentence({ entry }: { entry: ActivityEntry }) {
  const { t } = useTranslation('activity');
  const { act } = useActWords();
  const values = { ...useNames(entry), thing: useThing(entry), action: act(entry.action) };
  return (
    <Trans
      t={t}
      i18nKey={[
        `${isOfMany(entry) ? 'sentenceOfMany' : 'sentence'}.${entry.action}` as 'sentence.other',
        'sentence.other',
      ]}
      values={values}
      components={{ b: <bdi style={{ fontWeight: 600 }} /> }}
      // A name that looks like markup stays a name.
      tOptions={{ interpolation: { escapeValue: true } }}
      shouldUnescape
    />
  );
}

function useNames({ actor, apiKey, person, count }: ActivityEntry) {
  const { t } = useTranslation('activity');
  const nameOf = (someone: ActivityEntry['actor'], nobody: string) =>
    someone ? (someone.name ?? t('person.erased')) : nobody;
  const maker = nameOf(actor, t('person.foyer'));
  const many = count === null ? t('person.unknown') : t('person.people', { count });
  return {
    actor: apiKey ? t('person.byKey', { key: apiKey.name, maker }) : maker,
    person: nameOf(person, many),
    address: person?.email ?? nameOf(person, many),
  };
}

/** What an act was done to, where it has a name of its own: a permission by its title, a key by its name. */
function useThing({ subject, fields }: ActivityEntry): string {
  const words = useApplicationWords();
  const name = subject.name ?? fields[0] ?? '';
  if (subject.type !== 'grant') return name;
  const [application = '', permission = ''] = name.split(':', 2);
  return `“${words.permission(application, permission).title}”`;
}
