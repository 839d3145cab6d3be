import i18next from 'i18next';
import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

/** The first problem of each field, in words, by its dotted path. */
export function fieldErrors(issues: readonly Issue[]): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const issue of issues) errors[issue.path.join('.')] ??= issueText(issue);
  return errors;
}

/** Our own schemas name their problem by a code of `errors.json`; zod's own issues go by the codes for any request. */
function issueText(issue: Issue): string {
  const t = (code: string, values: object = {}) => i18next.t(code, { ns: 'errors', ...values });
  if (issue.code === 'custom' && typeof issue.params?.['code'] === 'string') {
    return t(issue.params['code'], issue.params);
  }
  const empty = issue.code === 'too_small' && Number(issue.minimum) === 1;
  if (empty || (issue.code === 'invalid_type' && issue.input === undefined)) return t('request.required');
  if (issue.code === 'too_big') return t('request.too_long', { maximum: Number(issue.maximum) });
  if (issue.code === 'invalid_value') return t('request.invalid_choice');
  return t('request.invalid');
}
