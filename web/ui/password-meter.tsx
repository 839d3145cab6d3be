import { IconCircle, IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import { VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { countCharacters, passwordLimits } from '../../contract/password-rules.ts';
import classes from './password-meter.module.css';
import type { PasswordVerdict } from './use-password-verdict.ts';

interface PasswordMeterProps {
  readonly password: string;
  /** From `usePasswordVerdict`; null while nothing is known. */
  readonly verdict: PasswordVerdict | null;
}

type Rule = 'long' | 'uncommon' | 'impersonal';
const ruleOf: Readonly<Partial<Record<string, Rule>>> = {
  'password.too_short': 'long',
  'password.common': 'uncommon',
  'password.repeated': 'uncommon',
  'password.about_you': 'impersonal',
};

/** Four bars, a word, the length, and the rules with what is still missing. */
export function PasswordMeter({ password, verdict }: PasswordMeterProps) {
  const { t } = useTranslation('ui');
  const length = countCharacters(password);
  const refused = (verdict?.problems.length ?? 0) > 0;
  const bars = verdict === null ? 0 : refused ? Math.min(verdict.score, 1) : Math.max(verdict.score, 1);
  const word =
    verdict && t(refused ? 'password.word0' : (`password.word${verdict.score}` as 'password.word0'));
  const broken = new Set(verdict?.problems.map((problem) => ruleOf[problem.code]));
  const others = verdict?.problems.filter((problem) => !ruleOf[problem.code]) ?? [];
  return (
    <div className={classes.meter}>
      <div className={classes.bars} data-refused={refused || undefined} aria-hidden="true">
        {[1, 2, 3, 4].map((bar) => (
          <span key={bar} data-full={bar <= bars || undefined} />
        ))}
      </div>
      <div className={classes.words}>
        <span role="status">
          <VisuallyHidden>{word && t('password.strength')}</VisuallyHidden> <b>{word}</b>
        </span>
        {length > 0 && <span className={classes.length}>{t('password.length', { count: length })}</span>}
      </div>
      <ul className={classes.rules}>
        <RuleLine met={length >= passwordLimits.shortest}>
          {t('password.rule.long', { minimum: passwordLimits.shortest })}
        </RuleLine>
        <RuleLine met={verdict !== null && !broken.has('uncommon')} broken={broken.has('uncommon')}>
          {t('password.rule.uncommon')}
        </RuleLine>
        <RuleLine met={verdict !== null && !broken.has('impersonal')} broken={broken.has('impersonal')}>
          {t('password.rule.impersonal')}
        </RuleLine>
        {others.map((problem) => (
          <RuleLine key={problem.code} met={false} broken>
            {problem.message}
          </RuleLine>
        ))}
      </ul>
    </div>
  );
}

function RuleLine({ met, broken = false, children }: { met: boolean; broken?: boolean; children: string }) {
  const { t } = useTranslation('ui');
  const Icon = met ? IconCircleCheck : broken ? IconCircleX : IconCircle;
  return (
    <li data-met={met || undefined} data-broken={broken || undefined}>
      <Icon size={16} stroke={1.7} aria-hidden />
      <span>
        <VisuallyHidden>{t(met ? 'password.met' : 'password.unmet')} </VisuallyHidden>
        {children}
      </span>
    </li>
  );
}
