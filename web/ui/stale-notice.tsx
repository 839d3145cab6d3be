import { Button } from '@mantine/core';
import { Notice } from './notice.tsx';

interface StaleNoticeProps {
  readonly title: string;
  readonly text: string;
  readonly reload: string;
  readonly onReload: () => void;
}

/** Someone else was faster: what they wrote can be had with one press. */
export function StaleNotice({ title, text, reload, onReload }: StaleNoticeProps) {
  return (
    <div style={{ marginBlockEnd: 16 }}>
      <Notice tone="bad" title={title} urgent>
        {text}
        <div>
          <Button variant="default" size="xs" mt="xs" onClick={onReload}>
            {reload}
          </Button>
        </div>
      </Notice>
    </div>
  );
}
