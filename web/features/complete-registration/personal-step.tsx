import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormSection } from '../../../contract/identity-form.ts';
import { checkRegistration, type SimilarPerson } from '../../../contract/registration.ts';
import { call } from '../../api.ts';
import { isEmpty } from '../identities/field-draft.ts';
import { FlowButtons } from '../identities/flow-buttons.tsx';
import { IdentityStep } from '../identities/identity-step.tsx';
import { requestOf } from './flow-values.ts';
import { SimilarNotice } from './similar-notice.tsx';
import type { Flow } from './use-flow.ts';

interface PersonalStepProps {
  readonly flow: Flow;
  readonly sections: readonly FormSection[];
}

const prefix = 'identity.fields.';

/** The whole form of the organization; before it goes on, the server looks at it and for who may be the same person. */
export function PersonalStep({ flow, sections }: PersonalStepProps) {
  const { t } = useTranslation('complete-registration');
  const { values, errorsOf, changeField, refuse, send, advance, strangers, setStrangers } = flow;
  const [similar, setSimilar] = useState<readonly SimilarPerson[]>([]);
  const fields = sections.flatMap((section) => section.fields);
  const drafts = Object.fromEntries(values.identity);
  const errors = Object.fromEntries(
    Object.entries(errorsOf('personal')).map(([path, text]) => [path.replace(prefix, ''), text]),
  );
  const goOn = async () => {
    const missing = fields.filter(({ key, required }) => required && isEmpty(drafts[key]));
    if (missing.length > 0) {
      refuse(Object.fromEntries(missing.map(({ key }) => [prefix + key, t('required')])));
      return;
    }
    const body = requestOf(values, fields, { upTo: 'personal', validate: undefined });
    const answer = await send(() => call(checkRegistration, { body }));
    if (!answer) return;
    const unknown = answer.similar.filter(({ person }) => !strangers.has(person.id));
    if (unknown.length === 0) advance('personal');
    else setSimilar(unknown);
  };
  return (
    <IdentityStep
      sections={sections}
      state={{ drafts, errors, problem: flow.problem, refusals: flow.refusals, change: changeField }}
      onContinue={() => void goOn()}
    >
      {similar.length > 0 && (
        <SimilarNotice
          similar={similar}
          onGoOn={() => {
            setStrangers(new Set([...strangers, ...similar.map(({ person }) => person.id)]));
            advance('personal');
          }}
        />
      )}
      <FlowButtons>
        <Button variant="default" onClick={() => flow.go('account')}>
          {t('back')}
        </Button>
        <Button type="submit" variant={similar.length > 0 ? 'default' : 'filled'} loading={flow.sending}>
          {t('continue.applications')}
        </Button>
      </FlowButtons>
    </IdentityStep>
  );
}
