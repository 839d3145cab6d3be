import { SimpleGrid, VisuallyHidden } from '@mantine/core';
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormSection } from '../../../contract/identity-form.ts';
import { focusFirst } from '../../ui/focus-first.ts';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { IdentityField } from './identity-field.tsx';
import type { IdentityDrafts } from './use-identity-drafts.ts';

interface IdentityStepProps {
  readonly section: FormSection;
  readonly state: IdentityDrafts;
  /** What a reviewer gave back, and why. */
  readonly reasons?: Readonly<Record<string, string>>;
  readonly onContinue: () => void;
  /** The buttons at the foot. */
  readonly children: ReactNode;
}

/** The fields of one step, side by side where there is room, and what was refused of them. */
export function IdentityStep({ section, state, reasons = {}, onContinue, children }: IdentityStepProps) {
  const { t } = useTranslation('ui');
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
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md" verticalSpacing="lg">
        {section.fields.map((field) => (
          <div key={field.key} style={isWide(field.type) ? { gridColumn: '1 / -1' } : undefined}>
            <IdentityField
              field={field}
              draft={state.drafts[field.key]}
              error={
                errors[field.key] ??
                errors[Object.keys(errors).find((path) => path.startsWith(`${field.key}.`)) ?? '']
              }
              reason={reasons[field.key]}
              onChange={(draft) => state.change(field.key, draft)}
            />
          </div>
        ))}
      </SimpleGrid>
      {children}
    </form>
  );
}

const isWide = (type: string) => type === 'address' || type === 'long_text' || type === 'choices';
