import { access, constants, mkdir, statfs } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type Config, loadConfig } from '#platform/config/index.ts';
import type { Db } from '#platform/db/index.ts';
import { messageOf } from '#platform/errors/index.ts';
import { createOutward } from '#platform/outward/index.ts';
import { createLogger } from '#platform/log/index.ts';
import { openDatabaseOnly } from '../boot.ts';

interface Finding {
  what: string;
  state: 'good' | 'mind' | 'wrong';
  /** What was seen. */
  seen: string;
  /** How to mend it. */
  mend?: string;
}

const MARK = { good: '✓', mind: '!', wrong: '✗' };
const GIGABYTE = 1_073_741_824;
const OLDEST_POSTGRES = 150_000;

/** Looks at everything that Rapport stands on and says what is wrong and how to mend it. Exit code 1 when something is wrong. */
export async function runDoctor(): Promise<number> {
  const config = loadConfig(process.env);
  const findings = [
    checkNode(),
    await checkConsole(),
    ...(await checkDataDirectory(config)),
    ...(await checkDatabase(config)),
    await checkNetwork(config),
    checkMail(config),
  ];
  for (const { what, state, seen, mend } of findings) {
    process.stdout.write(`${MARK[state]} ${what.padEnd(16)} ${seen}\n`);
    if (mend) process.stdout.write(`  ${''.padEnd(16)} → ${mend}\n`);
  }
  return findings.some((finding) => finding.state === 'wrong') ? 1 : 0;
}

function checkNode(): Finding {
  return { what: 'Node', state: 'good', seen: `${process.version} on ${process.platform}-${process.arch}` };
}

async function checkConsole(): Promise<Finding> {
  const page = fileURLToPath(new URL('../../../build/console/index.html', import.meta.url));
  const isBuilt = await access(page).then(
    () => true,
    () => false,
  );
  return isBuilt
    ? { what: 'Console', state: 'good', seen: 'built' }
    : {
        what: 'Console',
        state: 'wrong',
        seen: 'not built',
        mend: 'Start with "npm start", which builds it.',
      };
}

async function checkDataDirectory(config: Config): Promise<Finding[]> {
  try {
    await mkdir(config.dataDir, { recursive: true, mode: 0o700 });
    await access(config.dataDir, constants.W_OK);
  } catch (error) {
    return [
      {
        what: 'Data directory',
        state: 'wrong',
        seen: messageOf(error),
        mend: 'Give the user that runs Rapport write access, or set RAPPORT_DATA.',
      },
    ];
  }
  const { bavail, bsize } = await statfs(config.dataDir);
  const free = (bavail * bsize) / GIGABYTE;
  const isTight = free < 2;
  return [
    { what: 'Data directory', state: 'good', seen: config.dataDir },
    {
      what: 'Disk',
      state: isTight ? 'wrong' : 'good',
      seen: `${free.toFixed(1)} GB free`,
      ...(isTight
        ? { mend: 'Make room before the database stops accepting posts; a million posts take about 2 GB.' }
        : {}),
    },
  ];
}

async function checkDatabase(config: Config): Promise<Finding[]> {
  const kind = config.databaseUrl ? 'server (DATABASE_URL)' : 'embedded';
  try {
    const opened = await openDatabaseOnly(config);
    try {
      return [
        ...(await checkServer(opened.db, kind)),
        ...(await checkWork(opened.db)),
        await checkSecrets(opened),
      ];
    } finally {
      await opened.stop();
    }
  } catch (error) {
    const mend = config.databaseUrl
      ? 'Check that the server runs and that DATABASE_URL is right.'
      : 'Read the reason above; "rapport restore" fills an empty data directory from a backup.';
    return [{ what: 'Database', state: 'wrong', seen: `${kind}: ${messageOf(error)}`, mend }];
  }
}

