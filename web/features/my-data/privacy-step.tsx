import { Group, Radio, Stack, Text } from '@mantine/core';
import { IconEyeOff } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from '../../ui/field.tsx';
import { focusFirst } from '../../ui/focus-first.ts';
import { ProblemNotice } from '../../ui/problem-notice.tsx';
import { FieldNotes } from '../identities/field-notes.tsx';
import type { IdentityDrafts } from '../identities/use-identity-drafts.ts';

interface PrivacyStepProps {
  readonly state: IdentityDrafts;
  readonly allowsAlias: boolean;
  /** Why a reviewer gave the alias back. */
  readonly reason: string | undefined;
  readonly onContinue: () => void;
  /** The buttons at the foot. */
  readonly children: ReactNode;
}

/** Privacy mode: personal data, or an alias in its place. */
export function PrivacyStep({ state, allowsAlias, reason, onContinue, children }: PrivacyStepProps) {
  const { t } = useTranslation('my-data');
  const form = useRef<HTMLFormElement>(null);
  const { alias, errors, refusals, problem } = state;
  useEffect(() => {
    if (refusals > 0 && form.current) focusFirst(form.current, ['alias']);
  }, [refusals]);
  return (
    <form
      ref={form}
      noValidate
      method="post"
      onSubmit={(event) => {
        event.preventDefault();
        onContinue();
      }}
    >
      {problem !== null && <ProblemNotice problem={problem} />}
      <Radio.Group
        label={t('privacy.question')}
        value={alias === null ? 'data' : 'alias'}
        onChange={(mode) => state.changeAlias(mode === 'alias' ? (alias ?? '') : null)}
      >
        <Stack gap="md" mt="xs">
          <Radio value="data" label={t('privacy.data')} description={t('privacy.dataText')} />
          <Radio
            value="alias"
            label={t('privacy.alias')}
            description={t(allowsAlias ? 'privacy.aliasText' : 'privacy.notAllowed')}
          />
        </Stack>
      </Radio.Group>
      {alias !== null && (
        <Stack gap="md" mt="lg" maw={400}>
          <Field
            name="alias"
            label={t('identity.alias')}
            hint={t('privacy.aliasHint')}
            value={alias}
            error={errors['alias']}
            onChange={state.changeAlias}
            tied={reason !== undefined}
            below={<FieldNotes purpose={undefined} reason={reason} />}
          />
        </Stack>
      )}
      <Group gap="xs" wrap="nowrap" align="flex-start" mt="xl">
        <IconEyeOff size={18} stroke={1.7} aria-hidden style={{ flex: 'none', marginBlockStart: 2 }} />
        <Text c="dimmed">{t(alias === null ? 'privacy.seenData' : 'privacy.seenAlias')}</Text>
      </Group>
      {children}
    </form>
  );
}
