import { Button, Group, Popover, Text } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PersonPicker } from '../../ui/person-picker.tsx';
import { findPeople, personQuery } from './activity-queries.ts';

interface WhoFilterProps {
  /** "Who did it" */
  readonly label: string;
  readonly name: string;
  readonly account: string | undefined;
  readonly onChoose: (account: string | undefined) => void;
}

/** A quiet filter by person: "Who: anyone ⌄". */
export function WhoFilter({ label, name, account, onChoose }: WhoFilterProps) {
  const { t } = useTranslation('activity');
  const [opened, setOpened] = useState(false);
  const { data: known } = useQuery({ ...personQuery(account ?? ''), enabled: account !== undefined });
  const chosen = account === undefined ? null : { id: account, name: known?.name ?? t('person.unknown') };
  const choose = (person: string | undefined) => {
    onChoose(person);
    setOpened(false);
  };
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-start"
      trapFocus
      returnFocus
      shadow="lg"
      radius="md"
      width={320}
    >
      <Popover.Target>
        <Button
          variant={chosen ? 'default' : 'subtle'}
          size="xs"
          fw={450}
          rightSection={<IconChevronDown size={16} stroke={1.7} aria-hidden />}
          onClick={() => setOpened(!opened)}
        >
          <Text span inherit c="dimmed">
            {label}:&nbsp;
          </Text>
          <bdi>{chosen?.name ?? t('filter.anybody')}</bdi>
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={label}>
        <PersonPicker
          label={label}
          hint={t('filter.personHint')}
          name={name}
          chosen={null}
          onChoose={(person) => person && choose(person.id)}
          search={findPeople}
          searchKey="activity"
        />
        <Group justify="flex-end" mt="sm">
          <Button variant="default" size="xs" onClick={() => choose(undefined)}>
            {t('filter.clearPerson')}
          </Button>
        </Group>
      </Popover.Dropdown>
    </Popover>
  );
}
