import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { until } from './app.ts';
import { freePort, isListening } from './mail-servers.ts';

/** A real SAML identity provider (SimpleSAMLphp from Debian, on PHP's own server), in which one customer is always signed in. */
export interface SamlPeer {
  entityId: string;
  /** Its metadata, as it publishes it. */
  metadata(): Promise<string>;
  /** What a browser does with an address there: follows it, and answers the form that it would send to us. */
  visit(url: string): Promise<{ action: string; answer: string; relay: string }>;
  /** The same in a browser that stays signed in there; `ours` opens addresses of ours and answers where they lead on, if anywhere. Answers every address. */
  walk(
    url: string,
    jar: Map<string, string>,
    ours: (url: string) => Promise<string | undefined>,
  ): Promise<string[]>;
  visitAs(url: string, jar: Map<string, string>): Promise<{ action: string; answer: string; relay: string }>;
  /** Where somebody signs out there, and then goes. */
  signOut(to: string): string;
  close(): Promise<void>;
}

const PACKED = path.resolve('build/simplesamlphp');
const HOME = path.join(PACKED, 'usr/share/simplesamlphp');

/** Undefined when it is there, or could be had; else why not. Installed, it would bring a web server that starts by itself, so it is unpacked. */
export function whyNoSimpleSamlPhp(): string | undefined {
  const hasPhp =
    spawnSync('php', ['-r', 'exit(extension_loaded("dom") && extension_loaded("mbstring") ? 0 : 1);'])
      .status === 0;
  if (!hasPhp) return 'PHP is missing: apt-get install php-cli php-xml php-mbstring';
  const isThere = () => existsSync(`${HOME}/www/saml2/idp/SSOService.php`);
  if (isThere()) return undefined;
  const script =
    'set -e; mkdir -p "$1"; cd "$1"; get() { apt-get download simplesamlphp; }; get || { apt-get update -qq; get; }; for one in *.deb; do dpkg -x "$one" .; rm "$one"; done';
  spawnSync('sh', ['-c', script, 'sh', PACKED], { stdio: 'ignore', timeout: 120_000 });
  return isThere() ? undefined : 'SimpleSAMLphp could not be had: apt-get download simplesamlphp';
}

