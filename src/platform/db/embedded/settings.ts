import { existsSync, statfsSync } from 'node:fs';
import os from 'node:os';

const GIB = 1024 ** 3;
const MIB = 1024 ** 2;

/**
 * The text of postgresql.conf, written anew at every start. Tuned for a machine of two cores that takes in ten thousand rows
 * a second and answers people meanwhile. An operator's `postgresql.local.conf` beside the cluster has the last word.
 */
export function serverSettings(
  sockets: string,
  localFile: string | undefined,
  overrides: Readonly<Record<string, string>> = {},
): string {
  const memory = os.totalmem();
  const settings: Record<string, string> = {
    listen_addresses: '',
    // A list, in which a comma in the path would part it.
    unix_socket_directories: `"${sockets.replaceAll('"', '""')}"`,
    unix_socket_permissions: '0700',
    max_connections: '100',
    ...memorySettings(memory),
    ...writeSettings(),
    ...vacuumSettings(),
    ...plannerSettings(),
    // A query whose asker was killed must not hold its locks for long.
    client_connection_check_interval: '2s',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Statements and row contents hold what people wrote; they stay out of the log.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_checkpoints: 'off',
    ...overrides,
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'`);
  if (localFile) lines.push(`include '${localFile}'`);
  return `# Written by Rapport at every start. Put your own settings into ../postgresql.local.conf\n${lines.join('\n')}\n`;
}

function memorySettings(memory: number): Record<string, string> {
  return {
    shared_buffers: memory >= 2 * GIB ? '256MB' : '128MB',
    effective_cache_size: `${Math.max(256, Math.floor(memory / 2 / MIB))}MB`,
    work_mem: '16MB',
    maintenance_work_mem: '128MB',
    dynamic_shared_memory_type: hasRoomyShm() ? 'posix' : 'mmap',
  };
}

function writeSettings(): Record<string, string> {
  return {
    synchronous_commit: 'on',
    wal_level: 'minimal',
    max_wal_senders: '0',
    wal_compression: 'on',
    wal_buffers: '16MB',
    min_wal_size: '256MB',
    max_wal_size: '2GB',
    checkpoint_timeout: '15min',
    checkpoint_completion_target: '0.9',
    gin_pending_list_limit: '16MB',
  };
}

function vacuumSettings(): Record<string, string> {
  return {
    autovacuum_max_workers: '2',
    autovacuum_naptime: '30s',
    autovacuum_vacuum_scale_factor: '0.05',
    autovacuum_analyze_scale_factor: '0.05',
    autovacuum_vacuum_cost_limit: '1000',
  };
}

function plannerSettings(): Record<string, string> {
  return {
    jit: 'off',
    random_page_cost: '1.1',
    io_workers: '2',
    max_worker_processes: '4',
    max_parallel_workers: '2',
    max_parallel_workers_per_gather: '1',
    max_parallel_maintenance_workers: '1',
  };
}

/** Containers often give /dev/shm 64 MB, where a parallel query fails in the middle; files do as well. */
function hasRoomyShm(): boolean {
  if (process.platform !== 'linux') return true;
  if (!existsSync('/dev/shm')) return false;
  const { bavail, bsize } = statfsSync('/dev/shm');
  return bavail * bsize >= 256 * MIB;
}
