/** A chat server of one visit that does as it is told: for the visitor's side alone, with faults that a real one has once a year. */
import type { ServerResponse } from 'node:http';
import Fastify, { type FastifyReply, type FastifyRequest } from 'fastify';
import { boundaryOf, readForm } from '#lib/multipart/index.ts';
import { addWidgetFiles } from '../../src/respond/chat/widget-files.ts';

interface FakeMessage {
  id: string;
  seq: number;
  from: 'visitor' | 'agent' | 'system';
  author: { name: string; avatarUrl: string | null } | null;
  text: string;
  files: { id: string; name: string; mediaType: string; size: number; url: string }[];
  at: string;
  clientId: string | null;
}

/** What becomes of the next call to a path: lost before or after it was done, or refused. */
export type Fault =
  | { path: string; how: 'drop' | 'do-then-drop' }
  | { path: string; how: number; message: string; code?: string };

export interface FakeChat {
  url: string;
  /** What the settings say beside the usual; change it at any time. */
  config: Record<string, unknown>;
  messages: FakeMessage[];
  answers: { id: string; title: string; excerpt: string; url: string }[];
  /** Bodies of what was posted, by path. */
  posted(path: string): Record<string, unknown>[];
  faults: Fault[];
  says(text: string, more?: Partial<FakeMessage>): void;
  tell(event: string, data: unknown): void;
  /** How many streams are open. */
  listeners(): number;
  /** Nobody is known any more. */
  reset(): void;
  close(): Promise<void>;
}

const ANNA = { name: 'Anna Berg', avatarUrl: null };
export const FAKE_WIDGET = 'wgt_fake';

