import { useTranslation } from 'react-i18next';
import type { Import } from '../../../contract/import-schemas.ts';
import { formatCount } from '../../ui/format-count.ts';
import { StateBadge } from '../../ui/state-badge.tsx';

/** Where an import stands, with the number that matters now: "To check, 31 rows". */
export function ImportStateWords({ of: { state, counts, undoneBy } }: { of: Import }) {
  const { t, i18n } = useTranslation('imports');
  const number = (count: number) => formatCount(count, i18n.language);
  const troubled = counts.blocked + counts.moved + counts.failed;
  if (state === 'planned' && troubled === 0) {
    const count = counts.create + counts.update;
    return (
      <StateBadge of="importRow" state="ready" label={t('state.ready', { count, number: number(count) })} />
    );
  }
  if (state === 'planned')
    return (
      <StateBadge
        of="import"
        state={state}
        label={t('state.toCheck', { count: troubled, number: number(troubled) })}
      />
    );
  if (state === 'done' && counts.done > 0) {
    const label =
      troubled > 0
        ? t('state.sentPartly', { number: number(counts.done), waiting: number(troubled) })
        : t('state.sentAll');
    return <StateBadge of="import" state={state} label={label} />;
  }
  if (state === 'undone' && undoneBy)
    return <StateBadge of="import" state={state} label={t('state.undoneBy', { name: undoneBy.name })} />;
  return <StateBadge of="import" state={state} />;
}
