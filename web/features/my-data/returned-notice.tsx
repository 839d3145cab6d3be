import { IconArrowBackUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Identity } from '../../../contract/identities.ts';
import type { IdentityForm } from '../../../contract/identity-form.ts';
import { Notice } from '../../ui/notice.tsx';
import { textIn } from '../identities/text-in.ts';
import { privacyStep } from './own-steps.ts';
import { StepLink } from './step-link.tsx';

interface ReturnedNoticeProps {
  readonly form: IdentityForm;
  readonly identity: Identity;
}

/** What a reviewer gave back, each field with its reason. */
export function ReturnedNotice({ form, identity }: ReturnedNoticeProps) {
  const { t, i18n } = useTranslation('my-data');
  const reasons = Object.entries(identity.reasons);
  if (reasons.length === 0) return null;
  const fields = form.sections.flatMap((section) =>
    section.fields.map((field) => ({ ...field, step: section.key })),
  );
  const placeOf = (key: string) => {
    const field = fields.find((one) => one.key === key);
    if (field) return { step: field.step, label: textIn(field.label, i18n.language) };
    return key === 'alias'
      ? { step: privacyStep, label: t('identity.alias') }
      : { step: undefined, label: key };
  };
  return (
    <div style={{ marginBlockEnd: 28 }}>
      <Notice
        tone="attention"
        icon={<IconArrowBackUp size={20} stroke={1.7} className="flip" />}
        title={t('returned.title', { count: reasons.length })}
      >
        <ul style={{ margin: '4px 0 0', paddingInlineStart: 18 }}>
          {reasons.map(([key, reason]) => {
            const { step, label } = placeOf(key);
            return (
              <li key={key}>
                {step === undefined ? label : <StepLink step={step}>{label}</StepLink>}
                {t('returned.reason', { reason })}
              </li>
            );
          })}
        </ul>
        {identity.returnedBy && t('returned.by', { name: identity.returnedBy })}
      </Notice>
    </div>
  );
}
