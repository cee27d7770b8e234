import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { HttpServer } from '#platform/http/index.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../docs');

/** `/docs/demand.md`: the documents that came with the program, as they are written; screens link to them. Nothing else of the disk can be asked for. */
export function addDocs(server: HttpServer): void {
  const names = new Set(readNames());
  server.get<{ Params: { name: string } }>(
    '/docs/:name',
    { schema: { hide: true } },
    async (request, reply) => {
      const { name } = request.params;
      reply.type('text/plain; charset=utf-8');
      if (!names.has(name)) return reply.code(404).send('There is no such document.\n');
      return reply.send(await readFile(path.join(FOLDER, name), 'utf8'));
    },
  );
}

/** A program that was installed without its documents runs all the same. */
function readNames(): string[] {
  try {
    return readdirSync(FOLDER).filter((name) => name.endsWith('.md'));
  } catch {
    return [];
  }
}
