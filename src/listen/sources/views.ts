import { connectorsPort, type SourceConnector } from '#connectors/kit/index.ts';
import type { App } from '#platform/app/index.ts';
import { type MinuteCounts, readMinutes } from '#listen/intake/index.ts';
import { judge, type Judgement } from './domain.ts';
import type { SourceView } from './schema.ts';
import type { SourceRow } from './store.ts';

/** The health of a row at the time it was read. */
export function judgeRow(app: App, row: SourceRow): Judgement {
  const connector = app.use(connectorsPort).sources.get(row.kind);
  return judge(
    {
      state: row.state,
      reads: connector?.reads ?? 'poll',
      rhythmSeconds: connector?.rhythmSeconds ?? 0,
      stoppedCode: row.stopped_code,
      failures: row.failures,
      lastError: row.last_error,
      failingSince: row.failing_since,
      runningSince: row.running_since,
      lastReadAt: row.last_read_at && row.last_read_at >= row.running_since ? row.last_read_at : null,
      lastItemAt: row.last_item_at,
      newestEventAt: row.newest_event_at,
      nextReadAt: row.next_read_at,
      heartbeatAt: row.heartbeat_at,
    },
    row.now,
  );
}

const HOUR = 60;

/** Sources as screens show them, with what they brought in the last hour. */
export async function toSourceViews(app: App, rows: readonly SourceRow[]): Promise<SourceView[]> {
  const minutes = await readMinutes(
    app,
    rows.map((row) => row.id),
    HOUR,
  );
  return rows.map((row) => toView(app, row, minutes.get(row.id) ?? []));
}

function toView(app: App, row: SourceRow, minutes: readonly MinuteCounts[]): SourceView {
  const { health, problem, lagSeconds } = judgeRow(app, row);
  const sum = (of: (minute: MinuteCounts) => number) =>
    minutes.reduce((total, minute) => total + of(minute), 0);
  return {
    id: row.id,
    kind: row.kind,
    network: row.network,
    name: row.name,
    description: row.description,
    config: row.config,
    state: row.state,
    health,
    problem,
    lagSeconds,
    lastItemAt: row.last_item_at?.toISOString() ?? null,
    lastReadAt: row.last_read_at?.toISOString() ?? null,
    nextReadAt: row.next_read_at?.toISOString() ?? null,
    failures: row.failures,
    lastHour: { seen: sum((m) => m.seen), kept: sum((m) => m.kept), refused: sum((m) => m.refused) },
    perMinute:
      minutes.length > 0 ? minutes.map((minute) => minute.seen) : Array.from({ length: HOUR }, () => 0),
    gaps: row.gaps,
    createdAt: row.created_at.toISOString(),
  };
}

/** A kind of source as the form needs it. */
export function toKindView(connector: SourceConnector) {
  return {
    kind: connector.kind,
    network: connector.network,
    title: connector.title,
    verification: connector.verification,
    usesAccounts: connector.usesAccounts ?? false,
    reads: connector.reads,
    fields: connector.fields.map((field) => ({
      name: field.name,
      label: field.label,
      kind: field.kind,
      required: field.required,
      placeholder: field.placeholder ?? null,
      help: field.help ?? null,
      default: field.default ?? null,
    })),
  };
}