async function checkServer(db: Db, kind: string): Promise<Finding[]> {
  const [row] = await db.query<{ version: number; text: string; now: Date }>(
    `select current_setting('server_version_num')::int as version, current_setting('server_version') as text, clock_timestamp() as now`,
  );
  const skew = Math.abs(Date.now() - row!.now.getTime()) / 1000;
  const isOld = row!.version < OLDEST_POSTGRES;
  return [
    {
      what: 'Database',
      state: isOld ? 'wrong' : 'good',
      seen: `${kind}, PostgreSQL ${row!.text}`,
      ...(isOld ? { mend: 'Rapport needs PostgreSQL 15 or newer.' } : {}),
    },
    {
      what: 'Clock',
      state: skew > 5 ? 'mind' : 'good',
      seen: `${skew.toFixed(1)} s apart from the database's`,
      ...(skew > 5 ? { mend: 'Let both machines follow the same time server.' } : {}),
    },
  ];
}

async function checkWork(db: Db): Promise<Finding[]> {
  const [row] = await db.query<{
    stuck: number;
    uncertain: number;
    refused: number;
    unhealthy: number;
    sources: number;
  }>(
    `select (select count(*)::int from outbox where state = 'sending' and sending_since < now() - interval '10 minutes') as stuck,
            (select count(*)::int from outbox where state = 'uncertain') as uncertain,
            (select count(*)::int from refusals) as refused,
            (select count(*)::int from sources where state = 'running' and stopped_code is not null) as unhealthy,
            (select count(*)::int from sources) as sources`,
  );
  const { stuck, uncertain, refused, unhealthy, sources } = row!;
  return [
    {
      what: 'Sources',
      state: unhealthy > 0 ? 'mind' : 'good',
      seen: `${sources} set up, ${unhealthy} stopped by an error`,
      ...(unhealthy > 0 ? { mend: 'Open Listen › Sources; each says what it needs.' } : {}),
    },
    {
      what: 'Refused',
      state: refused > 0 ? 'mind' : 'good',
      seen: `${refused} payloads kept aside`,
      ...(refused > 0
        ? { mend: 'Open Listen › Sources › Refused, read the reason, replay or remove them.' }
        : {}),
    },
    {
      what: 'Outbox',
      state: stuck + uncertain > 0 ? 'mind' : 'good',
      seen: `${stuck} stuck, ${uncertain} uncertain`,
      ...(stuck + uncertain > 0
        ? {
            mend: 'Open Respond › Outbox and decide the uncertain ones; stuck ones need a running "rapport work".',
          }
        : {}),
    },
  ];
}

async function checkSecrets(opened: {
  secrets: { open(sealed: string, context: string): string; seal(text: string, context: string): string };
}): Promise<Finding> {
  const isUsable = opened.secrets.open(opened.secrets.seal('x', 'doctor'), 'doctor') === 'x';
  return { what: 'Key', state: isUsable ? 'good' : 'wrong', seen: 'stored secrets can be opened' };
}

async function checkNetwork(config: Config): Promise<Finding> {
  const outward = createOutward({ allow: config.allowOutward, log: createLogger('silent') });
  try {
    await outward.fetch('https://public.api.bsky.app/xrpc/_health', { timeoutMs: 4000 });
    return { what: 'Network', state: 'good', seen: 'Bluesky can be reached' };
  } catch (error) {
    return {
      what: 'Network',
      state: 'mind',
      seen: `Bluesky cannot be reached: ${messageOf(error)}`,
      mend: 'Without a network use the sample stream, files, or sources on this machine (RAPPORT_ALLOW).',
    };
  } finally {
    await outward.close();
  }
}

function checkMail(config: Config): Finding {
  return config.smtpUrl
    ? { what: 'Mail', state: 'good', seen: `through ${new URL(config.smtpUrl).host}` }
    : {
        what: 'Mail',
        state: 'mind',
        seen: 'not set up: invitations are links to copy, and notices stay in the console',
        mend: 'Set SMTP_URL and MAIL_FROM.',
      };
}
