import { Anchor, Button, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { askForPasswordReset } from '../../contract/sessions.ts';
import { call } from '../api.ts';
import { organizationBase, organizationSlug } from '../organization-base.ts';
import { Field } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { RequestForm } from '../ui/request-form.tsx';
import { useRequestForm } from '../ui/use-request-form.ts';
import { EntranceLayout } from './entrance-layout.tsx';
import { useEntrance } from './use-entrance.ts';

/** Asking for a reset link. The answer is the same whether or not the account exists (P11). */
export function ForgottenPasswordPage() {
  const { t } = useTranslation('entrance');
  const { entrance } = useEntrance();
  const [sentTo, setSentTo] = useState<string | null>(null);
  const form = useRequestForm({
    schema: askForPasswordReset.body,
    start: { organization: organizationSlug(location.pathname) ?? '', login: '' },
    send: async (body) => {
      await call(askForPasswordReset, { body });
      setSentTo(body.login);
    },
  });
  const layout = { place: entrance?.organization?.name, doorTitle: t('reset.door') };
  const back = <Anchor href={`${organizationBase(location.pathname)}/sign-in`}>{t('backToSignIn')}</Anchor>;

  if (sentTo !== null) {
    const kept = entrance?.mail === 'outbox';
    return (
      <EntranceLayout
        {...layout}
        title={t(kept ? 'reset.keptTitle' : 'reset.sentTitle')}
        intro={t(kept ? 'reset.kept' : 'reset.sent', { login: sentTo })}
      >
        <Text c="dimmed" mb="lg">
          {t(kept ? 'reset.noMail' : 'reset.sentHelp')}
        </Text>
        {back}
      </EntranceLayout>
    );
  }
  return (
    <EntranceLayout {...layout} title={t('reset.title')} intro={t('reset.intro')}>
      <RequestForm form={form}>
        <Stack gap={20}>
          {entrance?.mail === 'outbox' && <Notice tone="info" title={t('reset.noMail')} />}
          {((entrance && !entrance.organization) || form.errors['organization']) && (
            <Field
              {...form.field('organization')}
              label={t('organization')}
              hint={t('organizationHint')}
              autoComplete="organization"
              ltr
            />
          )}
          <Field {...form.field('login')} label={t('login')} autoComplete="username" ltr />
        </Stack>
        <Button type="submit" size="md" mt="lg" mb="lg" fullWidth loading={form.sending}>
          {t('reset.submit')}
        </Button>
        {back}
      </RequestForm>
    </EntranceLayout>
  );
}
