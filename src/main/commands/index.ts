/** Runs with the arguments after the command's name; resolves with the exit code. */
export type RunCommand = (argv: string[]) => Promise<number>;

interface Command {
  summary: string;
  /** Loads only what the command needs. */
  load(): Promise<RunCommand>;
}

/** Every command of `rapport`. */
export const commands: ReadonlyMap<string, Command> = new Map<string, Command>([
  [
    'serve',
    {
      summary: 'Serve the console and API, read the sources and do the work, all in one process',
      load: async () => (await import('./serve.ts')).serve,
    },
  ],
  ['listen', { summary: 'Only read the sources', load: async () => (await import('./serve.ts')).listen }],
  [
    'work',
    {
      summary: 'Only run jobs and send what is waiting; --role match only matches what listeners read',
      load: async () => (await import('./serve.ts')).work,
    },
  ],
  [
    'migrate',
    {
      summary: 'Bring the database up to date and stop',
      load: async () => (await import('./migrate.ts')).runMigrate,
    },
  ],
  [
    'doctor',
    {
      summary: 'Say what is wrong and how to mend it',
      load: async () => (await import('./doctor.ts')).runDoctor,
    },
  ],
  [
    'import',
    {
      summary: 'Take posts in from a file: Jetstream events, JSON lines or a table',
      load: async () => (await import('./intake.ts')).runImport,
    },
  ],
  [
    'sources',
    {
      summary: 'List, add, start, pause, test and remove sources',
      load: async () => (await import('./intake.ts')).runSources,
    },
  ],
  [
    'topics',
    {
      summary: 'List, export, import, test, pause and resume topics',
      load: async () => (await import('./intake.ts')).runTopics,
    },
  ],
  [
    'trends',
    {
      summary: 'Count the trends again: trends rebuild',
      load: async () => (await import('./intake.ts')).runTrends,
    },
  ],
  [
    'search',
    {
      summary: 'Build the index of search again: search rebuild',
      load: async () => (await import('./search.ts')).runSearch,
    },
  ],
  [
    'feed',
    {
      summary: 'Print what is understood of a feed: feed parse FILE|URL',
      load: async () => (await import('./feed.ts')).runFeed,
    },
  ],
  [
    'match',
    {
      summary: 'Say for each post on standard input which topics it matches',
      load: async () => runMatchHere,
    },
  ],
  [
    'understand',
    {
      summary: 'Say for each post on standard input what the built-in model understands of it',
      load: async () => runUnderstandHere,
    },
  ],
  [
    'places',
    {
      summary: 'Say for each profile text on standard input which place it names',
      load: async () => runPlacesHere,
    },
  ],
  [
    'knowledge',
    {
      summary: 'Say for each question on standard input which articles answer it: knowledge rank',
      load: async () => runKnowledgeHere,
    },
  ],
  [
    'train',
    {
      summary: 'Learn your own intents from examples: train intents FILE',
      load: async () => (await import('./intents.ts')).runTrain,
    },
  ],
  [
    'intents',
    {
      summary: 'Say for each text on standard input which of your own intents it has',
      load: async () => (await import('./intents.ts')).runIntents,
    },
  ],
  [
    'spikes',
    {
      summary: 'Tell incidents in counts of posts by minute on standard input',
      load: async () => runSpikesHere,
    },
  ],
  [
    'owner',
    {
      summary: 'Let an owner in again who is locked out: owner link',
      load: async () => (await import('./owner.ts')).runOwner,
    },
  ],
  [
    'files',
    {
      summary: 'Take positions and names out of photos and films that are stored: files strip',
      load: async () => (await import('./files.ts')).runFiles,
    },
  ],
  [
    'backup',
    { summary: 'Write everything to one file', load: async () => (await import('./backup.ts')).runBackup },
  ],
  [
    'restore',
    {
      summary: 'Fill an empty database from a backup',
      load: async () => (await import('./backup.ts')).runRestore,
    },
  ],
  [
    'seed',
    {
      summary: 'Fill an empty database with a company that looks alive',
      load: async () => (await import('./seed.ts')).runSeed,
    },
  ],
  ['help', { summary: 'This list', load: async () => runHelp }],
  ['version', { summary: 'The version', load: async () => (await import('./version.ts')).runVersion }],
]);

async function runMatchHere(argv: string[]): Promise<number> {
  const { runMatch } = await import('#listen/matcher/index.ts');
  return runMatch(argv, process);
}

async function runUnderstandHere(argv: string[]): Promise<number> {
  const { runUnderstand } = await import('#listen/understanding/index.ts');
  return runUnderstand(argv, process);
}

async function runPlacesHere(argv: string[]): Promise<number> {
  const { runPlaces } = await import('#listen/places/index.ts');
  return runPlaces(argv, process);
}

async function runSpikesHere(argv: string[]): Promise<number> {
  const { runSpikes } = await import('#listen/alerts/index.ts');
  return runSpikes(argv, process);
}

async function runKnowledgeHere(argv: string[]): Promise<number> {
  const { runKnowledge } = await import('#respond/knowledge/index.ts');
  return runKnowledge(argv, process);
}

async function runHelp(): Promise<number> {
  const lines = [...commands].map(([name, command]) => `  ${name.padEnd(10)} ${command.summary}`);
  process.stdout.write(
    `rapport COMMAND [OPTIONS]\n\n${lines.join('\n')}\n\n"rapport COMMAND --help" tells a command's options.\n`,
  );
  return 0;
}
