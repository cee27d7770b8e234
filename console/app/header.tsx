import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import {
  CircleAlert,
  CircleCheck,
  CircleHelp,
  CirclePause,
  Keyboard,
  LogOut,
  type LucideIcon,
  Monitor,
  Moon,
  Search,
  Sun,
  TriangleAlert,
  UserRound,
} from 'lucide-react';
import { queries } from '../api/queries.ts';
import mark from '../favicon.svg';
import type { SourcesHealth } from '../api/types.ts';
import { Avatar } from '../components/avatar.tsx';
import { IconButton } from '../components/button.tsx';
import { classNames } from '../components/class-names.ts';
import { KeyHint } from '../components/key-hint.tsx';
import { Menu } from '../components/menu.tsx';
import { toastError } from '../components/toast-error.ts';
import { Tooltip } from '../components/tooltip.tsx';
import { shortNumber } from '../format/number.ts';
import { type MessageKey, t } from '../i18n/index.ts';
import { useGo } from './go.ts';
import { Notices } from './notices.tsx';
import { useUser } from './session.ts';
import { setTheme, switchTheme, useTheme } from './theme.ts';
import { signOut } from './sign-out.ts';

/** Brand, search, health of the sources, notices, and who is here. */
export function Header({ onPalette, onHelp }: { onPalette(): void; onHelp(): void }) {
  const brand = useQuery(queries.brand());
  return (
    <header className="header">
      <Link to={'/' as string} className="header-brand">
        <img src={mark} alt="" width={24} height={24} />
        <span className="ellipsis">
          {brand.data?.name === undefined || brand.data.name === '' ? 'Rapport' : brand.data.name}
        </span>
      </Link>
      <button type="button" className="header-jump" onClick={onPalette} aria-keyshortcuts="Control+K">
        <Search size={16} aria-hidden />
        <span className="visually-hidden">{t('shell.palette.title')}</span>
        <span className="grow ellipsis">{t('shell.jump')}</span>
        <KeyHint keys="mod+k" />
      </button>
      <Health />
      <ThemeButton />
      <Notices />
      <Me onHelp={onHelp} />
    </header>
  );
}

const LOOK: Record<string, { icon: LucideIcon; tone: 'ok' | 'warn' | 'bad' | 'none' }> = {
  ok: { icon: CircleCheck, tone: 'ok' },
  starting: { icon: CircleCheck, tone: 'ok' },
  lagging: { icon: TriangleAlert, tone: 'warn' },
  quiet: { icon: TriangleAlert, tone: 'warn' },
  'backing-off': { icon: TriangleAlert, tone: 'warn' },
  stopped: { icon: CircleAlert, tone: 'bad' },
  paused: { icon: CirclePause, tone: 'none' },
  none: { icon: CircleHelp, tone: 'none' },
  unknown: { icon: CircleHelp, tone: 'none' },
};

function Health() {
  const { data, isError } = useQuery(queries.health());
  const state = isError ? 'unknown' : data === undefined ? null : (data.worst ?? 'none');
  if (state === null) return null;
  const look = LOOK[state] ?? LOOK.unknown!;
  const Icon = look.icon;
  return (
    <Tooltip text={data === undefined ? t('shell.health.open') : detailOf(data)}>
      <Link to={'/sources' as string} className={classNames('header-health', `health-${look.tone}`)}>
        <Icon size={16} aria-hidden />
        <span>{t(`shell.health.${state}` as MessageKey)}</span>
      </Link>
    </Tooltip>
  );
}

function detailOf(health: SourcesHealth): string {
  const problem = health.problems[0];
  if (problem !== undefined)
    return `${problem.name}: ${problem.problem ?? t(`shell.health.${problem.health}` as MessageKey)}`;
  return t('shell.health.detail', {
    seen: shortNumber(health.seenPerMinute),
    kept: shortNumber(health.keptPerMinute),
  });
}

function ThemeButton() {
  const theme = useTheme();
  return (
    <IconButton
      className="header-theme"
      label={t('shell.key.theme')}
      shortcut="shift+d"
      icon={theme === 'dark' ? Moon : theme === 'light' ? Sun : Monitor}
      onClick={switchTheme}
    />
  );
}

function Me({ onHelp }: { onHelp(): void }) {
  const user = useUser();
  const theme = useTheme();
  const go = useGo();
  const queryClient = useQueryClient();
  return (
    <Menu
      align="end"
      trigger={
        <button type="button" className="header-me">
          <Avatar id={user.id} name={user.name} url={user.avatarUrl} size={24} />
          <span className="visually-hidden">{t('shell.account')}</span>
        </button>
      }
      entries={[
        { heading: `${user.name} · ${t(`shell.role.${user.role}`)}` },
        { label: t('shell.account.profile'), icon: UserRound, onSelect: () => go('/settings/profile') },
        { label: t('shell.help.title'), icon: Keyboard, shortcut: '?', onSelect: onHelp },
        'line',
        { heading: t('shell.theme') },
        {
          label: t('shell.theme.system'),
          icon: Monitor,
          isChecked: theme === 'system',
          onSelect: () => setTheme('system'),
        },
        {
          label: t('shell.theme.light'),
          icon: Sun,
          isChecked: theme === 'light',
          onSelect: () => setTheme('light'),
        },
        {
          label: t('shell.theme.dark'),
          icon: Moon,
          isChecked: theme === 'dark',
          onSelect: () => setTheme('dark'),
        },
        'line',
        {
          label: t('shell.account.signOut'),
          icon: LogOut,
          onSelect: () => void signOut(queryClient).catch(toastError),
        },
      ]}
    />
  );
}
