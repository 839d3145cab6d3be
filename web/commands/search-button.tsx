import { UnstyledButton } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Keys } from './keys.tsx';
import { openedLayer } from './opened-layer.ts';
import classes from './search-button.module.css';

/** In the sidebar: opens the command search, and shows by which keys. */
export function SearchButton({ onOpen }: { onOpen?: () => void }) {
  const { t } = useTranslation('app');
  const open = () => {
    onOpen?.();
    openedLayer.write('search');
  };
  return (
    <UnstyledButton className={classes.button} onClick={open} aria-keyshortcuts="Control+K Meta+K">
      <IconSearch size={18} stroke={1.7} aria-hidden />
      <span className={classes.label}>{t('search')}</span>
      <span className={classes.keys} aria-hidden="true">
        <Keys of={['ctrl', 'k']} />
      </span>
    </UnstyledButton>
  );
}
