import { ActionIcon, Anchor, Group, Text } from '@mantine/core';
import { IconAlertOctagonFilled, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { EditedField } from './edited-form.ts';
import classes from './form-outline.module.css';
import { nameIn } from './form-request.ts';
import { MoveButtons } from './move-buttons.tsx';

interface FieldRowProps {
  readonly field: EditedField;
  readonly language: string;
  /** How many of its parts were refused. */
  readonly problems: number;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly onOpen: () => void;
  readonly onMove: (step: -1 | 1) => void;
  readonly onRemove: () => void;
}

/** One field of the form in a line: what it is called and what is special about it, and the ways to change it. */
export function FieldRow({ field, language, problems, onOpen, onMove, onRemove, ...place }: FieldRowProps) {
  const { t } = useTranslation('identity-form');
  const name = nameIn(field.label, language) || t('field.unnamed');
  const facts = [
    t(`types.${field.type}`),
    ...(field.required ? [t('facts.required')] : []),
    ...(field.verified ? [t('facts.verified')] : []),
    ...(field.sensitive ? [t('facts.sensitive')] : []),
    ...(field.isNew ? [t('facts.new')] : []),
  ];
  return (
    <li className={classes.row}>
      <div className={classes.words}>
        <Anchor
          component="button"
          type="button"
          c="inherit"
          underline="hover"
          id={field.id}
          className={classes.name}
          onClick={onOpen}
        >
          {name}
        </Anchor>
        <Text size="xs" c="dimmed">
          {facts.join(' · ')}
        </Text>
        {problems > 0 && (
          <Group gap={4} wrap="nowrap" className={classes.problem}>
            <IconAlertOctagonFilled size={16} aria-hidden />
            {t('problems', { count: problems })}
          </Group>
        )}
      </div>
      <Group gap={2} wrap="nowrap">
        <MoveButtons
          id={field.id}
          up={t('field.up', { name })}
          down={t('field.down', { name })}
          isFirst={place.isFirst}
          isLast={place.isLast}
          onMove={onMove}
        />
        <ActionIcon
          size={30}
          aria-label={t('field.remove', { name })}
          variant="subtle"
          color="gray"
          onClick={onRemove}
        >
          <IconTrash size={18} stroke={1.7} />
        </ActionIcon>
      </Group>
    </li>
  );
}
