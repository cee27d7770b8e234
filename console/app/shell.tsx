import { Link, Outlet } from '@tanstack/react-router';
import { WifiOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { onSignedOut } from '../api/client.ts';
import { Menu } from '../components/menu.tsx';
import { Toasts } from '../components/toast.tsx';
import { SuspensionBanner } from '../features/outbox/suspension-banner.tsx';
import { t } from '../i18n/index.ts';
import { useShortcuts } from '../keyboard/shortcuts.ts';
import { CommandPalette } from './command-palette.tsx';
import { Header } from './header.tsx';
import { KeyboardHelp } from './keyboard-help.tsx';
import { useLiveState, useLiveStream } from './live.ts';
import { type Destination, destinations, moreIcon as MoreIcon, setup, stages } from './navigation.ts';
import { useGo } from './go.ts';
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
    { keys: '?', label: t('shell.key.help'), group, run: () => setOpen('help') },
    { keys: 'shift+d', label: t('shell.key.theme'), group, run: switchTheme },
    ...destinations.map(({ key, to, label }) => ({
      keys: `g ${key}`,
      label: t('shell.palette.go', { name: t(label) }),
      group,
      isHidden: true,
      run: () => go(to),
    })),
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

function Rail() {
  return (
    <nav className="rail" aria-label={t('shell.navigation')}>
      {stages.map((stage) => (
        <div className="rail-stage" key={stage.label}>
          <h2 className="rail-heading">{t(stage.label)}</h2>
          {stage.destinations.map((destination) => (
            <RailLink key={destination.to} destination={destination} />
          ))}
        </div>
      ))}
      <div className="rail-stage rail-last">
        <RailLink destination={setup} />
      </div>
    </nav>
  );
}

function RailLink({ destination: { to, label, icon: Icon } }: { destination: Destination }) {
  return (
    <Link
      to={to}
      className="rail-link"
      activeProps={{ 'aria-current': 'page' }}
      activeOptions={{ includeSearch: false }}
    >
      <Icon size={20} strokeWidth={1.75} aria-hidden />
      <span>{t(label)}</span>
    </Link>
  );
}

/** The navigation of a phone. */
function BottomBar() {
  const go = useGo();
  return (
    <nav className="bottom-bar" aria-label={t('shell.navigation')}>
      {destinations
        .filter((destination) => destination.isOnPhone === true)
        .map((destination) => (
          <RailLink key={destination.to} destination={destination} />
        ))}
      <Menu
        align="end"
        trigger={
          <button type="button" className="rail-link">
            <MoreIcon size={20} strokeWidth={1.75} aria-hidden />
            <span>{t('shell.nav.more')}</span>
          </button>
        }
        entries={destinations
          .filter((destination) => destination.isOnPhone !== true)
          .map(({ to, label, icon }) => ({ label: t(label), icon, onSelect: () => go(to) }))}
      />
    </nav>
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
