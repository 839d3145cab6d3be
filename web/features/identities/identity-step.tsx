import { Text, Title, VisuallyHidden } from '@mantine/core';
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormSection } from '../../../contract/identity-form.ts';
import { focusFirst } from '../../ui/focus-first.ts';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { IdentityFields } from './identity-fields.tsx';
import classes from './identity-step.module.css';
import { textIn } from './text-in.ts';
import type { IdentityDrafts } from './use-identity-drafts.ts';

/** What a step shows of what is typed so far. */
export type FilledFields = Pick<IdentityDrafts, 'drafts' | 'errors' | 'problem' | 'refusals' | 'change'>;

interface IdentityStepProps {
  /** Several stand under their titles; one is titled by its page. */
  readonly sections: readonly FormSection[];
  readonly state: FilledFields;
  /** What a reviewer gave back, and why. */
  readonly reasons?: Readonly<Record<string, string>>;
  /** Fields that hold something which is not shown here. */
  readonly hidden?: readonly string[];
  readonly onContinue: () => void;
  /** The buttons at the foot. */
  readonly children: ReactNode;
}

/** The fields of one step and what was refused of them; the first of those gets the focus. */
export function IdentityStep(props: IdentityStepProps) {
  const { sections, state, reasons = {}, hidden = [], onContinue, children } = props;
  const { t, i18n } = useTranslation('ui');
  const titled = sections.length > 1;
  const form = useRef<HTMLFormElement>(null);
  const { errors, refusals, problem } = state;
  const count = Object.keys(errors).length;
  const paths = useRef<readonly string[]>([]);
  useEffect(() => {
    paths.current = Object.keys(errors);
  }, [errors]);
  // After React has drawn the errors, so that the reader hears them with the field.
  useEffect(() => {
    if (refusals > 0 && form.current) focusFirst(form.current, paths.current);
  }, [refusals]);
  return (
    <form
      ref={form}
      noValidate
      method="post"
      onSubmit={(event) => {
        event.preventDefault();
        onContinue();
      }}
    >
      <VisuallyHidden role="alert" key={refusals}>
        {refusals > 0 && count > 0 && t('form.problems', { count })}
      </VisuallyHidden>
      {problem !== null && <ProblemNotice problem={problem} />}
      {sections.map(({ key, label, hint, fields }) => (
        <section key={key} aria-labelledby={titled ? `fields-${key}` : undefined} className={classes.section}>
          {titled && (
            <Title order={3} id={`fields-${key}`}>
              {textIn(label, i18n.language)}
            </Title>
          )}
          {titled && hint && (
            <Text c="dimmed" mt={2}>
              {textIn(hint, i18n.language)}
            </Text>
          )}
          <div className={titled ? classes.fields : undefined}>
            <IdentityFields fields={fields} state={state} reasons={reasons} hidden={hidden} />
          </div>
        </section>
      ))}
      {children}
    </form>
  );
}
