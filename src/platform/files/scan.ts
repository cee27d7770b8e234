import { spawn } from 'node:child_process';
import { createConnection } from 'node:net';
import type { App } from '#platform/app/index.ts';
import { messageOf } from '#platform/errors/index.ts';
import type { Scan } from './domain.ts';

export interface ScanResult {
  scan: Scan;
  note: string | null;
}

const PATIENCE_MS = 60_000;

/**
 * Asks the scanner that FILES_SCAN names: a command that reads the file from standard input and ends with 0 (clean) or 1 (refused), or a clamd
 * at `host:port` or `unix:/path`. Whatever else happens is "not scanned", with the reason.
 */
export async function scanBytes(app: App, bytes: Uint8Array): Promise<ScanResult> {
  const scanner = app.config.filesScan;
  if (scanner === undefined) return { scan: 'not scanned', note: null };
  try {
    return await (scanner.startsWith('command:')
      ? askCommand(scanner.slice('command:'.length), bytes)
      : askClamd(scanner, bytes));
  } catch (error) {
    app.log.warn(
      { reason: messageOf(error) },
      'the virus scanner did not answer; the file will be scanned later',
    );
    return { scan: 'not scanned', note: `the scanner did not answer: ${messageOf(error)}`.slice(0, 300) };
  }
}

/** Without a shell: words are separated by spaces. */
function askCommand(line: string, bytes: Uint8Array): Promise<ScanResult> {
  const [program = '', ...words] = line.trim().split(/\s+/);
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, { stdio: ['pipe', 'pipe', 'ignore'], timeout: PATIENCE_MS, env: {} });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      if (said.length < 2000) said += chunk.toString();
    });
    child.once('error', reject);
    // A scanner that has seen enough closes its end early.
    child.stdin.on('error', () => undefined);
    child.once('close', (code) => {
      if (code === 0) resolve({ scan: 'clean', note: null });
      else if (code === 1) resolve({ scan: 'refused', note: lastWords(said) });
      else reject(new Error(`${program} ended with ${code ?? 'a signal'}`));
    });
    child.stdin.end(bytes);
  });
}

function lastWords(said: string): string {
  return said.trim().split('\n').at(-1)?.slice(0, 200) || 'it gave no reason';
}

/** clamd's INSTREAM: chunks with their length before them, an empty one at the end, one line back. */
function askClamd(address: string, bytes: Uint8Array): Promise<ScanResult> {
  const unix = /^unix:(.+)$/.exec(address)?.[1];
  const [, host = '127.0.0.1', port = '3310'] = /^(.*):(\d+)$/.exec(address) ?? [];
  const socket = unix ? createConnection(unix) : createConnection(Number(port), host);
  return new Promise((resolve, reject) => {
    let said = '';
    socket.setTimeout(PATIENCE_MS, () => socket.destroy(new Error('it took too long')));
    socket.once('error', reject);
    socket.on('data', (chunk) => {
      said += chunk.toString();
    });
    socket.once('close', () => {
      const answer = said.replace(/\0.*$/s, '').trim();
      const found = /^stream: (.+) FOUND$/.exec(answer)?.[1];
      if (found) resolve({ scan: 'refused', note: found.slice(0, 200) });
      else if (answer === 'stream: OK') resolve({ scan: 'clean', note: null });
      else reject(new Error(answer === '' ? 'it closed the connection' : answer.slice(0, 200)));
    });
    socket.write('zINSTREAM\0');
    for (let at = 0; at < bytes.length; at += 65_536) {
      const chunk = bytes.subarray(at, at + 65_536);
      const length = Buffer.alloc(4);
      length.writeUInt32BE(chunk.length);
      socket.write(length);
      socket.write(chunk);
    }
    socket.write(Buffer.alloc(4));
  });
}
