import { Link, useLocation } from '@tanstack/react-router';
import { ChevronDown, PanelLeftClose, PanelLeftOpen } from 'lucide-react';
import { useState } from 'react';
import { Dialog } from '../components/dialog.tsx';
import { Tooltip } from '../components/tooltip.tsx';
import { t } from '../i18n/index.ts';
import {
  type Destination,
  destinations,
  moreIcon as MoreIcon,
  setup,
  type Stage,
  stages,
} from './navigation.ts';
import './rail.css';
import { WaitingCount } from './rail-count.tsx';
import { foldStage, switchRail, useFolded, useIsNarrow } from './rail-state.ts';

/** The loop beside every screen: names or icons only, each stage folded or open, as chosen on this device. */
export function Rail() {
  const isNarrow = useIsNarrow();
  const name = t(isNarrow ? 'shell.rail.widen' : 'shell.rail.narrow');
  const Icon = isNarrow ? PanelLeftOpen : PanelLeftClose;
  const width = (
    <button type="button" className="rail-link rail-width" onClick={switchRail} aria-label={name}>
      <Icon size={18} strokeWidth={1.75} aria-hidden />
    </button>
  );
  return (
    <nav className={isNarrow ? 'rail rail-narrow' : 'rail'} aria-label={t('shell.navigation')}>
      <div className="rail-stages">
        {stages.map((stage) => (
          <RailStage key={stage.label} stage={stage} isNarrow={isNarrow} />
        ))}
      </div>
      <div className="rail-last">
        <RailLink destination={setup} isNarrow={isNarrow} />
        <Tooltip text={name} shortcut="shift+n" side="right">
          {width}
        </Tooltip>
      </div>
    </nav>
  );
}

/** A folded stage keeps the screen that is open, so that one always sees where one is. */
function RailStage({ stage, isNarrow }: { stage: Stage; isNarrow: boolean }) {
  const isFolded = useFolded().has(stage.label);
  const path = useLocation({ select: ({ pathname }) => pathname });
  const shown = isFolded ? stage.destinations.filter(({ to }) => isWithin(path, to)) : stage.destinations;
  return (
    <div className="rail-stage">
      <h2>
        <button
          type="button"
          className="rail-heading"
          aria-expanded={!isFolded}
          onClick={() => foldStage(stage.label, !isFolded)}
        >
          <span>{t(stage.label)}</span>
          <ChevronDown size={14} aria-hidden />
        </button>
      </h2>
      {shown.map((destination) => (
        <RailLink key={destination.to} destination={destination} isNarrow={isNarrow} />
      ))}
    </div>
  );
}

function RailLink({ destination, isNarrow }: { destination: Destination; isNarrow: boolean }) {
  if (!isNarrow) return <Place destination={destination} />;
  const { label, key } = destination;
  return (
    <Tooltip text={t(label)} side="right" {...(key !== undefined && { shortcut: `g ${key}` })}>
      <Place destination={destination} />
    </Tooltip>
  );
}

/** What a tooltip hands to its trigger goes on to the link. */
function Place({ destination, ...wiring }: { destination: Destination; onClick?(): void }) {
  const { to, label, icon: Icon } = destination;
  return (
    <Link
      {...wiring}
      to={to}
      className="rail-link"
      activeProps={{ 'aria-current': 'page' }}
      activeOptions={{ includeSearch: false }}
    >
      <Icon size={18} strokeWidth={1.75} aria-hidden />
      <span>{t(label)}</span>
      <WaitingCount to={to} />
    </Link>
  );
}

/** The navigation of a phone: what is needed all day, and everything else by stage. */
export function BottomBar() {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <nav className="bottom-bar" aria-label={t('shell.navigation')}>
      {destinations
        .filter((destination) => destination.isOnPhone === true)
        .map((destination) => (
          <Place key={destination.to} destination={destination} />
        ))}
      <button type="button" className="rail-link" aria-haspopup="dialog" onClick={() => setIsOpen(true)}>
        <MoreIcon size={18} strokeWidth={1.75} aria-hidden />
        <span>{t('shell.nav.more')}</span>
      </button>
      <Dialog title={t('shell.nav.everything')} isOpen={isOpen} onOpenChange={setIsOpen}>
        {[...stages, { label: 'shell.stage.setup' as const, destinations: [setup] }].map((stage) => (
          <section key={stage.label} className="more-stage" aria-label={t(stage.label)}>
            <h3>{t(stage.label)}</h3>
            <div className="more-places">
              {stage.destinations.map((destination) => (
                <Place key={destination.to} destination={destination} onClick={() => setIsOpen(false)} />
              ))}
            </div>
          </section>
        ))}
      </Dialog>
    </nav>
  );
}

function isWithin(path: string, to: string): boolean {
  return path === to || path.startsWith(`${to}/`);
}
