import { lazy, Suspense } from 'react';
import { organizationBase } from '../organization-base.ts';
import { ForgottenPasswordPage } from './forgotten-password-page.tsx';
import { JoinPage } from './join-page.tsx';
import { NewPasswordPage } from './new-password-page.tsx';
import { SetupPage } from './setup-page.tsx';
import { SignInPage } from './sign-in-page.tsx';

// Rare, and with a part that the others do without: nobody who signs in or joins waits for it.
const ConfirmEmailPage = lazy(async () => ({
  default: (await import('./confirm-email-page.tsx')).ConfirmEmailPage,
}));

interface EntranceProps {
  readonly path: string;
  /** The secret of the link that led here; empty without one. */
  readonly token: string;
}

/** The pages before sign-in. A handful, each a load of its own: no router. */
export function Entrance({ path, token }: EntranceProps) {
  switch (path.slice(organizationBase(path).length).replace(/\/$/, '')) {
    case '/setup':
      return <SetupPage token={token} />;
    case '/join':
      return <JoinPage token={token} />;
    case '/reset-password':
      return token ? <NewPasswordPage token={token} /> : <ForgottenPasswordPage />;
    case '/confirm-email':
      return (
        <Suspense fallback={null}>
          <ConfirmEmailPage token={token} />
        </Suspense>
      );
    case '/forgotten-password':
      return <ForgottenPasswordPage />;
    default:
      return <SignInPage />;
  }
}
