import { Anchor, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Draft } from './use-draft.ts';
import { useWhen } from './use-when.ts';

interface DraftKeptProps {
  readonly draft: Pick<Draft<object>, 'keptAt'>;
  readonly onDiscard: () => void;
}

/** "Draft kept, 14:12", and the way to begin anew. Nothing while there is none. */
export function DraftKept({ draft, onDiscard }: DraftKeptProps) {
  const { t } = useTranslation('ui');
  const { time } = useWhen();
  if (draft.keptAt === null) return null;
  return (
    <Text c="dimmed">
      {t('draft.kept', { time: time(draft.keptAt) })}{' '}
      <Anchor component="button" type="button" onClick={onDiscard}>
        {t('draft.discard')}
      </Anchor>
    </Text>
  );
}
