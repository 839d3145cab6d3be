import { useTranslation } from 'react-i18next';
import type { PeopleBatch } from '../../../contract/people-batches.ts';
import { formatCount } from '../../ui/format-count.ts';

interface LeftOutProps {
  readonly refused: PeopleBatch['refused'];
  /** Their name, where it is known. */
  readonly founder: string | null;
}

/** Who is left as they are by an act on many, and why. */
export function LeftOut({ refused, founder }: LeftOutProps) {
  const { t, i18n } = useTranslation('people');
  if (refused.length === 0) return null;
  return (
    <ul style={{ margin: '8px 0 0', paddingInlineStart: 20 }}>
      {refused.map(({ reason, count }) => (
        <li key={reason}>
          {reason === 'founder_stays' && founder !== null
            ? t('batch.left.founder_named', { name: founder })
            : t(`batch.left.${reason}`, { count, number: formatCount(count, i18n.language) })}
        </li>
      ))}
    </ul>
  );
}
