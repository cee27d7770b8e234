import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { z } from 'zod';
import { AppError } from '#platform/errors/index.ts';

/** Everything the environment decides. Made once at start; nothing else reads `process.env`. */
export interface Config {
  host: string;
  port: number;
  /** Address that people use, without a trailing slash. With PORT=0 the real port is known only once the server listens. */
  publicUrl: string;
  /** Embedded database, key file and stored files live here. */
  dataDir: string;
  /** A PostgreSQL server to use instead of the embedded one. */
  databaseUrl: string | undefined;
  /** Connections of this process to the database. */
  databasePool: number;
  /** NATS servers between readers and matchers; without them one process does both. */
  natsUrl: string | undefined;
  /** Name of the stream: installations that share a cluster need different ones. */
  natsStream: string;
  natsPartitions: number;
  /** Bytes of waiting messages at which readers wait. */
  natsStreamBytes: number;
  /** `host:port` pairs inside the private address ranges that outgoing requests may reach. */
  allowOutward: ReadonlySet<string>;
  /** Bytes that one file may have. */
  filesMaxBytes: number;
  /** Bytes that all files together may have. */
  filesTotalBytes: number;
  /** `command:/path words`, `host:port` or `unix:/path` of a clamd. */
  filesScan: string | undefined;
  /** Folder of a text classifier: model.onnx, tokenizer.json, config.json. */
  localModel: string | undefined;
  smtpUrl: string | undefined;
  mailFrom: string;
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent';
  /** Number of reverse proxies whose X-Forwarded-For is believed. */
  trustedProxies: number;
  /** 32 bytes in hex or base64; without it a key file in the data directory is used. */
  secretKey: string | undefined;
  metricsToken: string | undefined;
}

const environment = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'must be an address like https://rapport.example.com' })
    .optional(),
  RAPPORT_DATA: z.string().min(1).default('data'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must start with postgres://')
    .optional(),
  DATABASE_POOL: z.coerce.number().int().min(5).max(200).default(10),
  NATS_URL: z
    .string()
    .regex(
      /^(nats|tls):\/\/\S+$/,
      'must start with nats:// or tls://; several addresses are separated by commas',
    )
    .optional(),
  NATS_STREAM: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,60}$/, 'may have letters, digits, - and _ only')
    .default('rapport'),
  NATS_PARTITIONS: z.coerce.number().int().min(1).max(256).default(16),
  NATS_STREAM_MB: z.coerce.number().int().min(1).max(10_000_000).default(2048),
  RAPPORT_ALLOW: z.string().default(''),
  FILES_MAX_MB: z.coerce.number().int().min(1).max(500).default(25),
  FILES_TOTAL_GB: z.coerce.number().int().min(1).max(100_000).default(20),
  FILES_SCAN: z
    .string()
    .regex(
      /^(command:\/\S.*|unix:\/.+|[^\s:]+:\d{1,5}|\[[\da-f:]+\]:\d{1,5})$/,
      'must be command:/path/of/scanner, host:port or unix:/path of a clamd',
    )
    .optional(),
  RAPPORT_LOCAL_MODEL: z.string().min(1).optional(),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'must start with smtp:// or smtps://')
    .optional(),
  MAIL_FROM: z.string().default('Rapport <rapport@localhost>'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('warn'),
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  RAPPORT_KEY: z.string().optional(),
  METRICS_TOKEN: z.string().min(16).optional(),
});

/** Reads the environment. Throws `config.invalid` that names every variable that is wrong. */
export function loadConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    const reasons = parsed.error.issues
      .map((issue) => `${issue.path.join('.')}: ${issue.message}`)
      .join('; ');
    throw new AppError('config.invalid', 500, 'The environment is not usable: {reasons}', { reasons });
  }
  const e = parsed.data;
  return {
    host: e.HOST,
    port: e.PORT,
    publicUrl: (e.PUBLIC_URL ?? `http://${e.HOST === '0.0.0.0' ? '127.0.0.1' : e.HOST}:${e.PORT}`).replace(
      /\/+$/,
      '',
    ),
    dataDir: path.resolve(e.RAPPORT_DATA),
    databaseUrl: e.DATABASE_URL,
    databasePool: e.DATABASE_POOL,
    natsUrl: e.NATS_URL,
    natsStream: e.NATS_STREAM,
    natsPartitions: e.NATS_PARTITIONS,
    natsStreamBytes: e.NATS_STREAM_MB * 1024 ** 2,
    allowOutward: new Set(e.RAPPORT_ALLOW.split(/[\s,]+/).filter(Boolean)),
    filesMaxBytes: e.FILES_MAX_MB * 1024 ** 2,
    filesTotalBytes: e.FILES_TOTAL_GB * 1024 ** 3,
    filesScan: e.FILES_SCAN,
    localModel: e.RAPPORT_LOCAL_MODEL === undefined ? undefined : path.resolve(e.RAPPORT_LOCAL_MODEL),
    smtpUrl: e.SMTP_URL,
    mailFrom: e.MAIL_FROM,
    logLevel: e.LOG_LEVEL,
    trustedProxies: e.TRUSTED_PROXIES,
    secretKey: e.RAPPORT_KEY,
    metricsToken: e.METRICS_TOKEN,
  };
}

/** A configuration for tests: nothing listens, nothing logs, a key of its own. */
export function testConfig(overrides: Partial<Config> = {}): Config {
  return {
    ...loadConfig({ LOG_LEVEL: 'silent', PORT: '0', RAPPORT_KEY: randomBytes(32).toString('hex') }),
    ...overrides,
  };
}
