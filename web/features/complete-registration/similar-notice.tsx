import { Button, Group } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { SimilarPerson } from '../../../contract/registration.ts';
import { Notice } from '../../ui/notice.tsx';
import { Person } from '../../ui/person.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import classes from './similar-notice.module.css';

interface SimilarNoticeProps {
  readonly similar: readonly SimilarPerson[];
  readonly onGoOn: () => void;
}

/** Who in the registry may be the same person: the operator says whether they are. */
export function SimilarNotice({ similar, onGoOn }: SimilarNoticeProps) {
  const { t, i18n } = useTranslation('complete-registration');
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.querySelector<HTMLElement>('[role="alert"]')?.focus(), [similar]);
  return (
    <div ref={box} className={classes.notice}>
      <Notice tone="attention" title={t('similar.title', { count: similar.length })} urgent>
        <ul className={classes.people}>
          {similar.map(({ person, matches }) => (
            <li key={person.id}>
              <Person name={person.name} detail={person.email} />
              <span className={classes.why}>
                <StateBadge of="identity" state={person.identityState} />
                {new Intl.ListFormat(i18n.language).format(matches.map((match) => t(`similar.${match}`)))}
              </span>
              {person.abilities.register && (
                <Button
                  size="xs"
                  variant="default"
                  aria-label={t('similar.instead', { name: person.name })}
                  renderRoot={(props) => (
                    <Link {...props} to="/user-registration/existing/$id" params={{ id: person.id }} />
                  )}
                >
                  {t('similar.register')}
                </Button>
              )}
            </li>
          ))}
        </ul>
        <Group gap="xs">
          <Button size="xs" onClick={onGoOn}>
            {t('similar.goOn')}
          </Button>
        </Group>
      </Notice>
    </div>
  );
}
