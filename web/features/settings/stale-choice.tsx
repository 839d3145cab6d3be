import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Notice } from '../../ui/notice.tsx';

interface StaleChoiceProps {
  readonly onTheirs: () => void;
  readonly onMine: () => void;
}

/** Someone else saved meanwhile: theirs, or what was typed here. */
export function StaleChoice({ onTheirs, onMine }: StaleChoiceProps) {
  const { t } = useTranslation('settings');
  return (
    <div style={{ marginBlockEnd: 16 }}>
      <Notice tone="attention" title={t('stale.title')} urgent>
        {t('stale.text')}
        <Group gap="xs" mt="xs">
          <Button variant="default" size="xs" onClick={onTheirs}>
            {t('stale.theirs')}
          </Button>
          <Button variant="default" size="xs" onClick={onMine}>
            {t('stale.mine')}
          </Button>
        </Group>
      </Notice>
    </div>
  );
}
