import { useTranslation } from 'react-i18next';
import type { PersonDetail } from '../../../contract/people.ts';
import { Notice } from '../../ui/notice.tsx';

/** What one should know before anything else: one's own page, a suspension, an end. */
export function PersonNotice({ person }: { readonly person: PersonDetail }) {
  const { t } = useTranslation('person');
  const about =
    person.state === 'suspended' || person.state === 'closed'
      ? person.state
      : person.isSelf
        ? 'self'
        : undefined;
  if (!about) return null;
  return (
    <div style={{ marginBlockEnd: 24 }}>
      <Notice tone={about === 'suspended' ? 'attention' : 'info'} title={t(`notice.${about}.title`)}>
        {t(`notice.${about}.text`)}
      </Notice>
    </div>
  );
}
