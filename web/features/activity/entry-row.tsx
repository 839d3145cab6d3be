import { UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActivityEntry } from '../../../contract/activity.ts';
import { useWhen } from '../../ui/use-when.ts';
import { ActIcon } from './act-icon.tsx';
import classes from './activity-days.module.css';
import { EntryDetails } from './entry-details.tsx';
import { EntrySentence } from './entry-sentence.tsx';
import { isOfMany } from './is-of-many.ts';
import { useActWords } from './use-act-words.ts';

/** One act as a sentence; opens to what is known beside it. */
export function EntryRow({ entry }: { entry: ActivityEntry }) {
  const { clock } = useWhen();
  const [opened, setOpened] = useState(false);
  const id = useId();
  return (
    <li className={classes.entry} data-opened={opened || undefined}>
      <UnstyledButton
        className={classes.row}
        aria-expanded={opened}
        aria-controls={id}
        onClick={() => setOpened(!opened)}
      >
        <time className={classes.time} dateTime={entry.at}>
          {clock(entry.at)}
        </time>
        <span className={classes.icon}>
          <ActIcon action={entry.action} />
        </span>
        <span className={classes.sentence}>
          <EntrySentence entry={entry} />
        </span>
        <span className={classes.aside}>
          <Aside entry={entry} />
        </span>
        <IconChevronDown size={18} stroke={1.7} className={classes.chevron} aria-hidden />
      </UnstyledButton>
      <div id={id} hidden={!opened} className={classes.details}>
        {opened && <EntryDetails entry={entry} />}
      </div>
    </li>
  );
}

/** The one thing more that is worth a look without opening: how many, what changed. */
function Aside({ entry }: { entry: ActivityEntry }) {
  const { t } = useTranslation('activity');
  const { field } = useActWords();
  const { count, fields, action } = entry;
  // The sentence says it already.
  if (isOfMany(entry)) return null;
  if (count !== null) return t('person.people', { count });
  // The fields of these are permissions, which the sentence or the details name.
  if (action.startsWith('grant.granted') || action.startsWith('api_key.')) return null;
  return fields.map((name) => field(name, action)).join(', ');
}
