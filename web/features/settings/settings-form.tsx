import { Button, Group, Stack, Text } from '@mantine/core';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { ApiProblem } from '../../../contract/client.ts';
import { RequestForm } from '../../ui/request-form.tsx';
import { type RequestForm as Form, useRequestForm } from '../../ui/use-request-form.ts';
import { StaleChoice } from './stale-choice.tsx';
import { UnsavedGuard } from './unsaved-guard.tsx';

interface SettingsFormProps<S extends z.ZodObject> {
  readonly label: string;
  readonly schema: S;
  readonly start: Form<S>['values'];
  /** Saves in the version that was seen; a stale one is told with a choice. */
  readonly save: (values: z.input<S>) => Promise<void>;
  /** Takes what someone else saved meanwhile; what was typed here is gone. */
  readonly onTheirs: () => void;
  /** Makes the newest version the one that was seen, so that saving again overwrites it. */
  readonly onMine: () => Promise<void>;
  readonly saveLabel?: string;
  /** A field that is empty again once it is saved: what it held is kept, and shown to nobody. */
  readonly secret?: Parameters<Form<S>['set']>[0];
  readonly children: (form: Form<S>) => ReactNode;
  /** Below the button that saves: what the values come to. */
  readonly below?: (form: Form<S>) => ReactNode;
  /** Beside the button that saves. */
  readonly actions?: ReactNode;
}

/** The form of a section: says what was saved, what could not be, and asks before leaving what was not. */
export function SettingsForm<S extends z.ZodObject>(props: SettingsFormProps<S>) {
  const { t } = useTranslation('settings');
  const element = useRef<HTMLDivElement>(null);
  const [saved, setSaved] = useState(props.start);
  const [justSaved, setJustSaved] = useState(false);
  const form = useRequestForm({
    schema: props.schema,
    start: props.start,
    send: async (request) => {
      setJustSaved(false);
      await props.save(request);
      const { secret } = props;
      if (secret !== undefined) form.set(secret, '');
      setSaved(secret === undefined ? form.values : { ...form.values, [secret]: '' });
      setJustSaved(true);
    },
  });
  const unsaved = JSON.stringify(form.values) !== JSON.stringify(saved);
  const isStale = form.problem instanceof ApiProblem && form.problem.problem.code === 'stale_version';
  const saveMine = async () => {
    await props.onMine();
    const shown = element.current?.querySelector('form');
    if (shown) await form.submit(shown);
  };
  return (
    <div ref={element} style={{ maxInlineSize: 560 }}>
      <RequestForm
        form={form}
        label={props.label}
        {...(isStale && {
          problem: <StaleChoice onTheirs={props.onTheirs} onMine={() => void saveMine()} />,
        })}
      >
        <Stack gap="lg">{props.children(form)}</Stack>
        <Group mt="xl" gap="md">
          <Button type="submit" loading={form.sending}>
            {props.saveLabel ?? t('save')}
          </Button>
          {props.actions}
          <Text role="status" c="dimmed">
            {justSaved && !unsaved ? t('saved') : ''}
          </Text>
        </Group>
      </RequestForm>
      {props.below?.(form)}
      <UnsavedGuard unsaved={unsaved && !form.sending} />
    </div>
  );
}
