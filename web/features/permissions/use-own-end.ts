import { useTranslation } from 'react-i18next';
import { useSession } from '../../shell/session.ts';
import { formatDay } from '../../ui/format-when.ts';

/** The last day on which who is here holds something that they may give, and a sentence about it. */
export interface OwnEnd {
  readonly last: string;
  readonly day: string;
  readonly hint: string;
}

/** Until when each permission can be given: nobody gives it for longer than they hold it (P20). Undefined: without an end. */
export function useOwnEnd() {
  const { heldUntil } = useSession();
  const { t, i18n } = useTranslation('permissions');
  return (application: string, permission: string): OwnEnd | undefined => {
    const last = heldUntil[`${application}:${permission}`];
    if (last === undefined) return undefined;
    const day = formatDay(`${last}T12:00:00Z`, { language: i18n.language, timeZone: 'UTC' });
    return { last, day, hint: t('grant.ownEnd', { day }) };
  };
}
