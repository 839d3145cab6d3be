import { Button, Group, Text, Title } from '@mantine/core';
import { IconArrowRight, IconPlus, IconTable, IconX } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../shell/session.ts';
import { DraftKept } from '../../ui/draft-kept.tsx';
import { formatCount } from '../../ui/format-count.ts';
import { useDraft } from '../../ui/use-draft.ts';
import classes from './by-hand.module.css';
import { FileProblem } from './file-problem.tsx';
import type { Pasted, TypedRow } from './parse-pasted.ts';
import { tableFile } from './table-file.ts';
import { TypedRows } from './typed-rows.tsx';
import { useUpload } from './use-upload.ts';

const none: TypedRow = { email: '', username: '' };
const start: readonly TypedRow[] = [none, none, none, none];

type Table = Extract<Pasted, { kind: 'table' }>['rows'];

/** Rows typed or pasted; a larger table from the clipboard goes to be checked as a file would. */
export function ByHand() {
  const { t, i18n } = useTranslation('imports');
  const id = useId();
  const { account } = useSession();
  const draft = useDraft<{ text: string }>(`bulk-rows ${account.id}`, { text: '' });
  const [rows, setRows] = useState(() => rowsIn(draft.start.text));
  const [table, setTable] = useState<Table | null>(null);
  const upload = useUpload();
  const filled = rows.filter(({ email, username }) => email.trim() !== '' || username.trim() !== '');

  const change = (changed: readonly TypedRow[]) => {
    setRows(changed);
    draft.keep({ text: JSON.stringify(changed) });
  };
  const check = (sent: Table) =>
    upload.mutate({ file: tableFile(sent) }, { onSuccess: () => draft.forget() });
  const checkRows = () => {
    if (filled.length === 0) return document.getElementById(`${id}-rows`)?.querySelector('input')?.focus();
    check([['email', 'username'], ...filled.map(({ email, username }) => [email, username])]);
  };
  const count = table?.length ?? filled.length;
  const words = { count, number: formatCount(count, i18n.language) };

  return (
    <section aria-labelledby={`${id}-title`}>
      <Title order={2} id={`${id}-title`} fz={17} mb={10}>
        {t('hand.title')}
      </Title>
      {table ? (
        <div className={classes.pasted}>
          <IconTable size={28} stroke={1.5} color="var(--foyer-accent-ink)" aria-hidden />
          <Text fw={600} role="status">
            {t('hand.pasted', { ...words, columns: Math.max(...table.map((row) => row.length)) })}
          </Text>
          <Text c="dimmed">{t('hand.pastedText')}</Text>
        </div>
      ) : (
        <div id={`${id}-rows`}>
          <TypedRows rows={rows} onChange={change} onTable={setTable} />
        </div>
      )}
      {upload.isError && (
        <div className={classes.problem}>
          <FileProblem problem={upload.error} />
        </div>
      )}
      <Group gap="xs" mt="sm">
        <Button
          loading={upload.isPending}
          rightSection={<IconArrowRight size={18} stroke={1.7} className="flip" aria-hidden />}
          onClick={() => (table ? check(table) : checkRows())}
        >
          {count === 0 ? t('hand.checkNone') : t('hand.check', words)}
        </Button>
        {table ? (
          <Button
            variant="default"
            leftSection={<IconX size={18} stroke={1.7} aria-hidden />}
            onClick={() => setTable(null)}
          >
            {t('hand.discard')}
          </Button>
        ) : (
          <Button
            variant="default"
            leftSection={<IconPlus size={18} stroke={1.7} aria-hidden />}
            onClick={() => change([...rows, none])}
          >
            {t('hand.add')}
          </Button>
        )}
      </Group>
      <Text c="dimmed" mt="sm">
        {t('hand.hint')}
      </Text>
      <DraftKept
        draft={draft}
        onDiscard={() => {
          draft.forget();
          setRows(start);
        }}
      />
    </section>
  );
}

/** What was kept in the tab. */
function rowsIn(text: string): readonly TypedRow[] {
  try {
    const kept = JSON.parse(text || '[]') as readonly Readonly<Record<string, unknown>>[];
    const rows = kept.map(({ email, username }) => ({ email: textOf(email), username: textOf(username) }));
    return rows.length === 0 ? start : rows;
  } catch {
    return start;
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
