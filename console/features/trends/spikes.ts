import { t } from '../../i18n/index.ts';
import type { Spike } from '../../components/charts/spikes.ts';
import type { Incident } from '../alerts/types.ts';

/** A spike of the period, and the incident it leads to. */
export interface ShownSpike extends Spike {
  severity: number;
  topic: string;
}

const MOST = 20;

/**
 * Incidents of topics as spikes, in the order of time. What several rules saw of one topic at the same time is one, told by the most severe;
 * of very many the most severe are shown.
 */
export function spikesOf(
  incidents: readonly Incident[],
  topicIds: ReadonlySet<string>,
  now: number,
): ShownSpike[] {
  const merged: (ShownSpike & { topicId: string })[] = [];
  const isOne = topicIds.size === 1;
  const wanted = incidents.filter(({ topic }) => topicIds.has(topic.id));
  for (const { id, topic, since, ended, severity } of wanted.toSorted((a, b) => b.severity - a.severity)) {
    const [from, to] = [Date.parse(since) / 1000, (ended === null ? now : Date.parse(ended)) / 1000];
    const same = merged.find((one) => one.topicId === topic.id && one.from <= to && one.to >= from);
    if (same) Object.assign(same, { from: Math.min(same.from, from), to: Math.max(same.to, to) });
    else {
      const name = isOne
        ? t('trends.spike', { severity })
        : t('trends.spike.of', { severity, topic: topic.name });
      merged.push({
        id,
        topicId: topic.id,
        topic: topic.name,
        severity,
        from,
        to,
        name,
        short: String(severity),
      });
    }
  }
  return merged.slice(0, MOST).sort((a, b) => a.from - b.from);
}
