import { access, constants, mkdir, statfs } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Config, loadConfig } from '#platform/config/index.ts';
import { messageOf } from '#platform/errors/index.ts';
import { createOutward } from '#platform/outward/index.ts';
import { createLogger } from '#platform/log/index.ts';
import type { Finding } from './finding.ts';

const MARK = { good: '✓', mind: '!', wrong: '✗' };
const GIGABYTE = 1_073_741_824;

const HELP = `rapport doctor

Looks at everything that Rapport stands on and says what is wrong and how to mend it. Works beside a running Rapport.
Exit code 1 when something is wrong.
`;

/** Looks at everything that Rapport stands on and says what is wrong and how to mend it. Exit code 1 when something is wrong. */
export async function runDoctor(argv: string[]): Promise<number> {
  const { values } = parseArgs({ args: argv, options: { help: { type: 'boolean', short: 'h' } } });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const config = loadConfig(process.env);
  const [{ checkDatabase }, { checkStream }] = await Promise.all([
    import('./doctor-database.ts'),
    import('./doctor-stream.ts'),
  ]);
  const findings = [
    checkNode(),
    await checkConsole(),
    ...(await checkDataDirectory(config)),
    ...(await checkDatabase(config)),
    ...(await checkStream(config)),
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
