import { Button, type ButtonProps, Menu, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useId } from 'react';
import { describeProblem } from './describe-problem.ts';
import { showToast } from './show-toast.tsx';

interface DownloadFormat<Format extends string> {
  readonly format: Format;
  readonly label: string;
  /** Why it can't be had now. */
  readonly refusal?: string | undefined;
}

interface DownloadMenuProps<Format extends string> {
  readonly label: string;
  readonly formats: readonly DownloadFormat<Format>[];
  /** What the file holds. */
  readonly note: string;
  /** Hands the file to the browser. @returns whether it began */
  readonly download: (format: Format) => Promise<boolean>;
  readonly onBegun?: () => unknown;
  /** A toast tells it where nobody else does; null as it begins. */
  readonly onProblem?: ((problem: unknown) => void) | undefined;
  readonly onOpen?: () => void;
  readonly size?: ButtonProps['size'];
}

/** A button that hands out a file, in one of several formats. */
export function DownloadMenu<Format extends string>(props: DownloadMenuProps<Format>) {
  const { label, formats, note, download, onBegun, onProblem, onOpen, size } = props;
  const why = useId();
  const downloading = useMutation({
    mutationFn: download,
    onMutate: () => onProblem?.(null),
    onSuccess: (hasBegun) => hasBegun && onBegun?.(),
    onError: onProblem ?? ((error) => showToast(describeProblem(error).title)),
  });
  return (
    <Menu position="bottom-end" width={300} {...(onOpen && { onOpen })}>
      <Menu.Target>
        <Button
          variant="default"
          {...(size && { size })}
          loading={downloading.isPending}
          leftSection={<IconDownload size={size === 'xs' ? 16 : 18} stroke={1.7} aria-hidden />}
        >
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {formats.map((one) => (
          <Menu.Item
            key={one.format}
            disabled={one.refusal !== undefined}
            aria-describedby={one.refusal === undefined ? undefined : why + one.format}
            onClick={() => downloading.mutate(one.format)}
          >
            {one.label}
          </Menu.Item>
        ))}
        {formats.map(({ format, refusal }) =>
          refusal === undefined ? null : (
            <Text
              key={format}
              size="xs"
              c="var(--foyer-warn-text)"
              px="sm"
              py={6}
              id={why + format}
              role="status"
            >
              {refusal}
            </Text>
          ),
        )}
        <Text size="xs" c="dimmed" px="sm" py={6}>
          {note}
        </Text>
      </Menu.Dropdown>
    </Menu>
  );
}
