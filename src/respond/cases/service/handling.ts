import type { App } from '#platform/app/index.ts';
import { readTeamNames } from '#people/teams/index.ts';
import type { Wish } from '#respond/inbox/index.ts';
import { readNames } from './present.ts';

type Handling = Omit<Wish, 'version' | 'status'>;

/** What is done to all conversations of a case, in words that follow a name, a line each; `until` is the end of a snooze. */
export async function handlingLines(
  app: App,
  handling: Handling | undefined,
): Promise<{ words: string; until?: string }[]> {
  if (!handling) return [];
  const { assigneeId, teamId, snoozedUntil, snoozeReason, addLabels = [], removeLabels = [] } = handling;
  const lines: { words: string; until?: string }[] = [];
  if (assigneeId !== undefined) {
    const name = assigneeId === null ? '' : ((await readNames(app)).get(assigneeId) ?? 'a former colleague');
    const words =
      assigneeId === null ? 'took it from everybody' : `assigned all its conversations to ${name}`;
    lines.push({ words });
  }
  if (teamId !== undefined) {
    const name = teamId === null ? '' : ((await readTeamNames(app)).get(teamId) ?? 'that is gone');
    const words = teamId === null ? 'took it from its team' : `gave all its conversations to team ${name}`;
    lines.push({ words });
  }
  if (snoozedUntil !== undefined) {
    const words = snoozeReason ? `snoozed it (${snoozeReason})` : 'snoozed it';
    lines.push({ words, until: snoozedUntil.toISOString() });
  }
  if (addLabels.length > 0) lines.push({ words: `added ${quoted(addLabels)}` });
  if (removeLabels.length > 0) lines.push({ words: `removed ${quoted(removeLabels)}` });
  return lines;
}

function quoted(labels: readonly string[]): string {
  return labels.map((label) => `“${label}”`).join(', ');
}
