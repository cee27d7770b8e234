import { Outlet } from '@tanstack/react-router';
import { WifiOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { onSignedOut } from '../api/client.ts';
import { Toasts } from '../components/toast.tsx';
import { SuspensionBanner } from '../features/outbox/suspension-banner.tsx';
import { t } from '../i18n/index.ts';
import { useShortcuts } from '../keyboard/shortcuts.ts';
import { CommandPalette } from './command-palette.tsx';
import { Header } from './header.tsx';
import { KeyboardHelp } from './keyboard-help.tsx';
import { useLiveState, useLiveStream } from './live.ts';
import { destinations } from './navigation.ts';
import { useGo } from './go.ts';
import { switchRail } from './rail-state.ts';
import { BottomBar, Rail } from './rail.tsx';
import './shell.css';
import { switchTheme } from './theme.ts';

/** Header, navigation, and the place where a screen appears. */
export function Shell() {
  const [open, setOpen] = useState<'palette' | 'help' | null>(null);
  const go = useGo();
  useLiveStream();
  useEffect(
    () =>
      onSignedOut(() =>
        globalThis.location.assign(
          `/sign-in?next=${encodeURIComponent(globalThis.location.pathname + globalThis.location.search)}`,
        ),
      ),
    [],
  );
  const group = t('shell.group.everywhere');
  useShortcuts([
    {
      keys: 'mod+k',
      label: t('shell.key.palette'),
      group,
      isForWriting: true,
      isHidden: true,
      run: () => setOpen('palette'),
    },
    { keys: '/', label: t('shell.key.search'), group, isHidden: true, run: () => setOpen('palette') },
    { keys: '?', label: t('shell.key.help'), group, run: () => setOpen('help') },
    { keys: 'shift+d', label: t('shell.key.theme'), group, run: switchTheme },
    { keys: 'shift+n', label: t('shell.key.rail'), group, run: switchRail },
    ...destinations.flatMap(({ key, to, label }) =>
      key === undefined
        ? []
        : {
            keys: `g ${key}`,
            label: t('shell.palette.go', { name: t(label) }),
            group,
            isHidden: true,
            run: () => go(to),
          },
    ),
  ]);
  return (
    <div className="shell">
      <a className="skip-link" href="#content">
        {t('shell.skip')}
      </a>
      <Header onPalette={() => setOpen('palette')} onHelp={() => setOpen('help')} />
      <Rail />
      <main className="shell-main" id="content" tabIndex={-1}>
        <SuspensionBanner />
        <div className="shell-content">
          <Outlet />
        </div>
      </main>
      <BottomBar />
      <ConnectionBanner />
      <CommandPalette
        isOpen={open === 'palette'}
        onOpenChange={(isOpen) => setOpen(isOpen ? 'palette' : null)}
      />
      <KeyboardHelp isOpen={open === 'help'} onOpenChange={(isOpen) => setOpen(isOpen ? 'help' : null)} />
      <Toasts />
    </div>
  );
}

function ConnectionBanner() {
  const state = useLiveState();
  if (state !== 'retrying') return null;
  return (
    <div className="connection" role="status">
      <WifiOff size={16} aria-hidden />
      {t('shell.offline')} <span>{t('shell.offline.kept')}</span>
    </div>
  );
}
