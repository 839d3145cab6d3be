import { organizationBase } from '../organization-base.ts';
import { ConfirmEmailPage } from './confirm-email-page.tsx';
import { ForgottenPasswordPage } from './forgotten-password-page.tsx';
import { JoinPage } from './join-page.tsx';
import { NewPasswordPage } from './new-password-page.tsx';
import { SetupPage } from './setup-page.tsx';
import { SignInPage } from './sign-in-page.tsx';

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
      return <ConfirmEmailPage token={token} />;
    case '/forgotten-password':
      return <ForgottenPasswordPage />;
    default:
      return <SignInPage />;
  }
}
