import { Button, Menu, Text } from '@mantine/core';
import { IconCheck, IconChevronDown } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type Count, formatCount } from './format-count.ts';

interface FilterMenuProps<V extends string> {
  /** What is filtered: "Delivery". */
  readonly label: string;
  readonly value: V | undefined;
  readonly choices: readonly {
    readonly value: V;
    readonly label: string;
    readonly count?: Count | undefined;
  }[];
  /** What the list holds without it: "any". Without this text, one choice always holds, as with an order. */
  readonly any?: string;
  readonly onChange: (value: V | undefined) => void;
}

/** A quiet filter: "Delivery: any ⌄". */
export function FilterMenu<V extends string>({ label, value, choices, any, onChange }: FilterMenuProps<V>) {
  const { i18n } = useTranslation('ui');
  const chosen = choices.find((choice) => choice.value === value);
  const all = any === undefined ? choices : [{ value: undefined, label: any }, ...choices];
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button
          variant={chosen && any !== undefined ? 'default' : 'subtle'}
          size="xs"
          fw={450}
          rightSection={<IconChevronDown size={16} stroke={1.7} aria-hidden />}
        >
          <Text span inherit c="dimmed">
            {label}:&nbsp;
          </Text>
          <bdi>{chosen?.label ?? any}</bdi>
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={360} style={{ overflowY: 'auto' }} aria-label={label}>
        {all.map((choice) => (
          <Menu.RadioItem
            key={choice.value ?? ''}
            value={choice.value ?? ''}
            checked={choice.value === value}
            checkIcon={<IconCheck size={16} stroke={1.7} aria-hidden />}
            closeMenuOnClick
            rightSection={
              'count' in choice && choice.count !== undefined && formatCount(choice.count, i18n.language)
            }
            onChange={() => onChange(choice.value)}
          >
            <bdi>{choice.label}</bdi>
          </Menu.RadioItem>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
