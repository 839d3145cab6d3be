import { Anchor, Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Identity, registerIdentity } from '../../../contract/identities.ts';
import type { FormSection } from '../../../contract/identity-form.ts';
import { call } from '../../api.ts';
import { may, useSession } from '../../shell/session.ts';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { FlowButtons } from '../identities/flow-buttons.tsx';
import { IdentitySections } from '../identities/identity-sections.tsx';
import { ProblemList } from '../identities/problem-list.tsx';
import { textIn } from '../identities/text-in.ts';
import { typedName } from '../identities/typed-name.ts';
import type { IdentityDrafts } from '../identities/use-identity-drafts.ts';
import { ValidateChoice } from '../identities/validate-choice.tsx';
import type { IdentityOfPerson } from './register-steps.tsx';

interface RegisterReviewProps {
  readonly identity: IdentityOfPerson;
  readonly sections: readonly FormSection[];
  readonly state: IdentityDrafts;
  readonly onBack: () => void;
  /** Leads to the step of a section. */
  readonly onEdit: (section: string) => void;
  readonly onRegistered: (identity: Identity) => Promise<void>;
}

/** All of it on one page; nothing is registered before the last button. */
export function RegisterReview(props: RegisterReviewProps) {
  const { identity, sections, state, onBack, onEdit, onRegistered } = props;
  const { t, i18n } = useTranslation('register-identity');
  const mayValidate = may(useSession(), 'user-management:can_validate_identity');
  const [validate, setValidate] = useState(mayValidate);
  const name = typedName(state.drafts) || identity.person.name;
  const problems = sections.flatMap((section) =>
    section.fields.flatMap((field) => {
      const path = Object.keys(state.errors).find((one) => one.split('.')[0] === field.key);
      if (path === undefined) return [];
      const way = (
        <Anchor component="button" type="button" onClick={() => onEdit(section.key)}>
          {textIn(field.label, i18n.language)}
        </Anchor>
      );
      return [{ key: field.key, way, text: state.errors[path] ?? '' }];
    }),
  );
  const register = async () => {
    const everything = { fields: sections.flatMap(({ fields }) => fields) };
    const registered = await state.keep(everything, ({ version, fields }) =>
      call(registerIdentity, {
        params: { id: identity.id },
        body: { version, fields, ...(mayValidate && { validate }) },
      }),
    );
    if (registered) await onRegistered(registered);
  };
  return (
    <>
      {problems.length > 0 && (
        <ProblemList title={t('review.problems', { count: problems.length })} problems={problems} />
      )}
      {state.problem !== null && problems.length === 0 && <ProblemNotice problem={state.problem} />}
      <IdentitySections
        sections={sections}
        values={state.drafts}
        hidden={identity.hidden}
        level={3}
        renderAction={({ key, label }) => (
          <Button
            size="xs"
            variant="default"
            aria-label={t('review.editSection', { section: textIn(label, i18n.language) })}
            onClick={() => onEdit(key)}
          >
            {t('review.edit')}
          </Button>
        )}
      />
      {mayValidate && <ValidateChoice checked={validate} onChange={setValidate} />}
      <FlowButtons>
        <Button variant="default" onClick={onBack}>
          {t('back')}
        </Button>
        <Button onClick={() => void register()} loading={state.sending}>
          {t(validate ? 'review.register' : 'review.handIn', { name })}
        </Button>
      </FlowButtons>
    </>
  );
}
