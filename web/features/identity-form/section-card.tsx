import { ActionIcon, Button, Group, Text, Title } from '@mantine/core';
import { IconAlertOctagonFilled, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { EditedSection } from './edited-form.ts';
import classes from './form-outline.module.css';
import { nameIn } from './form-request.ts';
import { MoveButtons } from './move-buttons.tsx';
import { placeToAdd } from './use-removal.ts';

interface SectionCardProps {
  readonly section: EditedSection;
  /** Which of the guided steps it is, from 1. */
  readonly step: number;
  readonly steps: number;
  readonly language: string;
  readonly problems: number;
  /** What is wrong with its fields as a whole. */
  readonly problem: string | undefined;
  readonly onOpen: () => void;
  readonly onMove: (step: -1 | 1) => void;
  readonly onRemove: () => void;
  readonly onAdd: () => void;
  /** The rows of its fields. */
  readonly children: ReactNode;
}

/** One of the guided steps: its name, its fields in their order, and the place for another one. */
export function SectionCard({
  section,
  step,
  steps,
  language,
  problems,
  problem,
  children,
  ...acts
}: SectionCardProps) {
  const { t } = useTranslation('identity-form');
  const name = nameIn(section.label, language) || t('section.unnamed');
  return (
    <section className={classes.section} aria-labelledby={`${section.id} title`}>
      <div className={classes.head}>
        <div className={classes.words}>
          <Text size="xs" c="dimmed">
            {t('section.step', { step, steps })}
          </Text>
          <Title order={2} size="h3" id={`${section.id} title`}>
            {name}
          </Title>
          {problems > 0 && (
            <Group gap={4} wrap="nowrap" className={classes.problem}>
              <IconAlertOctagonFilled size={16} aria-hidden />
              {problem ?? t('problems', { count: problems })}
            </Group>
          )}
        </div>
        <Group gap={2} wrap="nowrap">
          <ActionIcon
            id={section.id}
            size={30}
            variant="subtle"
            color="gray"
            aria-label={t('section.edit', { name })}
            onClick={acts.onOpen}
          >
            <IconPencil size={18} stroke={1.7} />
          </ActionIcon>
          <MoveButtons
            id={section.id}
            up={t('section.up', { name })}
            down={t('section.down', { name })}
            isFirst={step === 1}
            isLast={step === steps}
            onMove={acts.onMove}
          />
          <ActionIcon
            size={30}
            variant="subtle"
            color="gray"
            aria-label={t('section.remove', { name })}
            onClick={acts.onRemove}
          >
            <IconTrash size={18} stroke={1.7} />
          </ActionIcon>
        </Group>
      </div>
      <ul className={classes.rows} aria-label={t('section.fields', { name })}>
        {children}
      </ul>
      <div className={classes.foot}>
        <Button
          id={placeToAdd(section.id)}
          size="xs"
          variant="subtle"
          leftSection={<IconPlus size={16} stroke={1.7} aria-hidden />}
          aria-label={t('field.addTo', { name })}
          onClick={acts.onAdd}
        >
          {t('field.add')}
        </Button>
      </div>
    </section>
  );
}
