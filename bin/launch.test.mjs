import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { runsTypeScript } from './node24.mjs';

const folder = mkdtempSync(path.join(os.tmpdir(), 'rapport-launch-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const COUNTS_SIGNALS = `
  let seen = 0;
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => {
    console.log(signal, ++seen);
    if (seen === 2) process.exit(7);
  });
  setInterval(() => undefined, 1000);
  console.log('ready', process.pid);
`;

describe('launch', () => {
  it('hands over arguments, input and the exit code', async () => {
    const launched = start(`
      let input = '';
      for await (const chunk of process.stdin) input += chunk;
      console.log(JSON.stringify([process.argv.slice(2), input]));
      process.exitCode = 3;
    `);
    launched.child.stdin.end('from the pipe');
    assert.deepEqual(await ended(launched.child), [3, null]);
    assert.deepEqual(JSON.parse(launched.output()), [['one', 'two words'], 'from the pipe']);
  });

  it('passes one keystroke on once, and the next one again', async () => {
    const launched = start(COUNTS_SIGNALS);
    await until(() => launched.output().includes('ready'));
    launched.child.kill('SIGINT');
    launched.child.kill('SIGINT');
    await until(() => launched.output().includes('SIGINT 1'));
    launched.child.kill('SIGINT');
    launched.child.kill('SIGTERM');
    assert.deepEqual(await ended(launched.child), [7, null]);
    assert.match(launched.output(), /SIGINT 1\nSIGTERM 2\n$/);
  });

  it('lets a later Ctrl-C through', async () => {
    const launched = start(COUNTS_SIGNALS);
    await until(() => launched.output().includes('ready'));
    launched.child.kill('SIGINT');
    await until(() => launched.output().includes('SIGINT 1'));
    await new Promise((resolve) => setTimeout(resolve, 400));
    launched.child.kill('SIGINT');
    assert.deepEqual(await ended(launched.child), [7, null]);
  });

  it('tells how its child was killed', async () => {
    const launched = start(COUNTS_SIGNALS);
    process.kill(await pidOf(launched), 'SIGKILL');
    assert.deepEqual(await ended(launched.child), [137, null]);
  });

  it('takes its child along when it is killed', async () => {
    const launched = start(COUNTS_SIGNALS);
    const pid = await pidOf(launched);
    launched.child.kill('SIGKILL');
    await until(() => !isRunning(pid));
  });

  it('takes its child along when npm, which started it, is killed', async () => {
    const launcher = writeScript(launcherOf(writeScript(COUNTS_SIGNALS)));
    const npm = spawn(process.execPath, [
      '-e',
      `
      const { spawn } = require('node:child_process');
      spawn(process.execPath, [${JSON.stringify(launcher)}], { stdio: 'inherit', env: { ...process.env, npm_lifecycle_event: 'start' } });
    `,
    ]);
    const launched = { child: npm, output: collect(npm) };
    const pid = await pidOf(launched);
    npm.kill('SIGKILL');
    await until(() => !isRunning(pid));
  });
});

describe('the Node at hand', () => {
  for (const version of ['22.18.0', '22.20.1', '23.6.0', '24.0.0', '26.1.0']) {
    it(`is new enough when it is ${version}`, () => assert.equal(runsTypeScript(version), true));
  }
  for (const version of ['18.20.0', '20.20.2', '22.17.9', '23.5.0']) {
    it(`is too old when it is ${version}`, () => assert.equal(runsTypeScript(version), false));
  }
});

let scripts = 0;

function writeScript(text) {
  const file = path.join(folder, `script-${++scripts}.mjs`);
  writeFileSync(file, text);
  return file;
}

function launcherOf(script) {
  const module = new URL('launch.mjs', import.meta.url).href;
  return `
    const { launch } = await import(${JSON.stringify(module)});
    process.exitCode = await launch(${JSON.stringify(script)}, ['one', 'two words']);
  `;
}

function start(text) {
  const env = { ...process.env };
  delete env.npm_lifecycle_event;
  const child = spawn(process.execPath, [writeScript(launcherOf(writeScript(text)))], { env });
  return { child, output: collect(child) };
}

function collect(child) {
  let text = '';
  child.stdout.on('data', (chunk) => {
    text += chunk;
  });
  return () => text;
}

async function pidOf({ output }) {
  await until(() => output().includes('ready'));
  return Number(/ready (\d+)/.exec(output())[1]);
}

async function ended(child) {
  return child.exitCode === null && child.signalCode === null
    ? once(child, 'close')
    : [child.exitCode, child.signalCode];
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function until(condition) {
  const deadline = Date.now() + 10_000;
  while (!condition()) {
    assert(Date.now() < deadline, 'the condition did not come true in ten seconds');
    await wait(20);
  }
}
