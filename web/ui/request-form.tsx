import { VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { ProblemNotice } from './problem-notice.tsx';
import type { RequestForm as Form } from './use-request-form.ts';

interface RequestFormProps<S extends z.ZodObject> {
  readonly form: Form<S>;
  readonly children: ReactNode;
  /** Instead of the plain notice about a refusal that is no field's. */
  readonly problem?: ReactNode;
  readonly label?: string;
}

/** The form element of `useRequestForm`: says how many fields need the person, and why sending failed. */
export function RequestForm<S extends z.ZodObject>({ form, children, problem, label }: RequestFormProps<S>) {
  const { t } = useTranslation('ui');
  const count = Object.keys(form.errors).length;
  return (
    <form
      noValidate
      method="post"
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault();
        void form.submit(event.currentTarget);
      }}
    >
      <VisuallyHidden role="alert" key={form.refusals}>
        {form.refusals > 0 && count > 0 && t('form.problems', { count })}
      </VisuallyHidden>
      {form.problem !== null && (problem ?? <ProblemNotice problem={form.problem} />)}
      {children}
    </form>
  );
}
