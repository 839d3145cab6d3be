import { Button, Menu } from '@mantine/core';
import { IconCheck, IconColumns3 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type PeopleColumn, peopleColumns } from './people-columns.ts';

interface ColumnMenuProps {
  readonly columns: readonly PeopleColumn[];
  readonly onChange: (columns: readonly PeopleColumn[]) => void;
}

/** Which columns the table has; stays open until all are chosen. */
export function ColumnMenu({ columns, onChange }: ColumnMenuProps) {
  const { t } = useTranslation('people');
  return (
    <Menu position="bottom-end" closeOnItemClick={false}>
      <Menu.Target>
        <Button
          variant="subtle"
          size="xs"
          fw={450}
          visibleFrom="sm"
          leftSection={<IconColumns3 size={16} stroke={1.7} aria-hidden />}
        >
          {t('columns.open')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown aria-label={t('columns.open')}>
        {peopleColumns.map((column) => {
          const shown = columns.includes(column);
          return (
            <Menu.CheckboxItem
              key={column}
              checked={shown}
              checkIcon={<IconCheck size={16} stroke={1.7} aria-hidden />}
              onChange={() =>
                onChange(peopleColumns.filter((one) => (one === column ? !shown : columns.includes(one))))
              }
            >
              {t(`column.${column}`)}
            </Menu.CheckboxItem>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
