import { Button, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../shell/session.ts';
import { Leaves, type LeafState } from '../../ui/leaves.tsx';
import classes from './identity-card.module.css';

/** What level 2 is, how far the person is, and the way on. */
export function IdentityCard() {
  const { t } = useTranslation('home');
  const { account, identity, organization } = useSession();
  const who = account.isFounder ? 'founder' : 'account';
  const state = identity.state === 'validated' ? 'none' : identity.state;
  const leaf: LeafState = state === 'none' ? 'missing' : 'progress';
  return (
    <section className={classes.card} aria-labelledby="identity">
      <Leaves account="done" identity={leaf} size={48} />
      <div className={classes.words}>
        <Title order={2} id="identity">
          {t(`identity.${who}.title`)}
        </Title>
        <Text size="md">
          {state === 'none'
            ? t(`identity.${who}.text`, { organization: organization.name })
            : t(`identity.${state}`)}
        </Text>
        <Button
          component={Link}
          to="/my-data/identity"
          mt="md"
          variant={state === 'submitted' ? 'default' : 'filled'}
        >
          {t(`identity.act.${state}`)}
        </Button>
      </div>
    </section>
  );
}
