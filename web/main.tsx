import './styles.css';
import { DirectionProvider, MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';
import { callBy } from './api.ts';
import { queryClient } from './query-client.ts';
import { router } from './router.tsx';
import { sessionQuery } from './shell/session.ts';
import { goOnWhenServerIsBack } from './steady/go-on-when-server-is-back.ts';
import { LostServerBanner } from './steady/lost-server-banner.tsx';
import { steadyCall } from './steady/steady-call.ts';
import { startTexts } from './texts.ts';
import { cssVariables, theme } from './theme.ts';

callBy(steadyCall);
goOnWhenServerIsBack();
// Beside the texts, not after them: on a slow line each way there and back is a quarter of a second.
void queryClient.prefetchQuery(sessionQuery);
await startTexts(['ui', 'app', 'errors']);

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <DirectionProvider>
      <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
        <QueryClientProvider client={queryClient}>
          <Notifications position="bottom-right" />
          <LostServerBanner />
          <RouterProvider router={router} />
        </QueryClientProvider>
      </MantineProvider>
    </DirectionProvider>,
  );
}
