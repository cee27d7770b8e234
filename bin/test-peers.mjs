import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { ensureInstalled } from './install.mjs';
import { ROOT } from './node24.mjs';

/** Programs that tests drive, and the Debian packages that bring them. */
const PROGRAMS = [
  { program: 'chromium', package: 'chromium', for: 'the tests in a browser' },
  { program: 'nats-server', package: 'nats-server', for: 'the tests of many machines' },
  { program: 'php', package: 'php-cli php-xml php-mbstring', for: 'the tests of SAML' },
  { program: 'newsboat', package: 'newsboat python3-feedparser', for: 'the tests of feeds' },
];

/** Brings the real servers and programs that the tests talk to. What cannot be had is named; the tests that need it then say so. */
export async function installPeers() {
  const missing = PROGRAMS.filter(({ program }) => !isOnPath(program));
  if (missing.length > 0 && !installPackages(missing.flatMap((one) => one.package.split(' ')))) {
    for (const one of missing)
      say(`${one.program} is missing, which ${one.for} need: apt-get install ${one.package}`);
  }
  const folder = path.join(ROOT, 'test/peers');
  if (!existsSync(path.join(folder, 'package-lock.json'))) return;
  await ensureInstalled(folder, { what: 'the servers that the tests talk to' });
}

function installPackages(names) {
  if (process.getuid?.() !== 0 || !isOnPath('apt-get')) return false;
  say(`Installing ${names.join(', ')} by apt-get …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const install = () =>
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names], {
      env,
      stdio: 'ignore',
    }).status === 0;
  if (install()) return true;
  spawnSync('apt-get', ['update', '-qq'], { env, stdio: 'ignore' });
  return install();
}

function isOnPath(program) {
  // Debian keeps servers where only root's PATH looks.
  return [...(process.env.PATH ?? '').split(path.delimiter), '/usr/sbin'].some((folder) =>
    existsSync(path.join(folder, program)),
  );
}

function say(line) {
  process.stderr.write(`${line}\n`);
}
