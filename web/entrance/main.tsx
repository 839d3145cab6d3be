import './styles.css';
import { MantineProvider } from '@mantine/core';
import { createRoot } from 'react-dom/client';
import { startTexts } from '../texts.ts';
import { cssVariables, theme } from '../theme.ts';
import { Entrance } from './entrance.tsx';
import { showLook } from '../ui/look.ts';
import { entranceFacts } from './entrance-facts.ts';
import { takeToken } from './take-token.ts';

// Before anything else: while the texts load, the address could be copied.
const token = takeToken();

// Another link pasted in its place differs in its secret only, which to the browser is the same page: read it anew.
addEventListener('hashchange', () => {
  if (location.hash.length > 1) location.reload();
});

// In its own colours from the first paint; but a slow answer must not keep anybody from the form.
const look = entranceFacts().then(
  ({ organization }) => organization && showLook(organization),
  () => undefined,
);
const patience = new Promise((resolve) => setTimeout(resolve, 1000));

await Promise.all([startTexts(['ui', 'entrance']), Promise.race([look, patience])]);

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <Entrance path={location.pathname} token={token} />
    </MantineProvider>,
  );
}
