import { countCharacters, passwordLimits } from '../../contract/password-rules.ts';
import { passwordSchema } from '../../contract/shared-schemas.ts';

/**
 * A new password as the pages ask for it: what needs no server is said before the request. An untouched form
 * therefore sends nothing (P10).
 */
export const chosenPasswordSchema = passwordSchema.superRefine((password, context) => {
  const count = countCharacters(password);
  const minimum = passwordLimits.shortest;
  if (count === 0) context.addIssue({ code: 'custom', params: { code: 'request.required' } });
  else if (count < minimum) {
    context.addIssue({ code: 'custom', params: { code: 'password.too_short', count, minimum } });
  }
});
