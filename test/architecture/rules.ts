import type { SourceFile } from './imports.ts';

const STAGES = ['listen', 'respond', 'publish', 'embrace', 'measure'];
const OUTWARD_ONLY = new Set([
  'undici',
  'ws',
  '@nats-io/transport-node',
  'node:http',
  'node:https',
  'imapflow',
  'nodemailer',
  'node:net',
  'node:tls',
  'node:dgram',
  'http',
  'https',
  'net',
]);
/** The parts that are the edge of the process itself: the server, the database's socket, mail, the stream to our own machines, the virus scanner. */
const MAY_USE_NETWORK = [
  'src/platform/outward/',
  'src/platform/db/embedded/',
  'src/platform/files/scan.ts',
  'src/platform/mail/',
  'src/platform/stream/',
];

/** Every way in which the imports break the shape described in ARCHITECTURE.md, one line each. */
export function violationsOf(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) =>
    isTest(file.path) ? [] : [...arrows(file), ...roles(file), ...network(file)],
  );
}

export function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path) || /\/(fixtures|testing)\//.test(path);
}

function arrows(file: SourceFile): string[] {
  const from = placeOf(file.path);
  const found: string[] = [];
  for (const target of file.imports) {
    const to = placeOf(target);
    if (from.feature === to.feature) continue;
    if (!mayImport(from, to))
      found.push(`${file.path} imports ${target}: ${from.top} must not reach into ${to.top}`);
    else if (
      isFeature(to) &&
      !target.endsWith('/index.ts') &&
      !(from.top === 'console' && target.endsWith('/schema.ts'))
    )
      found.push(`${file.path} imports ${target}: enter a feature by its index.ts`);
  }
  return found;
}

interface Place {
  top: string;
  /** `listen/topics`: the unit that has a front door. */
  feature: string;
}

function placeOf(path: string): Place {
  const [root = '', top = '', second = ''] = path.split('/');
  if (root !== 'src') return { top: root, feature: root };
  return { top, feature: second.includes('.') ? top : `${top}/${second}` };
}

function isFeature(place: Place): boolean {
  return place.feature.includes('/');
}

function mayImport(from: Place, to: Place): boolean {
  if (from.top === 'main' || from.top === 'test' || from.top === 'tools') return true;
  if (to.top === 'lib') return true;
  if (to.top === 'main') return false;
  const stage = STAGES.indexOf(from.top);
  if (stage >= 0) {
    const target = STAGES.indexOf(to.top);
    return target >= 0
      ? target <= stage
      : ['people', 'platform', 'ui'].includes(to.top) || to.feature === 'connectors/kit';
  }
  switch (from.top) {
    case 'lib':
      return false;
    case 'platform':
      return to.top === 'platform';
    case 'ui':
      return to.top === 'ui';
    case 'people':
      return ['people', 'platform', 'ui'].includes(to.top) || to.feature === 'connectors/kit';
    case 'connectors':
      return to.top === 'platform' || to.feature === 'connectors/kit';
    case 'console':
      return true;
    default:
      return false;
  }
}

/** Edges never touch rows, rules never touch the world. */
function roles(file: SourceFile): string[] {
  const role = /\/(\w+)\.tsx?$/.exec(file.path)?.[1] ?? '';
  const found: string[] = [];
  if (['routes', 'pages', 'jobs'].includes(role)) {
    for (const target of file.valueImports)
      if (/\/store(\.ts|\/)/.test(target))
        found.push(`${file.path} imports ${target}: edges go through the service`);
  }
  if (role === 'domain') {
    const impure = [
      ...file.valueImports.filter((i) => i.startsWith('src/platform/') && !/\/(errors|ids)\//.test(i)),
      ...file.packages.filter((p) => p.startsWith('node:')),
    ];
    for (const target of impure) found.push(`${file.path} imports ${target}: domain rules are pure`);
  }
  return found;
}

function network(file: SourceFile): string[] {
  if (!file.path.startsWith('src/') || MAY_USE_NETWORK.some((allowed) => file.path.startsWith(allowed)))
    return [];
  return file.packages
    .filter((name) => OUTWARD_ONLY.has(name))
    .map((name) => `${file.path} imports ${name}: only platform/outward talks to the network`);
}
