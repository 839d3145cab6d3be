import { useTranslation } from 'react-i18next';
import type { IdentityForm } from '../../../contract/identity-form.ts';
import { may, useSession } from '../../shell/session.ts';
import { Notice } from '../../ui/notice.tsx';
import { StaleNotice } from '../../ui/stale-notice.tsx';
import { useWhen } from '../../ui/use-when.ts';
import { textIn } from '../identities/text-in.ts';
import type { IdentityOfPerson } from './register-steps.tsx';

interface FlowNoticeProps {
  readonly identity: IdentityOfPerson;
  readonly form: IdentityForm;
  /** The step that one begins with: what one has to know before is said here. */
  readonly isBegin: boolean;
  readonly isStale: boolean;
  readonly onReload: () => void;
}

/** The one thing to know about someone's identity before it is filled in: never more than one notice at a time. */
export function FlowNotice({ identity, form, isBegin, isStale, onReload }: FlowNoticeProps) {
  const { t, i18n } = useTranslation('register-identity');
  const { moment } = useWhen();
  const session = useSession();
  const { person, savedBy, savedAt, reasons } = identity;
  const name = person.name;
  const values = { name, who: savedBy?.name ?? '', when: savedAt ? moment(savedAt) : '' };
  if (isStale) {
    return (
      <StaleNotice
        title={t('stale.title', { name })}
        text={t('stale.text')}
        reload={t('stale.reload')}
        onReload={onReload}
      />
    );
  }
  const labelOf = (key: string) => {
    const field = form.sections.flatMap(({ fields }) => fields).find((one) => one.key === key);
    return field ? textIn(field.label, i18n.language) : key;
  };
  const returned = Object.entries(reasons);
  if (returned.length > 0) {
    return (
      <Told tone="attention" title={t('returned.title', { count: returned.length })}>
        {returned.map(([key, reason]) => `${labelOf(key)}: “${reason}”`).join(' · ')}
      </Told>
    );
  }
  if (!isBegin) return null;
  if (person.fillingIn) {
    return (
      <Told tone="attention" title={t('fillingIn.title', values)}>
        {t('fillingIn.text', values)}
      </Told>
    );
  }
  if (identity.state === 'draft' && savedBy) {
    const whose =
      savedBy.id === session.account.id ? 'mine' : savedBy.id === person.id ? 'theirs' : 'anothers';
    return (
      <Told tone="info" title={t(`draft.${whose}`, values)}>
        {t('draft.text')}
      </Told>
    );
  }
  if (may(session, 'user-management:can_validate_identity')) return null;
  return (
    <Told tone="info" title={t('noRight.title')}>
      {t('noRight.text')}
    </Told>
  );
}

function Told(props: Parameters<typeof Notice>[0]) {
  return (
    <div style={{ marginBlockEnd: 28 }}>
      <Notice {...props} />
    </div>
  );
}
