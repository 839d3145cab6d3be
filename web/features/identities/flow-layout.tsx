import { Button, Group, Text } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '../../ui/page-header.tsx';
import { type Step, Steps } from '../../ui/steps.tsx';
import classes from './flow-layout.module.css';

interface FlowLayoutProps {
  readonly title: string;
  readonly intro?: string;
  readonly parents: readonly { readonly label: string; readonly to: string }[];
  readonly steps: readonly Step[];
  readonly current: string;
  readonly onGo: (key: string) => void;
  /** When the draft was kept last: "14:12". */
  readonly kept: string | undefined;
  readonly onFinishLater?: () => void;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** A guided flow: its head with steps, a column to fill in, and how far it is beside it. */
export function FlowLayout(props: FlowLayoutProps) {
  const { title, intro, parents, steps, current, onGo, kept, onFinishLater, aside, children } = props;
  const { t } = useTranslation('identities');
  return (
    <>
      <PageHeader
        title={title}
        intro={intro}
        parents={parents}
        actions={
          onFinishLater && (
            <Group gap="md">
              <Text c="dimmed" role="status">
                {kept !== undefined && (
                  <Group gap={4} component="span">
                    <IconCheck size={16} stroke={1.7} aria-hidden />
                    {t('steps.kept', { time: kept })}
                  </Group>
                )}
              </Text>
              <Button variant="default" onClick={onFinishLater}>
                {t('flow.finishLater')}
              </Button>
            </Group>
          )
        }
      />
      <Steps label={t('flow.steps')} steps={steps} current={current} onGo={onGo} />
      <div className={classes.columns} data-alone={aside === undefined || undefined}>
        <div className={classes.main}>{children}</div>
        {aside}
      </div>
    </>
  );
}
