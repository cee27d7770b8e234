import type { SpikeEvent } from '#lib/spikes/index.ts';
import type { App } from '#platform/app/index.ts';
import { readMinuteCounts } from '#listen/posts/index.ts';
import { listSources } from '#listen/sources/index.ts';
import { readTopicNames, type TopicName } from '#listen/topics/index.ts';
import { endUnwatched, type IncidentRow, selectOpen } from '../incidents/store.ts';
import { type RuleRow, selectActiveRules } from '../rules/store.ts';
import { begin, finish, grow, remember, type Scene } from './incidents.ts';
import { tellPosts } from './posts.ts';
import { readClock, setClock, tryLook } from './store.ts';
import { lookAtThresholds } from './thresholds.ts';
import { topicsOf } from './topics-of.ts';
import { LATE, look, usualAround, type Wanted, type Watch, Watches } from './watches.ts';

export const WATCH_JOB = 'alerts.watch';
/** A look that is so many minutes late finds minutes in which nobody listened. */
const LONG_AWAY = 5;
const LONGEST_AWAY = 1440 * 3;
/** Incidents of one look whose talk is looked for. */
const MOST_TALKS = 5;

export interface Look {
  minutes: number;
  watches: number;
  ms: number;
}

/** Looks once a minute at all watched topics. One process at a time does; another can take over after any of them. */
export class Watcher {
  readonly #watches = new Watches();

  async run(app: App): Promise<Look> {
    const started = performance.now();
    try {
      return await app.db.transaction(async () => {
        if (!(await tryLook(app))) return { minutes: 0, watches: 0, ms: 0 };
        const minutes = await this.#look(app);
        return { minutes, watches: this.#watches.size, ms: performance.now() - started };
      });
    } catch (error) {
      // What is in memory may be ahead of what was stored.
      this.#watches.clear();
      throw error;
    }
  }

  async #look(app: App): Promise<number> {
    const { now, seen: stored } = await readClock(app);
    const to = now;
    const seen = stored === null || to - stored > LONGEST_AWAY ? to - 2 : Math.min(stored, to - 1);
    if (to - seen <= 1) return 0;
    const rules = await selectActiveRules(app);
    const topics = new Map((await readTopicNames(app)).map((topic) => [topic.id, topic]));
    const scene: Scene = { app, rules, topics, now: app.clock.now(), talks: MOST_TALKS };
    const watches = await this.#watches.keep(app, wantedBy(rules, topics), seen);
    const counts = await readMinuteCounts(app, { from: seen + 1 - LATE, to });
    const isKnown = await knownMinutes(app, counts, to - seen > LONG_AWAY);
    const changed = new Set<Watch>();
    const open = new Map((await selectOpen(app)).map((row) => [`${row.watch} ${row.topic_id}`, row]));
    for (const watch of watches) {
      const events = look(watch, counts.get(watch.topicId), to, isKnown);
      const name = `spike:${watch.sensitivity}`;
      for (const past of watch.past.splice(0))
        await remember(scene, { ...past, watch: name, topicId: watch.topicId });
      if (events.length > 0) changed.add(watch);
      for (const event of events) await this.#tell(scene, watch, name, event);
      if (events.length === 0) await this.#agree(scene, watch, open.get(`${name} ${watch.topicId}`), to - 1);
    }
    await lookAtThresholds(scene, to, open);
    for (const rule of rules) if (rule.kind === 'posts') await tellPosts(scene, rule, to);
    const names = watches.map((watch) => `spike:${watch.sensitivity} ${watch.topicId}`);
    const thresholds = rules
      .filter(({ kind }) => kind === 'threshold')
      .flatMap((rule) => topicsOf(rule, topics).map(({ id }) => `${rule.id} ${id}`));
    await endUnwatched(app, [...names, ...thresholds], to - 1);
    await this.#watches.save(app, changed);
    await setClock(app, to - 1);
    return to - 1 - seen;
  }

  async #tell(scene: Scene, { topicId, detector }: Watch, watch: string, event: SpikeEvent): Promise<void> {
    const told = {
      ...event,
      ended: event.event === 'end' ? event.minute : null,
      reason: event.reason ?? null,
    };
    if (event.event === 'start') return this.#begin(scene, { topicId, detector }, watch, event);
    const row = (await selectOpen(scene.app)).find((one) => one.watch === watch && one.topic_id === topicId);
    if (row) await (event.event === 'end' ? finish : grow)(scene, row, told);
    else if (event.event === 'update') await this.#begin(scene, { topicId, detector }, watch, event);
  }

  async #begin(
    scene: Scene,
    { topicId, detector }: Pick<Watch, 'topicId' | 'detector'>,
    watch: string,
    event: Pick<SpikeEvent, 'since' | 'minute' | 'severity' | 'expected' | 'observed'>,
  ): Promise<void> {
    const usual = usualAround(detector, event.since);
    const { since, minute: noticed, severity, expected, observed } = event;
    const told = { since, noticed, severity, expected, observed, ended: null, reason: null };
    await begin(scene, { watch, topicId, usual, ...told });
  }

  /** After a restart, or where a watch began in the middle of an incident: the detector and the list agree again. */
  async #agree(scene: Scene, watch: Watch, row: IncidentRow | undefined, minute: number): Promise<void> {
    const { incident } = watch.detector;
    if (row && !incident) await finish(scene, row, { ...row, ended: minute, reason: 'calm' });
    if (row || !incident) return;
    const { since, severity, posts: observed } = incident;
    const expected = Math.round(incident.expected * 10) / 10;
    await this.#begin(scene, watch, `spike:${watch.sensitivity}`, {
      since,
      minute,
      severity,
      expected,
      observed,
    });
  }
}

/** Each topic that a spike rule wants, once for each sensitivity. */
function wantedBy(rules: readonly RuleRow[], topics: ReadonlyMap<string, TopicName>): Wanted[] {
  const wanted = new Map<string, Wanted>();
  for (const { kind, sensitivity, zone, ...rule } of rules) {
    if (kind !== 'spike') continue;
    for (const { id: topicId } of topicsOf(rule, topics)) {
      const key = `${topicId} ${sensitivity}`;
      if (!wanted.has(key)) wanted.set(key, { topicId, sensitivity, zone });
    }
  }
  return [...wanted.values()];
}

/** Posts of any topic so many minutes around tell that a minute was read. */
const AROUND = 10;

/**
 * Whether a minute without posts had none: not while no source could be read, nor while nobody listened, unless topics have posts of the minutes
 * around it because they were read later.
 */
async function knownMinutes(
  app: App,
  counts: ReadonlyMap<string, ReadonlyMap<number, number>>,
  wasAway: boolean,
): Promise<(minute: number) => boolean> {
  const running = (await listSources(app)).filter(({ state }) => state === 'running');
  const isDown =
    running.length > 0 && running.every(({ health }) => health === 'stopped' || health === 'backing-off');
  if (!wasAway && !isDown) return () => true;
  const some = new Set<number>();
  for (const minutes of counts.values())
    for (const minute of minutes.keys())
      for (let near = minute - AROUND; near <= minute + AROUND; near++) some.add(near);
  return (minute) => some.has(minute);
}
