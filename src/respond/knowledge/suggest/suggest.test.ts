import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { say, under, uri } from '#respond/inbox/testing/company.ts';
import { suggestionSourcesPort } from '../ports.ts';
import { BRAND, openStage, type Stage } from '../testing/stage.ts';
import { withoutGreeting } from './solved.ts';
import { forgetGonePosts } from './uses.ts';
import { learnedWording } from './wording.ts';

const api = '/api/v1';
let stage: Stage;
let customers = 0;
const somebody = () => `did:plc:k${customers++}`;

before(async () => {
  stage = await openStage();
});
after(() => stage.close());

async function asks(text: string): Promise<{ author: string; id: string }> {
  const author = somebody();
  await stage.hear(say(author, '1', text));
  return { author, id: await stage.conversationOf(author) };
}

const suggest = async (id: string) =>
  (await stage.agent.get(`${api}/knowledge/suggestions?conversation=${id}`)).body.items as {
    kind: string;
    id: string;
    how: string;
    insert: string;
    useId: string | null;
    title: string;
    because: { words: string[]; hasAnswered: boolean };
  }[];

/** The brand answers in the thread, and somebody says that it is done. */
async function solve(
  author: string,
  id: string,
  text = 'Here is how that works, in a few steps.',
): Promise<void> {
  const root = uri(author, '1');
  await stage.hear({ ...say(BRAND, `r${customers}`, text, { minutesAgo: -1, ...under(root) }) });
  await stage.agent.patch(`${api}/inbox/${id}`, { status: 'done' });
  await stage.tell();
}

describe('suggestions', () => {
  it('tell articles with why, as a link where customers can open it and as words where they cannot', async () => {
    const shown = await stage.article('Get a refund', 'We pay it back within ten days.');
    const inside = await stage.article(
      'Refunds over fifty',
      'Ask your lead before you refund more than fifty.',
      { visibility: 'internal' },
    );
    const { id } = await asks('How long until my refund is here?');
    const closed = (await suggest(id)).filter(({ kind }) => kind === 'article');
    assert.deepEqual(new Set(closed.map((one) => one.id)), new Set([shown, inside]));
    assert.ok(closed.every(({ how, because }) => how === 'text' && because.words.includes('refund')));
    await stage.openCentre();
    const open = await suggest(id);
    const link = open.find((one) => one.id === shown)!;
    assert.equal(link.how, 'link');
    assert.equal(link.insert, 'Get a refund: http://localhost:3000/help/en/get-a-refund');
    assert.equal(
      open.find((one) => one.id === inside)!.insert,
      'Ask your lead before you refund more than fifty.',
    );
  });

  it('are none of articles that do not fit, and ask other sources, too', async () => {
    const { id } = await asks('zebra xylophone quartz');
    assert.deepEqual(await suggest(id), []);
    stage.app.provide(suggestionSourcesPort, [
      {
        name: 'canned',
        suggest: async (_app, { text }) => [
          {
            kind: 'reply',
            id: 'r1',
            language: null,
            title: text,
            excerpt: '',
            insert: 'Hi',
            how: 'text',
            link: null,
            visibility: null,
            because: { words: [], hasAnswered: false },
            useId: null,
          },
        ],
      },
    ]);
    assert.deepEqual(
      (await suggest(id)).map(({ kind, title }) => [kind, title]),
      [['reply', 'zebra xylophone quartz']],
    );
    stage.app.provide(suggestionSourcesPort, []);
    assert.equal(
      (await stage.agent.get(`${api}/knowledge/suggestions?conversation=conv_00000000000000000000000000`))
        .status,
      404,
    );
  });
});

