import { Anchor, Breadcrumbs, Group, Text, Title } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { HelpButton } from '../help/help-button.tsx';
import classes from './page-header.module.css';
import { useDocumentTitle } from './use-document-title.ts';

interface PageHeaderProps {
  readonly title: string;
  /** One sentence. */
  readonly intro?: ReactNode;
  /** The pages above this one, outermost first; `keepsFilters`: a list whose filters this page's address holds, too. */
  readonly parents?: readonly { readonly label: string; readonly to: string; readonly keepsFilters?: true }[];
  /** Stand at the end side, the primary one last. */
  readonly actions?: ReactNode;
  /** Before the title: the green tick of a result. */
  readonly mark?: ReactNode;
}

/** The one H1 of a page; it takes the focus after a navigation (see the shell). */
export function PageHeader({ title, intro, parents = [], actions, mark }: PageHeaderProps) {
  const { t } = useTranslation('ui');
  useDocumentTitle(title);
  return (
    <header style={{ marginBlockEnd: 28 }}>
      {parents.length > 0 && (
        <nav aria-label={t('breadcrumb')}>
          <Breadcrumbs
            separator={<IconChevronRight size={14} className="flip" aria-hidden />}
            separatorMargin={6}
            mb={6}
          >
            {parents.map((parent) => (
              <Anchor
                key={parent.to}
                component={Link}
                to={parent.to}
                {...(parent.keepsFilters && { search: true })}
                fz={13.5}
                c="dimmed"
                underline="hover"
              >
                {parent.label}
              </Anchor>
            ))}
          </Breadcrumbs>
        </nav>
      )}
      <Group justify="space-between" align="flex-start" gap="md">
        <Group gap="md" wrap="nowrap" style={{ flex: '1 1 320px' }}>
          {mark}
          <div>
            <Title order={1} tabIndex={-1}>
              {title}
            </Title>
            {intro && (
              <Text size="md" c="dimmed" mt={4} maw={720}>
                {intro}
              </Text>
            )}
          </div>
        </Group>
        <Group gap="xs" className={classes.actions ?? ''}>
          <HelpButton />
          {actions}
        </Group>
      </Group>
    </header>
  );
}
