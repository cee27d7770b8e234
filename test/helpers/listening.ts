import { setTimeout as pause } from 'node:timers/promises';
import { until } from './app.ts';
import { becomeOwner, type Client } from './client.ts';
import { startTestNetwork, type TestAccount, type TestNetwork } from './pds.ts';
import { freePort, type Program, startProgram, temporaryData } from './program.ts';

/** The program beside a real account server of the AT Protocol. */
export interface Listening {
  network: TestNetwork;
  program: Program;
  client: Client;
  /** The folder of the program's data. */
  data: string;
  close(): Promise<void>;
}

/** `others` are hosts beside the network's that the program may reach. */
export async function startListening(others: readonly string[] = []): Promise<Listening> {
  const closing: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const end of closing.toReversed()) await end();
  };
  try {
    const network = await startTestNetwork();
    closing.push(() => network.close());
    const folder = await temporaryData({ hasDatabase: true });
    closing.push(() => folder.remove());
    const program = await startProgram({
      RAPPORT_DATA: folder.path,
      PORT: String(await freePort()),
      RAPPORT_ALLOW: [...network.hosts, ...others].join(','),
    });
    closing.push(() => program.end('SIGKILL'));
    const client = await becomeOwner(program.url, program.ownerLink);
    return { network, program, client, data: folder.path, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Asks until there is an answer, and answers it. */
export async function eventually<T>(description: string, find: () => Promise<T | undefined>): Promise<T> {
  let found: T | undefined;
  await until(
    description,
    async () => {
      found = await find();
      if (found === undefined) await pause(100);
      return found !== undefined;
    },
    30_000,
  );
  return found!;
}

/** Names the brand, takes the topics that are suggested, connects the account and reads the server. Answers the account as it is shown. */
export async function listenFor({ client, network }: Listening, brand: TestAccount, customer: TestAccount) {
  await client.put('/brand', { name: 'Lumora', handles: ['lumora.test'] });
  const { topics } = await client.get('/brand/suggestions');
  for (const topic of topics) await client.post('/topics', topic);
  const account = await client.post('/brand/accounts', {
    network: 'bluesky',
    service: network.url,
    identifier: '@lumora.test',
    password: await brand.createAppPassword(),
  });
  const source = await client.post('/sources', { kind: 'bluesky-repos', config: { service: network.url } });
  await eventually('the server is read', async () => {
    await customer.post('Good morning');
    return (await client.get(`/sources/${source.id}`)).lastItemAt ?? undefined;
  });
  return account;
}
