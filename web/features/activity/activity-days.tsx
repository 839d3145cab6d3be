import { Title } from '@mantine/core';
import type { ActivityEntry } from '../../../contract/activity.ts';
import { useSession } from '../../shell/session.ts';
import { useWhen } from '../../ui/use-when.ts';
import { wallClockAt } from '../../ui/wall-clock.ts';
import classes from './activity-days.module.css';
import { EntryRow } from './entry-row.tsx';

/** The entries under their days, as the organization counts them. */
export function ActivityDays({ entries }: { entries: readonly ActivityEntry[] }) {
  const { timeZone } = useSession().organization;
  const { heading } = useWhen();
  const days = Map.groupBy(entries, ({ at }) => wallClockAt(Date.parse(at), timeZone).slice(0, 10));
  return [...days].map(([day, ofDay]) => (
    <section key={day} aria-labelledby={`day-${day}`} className={classes.day}>
      <Title order={2} id={`day-${day}`} fz={16}>
        {heading(ofDay[0]?.at ?? day)}
      </Title>
      <ul className={classes.entries}>
        {ofDay.map((entry) => (
          <EntryRow key={entry.id} entry={entry} />
        ))}
      </ul>
    </section>
  ));
}