export async function startSimpleSamlPhp(sp: {
  entityId: string;
  acs: string;
  customer: Record<string, string>;
  /** Where we are asked to sign somebody out, and the certificate that our questions are checked with. */
  logout?: { url: string; certificate: string };
}): Promise<SamlPeer> {
  const folder = await mkdtemp(path.join(tmpdir(), 'rapport-saml-'));
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  await furnish(folder, base, sp);
  const php: ChildProcess = spawn('php', ['-S', `127.0.0.1:${port}`, '-t', `${HOME}/www`], {
    env: { ...process.env, SIMPLESAMLPHP_CONFIG_DIR: `${folder}/config` },
    stdio: 'ignore',
  });
  await until('PHP to listen', () => isListening(port));
  return {
    entityId: `${base}/idp`,
    metadata: async () => (await fetch(`${base}/saml2/idp/metadata.php`)).text(),
    visit: (url) => follow(url, base, new Map()),
    visitAs: (url, jar) => follow(url, base, jar),
    walk: (url, jar, ours) => walk(url, base, jar, ours),
    signOut: (to) => `${base}/saml2/idp/SingleLogoutService.php?ReturnTo=${encodeURIComponent(to)}`,
    async close() {
      const ended = new Promise((resolve) => php.once('exit', resolve));
      php.kill();
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function furnish(
  folder: string,
  base: string,
  { entityId, acs, customer, logout }: Parameters<typeof startSimpleSamlPhp>[0],
): Promise<void> {
  for (const part of ['config', 'metadata', 'cert', 'data', 'tmp', 'sessions', 'log'])
    await mkdir(path.join(folder, part));
  const asked = '-x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=idp.example'.split(' ');
  const files = ['-keyout', `${folder}/cert/idp.pem`, '-out', `${folder}/cert/idp.crt`];
  const made = spawnSync('openssl', ['req', ...asked, ...files]);
  if (made.status !== 0) throw new Error(`no certificate could be made: ${String(made.stderr)}`);
  const write = (file: string, php: string) => writeFile(path.join(folder, file), `<?php\n${php}\n`);
  const attributes = Object.entries(customer).map(([name, value]) => `${text(name)} => [${text(value)}]`);
  await write(
    'config/config.php',
    `$config = ['baseurlpath' => ${text(`${base}/`)}, 'certdir' => ${text(`${folder}/cert/`)}, 'metadatadir' => ${text(`${folder}/metadata/`)},
      'datadir' => ${text(`${folder}/data/`)}, 'tempdir' => ${text(`${folder}/tmp`)}, 'loggingdir' => ${text(`${folder}/log/`)}, 'logging.handler' => 'file',
      'secretsalt' => 'a salt for tests', 'auth.adminpassword' => 'unused admin password', 'technicalcontact_email' => 'it@idp.example',
      'timezone' => 'UTC', 'enable.saml20-idp' => true, 'module.enable' => ['exampleauth' => true, 'core' => true, 'saml' => true],
      'store.type' => 'phpsession', 'session.phpsession.cookiename' => 'PeerSession', 'session.phpsession.savepath' => ${text(`${folder}/sessions`)},
      'session.phpsession.httponly' => true, 'session.cookie.secure' => false, 'trusted.url.domains' => ['idp.example'], 'metadata.sources' => [['type' => 'flatfile']]];`,
  );
  await write(
    'config/authsources.php',
    `$config = ['customer' => ['exampleauth:StaticSource', ${attributes.join(', ')}]];`,
  );
  await write(
    'metadata/saml20-idp-hosted.php',
    `$metadata[${text(`${base}/idp`)}] = ['host' => '__DEFAULT__', 'privatekey' => 'idp.pem', 'certificate' => 'idp.crt', 'auth' => 'customer',
      'sign.logout' => true, 'validate.logout' => true, 'signature.algorithm' => 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256'];`,
  );
  await write(
    'metadata/saml20-sp-remote.php',
    `$metadata[${text(entityId)}] = ['AssertionConsumerService' => ${text(acs)}, 'saml20.sign.assertion' => true,
${logout ? `      'SingleLogoutService' => ${text(logout.url)}, 'certData' => ${text(logout.certificate)}, 'sign.logout' => true, 'validate.logout' => true,` : ''}
      'NameIDFormat' => 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent', 'simplesaml.nameidattribute' => 'uid'];`,
  );
}

const text = (value: string): string => `'${value.replaceAll(/['\\]/g, String.raw`\$&`)}'`;

async function step(url: string, base: string, jar: Map<string, string>) {
  const answer = await fetch(url, {
    redirect: 'manual',
    headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
  });
  for (const cookie of answer.headers.getSetCookie()) {
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie)!;
    jar.set(name!, value!);
  }
  const to = answer.headers.get('location');
  return {
    status: answer.status,
    to: to === null ? undefined : new URL(to, base).href,
    html: await answer.text(),
  };
}

async function walk(
  url: string,
  base: string,
  jar: Map<string, string>,
  ours: (url: string) => Promise<string | undefined>,
): Promise<string[]> {
  const seen: string[] = [];
  for (let next: string | undefined = url; next !== undefined && seen.length < 20;) {
    seen.push(next);
    if (!next.startsWith(base)) {
      next = await ours(next);
      continue;
    }
    const { status, to, html } = await step(next, base, jar);
    if (to === undefined && status !== 200) throw new Error(`${next} answered ${status}: ${html}`);
    next = to;
  }
  return seen;
}

async function follow(url: string, base: string, jar: Map<string, string>) {
  for (let next = url, hops = 0; hops < 12; hops++) {
    const { status, to, html } = await step(next, base, jar);
    if (to !== undefined) {
      next = to;
      continue;
    }
    const field = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';
    const action = /<form[^>]*action="([^"]*)"/.exec(html)?.[1];
    if (status !== 200 || action === undefined) throw new Error(`${next} answered ${status}: ${html}`);
    return { action: plain(action), answer: field('SAMLResponse'), relay: plain(field('RelayState')) };
  }
  throw new Error('the provider goes round in circles');
}

const plain = (html: string): string => html.replaceAll('&amp;', '&').replaceAll('&#38;', '&');
