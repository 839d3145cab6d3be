import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import type { ResponseOf } from '../../contract/define-route.ts';
import { checkNewPassword } from '../../contract/sessions.ts';
import { call } from '../api.ts';

export type PasswordVerdict = ResponseOf<typeof checkNewPassword>;

/**
 * The server's verdict on a new password, asked after a pause of 400 ms. Null while it is not known, also when
 * the question fails: setting the password asks again and decides.
 * @param about what the password must not be made of: email, username, names.
 */
export function usePasswordVerdict(password: string, about: readonly string[]): PasswordVerdict | null {
  const [asked] = useDebouncedValue(password, 400);
  const [answer, setAnswer] = useState<{ to: string; verdict: PasswordVerdict } | null>(null);
  const words = about.filter(Boolean).join('\n');

  useEffect(() => {
    if (asked === '') return;
    const stop = new AbortController();
    const body = { password: asked, about: words.split('\n').filter(Boolean) };
    call(checkNewPassword, { body }, { signal: stop.signal }).then(
      (verdict) => setAnswer({ to: asked, verdict }),
      () => setAnswer(null),
    );
    return () => stop.abort();
  }, [asked, words]);

  return answer?.to === password && password !== '' ? answer.verdict : null;
}
