import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api } from '../../api/client.ts';
import { useCan } from '../../app/session.ts';
import { createMeter } from './meter.ts';
import { caseQueries } from './queries.ts';

const TICK_MS = 1000;
const BATCH_MS = 60_000;
const INPUTS = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'touchmove'] as const;

/** One for all screens, so that nothing is lost on the way from one to the next. */
const meter = createMeter();

/** Measures the time with this case on the screen while somebody is at work, and tells the server once a minute and on leaving. */
export function useMeasuredTime(caseId: string | null): void {
  const settings = useQuery({ ...caseQueries.settings(), enabled: caseId !== null }).data;
  const mayWork = useCan()('cases.work');
  const isOn = caseId !== null && mayWork && settings?.measuresTime === true;
  useEffect(() => {
    if (!isOn) return;
    const stopping = new AbortController();
    for (const input of INPUTS)
      document.addEventListener(input, () => meter.input(performance.now()), {
        signal: stopping.signal,
        passive: true,
        capture: true,
      });
    const isVisible = () => document.visibilityState === 'visible';
    document.addEventListener('visibilitychange', () => !isVisible() && tell(), { signal: stopping.signal });
    meter.tick(performance.now(), caseId, false);
    const ticking = setInterval(() => meter.tick(performance.now(), caseId, isVisible()), TICK_MS);
    const telling = setInterval(tell, BATCH_MS);
    return () => {
      stopping.abort();
      clearInterval(ticking);
      clearInterval(telling);
      meter.tick(performance.now(), caseId, isVisible());
      tell();
    };
  }, [isOn, caseId]);
}

/** A batch that does not arrive is lost: better too little than twice. */
function tell(): void {
  const items = meter.take();
  if (items.length > 0) api.post('/cases/measured', { items }).catch(() => undefined);
}
