import { useTranslation } from 'react-i18next';
import { bringIntoSight } from '../../ui/bring-into-sight.ts';
import { formatCount } from '../../ui/format-count.ts';
import { Notice } from '../../ui/notice.tsx';
import type { Asked } from './selected-people.tsx';

/** Who got a mail, and why the others did not. */
export function AskedNotice({ asked }: { readonly asked: Asked }) {
  const { t, i18n } = useTranslation('people');
  const count = (number: number) => ({ count: number, number: formatCount(number, i18n.language) });
  const reasons = Object.entries(Object.groupBy(asked.left, ({ reason }) => reason));
  return (
    <div style={{ marginBlockEnd: 16, scrollMarginBlock: 72 }} ref={bringIntoSight}>
      <Notice tone="info" title={t('asked.title', count(asked.asked.length))}>
        {reasons.length > 0 && (
          <ul style={{ margin: 0, paddingInlineStart: 18 }}>
            {reasons.map(([reason, people]) => (
              <li key={reason}>{t(`asked.left.${reason as 'complete'}`, count(people.length))}</li>
            ))}
          </ul>
        )}
      </Notice>
    </div>
  );
}
