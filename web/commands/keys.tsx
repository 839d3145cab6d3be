import { Kbd } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** Keys whose names a language has words for; the rest are what is printed on them. */
const named = ['ctrl', 'alt', 'esc', 'enter', 'space', 'tab', 'shift'] as const;
type Named = (typeof named)[number];

const mac = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** Keys that are pressed one after the other or together: `<Keys of={['g', 'h']} />`. */
export function Keys({ of: keys }: { of: readonly string[] }) {
  const { t } = useTranslation('ui');
  const nameOf = (key: string) => {
    if (key === 'ctrl' && mac) return '⌘';
    return named.includes(key as Named) ? t(`key.${key as Named}`) : key.toUpperCase();
  };
  return (
    <bdi dir="ltr">
      {keys.map((key) => (
        <Kbd key={key} size="xs" mx={2}>
          {nameOf(key)}
        </Kbd>
      ))}
    </bdi>
  );
}
