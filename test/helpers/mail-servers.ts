import { execFile, spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createConnection, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { SMTPServer } from 'smtp-server';
import { until } from './app.ts';

const run = promisify(execFile);

/** Real mail servers of Debian: Postfix takes and hands on, Dovecot keeps the mailboxes, swaks is everybody who writes. */
export interface MailServers {
  smtpPort: number;
  imapPort: number;
  /** A server that knows nobody. */
  refusingPort: number;
  /** Sends as a customer's mail program would. `data` is the whole message, or the text of one. */
  swaks(mail: SwaksMail): Promise<void>;
  /** Messages in somebody's mailbox, whole, oldest first. */
  mailsOf(address: string, folder?: string): Promise<string[]>;
  /** Gives the mailbox new numbers, as after a restore of the server's disk. */
  renumber(address: string): Promise<void>;
  stopImap(): Promise<void>;
  startImap(): Promise<void>;
  stopSmtp(): Promise<void>;
  startSmtp(): Promise<void>;
  close(): Promise<void>;
}

export interface SwaksMail {
  from: string;
  to: string;
  subject?: string;
  body?: string;
  headers?: Record<string, string>;
  attach?: { name: string; bytes: Uint8Array; type?: string }[];
  data?: string;
}

export const MAIL_PASSWORD = 'pass word';
const NEEDED = ['/usr/sbin/dovecot', '/usr/sbin/postfix', '/usr/bin/swaks'];

/** Undefined when the servers are there, or could be installed; else why not. */
export function whyNoMailServers(): string | undefined {
  if (NEEDED.every(existsSync)) return process.getuid?.() === 0 ? undefined : 'Postfix needs root to start';
  if (process.getuid?.() !== 0)
    return 'dovecot, postfix or swaks are missing: apt-get install dovecot-imapd postfix swaks';
  // Where services would be started by installing them, nobody asked for that.
  if (!existsSync('/usr/sbin/policy-rc.d') && existsSync('/run/systemd/system'))
    return 'dovecot, postfix or swaks are missing, and installing them would start services here';
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  spawnSync('apt-get', ['update'], { env, stdio: 'ignore', timeout: 120_000 });
  const words = ['install', '-y', '--no-install-recommends', 'dovecot-imapd', 'postfix', 'swaks'];
  spawnSync('apt-get', words, { env, stdio: 'ignore', timeout: 240_000 });
  return NEEDED.every(existsSync) ? undefined : 'dovecot, postfix and swaks could not be installed';
}

/**
 * Mail for `users` is kept here. `unknown.example` is refused at once; what goes to `refused.example` is taken, and comes back when that
 * domain's own server refuses it.
 */
export async function startMailServers(
  users: readonly string[],
  introspectUrl?: string,
): Promise<MailServers> {
  const folder = await mkdtemp(path.join(tmpdir(), 'rapport-mail-'));
  await chmod(folder, 0o755);
  const [smtpPort, imapPort] = [await freePort(), await freePort()];
  const { uid, gid } = await idsOf('nobody');
  const boxes = path.join(folder, 'boxes');
  await mkdir(boxes);
  await chown(boxes, uid, gid);
  await writeFile(
    path.join(folder, 'users'),
    users.map((user) => `${user}:{PLAIN}${MAIL_PASSWORD}:${uid}:${gid}::${boxes}/${user}\n`).join(''),
  );
  await writeDovecot(folder, imapPort, introspectUrl);
  const refusing = await startRefusing();
  await writePostfix(folder, smtpPort, users, { uid, gid, refusing: refusing.port });
  let imap: ReturnType<typeof spawn> | undefined;
  const startImap = async () => {
    imap = spawn('/usr/sbin/dovecot', ['-F', '-c', path.join(folder, 'dovecot.conf')], { stdio: 'ignore' });
    await until('dovecot listens', () => isListening(imapPort), 20_000);
  };
  const stopImap = async () => {
    const ending = imap;
    imap = undefined;
    if (!ending || ending.exitCode !== null) return;
    const ended = new Promise((resolve) => ending.once('exit', resolve));
    ending.kill('SIGTERM');
    await ended;
  };
  const postfix = (word: string) => run('/usr/sbin/postfix', ['-c', path.join(folder, 'postfix'), word]);
  const startSmtp = async () => {
    await postfix('start');
    await until('postfix listens', () => isListening(smtpPort), 20_000);
  };
  const stopSmtp = async () => {
    await postfix('stop').catch(() => undefined);
    await until('postfix is silent', async () => !(await isListening(smtpPort)), 20_000);
  };
  await startImap();
  await startSmtp();
  const mailDir = (address: string, name = '') => path.join(boxes, address, name === '' ? '' : `.${name}`);
  return {
    smtpPort,
    imapPort,
    refusingPort: refusing.port,
    swaks: (mail) => swaks(mail, smtpPort, folder),
    async mailsOf(address, name) {
      const files: string[] = [];
      for (const part of ['cur', 'new']) {
        const directory = path.join(mailDir(address, name), part);
        for (const file of await readdir(directory).catch(() => [])) files.push(path.join(directory, file));
      }
      files.sort((a, b) => path.basename(a).localeCompare(path.basename(b)));
      return Promise.all(files.map((file) => readFile(file, 'latin1')));
    },
    async renumber(address) {
      for (const file of await readdir(mailDir(address)))
        if (file.startsWith('dovecot')) await rm(path.join(mailDir(address), file), { force: true });
    },
    startImap,
    stopImap,
    startSmtp,
    stopSmtp,
    async close() {
      await stopImap();
      await stopSmtp();
      await refusing.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function writeDovecot(folder: string, port: number, introspectUrl?: string): Promise<void> {
  if (introspectUrl !== undefined)
    await writeFile(
      path.join(folder, 'oauth2.conf'),
      `introspection_mode = post\nintrospection_url = ${introspectUrl}\nusername_attribute = email\nactive_attribute = active\nactive_value = true\n`,
    );
  const byToken =
    introspectUrl === undefined
      ? ''
      : `auth_mechanisms = plain xoauth2 oauthbearer
passdb {
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = ${folder}/oauth2.conf
}
`;
  const text = `
protocols = imap
base_dir = ${folder}/dovecot-run
state_dir = ${folder}/dovecot-state
log_path = ${folder}/dovecot.log
ssl = no
disable_plaintext_auth = no
first_valid_uid = 1
mail_location = maildir:~/
listen = 127.0.0.1
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
${byToken}passdb {
  driver = passwd-file
  args = scheme=PLAIN username_format=%u ${folder}/users
}
userdb {
  driver = passwd-file
  args = username_format=%u ${folder}/users
}
namespace inbox {
  inbox = yes
  mailbox Sent {
    auto = create
    special_use = \\Sent
  }
  mailbox Junk {
    auto = create
    special_use = \\Junk
  }
}
`;
  await writeFile(path.join(folder, 'dovecot.conf'), text);
}

async function writePostfix(
  folder: string,
  port: number,
  users: readonly string[],
  owner: { uid: number; gid: number; refusing: number },
): Promise<void> {
  const { refusing } = owner;
  const config = path.join(folder, 'postfix');
  const queue = path.join(folder, 'queue');
  const data = path.join(folder, 'data');
  for (const one of [config, queue, data]) await mkdir(one, { mode: 0o755 });
  const postfix = await idsOf('postfix');
  await chown(data, postfix.uid, postfix.gid);
  const domains = [...new Set(users.map((user) => user.split('@')[1]!))];
  await writeFile(path.join(config, 'boxes'), users.map((user) => `${user} ${user}/\n`).join(''));
  await writeFile(
    path.join(config, 'transport'),
    `refused.example smtp:[127.0.0.1]:${refusing}\nunknown.example error:5.1.1 There is no such domain\n`,
  );
  const main = {
    compatibility_level: '3.6',
    queue_directory: queue,
    data_directory: data,
    mail_owner: 'postfix',
    setgid_group: 'postdrop',
    myhostname: 'mx.shop.example',
    mydestination: '',
    inet_interfaces: 'loopback-only',
    inet_protocols: 'ipv4',
    mynetworks: '127.0.0.0/8',
    smtpd_relay_restrictions: 'permit_mynetworks, reject',
    virtual_mailbox_domains: domains.join(' '),
    virtual_mailbox_base: path.join(folder, 'boxes'),
    virtual_mailbox_maps: `texthash:${config}/boxes`,
    virtual_uid_maps: `static:${owner.uid}`,
    virtual_gid_maps: `static:${owner.gid}`,
    virtual_minimum_uid: '1',
    virtual_mailbox_limit: '0',
    message_size_limit: '60000000',
    transport_maps: `texthash:${config}/transport`,
    recipient_delimiter: '+',
    maillog_file: `${folder}/postfix.log`,
    maillog_file_prefixes: folder,
    maximal_queue_lifetime: '1h',
    minimal_backoff_time: '1s',
  };
  await writeFile(
    path.join(config, 'main.cf'),
    Object.entries(main)
      .map(([name, value]) => `${name} = ${value}\n`)
      .join(''),
  );
  const services = `
127.0.0.1:${port} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
qmgr unix n - n 1 1 qmgr
rewrite unix - - n - - trivial-rewrite
cleanup unix n - n - 0 cleanup
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
proxywrite unix - - n - 1 proxymap
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
virtual unix - n n - - virtual
smtp unix - - n - - smtp
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
`;
  await writeFile(path.join(config, 'master.cf'), services);
}

async function swaks(mail: SwaksMail, port: number, folder: string): Promise<void> {
  const words = [
    '--server',
    '127.0.0.1',
    '--port',
    String(port),
    '--from',
    mail.from,
    '--to',
    mail.to,
    '--silent',
    '3',
  ];
  const file = async (name: string, content: string | Uint8Array) => {
    const place = path.join(await mkdtemp(path.join(folder, 'swaks-')), name);
    await writeFile(place, content);
    return place;
  };
  if (mail.data !== undefined)
    words.push('--data', `@${await file('data', mail.data.replaceAll(/(?<!\r)\n/g, '\r\n'))}`);
  else {
    for (const [name, value] of Object.entries({ Subject: mail.subject ?? '', ...mail.headers }))
      words.push('--header', `${name}: ${value}`);
    words.push('--body', mail.body ?? '');
    for (const { name, bytes, type } of mail.attach ?? []) {
      words.push('--attach-name', name);
      if (type) words.push('--attach-type', type);
      words.push('--attach', `@${await file(name, bytes)}`);
    }
  }
  await run('/usr/bin/swaks', words, { maxBuffer: 1e8 });
}

/** The server of a domain that knows nobody. */
async function startRefusing(): Promise<{ port: number; close(): Promise<void> }> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo: (_address, _session, done) =>
      done(Object.assign(new Error('5.1.1 There is nobody of that name'), { responseCode: 550 })),
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as { port: number };
  return { port, close: () => new Promise<void>((resolve) => server.close(() => resolve())) };
}

async function idsOf(user: string): Promise<{ uid: number; gid: number }> {
  const line = (await readFile('/etc/passwd', 'utf8')).split('\n').find((one) => one.startsWith(`${user}:`));
  const [, , uid, gid] = (line ?? '').split(':');
  return { uid: Number(uid), gid: Number(gid) };
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export async function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
