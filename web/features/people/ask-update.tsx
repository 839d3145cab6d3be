import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonDetail } from '../../../contract/people.ts';
import { AskUpdateDialog } from './ask-update-dialog.tsx';

/** The way to a member's newer data: a mail that asks for it. */
export function AskUpdate({ person }: { readonly person: PersonDetail }) {
  const { t } = useTranslation('person');
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button size="xs" variant="default" onClick={() => setOpened(true)}>
        {t('identity.askUpdate')}
      </Button>
      <AskUpdateDialog person={person} opened={opened} onClose={() => setOpened(false)} />
    </>
  );
}
