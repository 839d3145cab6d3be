import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { navigation } from '../shell/navigation.ts';
import { may, useSession } from '../shell/session.ts';
import { commands } from './command-list.ts';
import type { Entry, EntryGroup } from './entry.ts';
import { matches } from './matches.ts';
import { useCommand } from './use-command.ts';
import { usePeople } from './use-people.ts';

/** What fits what was typed: people, pages, acts; without anything typed, the pages and acts there are. */
export function useEntries(typed: string): {
  readonly groups: readonly EntryGroup[];
  readonly waiting: boolean;
} {
  const { t } = useTranslation(['app', 'commands']);
  const session = useSession();
  const navigate = useNavigate();
  const command = useCommand();
  const { people, waiting } = usePeople(typed);
  const fits = ({ label }: Entry) => matches(label, typed);

  const pages = navigation
    .flatMap((group) => group.items)
    .filter((item) => may(session, item.permission) && (item.when?.(session) ?? true))
    .map(({ key, to, icon, letter }): Entry => ({
      id: key,
      label: t(`nav.${key}`),
      icon,
      ...(letter && { keys: ['g', letter] }),
      run: () => void navigate({ to }),
    }));
  const acts = commands
    .filter(({ permission }) => may(session, permission))
    .map(({ key, icon, keys }): Entry => ({
      id: `act-${key}`,
      label: t(`commands:act.${key}`),
      icon,
      ...(keys && { keys }),
      run: () => command(key),
    }));
  const groups: EntryGroup[] = [
    { key: 'people', entries: people },
    { key: 'pages', entries: pages.filter(fits) },
    { key: 'acts', entries: acts.filter(fits) },
  ];
  return { groups: groups.filter(({ entries }) => entries.length > 0), waiting };
}
