import { useMantineColorScheme } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useSignOut } from '../shell/use-sign-out.ts';
import type { Command } from './command-list.ts';
import { openedLayer } from './opened-layer.ts';

/** What the acts of the command search do. */
export function useCommand(): (key: Command['key']) => void {
  const navigate = useNavigate();
  const { setColorScheme } = useMantineColorScheme();
  const signOut = useSignOut();
  return (key) => {
    switch (key) {
      case 'completeRegistration':
        return void navigate({ to: '/user-registration/complete' });
      case 'registerIdentity':
        return void navigate({ to: '/user-registration/existing' });
      case 'newUser':
        return void navigate({ to: '/user-registration/new-internal-user' });
      case 'bulkInvite':
        return void navigate({ to: '/user-registration/bulk-invite' });
      case 'bounced':
        return void navigate({ to: '/invitations', search: { state: 'bounced' } });
      case 'keys':
        return openedLayer.write('keys');
      case 'dark':
      case 'light':
        return setColorScheme(key);
      case 'signOut':
        return signOut();
    }
  };
}
