import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { countReviews } from '../../contract/identity-reviews.ts';
import { countInvitations } from '../../contract/invitations.ts';
import { call } from '../api.ts';
import { formatCount } from '../ui/format-count.ts';
import classes from './sidebar.module.css';

/** Under the keys of the pages that show the same figures, so that they are fetched once. */
const sources = {
  pendingInvitations: {
    queryKey: ['invitations', 'counts', {}],
    queryFn: () => call(countInvitations),
    select: ({ pending }: { readonly pending?: Count }) => pending,
  },
  waitingReviews: {
    queryKey: ['identity-reviews', 'counts'],
    queryFn: () => call(countReviews),
    select: ({ submitted }: { readonly submitted?: Count }) => submitted,
  },
} as const;

type Count = Parameters<typeof formatCount>[0];

/** How many wait behind a page of the sidebar; nothing where none do. */
export function SidebarCount({ of }: { readonly of: keyof typeof sources }) {
  const { t, i18n } = useTranslation('app');
  const source = sources[of];
  const { data } = useQuery<object, Error, Count | undefined>({
    queryKey: source.queryKey,
    queryFn: source.queryFn,
    select: source.select,
  });
  if (!data) return null;
  const number = formatCount(data, i18n.language);
  return (
    <span className={classes.count}>
      <span aria-hidden="true">{number}</span>
      <span className={classes.hidden}>{t(`nav.${of}`, { number })}</span>
    </span>
  );
}
