import { Maximize, Moon, MonitorOff, WifiOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { switchTheme } from '../../app/theme.ts';
import { IconButton } from '../../components/button.tsx';
import { EmptyState } from '../../components/page.tsx';
import { t } from '../../i18n/index.ts';
import { lostSince, type WallState } from './connection.ts';
import { useWall } from './use-wall.ts';
import './wall.css';
import { WallFigures } from './wall-figures.tsx';
import { WallNotices } from './wall-notices.tsx';
import { WallTeams } from './wall-teams.tsx';

/** The wallboard, full screen. With a token behind the # it needs no sign-in. */
export function WallScreen() {
  const [token] = useState(() => globalThis.location.hash.slice(1));
  const state = useWall(token);
  const now = useSeconds();
  if (state.kind === 'dark')
    return (
      <main className="wall wall-dark">
        <EmptyState icon={MonitorOff} title={t('wallboard.dark.title')} text={t('wallboard.dark.text')} />
      </main>
    );
  return (
    <main className="wall" aria-busy={state.kind === 'connecting'}>
      <header className="wall-head">
        <h1>
          {state.kind === 'shown' && state.wall.company !== '' ? state.wall.company : t('wallboard.title')}
        </h1>
        <Clock now={now} />
        <IconButton label={t('wallboard.theme')} icon={Moon} onClick={switchTheme} />
        <IconButton
          label={t('wallboard.full')}
          icon={Maximize}
          onClick={() => void document.documentElement.requestFullscreen().catch(() => undefined)}
        />
      </header>
      <Lost state={state} now={now} />
      {state.kind === 'connecting' ? (
        <p className="wall-connecting" role="status">
          {t('wallboard.connecting')}
        </p>
      ) : (
        <div className={lostSince(state, now) === null ? 'wall-body' : 'wall-body wall-old'}>
          <WallNotices wall={state.wall} />
          <WallFigures wall={state.wall} now={now + state.skew} />
          <WallTeams wall={state.wall} now={now + state.skew} />
        </div>
      )}
    </main>
  );
}

function Lost({ state, now }: { state: WallState; now: number }) {
  const since = lostSince(state, now);
  if (since === null) return null;
  return (
    <p className="wall-lost" role="alert">
      <WifiOff aria-hidden />
      {t('wallboard.lost', { time: clockOf(since) })}
    </p>
  );
}

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const clockOf = (time: number) => clock.format(new Date(time));

function Clock({ now }: { now: number }) {
  return <time className="figures">{clockOf(now)}</time>;
}

/** Milliseconds since 1970, anew each second. */
function useSeconds(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
