import './styles.css';
import { MantineProvider } from '@mantine/core';
import { createRoot } from 'react-dom/client';
import { startTexts } from '../texts.ts';
import { cssVariables, theme } from '../theme.ts';
import { Entrance } from './entrance.tsx';
import { takeToken } from './take-token.ts';

// Before anything else: while the texts load, the address could be copied.
const token = takeToken();

await startTexts(['ui', 'entrance']);

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <Entrance path={location.pathname} token={token} />
    </MantineProvider>,
  );
}
