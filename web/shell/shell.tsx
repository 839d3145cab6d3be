import { ActionIcon, AppShell, Burger, Drawer, VisuallyHidden } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { Outlet, useMatches, useRouter } from '@tanstack/react-router';
import { Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { organizationBase, organizationSlug } from '../organization-base.ts';
import { EndedSessionDialog } from '../steady/ended-session-dialog.tsx';
import { FreshSignInDialog } from '../steady/fresh-sign-in-dialog.tsx';
import { Commands } from '../commands/commands.tsx';
import { openedLayer } from '../commands/opened-layer.ts';
import { Help } from '../help/help.tsx';
import { Logo } from '../ui/logo.tsx';
import { leaveForSignIn } from './leave-for-sign-in.ts';
import { LockedPage } from './locked-page.tsx';
import { missingOf, useSession } from './session.ts';
import classes from './shell.module.css';
import { Sidebar } from './sidebar.tsx';
import { showLook } from '../ui/look.ts';
import { useHeadingFocus } from './use-heading-focus.ts';

/** The frame of every page after sign-in. */
export function Shell() {
  const { t } = useTranslation(['app', 'ui']);
  const session = useSession();
  const [opened, drawer] = useDisclosure();
  const router = useRouter();
  useHeadingFocus();
  useEffect(() => router.subscribe('onBeforeNavigate', drawer.close), [router, drawer.close]);

  const { accent, logo } = session.organization;
  useEffect(() => showLook({ accent, logo }), [accent, logo]);

  // Read by `useDocumentTitle` and `useWhen`; set before the pages draw.
  document.documentElement.dataset['place'] = session.organization.name;
  document.documentElement.dataset['timeZone'] = session.organization.timeZone;

  // Somebody else signed in, in another tab: nothing of this page is theirs.
  const [whose] = useState(session.account.id);
  if (session.account.id !== whose) {
    location.replace(`${organizationBase(location.pathname)}/`);
    return null;
  }
  const slug = organizationSlug(location.pathname);
  if (slug && slug !== session.organization.slug) {
    leaveForSignIn();
    return null;
  }
  return (
    <AppShell
      header={{ height: { base: 56, sm: 0 } }}
      navbar={{ width: 252, breakpoint: 'sm', collapsed: { mobile: true } }}
      padding={0}
    >
      <FreshSignInDialog />
      <EndedSessionDialog />
      <Commands />
      <a className="foyer-skip" href="#content">
        {t('skipToContent', { ns: 'ui' })}
      </a>
      <AppShell.Header hiddenFrom="sm">
        <div className={classes.header}>
          <Burger size="sm" opened={opened} onClick={drawer.toggle} aria-label={t('nav.open')} />
          <span className={classes.organization}>
            <Logo size={22} />
            {session.organization.name}
          </span>
          <ActionIcon
            className={classes.search}
            variant="subtle"
            color="gray"
            aria-label={t('search')}
            onClick={() => openedLayer.write('search')}
          >
            <IconSearch size={22} stroke={1.7} aria-hidden />
          </ActionIcon>
        </div>
      </AppShell.Header>
      <AppShell.Navbar visibleFrom="sm" role="presentation">
        <Sidebar />
      </AppShell.Navbar>
      <Drawer.Root opened={opened} onClose={drawer.close} position="left" size={288} padding={0}>
        <Drawer.Overlay color="#1E1B19" backgroundOpacity={0.18} />
        <Drawer.Content aria-label={t('nav.label')}>
          <Drawer.Body className={classes.drawer}>
            <Sidebar onSearch={drawer.close} />
          </Drawer.Body>
        </Drawer.Content>
      </Drawer.Root>
      <AppShell.Main id="content" className={classes.main} tabIndex={-1}>
        <div className={classes.content}>
          <Suspense fallback={<VisuallyHidden role="status">{t('loading', { ns: 'ui' })}</VisuallyHidden>}>
            <Page />
          </Suspense>
        </div>
        <Help />
      </AppShell.Main>
    </AppShell>
  );
}

/** The page itself, or why this person may not open it. */
function Page() {
  const session = useSession();
  const missing = missingOf(session, useMatches().at(-1)?.staticData.permission ?? 'signed-in');
  return missing === undefined ? <Outlet /> : <LockedPage permission={missing} />;
}
