import { readMinuteCounts } from '#listen/posts/index.ts';
import { severityOfThreshold } from '../history.ts';
import type { IncidentRow } from '../incidents/store.ts';
import { begin, finish, grow, type Scene } from './incidents.ts';
import { topicsOf } from './topics-of.ts';

/** “At least n posts in m minutes”: begins with the minute that reaches it, ends when less than half of it is left. */
export async function lookAtThresholds(
  scene: Scene,
  to: number,
  open: ReadonlyMap<string, IncidentRow>,
): Promise<void> {
  for (const rule of scene.rules) {
    if (rule.kind !== 'threshold') continue;
    const topicIds = topicsOf(rule, scene.topics).map(({ id }) => id);
    const counts = await readMinuteCounts(scene.app, { from: to - rule.minutes, to, topicIds });
    for (const topicId of topicIds) {
      const observed = [...(counts.get(topicId)?.values() ?? [])].reduce((sum, posts) => sum + posts, 0);
      const known = open.get(`${rule.id} ${topicId}`);
      const severity = severityOfThreshold(observed, rule.posts);
      const change = { severity, expected: rule.posts, observed, ended: null, reason: null };
      const since = to - rule.minutes;
      if (!known && observed >= rule.posts)
        await begin(scene, { ...change, watch: rule.id, topicId, since, noticed: to - 1, usual: [] });
      else if (known && observed < rule.posts / 2)
        await finish(scene, known, {
          ...change,
          observed: known.observed,
          severity: known.severity,
          ended: to - 1,
          reason: 'calm',
        });
      else if (known && severity > known.severity) await grow(scene, known, { ...change, minute: to - 1 });
    }
  }
}
