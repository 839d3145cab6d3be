import { useTranslation } from 'react-i18next';
import { Steps } from '../../ui/steps.tsx';
import classes from './import-steps.module.css';

const steps = ['add', 'check', 'send', 'report'] as const;

/** Where a bulk invite is. Its pages lead on by themselves: there is nothing to press here. */
export function ImportSteps({ current }: { current: (typeof steps)[number] }) {
  const { t } = useTranslation('imports');
  return (
    <div className={classes.steps}>
      <Steps
        label={t('steps.label')}
        steps={steps.map((key, place) => ({
          key,
          label: t(`steps.${key}`),
          done: place < steps.indexOf(current),
          open: false,
        }))}
        current={current}
        onGo={() => {}}
      />
    </div>
  );
}
