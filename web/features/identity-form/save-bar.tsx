import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DangerDialog } from '../../ui/danger-dialog.tsx';
import { DraftKept } from '../../ui/draft-kept.tsx';
import { textIn } from '../identities/text-in.ts';
import classes from './form-outline.module.css';
import type { FormEditor } from './use-form-editor.ts';

interface SaveBarProps {
  readonly editor: FormEditor;
  readonly language: string;
  /** Shows what is wrong. @returns whether there is nothing */
  readonly onProblems: (problems: Readonly<Record<string, string>>) => boolean;
}

/** Saves the form; says before what happens to the data of fields that go. */
export function SaveBar({ editor, language, onProblems }: SaveBarProps) {
  const { t, i18n } = useTranslation(['identity-form', 'settings']);
  const [asking, setAsking] = useState(false);
  const { removed } = editor;
  const names = new Intl.ListFormat(i18n.language).format(
    removed.map(({ label }) => textIn(label, language)),
  );
  const save = async () => {
    if (!onProblems(await editor.check())) return;
    if (removed.length > 0) setAsking(true);
    else onProblems(await editor.save());
  };
  return (
    <div className={classes.bar}>
      <Button onClick={() => void save()} loading={editor.sending}>
        {t('save', { ns: 'settings' })}
      </Button>
      {editor.unsaved && <DraftKept draft={editor.draft} onDiscard={editor.begin} />}
      <Text role="status" c="dimmed">
        {editor.justSaved && !editor.unsaved ? t('saved') : ''}
      </Text>
      {removed.length > 0 && <Text>{t('goes.short', { fields: names, count: removed.length })}</Text>}
      <DangerDialog
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('goes.title', { count: removed.length })}
        action={t('goes.save')}
        keep={t('goes.keep')}
        onConfirm={async () => void onProblems(await editor.save())}
      >
        <Text mb="xs">{t('goes.text', { fields: names })}</Text>
        <Text>{t('goes.later')}</Text>
      </DangerDialog>
    </div>
  );
}