describe('what a solved question teaches', () => {
  it('is learned by the article that was used, ranks it first for the next one, and is unlearned when the use is taken back', async () => {
    const router = await stage.article('Lights on the hub', 'Green is good, red is bad.');
    await stage.article('The app on your phone', 'Sign in with your number. Amber means waiting.');
    const words = 'the little box is blinking amber since noon';
    const { author, id } = await asks(words);
    assert.notEqual((await suggest(id))[0]?.id, router);
    const used = await stage.agent.post(`${api}/knowledge/uses`, {
      conversationId: id,
      articleId: router,
      language: 'en',
      how: 'link',
    });
    assert.equal(used.status, 201);
    const again = await stage.agent.post(`${api}/knowledge/uses`, {
      conversationId: id,
      articleId: router,
      language: 'en',
      how: 'text',
    });
    assert.equal(again.body.id, used.body.id, 'the same article is one use');
    const next = await asks('my little box keeps blinking amber');
    assert.notEqual((await suggest(next.id))[0]?.id, router, 'not learned before it is solved');
    await solve(author, id);
    const [first] = await suggest(next.id);
    assert.deepEqual([first?.id, first?.because.hasAnswered], [router, true]);
    const detail = (await stage.agent.get(`${api}/knowledge/articles/${router}`)).body;
    assert.deepEqual([detail.uses, detail.learned, detail.questions[0].text], [1, 1, words]);
    assert.equal((await stage.agent.delete(`${api}/knowledge/uses/${used.body.id}`)).status, 204);
    await stage.tell();
    assert.notEqual((await suggest(next.id))[0]?.id, router);
    assert.equal((await stage.agent.delete(`${api}/knowledge/uses/${used.body.id}`)).status, 404);
  });

  it('is nothing where nobody answered, and goes with the customer’s posts', async () => {
    const article = await stage.article('Gargantuan pelican', 'About pelicans.');
    const use = (id: string) =>
      stage.agent.post(`${api}/knowledge/uses`, {
        conversationId: id,
        articleId: article,
        language: 'en',
        how: 'text',
      });
    const learned = async () => (await stage.agent.get(`${api}/knowledge/articles/${article}`)).body.learned;
    const silent = await asks('pelican one');
    await use(silent.id);
    await stage.agent.patch(`${api}/inbox/${silent.id}`, { status: 'done' });
    await stage.tell();
    assert.equal(await learned(), 0);
    const gone = await asks('pelican two');
    await use(gone.id);
    await solve(gone.author, gone.id);
    assert.equal(await learned(), 1);
    await stage.hear({
      type: 'delete',
      origin: 'bluesky',
      externalId: uri(gone.author, '1'),
      version: Date.now() * 1000 + 9e6,
    });
    await stage.tell();
    await forgetGonePosts(stage.app, new AbortController().signal);
    assert.equal(await learned(), 0);
  });

  it('is no sentence where it was said in private, and is never quoted to others', async () => {
    const article = await stage.article('Quokka care', 'About quokkas.');
    const author = somebody();
    await stage.hear(
      say(author, '1', 'why does my quokka sleep all day, dear friends?', { visibility: 'private' }),
    );
    const id = await stage.conversationOf(author);
    await stage.agent.post(`${api}/knowledge/uses`, {
      conversationId: id,
      articleId: article,
      language: 'en',
      how: 'text',
    });
    await solve(author, id, 'Quokkas are awake at night and sleep when it is warm.');
    const { questions } = (await stage.agent.get(`${api}/knowledge/articles/${article}`)).body;
    assert.equal(
      questions[0].text,
      'all day friends quokka sleep'
        .split(' ')
        .filter((word) => word !== 'all')
        .sort()
        .join(' '),
    );
    const next = await asks('my quokka sleeps all day, why?');
    assert.ok(
      (await suggest(next.id)).every(
        (one) =>
          (one.kind !== 'solved' || one.insert === null) && !JSON.stringify(one).includes('dear friends'),
      ),
    );
  });

  it('cannot be of an article that nobody can see', async () => {
    const { id } = await asks('draft?');
    const made = await stage.agent.post(`${api}/knowledge/articles`, {
      title: 'Draft',
      body: 'x',
      language: 'en',
    });
    const answer = await stage.agent.post(`${api}/knowledge/uses`, {
      conversationId: id,
      articleId: made.body.id,
      language: 'en',
      how: 'text',
    });
    assert.equal(answer.body.error.code, 'article.not_published');
  });
});

describe('solved conversations', () => {
  it('are shown with what we answered, without greeting and handles', async () => {
    const { author, id } = await asks('why does the turbine whistle at night in winter?');
    await solve(author, id, 'Hi Nadia, @nadia.example please oil the bearing of the turbine twice a year.');
    const next = await asks('turbine whistles at night?');
    const solved = (await suggest(next.id)).find(({ kind }) => kind === 'solved');
    assert.equal(solved?.id, id);
    assert.equal(solved.insert, 'please oil the bearing of the turbine twice a year.');
  });

  it('in private are read without what tells of the person, and go into no answer', async () => {
    const author = somebody();
    const said = say(author, '1', 'why does my pump 4711-AX hum at night? mail me: ana@example.org', {
      visibility: 'private',
    });
    await stage.hear(said);
    const id = await stage.conversationOf(author);
    const own = { ...under(uri(author, '1')), visibility: 'private' as const, minutesAgo: -1 };
    await stage.hear(
      say(BRAND, `r${customers}`, 'Dear Ana, for order 998877 open the valve of the pump first.', own),
    );
    await stage.agent.patch(`${api}/inbox/${id}`, { status: 'done' });
    const next = await asks('why does the pump hum at night?');
    const solved = (await suggest(next.id)).find((one) => one.id === id)!;
    assert.equal(solved.insert, null);
    assert.match(JSON.stringify(solved), /open the valve of the pump first/);
    assert.doesNotMatch(JSON.stringify(solved), /4711|ana@|998877/);
  });

  it('lose what names somebody', () => {
    assert.equal(withoutGreeting('Hello Mr. Smith, it is fixed.'), 'Smith, it is fixed.');
    assert.equal(withoutGreeting('@a.b Hallo Ben! Es geht wieder.'), 'Es geht wieder.');
    assert.equal(withoutGreeting('History shows: it works.'), 'History shows: it works.');
  });
});

describe('the wording that is learned', () => {
  it('has no handles, addresses or numbers, and of private words no sentence', () => {
    const text = 'Hi @acme I am ana@example.org, order 123456 see https://x.example: my parcel is late';
    assert.equal(learnedWording(text, false), 'Hi I am order see my parcel is late');
    assert.equal(learnedWording(text, true), 'late order parcel see');
    assert.equal(learnedWording('@a 12345678', false), null);
  });
});
