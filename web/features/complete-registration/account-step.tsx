import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useCallback, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { checkRegistration } from '../../../contract/registration.ts';
import { call } from '../../api.ts';
import { may, useSession } from '../../shell/session.ts';
import { Field } from '../../ui/field.tsx';
import { focusFirst } from '../../ui/focus-first.ts';
import { Notice } from '../../ui/notice.tsx';
import { RequestForm } from '../../ui/request-form.tsx';
import { FlowButtons } from '../identities/flow-buttons.tsx';
import { AccountFields } from '../registration/account-fields.tsx';
import { type AccountDraft, useAccountForm } from '../registration/use-account-form.ts';
import type { Flow } from './use-flow.ts';

/** The account and the invitation; what this person may not do later is said here, before anything is typed. */
export function AccountStep({ flow }: { readonly flow: Flow }) {
  const { t } = useTranslation('complete-registration');
  const { values, change, advance, errorsOf, setErrors, draft } = flow;
  // Another address has another name.
  const keep = useCallback((typed: AccountDraft) => change({ ...typed, username: '' }), [change]);
  const account = useAccountForm({
    draft: {
      start: { account: values.account, delivery: values.delivery },
      keep,
      // It is kept until all of it is sent.
      forget: () => undefined,
      keptAt: draft.keptAt,
    },
    refused: errorsOf('account'),
    send: async (body) => {
      const { username } = await call(checkRegistration, { body });
      setErrors({});
      advance('account', { username });
    },
  });
  const box = useRef<HTMLDivElement>(null);
  const refused = useRef(Object.keys(errorsOf('account')));
  useEffect(() => {
    const form = box.current?.querySelector('form');
    if (form && refused.current.length > 0) focusFirst(form, refused.current);
  }, []);
  return (
    <div ref={box}>
      <MissingRights />
      <RequestForm form={account.form} label={t('step.account')}>
        <AccountFields
          account={account}
          population={
            <Field
              {...account.form.field('account.population')}
              kind="select"
              label={t('population.label')}
              maxWidth={280}
              choices={(['internal', 'external'] as const).map((value) => ({
                value,
                label: t(`population.${value}`),
              }))}
            />
          }
        >
          <FlowButtons>
            <Button variant="default" component={Link} to="/user-registration">
              {t('cancel')}
            </Button>
            <Button type="submit" loading={account.form.sending}>
              {t('continue.personal')}
            </Button>
          </FlowButtons>
        </AccountFields>
      </RequestForm>
    </div>
  );
}

/** What the last steps will leave out, so that nobody finds it there. */
function MissingRights() {
  const { t } = useTranslation('complete-registration');
  const session = useSession();
  const missing = (
    [
      ['validate', 'user-management:can_validate_identity'],
      ['grant', 'permissions:can_grant'],
    ] as const
  ).filter(([, permission]) => !may(session, permission));
  if (missing.length === 0) return null;
  return (
    <div style={{ marginBlockEnd: 24 }}>
      <Notice tone="info" title={t('rights.title')}>
        {missing.map(([right]) => t(`rights.${right}`)).join(' ')}
      </Notice>
    </div>
  );
}
