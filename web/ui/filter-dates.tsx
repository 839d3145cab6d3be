import { Button, Group, Popover, Stack, Text } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Field } from './field.tsx';
import { useWhen } from './use-when.ts';

/** Days, `YYYY-MM-DD`, both included. */
export interface DateRange {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

interface FilterDatesProps extends DateRange {
  /** What happened then: "Invited". */
  readonly label: string;
  readonly onChange: (range: DateRange) => void;
}

/** A quiet filter by days: "Invited: at any time ⌄". */
export function FilterDates({ label, from, to, onChange }: FilterDatesProps) {
  const { t } = useTranslation('ui');
  const { shortDay } = useWhen();
  // Noon: the same day in every zone a page may be read in.
  const day = (date: string) => shortDay(`${date}T12:00:00Z`);
  const words = () => {
    if (from && to) return t('dates.between', { from: day(from), to: day(to) });
    if (from) return t('dates.since', { day: day(from) });
    return to ? t('dates.before', { day: day(to) }) : t('dates.any');
  };
  return (
    <Popover position="bottom-start" trapFocus returnFocus shadow="lg" radius="md" width={300}>
      <Popover.Target>
        <Button
          variant={from || to ? 'default' : 'subtle'}
          size="xs"
          fw={450}
          rightSection={<IconChevronDown size={16} stroke={1.7} aria-hidden />}
        >
          <Text span inherit c="dimmed">
            {label}:&nbsp;
          </Text>
          {words()}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={label}>
        <Stack gap="sm">
          <Field
            name="from"
            type="date"
            label={t('dates.from')}
            value={from ?? ''}
            onChange={(value) => onChange({ from: value || undefined, to })}
            error={undefined}
            {...(to ? { max: to } : {})}
            optional
          />
          <Field
            name="to"
            type="date"
            label={t('dates.to')}
            value={to ?? ''}
            onChange={(value) => onChange({ from, to: value || undefined })}
            error={undefined}
            {...(from ? { min: from } : {})}
            optional
          />
          <Group justify="flex-end">
            <Button variant="default" size="xs" onClick={() => onChange({})}>
              {t('dates.clear')}
            </Button>
          </Group>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
