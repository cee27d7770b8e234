import type { Actor, App } from '#platform/app/index.ts';
import { AppError } from '#platform/errors/index.ts';
import { findThread } from '#listen/posts/index.ts';
import { newestConversations } from '#respond/inbox/index.ts';
import { guideShape, keepExample, readGuide, removeGuide, saveGuide } from '#respond/voice/index.ts';

const NOTE = 'The voice of the sample company';
const EXAMPLES = 8;
const LOOKED_AT = 400;
const complains = { version: 1, when: { fact: 'says', op: 'has-any-of', value: ['complaint'] } } as const;

const GUIDE = {
  tone: 'Like a good neighbour who knows about networks: warm, plain, short. We say what we do next and until when. We never blame the customer, and we never hide behind “policy”.',
  avoid: [
    { id: 'unfortunately', words: ['unfortunately'], instead: 'sorry,', reason: 'say it as people do' },
    {
      id: 'policy',
      words: ['as per our policy', 'company policy'],
      instead: null,
      reason: 'say why, not that there is a rule',
    },
    { id: 'kindly', words: ['kindly'], instead: 'please', reason: 'it sounds like a letter' },
    {
      id: 'inconvenience',
      words: ['any inconvenience caused', 'the inconvenience'],
      instead: 'the trouble',
      reason: 'plainer',
    },
    { id: 'utilise', words: ['utilise', 'utilize'], instead: 'use', reason: 'shorter' },
    { id: 'leider', words: ['leider'], instead: null, reason: 'erst sagen, was geht', languages: ['de'] },
  ],
  never: [
    { id: 'guarantee', words: ['guarantee*', 'we promise'], reason: 'no promise beyond the contract' },
    { id: 'card', words: ['your card number', 'your password'], reason: 'we never ask for it in public' },
  ],
  must: [
    {
      id: 'sorry',
      words: ['sorry', 'apolog*', 'tut mir leid', 'tut uns leid'],
      reason: 'they complain about something real',
      when: complains,
    },
  ],
  promotional: {
    words: ['special offer', 'upgrade now', '% off'],
    links: ['lumora.example/offers'],
    campaigns: ['spring'],
  },
  forms: [
    { id: 'all', leastEase: 60, mostSentenceWords: 24, mostExclamations: 1, allowsCapitals: false },
    {
      id: 'mail',
      channels: ['mail'],
      greetings: ['Hi {name},'],
      signOffs: ['{agent} from Lumora'],
      leastEase: 60,
      mostSentenceWords: 24,
      mostExclamations: 1,
      allowsCapitals: false,
    },
  ],
};

/** The sample company has a voice, and keeps a few good answers. */
export async function findVoice(app: App, actor: Actor): Promise<void> {
  const { revision } = await readGuide(app);
  if (revision === 0) await saveGuide(app, actor, { revision, guide: guideShape.parse(GUIDE), note: NOTE });
  const conversations = await newestConversations(app, { limit: LOOKED_AT });
  const kept = new Set<string>();
  for (const { origin, rootExternalId } of conversations.filter(({ answeredAt }) => answeredAt !== null)) {
    if (kept.size >= EXAMPLES) return;
    const thread = await findThread(app, origin, rootExternalId);
    const [asked, answer] = thread;
    if (!asked || asked.isOwn || !answer?.isOwn || answer.isPrivate || answer.text.length < 60) continue;
    // One of each kind: what it says without whom it greets and who signs it.
    const kind = answer.text.slice(answer.text.indexOf(',')).split(' – ')[0]!;
    if (!kept.has(kind) && (await tryKeeping(app, actor, answer.id))) kept.add(kind);
  }
}

async function tryKeeping(app: App, actor: Actor, postId: string): Promise<boolean> {
  try {
    await keepExample(app, actor, { postId, note: '' });
    return true;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}

/** The guide leaves with the sample company as long as nobody wrote another version; examples go with their conversations. */
export async function loseVoice(app: App, actor: Actor): Promise<void> {
  const { saved } = await readGuide(app);
  if (saved?.note === NOTE) await removeGuide(app, actor);
}
