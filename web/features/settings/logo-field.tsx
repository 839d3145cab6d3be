import { Button, Group, Text, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../../contract/client.ts';
import { changeLogo, removeLogo, type Settings } from '../../../contract/settings.ts';
import { call } from '../../api.ts';
import { sessionQuery } from '../../shell/session.ts';
import { describeProblem } from '../../ui/describe-problem.ts';
import classes from './logo-field.module.css';
import { settingsQuery } from './settings-query.ts';

/** Shows the logo, takes another one as soon as it is chosen, takes it away. */
export function LogoField({ settings }: { settings: Settings }) {
  const { t } = useTranslation('settings');
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const [done, setDone] = useState('');
  const { logo } = settings;

  const change = async (ask: () => Promise<Settings>, said: string) => {
    setBusy(true);
    setProblem('');
    setDone('');
    try {
      queries.setQueryData(settingsQuery.queryKey, await ask());
      await queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
      setDone(said);
    } catch (error) {
      setProblem(wordsOf(error));
    } finally {
      setBusy(false);
    }
  };
  const take = (file: File | undefined) => {
    if (!file) return;
    // Told before it travels; the server looks again.
    if (file.size > changeLogo.upload.bytes) return setProblem(t('look.logoTooLarge'));
    void change(() => call(changeLogo, { file }), t('look.logoTaken'));
  };

  return (
    <section aria-labelledby="logo" style={{ maxInlineSize: 560, marginBlockEnd: 36 }}>
      <Title order={2} id="logo">
        {t('look.logo')}
      </Title>
      <Text c="dimmed" id="logo-hint">
        {t('look.logoHint')}
      </Text>
      <div className={classes.logo}>
        <div className={classes.frame}>
          {logo ? (
            <img src={logo.address} alt={t('look.logoOf', { organization: settings.name })} />
          ) : (
            <Text c="#6B6660">{t('look.noLogo')}</Text>
          )}
        </div>
        <Group gap="xs">
          <div className={classes.choose}>
            <Button component="span" variant="default" loading={busy} aria-hidden="true">
              {t(logo ? 'look.changeLogo' : 'look.chooseLogo')}
            </Button>
            <input
              type="file"
              accept={changeLogo.upload.types.join(',')}
              aria-label={t(logo ? 'look.changeLogo' : 'look.chooseLogo')}
              aria-describedby="logo-hint logo-problem"
              disabled={busy}
              onChange={(event) => {
                take(event.currentTarget.files?.[0]);
                // The same file may be chosen again.
                event.currentTarget.value = '';
              }}
            />
          </div>
          {logo && (
            <Button
              variant="subtle"
              disabled={busy}
              onClick={() => void change(() => call(removeLogo), t('look.logoGone'))}
            >
              {t('look.removeLogo')}
            </Button>
          )}
        </Group>
      </div>
      {logo && logo.inMails !== 'shown' && <Text c="dimmed">{t(`look.inMails.${logo.inMails}`)}</Text>}
      <p className={classes.error} id="logo-problem" role="alert">
        {problem}
      </p>
      <Text role="status" c="dimmed">
        {done}
      </Text>
    </section>
  );
}

/** What the server says of the picture, or why it could not be asked. */
function wordsOf(error: unknown): string {
  const verdicts = error instanceof ApiProblem ? (error.problem.fields?.['logo'] ?? []) : [];
  return verdicts.map((verdict) => verdict.message).join(' ') || describeProblem(error).detail;
}
