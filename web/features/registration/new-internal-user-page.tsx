import { useState } from 'react';
import type { ResponseOf } from '../../../contract/define-route.ts';
import type { registerPerson } from '../../../contract/registration.ts';
import { NewUserForm } from './new-user-form.tsx';
import { RegisteredPage } from './registered-page.tsx';
import type { Kept } from './use-account-form.ts';

interface Registered {
  readonly answer: ResponseOf<typeof registerPerson>;
  readonly kept: Kept;
}

/** One account, from the form to what became of it. The link stands in no address, so both are one page. */
export function NewInternalUserPage() {
  const [registered, setRegistered] = useState<Registered | null>(null);
  const [kept, setKept] = useState<Kept>({});
  const [attempt, setAttempt] = useState(0);
  if (registered) {
    return (
      <RegisteredPage
        registered={registered.answer}
        onAnother={() => {
          setKept(registered.kept);
          setRegistered(null);
        }}
      />
    );
  }
  return (
    <NewUserForm
      key={attempt}
      kept={kept}
      onRegistered={(answer, next) => setRegistered({ answer, kept: next })}
      onDiscard={() => setAttempt(attempt + 1)}
    />
  );
}
