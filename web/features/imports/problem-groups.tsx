import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportDetail } from '../../../contract/import-schemas.ts';
import { formatCount } from '../../ui/format-count.ts';
import type { ColumnAbout } from './column-about.ts';
import { FixDialog } from './fix-dialog.tsx';
import classes from './problem-groups.module.css';
import type { ImportSearch } from './parse-import-search.ts';

export type ProblemGroup = ImportDetail['problems'][number];
export type GroupFix = 'suggestion' | 'accept' | 'leave_out' | 'empty' | 'value';

interface ProblemGroupsProps {
  readonly one: ImportDetail;
  /** The code of the one whose rows are shown. */
  readonly chosen: string | undefined;
  readonly about: readonly ColumnAbout[];
}

/** What is wrong, kind by kind, with the remedy for all rows of a kind at once. */
export function ProblemGroups({ one, chosen, about }: ProblemGroupsProps) {
  const { t } = useTranslation('imports');
  const [asked, setAsked] = useState<{ readonly group: ProblemGroup; readonly fix: GroupFix } | null>(null);
  if (one.problems.length === 0) return null;
  const labels = new Map(about.map(({ target, label }) => [target, label]));
  const nameOf = (field: string) => (field === 'row' ? t('groups.wholeRow') : (labels.get(field) ?? field));
  return (
    <section aria-label={t('groups.label')}>
      <ul className={classes.groups}>
        {one.problems.map((group) => (
          <Group
            key={`${group.problem} ${group.field}`}
            group={group}
            column={nameOf(group.field)}
            isChosen={group.problem === chosen}
            onFix={one.abilities.edit ? (fix) => setAsked({ group, fix }) : undefined}
          />
        ))}
      </ul>
      {asked && (
        <FixDialog
          one={one}
          group={asked.group}
          column={nameOf(asked.group.field)}
          fix={asked.fix}
          onClose={() => setAsked(null)}
        />
      )}
    </section>
  );
}

interface GroupProps {
  readonly group: ProblemGroup;
  readonly column: string;
  readonly isChosen: boolean;
  readonly onFix: ((fix: GroupFix) => void) | undefined;
}

function Group({ group, column, isChosen, onFix }: GroupProps) {
  const { t, i18n } = useTranslation('imports');
  const navigate = useNavigate();
  const number = (count: number) => formatCount(count, i18n.language);
  const words = (count: number) => ({ count, number: number(count) });
  const show = () =>
    void navigate({
      to: '.',
      search: (old: ImportSearch) => ({ ...old, problem: isChosen ? undefined : group.problem }),
      resetScroll: false,
    });
  return (
    <li className={classes.group} data-chosen={isChosen || undefined}>
      <span className={classes.words}>
        <b>{column}</b> {group.message}
      </span>
      <span className={classes.count}>{t('groups.rows', words(group.count))}</span>
      <span className={classes.acts}>
        <Button
          size="xs"
          variant="subtle"
          aria-pressed={isChosen}
          aria-label={t('groups.showOf', { message: group.message })}
          onClick={show}
        >
          {t(isChosen ? 'groups.showEvery' : 'groups.show')}
        </Button>
        {onFix && group.suggestions > 0 && (
          <Button size="xs" variant="default" onClick={() => onFix('suggestion')}>
            {t('groups.suggestion', words(group.suggestions))}
          </Button>
        )}
        {onFix && (
          <Menu position="bottom-end" width={260}>
            <Menu.Target>
              <Button
                size="xs"
                variant="default"
                aria-label={t('groups.moreOf', { message: group.message })}
                rightSection={<IconChevronDown size={14} stroke={1.7} aria-hidden />}
              >
                {t('groups.more')}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {group.severity === 'warning' && (
                <Menu.Item onClick={() => onFix('accept')}>
                  {t('groups.accept', words(group.count))}
                </Menu.Item>
              )}
              {group.field !== 'row' && (
                <Menu.Item onClick={() => onFix('value')}>{t('groups.value', words(group.count))}</Menu.Item>
              )}
              {group.field !== 'row' && group.field !== 'email' && (
                <Menu.Item onClick={() => onFix('empty')}>{t('groups.empty', words(group.count))}</Menu.Item>
              )}
              <Menu.Item onClick={() => onFix('leave_out')}>
                {t('groups.leave_out', words(group.count))}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
      </span>
    </li>
  );
}