export async function startFakeChat(origins: string[], port = 0): Promise<FakeChat> {
  const server = Fastify({ forceCloseConnections: true, bodyLimit: 30_000_000 });
  const streams = new Set<ServerResponse>();
  const calls: { path: string; body: Record<string, unknown> }[] = [];
  let token = 'tok_1';
  let isEnded = false;
  let readSeq = 0;
  const files = new Map<string, FakeMessage['files'][number]>();
  const fake: FakeChat = {
    url: '',
    config: {},
    messages: [],
    answers: [],
    faults: [],
    posted: (path) => calls.filter((call) => call.path === path).map(({ body }) => body),
    says: (text, more) => fake.tell('message', add({ from: 'agent', author: ANNA, text, ...more })),
    tell(event, data) {
      if (event === 'closed') isEnded = true;
      for (const stream of streams) stream.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    },
    listeners: () => streams.size,
    reset() {
      fake.config = {};
      fake.messages = [];
      fake.answers = [];
      fake.faults = [];
      calls.length = 0;
      token = `tok_${Math.random()}`;
      isEnded = false;
      readSeq = 0;
      for (const stream of streams) stream.end();
    },
    close: () => server.close(),
  };
  const add = (one: Partial<FakeMessage>): FakeMessage => {
    const seq = fake.messages.length + 1;
    const at = new Date().toISOString();
    const message = {
      id: `msg_${seq}`,
      seq,
      from: 'visitor' as const,
      author: null,
      text: '',
      files: [],
      at,
      clientId: null,
      ...one,
    };
    fake.messages.push(message);
    return message;
  };
  const agent = () => fake.messages.findLast(({ from }) => from === 'agent')?.author ?? null;
  const acts: Record<string, (body: Record<string, unknown>, request: FastifyRequest) => unknown> = {
    visits(body) {
      if (body['isNew'] === true || body['token'] !== token) {
        token = `tok_${Math.random()}`;
        if (body['isNew'] === true || body['token'] !== undefined) fake.messages = [];
        isEnded = false;
      }
      const mail = typeof body['mail'] === 'string' ? body['mail'] : null;
      const name = body['name'] ?? (body['identity'] === undefined ? null : 'Kim');
      const isIdentified = body['identity'] !== undefined;
      return {
        token,
        messages: fake.messages,
        agent: agent(),
        isIdentified,
        name,
        mail,
        isEnded,
        rating: null,
        readSeq,
      };
    },
    messages(body) {
      const known = fake.messages.find(({ clientId }) => clientId === body['clientId']);
      const sent = (body['fileIds'] as string[]).map((id) => files.get(id)!);
      const message =
        known ?? add({ text: String(body['text']), clientId: String(body['clientId']), files: sent });
      if (!known) fake.tell('message', message);
      return { message };
    },
    files(_body, request) {
      const [part] =
        readForm(request.body as Buffer, boundaryOf(request.headers['content-type'] ?? '')!) ?? [];
      const id = `file_${files.size + 1}`;
      const file = {
        id,
        name: part?.fileName ?? 'file',
        mediaType: 'application/pdf',
        size: part?.bytes.length ?? 0,
        url: '/nowhere',
      };
      files.set(id, file);
      return file;
    },
    read(body) {
      readSeq = Number(body['seq']);
      return null;
    },
    end() {
      fake.tell('closed', {});
      return null;
    },
    mail: (body) => ({ mail: body['address'] }),
  };
  const post = async (request: FastifyRequest, reply: FastifyReply) => {
    const path = (request.params as Record<string, string>)['*'] ?? '';
    const given = request.headers['content-type']?.startsWith('multipart') ? {} : request.body;
    const body = (typeof given === 'string' ? JSON.parse(given) : given) as Record<string, unknown>;
    calls.push({ path, body });
    const index = fake.faults.findIndex((fault) => fault.path === path);
    const [fault] = index < 0 ? [] : fake.faults.splice(index, 1);
    if (fault?.how === 'drop') return void request.raw.destroy();
    if (typeof fault?.how === 'number')
      return reply.code(fault.how).send({ error: { code: 'fake', ...fault } });
    const isOpenToAll = ['visits', 'offline', 'leave'].includes(path) || path.startsWith('answers/');
    if (!isOpenToAll && request.headers.authorization !== `Bearer ${token}`)
      return reply.code(401).send({ error: { code: 'chat.token', message: 'Unknown.' } });
    const answer = acts[path]?.(body, request) ?? {};
    if (fault?.how === 'do-then-drop') return void request.raw.destroy();
    return answer;
  };
  const base = `/api/v1/chat/${FAKE_WIDGET}`;
  server.addContentTypeParser('multipart/form-data', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  );
  server.get(base, () => ({ ...USUAL, ...fake.config }));
  server.get(`${base}/answers`, () => fake.answers);
  server.get<{ Querystring: { after?: string } }>(`${base}/messages`, ({ query }) => ({
    messages: fake.messages.filter(({ seq }) => seq > Number(query.after)),
    agent: agent(),
    isEnded,
    removed: [],
  }));
  server.get(`${base}/live`, (_request, reply) => {
    reply.hijack();
    reply.raw.writeHead(200, { 'content-type': 'text/event-stream' });
    reply.raw.write(':\n\n');
    streams.add(reply.raw);
    reply.raw.on('close', () => streams.delete(reply.raw));
  });
  server.post(`${base}/*`, post);
  await addWidgetFiles(server, async (id) => (id === FAKE_WIDGET ? origins : null));
  fake.url = await server.listen({ port, host: '127.0.0.1' });
  return fake;
}

const USUAL = {
  name: 'Northwind',
  texts: {
    title: 'Northwind',
    greeting: 'Hello! Ask us anything about your order, your bill or your line.',
    offline: 'Nobody is here at the moment. Leave us a message and we answer by mail.',
  },
  language: null,
  colour: '#2c56d4',
  side: 'end',
  languages: ['en', 'de', 'ar'],
  isOpen: true,
  opensAt: null,
  waitMinutes: 4,
  askFirst: false,
  asksName: 'never',
  asksMail: 'never',
  needsIdentity: false,
  whenClosed: 'form',
  files: { maxBytes: 1_000_000 },
};
