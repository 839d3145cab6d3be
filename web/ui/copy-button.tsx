import { Button, type ButtonProps, VisuallyHidden } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconCopy } from '@tabler/icons-react';

interface CopyButtonProps extends Pick<ButtonProps, 'variant' | 'size'> {
  readonly value: string;
  readonly label: string;
  /** What the button says for two seconds after. */
  readonly done: string;
}

/** Copies a text and says that it did, to eyes and to readers. */
export function CopyButton({ value, label, done, variant = 'default', size }: CopyButtonProps) {
  const clipboard = useClipboard({ timeout: 2000 });
  const Icon = clipboard.copied ? IconCheck : IconCopy;
  return (
    <>
      <Button
        variant={variant}
        {...(size ? { size } : {})}
        leftSection={
          <Icon size={18} stroke={1.7} color={clipboard.copied ? 'var(--foyer-ok)' : undefined} aria-hidden />
        }
        onClick={() => clipboard.copy(value)}
      >
        {clipboard.copied ? done : label}
      </Button>
      <VisuallyHidden role="status">{clipboard.copied && done}</VisuallyHidden>
    </>
  );
}
