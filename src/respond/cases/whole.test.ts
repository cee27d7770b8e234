import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { filesOf, storeFile } from '#platform/files/index.ts';
import { inboxObserver, saveView, tellFollowers } from '#respond/inbox/index.ts';
import { HOSTILE_TEXTS } from '../../../test/helpers/hostile-texts.ts';
import { randomFrom } from '../../../test/helpers/random.ts';
import { say } from '../inbox/testing/company.ts';
import { typeInput } from './schema.ts';
import { changeCases } from './service/change.ts';
import { readCase } from './service/detail.ts';
import { exportCase } from './service/export.ts';
import {
  addCaseNote,
  addChecks,
  addFiles,
  addTime,
  deleteCaseNote,
  removeCheck,
  tickCheck,
} from './service/extras.ts';
import { forgetOldUndos } from './service/hear.ts';
import { addThreads, mergeCases } from './service/join.ts';
import { linkCases, unlinkCases } from './service/link.ts';
import { listCases } from './service/list.ts';
import { addMeasured } from './service/measured.ts';
import { settleWaves } from './service/left.ts';
import { openCase } from './service/open.ts';
import { doTogether, workWave } from './service/together.ts';
import { saveType } from './service/types.ts';
import { undoCaseChange } from './service/undo.ts';
import { countCaseViews } from './service/views.ts';
import { openCaseDesk } from './testing/desk.ts';

const { app, ana, ben, customer, somebody, company } = await openCaseDesk();
after(() => company.close());

const SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
const aCase = async (title: string | null = null, threads = 1) => {
  const authors = Array.from({ length: threads }, somebody);
  await company.hear(...authors.map((author) => say(author, '1', 'acme?')));
  const rows = await app.db.query<{ id: string }>(
    'select c.id from conversations c join accounts a on a.id = c.account_id where a.external_id = any($1)',
    [authors],
  );
  const conversationIds = rows.map((row) => row.id);
  return (await openCase(app, ana, { conversationIds, title })).ids[0]!;
};
const read = (id: string) => readCase(app, ana, id);
const list = (more: object) => listCases(app, ana, { status: 'any', sort: 'updated', limit: 200, ...more });

describe('what is linked to a case that was merged', () => {
  it('is linked to the case that leads: counted, listed, told and solved with it, each once', async () => {
    const [old, lead, one, two, both, elsewhere] = [
      await aCase('Outage'),
      await aCase('The same outage'),
      await aCase('Caused by the first'),
      await aCase('Caused by the second'),
      await aCase('Caused by both'),
      await aCase('Took over what was caused'),
    ] as const;
    await linkCases(app, ana, [one, both], old, 'caused-by');
    await linkCases(app, ana, [two, both], lead, 'caused-by');
    await linkCases(app, ana, [old], lead, 'duplicate-of');
    const merged = await mergeCases(app, ana, lead, [old]);
    await mergeCases(app, ana, elsewhere, [one]);
    const detail = await read(old);
    assert.deepEqual([detail.id, detail.linkedCount], [lead, 3], 'itself is not linked to itself');
    assert.ok(detail.links.every((link) => link.case.id !== lead && link.case.id !== old));
    const found = (await list({ linkedTo: lead })).items.map((row) => row.id);
    assert.deepEqual(found.sort(), [two, both, elsewhere].sort());
    const waveId = await doTogether(app, ana, lead, { doesSolve: true });
    while (await workWave(app, waveId));
    const wave = (await read(lead)).waves[0]!;
    assert.deepEqual([wave.total, wave.done, wave.failed], [3, 3, 0], wave.problems.join('\n'));
    assert.equal((await read(one)).status, 'solved');
    await app.db.query('update case_waves set finished_at = null where id = $1', [waveId]);
    await settleWaves(app);
    assert.equal(
      (await read(lead)).waves[0]!.isFinished,
      true,
      'also where the process died before it said so',
    );
    await undoCaseChange(app, ana, merged.undo);
    assert.equal((await read(lead)).linkedCount, 3, 'apart again, the duplicate is linked');
  });

  it('makes no circle through what was merged', async () => {
    const [top, middle, lead] = [await aCase('Top'), await aCase('Middle'), await aCase('Lead')];
    await linkCases(app, ana, [middle], top, 'part-of');
    await mergeCases(app, ana, lead, [middle]);
    await assert.rejects(linkCases(app, ana, [top], lead, 'part-of'), { code: 'case.link_invalid' });
    await linkCases(app, ana, [top], lead, 'caused-by');
    await unlinkCases(app, ben, [top], lead, 'caused-by');
  });
});

describe('a list and the number beside its view', () => {
  it(`say the same for any filters (seed ${SEED})`, async () => {
    const random = randomFrom(SEED);
    const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
    const numbers: number[] = [];
    for (let n = 0; n < 6; n++) {
      const id = await aCase(pick(['Zebra', 'Zebra 1042', 'Okapi', null]));
      await changeCases(app, ana, [id], {
        status: pick(['open', 'waiting', 'solved', 'closed'] as const),
        handling: { assigneeId: pick([ana.id, ben.id, null]), addLabels: pick([['VIP'], ['Straße'], []]) },
      });
      numbers.push((await read(id)).number);
    }
    const wanted: { id: string; query: Record<string, string> }[] = [];
    for (let n = 0; n < 30; n++) {
      const query = Object.fromEntries(
        Object.entries({
          status: pick(['unfinished', 'any', 'open', 'waiting', 'solved', 'closed']),
          ...pick([{}, {}, { assignee: pick(['me', 'nobody', ben.id]) }]),
          ...pick([{}, {}, { label: pick(['vip', 'STRASSE', 'straße', 'none']) }]),
          ...pick([{}, { q: pick(['zebra', 'zebra 1042', `#${pick(numbers)}`, '#1', 'acme', ' ']) }]),
          ...pick([{}, { network: pick(['bluesky', 'mail']) }]),
          sort: pick(['updated', 'priority']),
        }),
      ) as Record<string, string>;
      const { id } = await saveView(app, ana, { kind: 'cases', name: `V${n}`, query, isShared: false });
      wanted.push({ id, query });
    }
    const { counts } = await countCaseViews(app, ana);
    for (const { id, query } of wanted) {
      const rows = (await list(query)).items;
      assert.equal(counts[id], Math.min(rows.length, 100), JSON.stringify(query));
      for (const row of rows.filter(() => !query['q']?.startsWith('#'))) {
        assert.ok(
          !query['assignee'] || fitsAssignee(row.assignees, query['assignee']),
          JSON.stringify(query),
        );
        assert.ok(query['status'] !== 'unfinished' || ['open', 'waiting'].includes(row.status));
      }
    }
  });

  it('has every case once that was there from the first page on, while others come and move', async () => {
    for (let n = 0; n < 6; n++) await aCase(`Page ${n}`);
    const there = (await list({})).items.map((row) => row.id);
    const seen: string[] = [];
    for (let cursor: string | undefined, isFirst = true; isFirst || cursor; isFirst = false) {
      const page = await list({ limit: 6, cursor });
      seen.push(...page.items.map((row) => row.id));
      cursor = page.nextCursor;
      await aCase('Came meanwhile');
      const { id, conversationIds } = await newest();
      await changeCases(app, ana, [id], { status: 'waiting' });
      assert.equal(conversationIds.length, 1);
    }
    assert.equal(new Set(seen).size, seen.length, 'nothing twice');
    assert.deepEqual(
      there.filter((id) => !seen.includes(id)),
      [],
      'nothing is passed over',
    );
  });
});

describe('measured time', () => {
  it('is not doubled by two windows whose first batches come at once, nor by a clock set back', async () => {
    const cara = await company.agent('Cara');
    const id = await aCase('Measured');
    const batch = () => addMeasured(app, cara, [{ caseId: id, seconds: 120 }]);
    await Promise.all([batch(), batch(), batch()]);
    assert.equal((await read(id)).measuredSeconds, 120);
    const move = (by: string) =>
      app.db.query(`update case_measuring set at = at + $2::interval where user_id = $1`, [cara.id, by]);
    await move('1 hour');
    await batch();
    assert.equal((await read(id)).measuredSeconds, 120, 'the last batch lies ahead: nothing has gone on');
    await move('-45 seconds');
    await Promise.all([batch(), batch()]);
    const { measuredSeconds } = await read(id);
    assert.ok(measuredSeconds >= 165 && measuredSeconds < 175, String(measuredSeconds));
    await addMeasured(app, cara, []);
    await move('-10 seconds');
    await addMeasured(app, cara, [
      { caseId: id, seconds: 4 },
      { caseId: id, seconds: 4 },
    ]);
    assert.equal((await read(id)).measuredSeconds, measuredSeconds + 8, 'a case named twice counts twice');
  });
});

describe('what people add to a case', () => {
  it('goes for good with it: notes that were deleted before, what was merged into it, and all their files', async () => {
    const { id: conversation } = await customer('acme, forget all of it');
    const [lead] = (await openCase(app, ana, { conversationIds: [conversation] })).ids;
    const [other] = (await openCase(app, ana, { conversationIds: [] })).ids;
    const files = [];
    for (const name of ['note.txt', 'deleted.txt', 'case.txt'])
      files.push(await storeFile(app, { name, bytes: Buffer.from(name), purpose: 'case' }));
    const kept = await addCaseNote(app, ana, other!, { text: 'kept', fileIds: [files[0]!.id] });
    const deleted = await addCaseNote(app, ana, lead!, { text: 'deleted', fileIds: [files[1]!.id] });
    await addFiles(app, ana, other!, [files[2]!.id, files[2]!.id]);
    assert.equal((await read(other!)).files.length, 1, 'the same file twice is one');
    await addChecks(app, ana, other!, ['ring back']);
    await deleteCaseNote(app, ana, deleted.id, true);
    await mergeCases(app, ana, lead!, [other!]);
    const posts = (await read(lead!)).threadsOf.flatMap((thread) => thread.posts.map((post) => post.id));
    await app.db.transaction(async () => inboxObserver.onPostsRemoved!(app, posts));
    while (await tellFollowers(app));
    const owners = [`case-note:${kept.id}`, `case-note:${deleted.id}`, `case:${other}`];
    assert.deepEqual([...(await filesOf(app, owners)).keys()], []);
    const left = await app.db.query(
      `select text from case_notes where case_id = any($1) union all select text from case_checks where case_id = any($1)
       union all select id from cases where id = any($1)`,
      [[lead, other]],
    );
    assert.deepEqual(left, []);
  });

  it('goes when it was deleted a month ago, and can be brought back until then', async () => {
    const id = await aCase();
    const file = await storeFile(app, { name: 'a.txt', bytes: Buffer.from('a'), purpose: 'case' });
    const note = await addCaseNote(app, ana, id, { text: 'about somebody', fileIds: [file.id] });
    const age = (days: number) =>
      app.db.query(`update case_notes set deleted_at = now() - make_interval(days => $2) where id = $1`, [
        note.id,
        days,
      ]);
    await deleteCaseNote(app, ana, note.id, true);
    await age(29);
    await forgetOldUndos(app);
    await deleteCaseNote(app, ana, note.id, false);
    assert.deepEqual(
      (await read(id)).notes.map(({ text, files }) => [text, files.length]),
      [['about somebody', 1]],
    );
    await deleteCaseNote(app, ana, note.id, true);
    await age(31);
    await forgetOldUndos(app);
    await assert.rejects(deleteCaseNote(app, ana, note.id, false), { code: 'case.note_not_found' });
    assert.equal((await filesOf(app, [`case-note:${note.id}`])).size, 0);
  });

  it('keeps its order and its tick, whoever else adds, ticks and removes at once', async () => {
    const id = await aCase();
    await Promise.all([addChecks(app, ana, id, ['a1', 'a2', 'a3']), addChecks(app, ben, id, ['b1', 'b2'])]);
    const checks = (await read(id)).checks;
    const inOrder = (sign: string) =>
      checks.filter(({ text }) => text.startsWith(sign)).map(({ text }) => text);
    assert.deepEqual(
      [inOrder('a'), inOrder('b')],
      [
        ['a1', 'a2', 'a3'],
        ['b1', 'b2'],
      ],
    );
    const settled = await Promise.allSettled([
      removeCheck(app, ana, id, checks[0]!.id),
      removeCheck(app, ben, id, checks[0]!.id),
      ...[true, true, false].map((isDone) => tickCheck(app, ben, id, checks[1]!.id, isDone)),
    ]);
    assert.equal(settled.filter((one) => one.status === 'rejected').length, 1, 'removed once');
    assert.equal((await read(id)).checks.length, 4);
  });
});

describe('fields of a type', () => {
  it('have keys that no object has by itself, so that what is required is missing until it is filled', () => {
    const field = { label: 'Builder', kind: 'text', isRequired: true };
    const named = (key: string) => typeInput.safeParse({ name: 'T', fields: [{ ...field, key }] }).success;
    for (const key of ['constructor', '__proto__', 'Plan', '1st', 'a b', 'é', '', 'x'.repeat(41)])
      assert.equal(named(key), false, key);
    assert.ok(named('builder'));
    assert.equal(
      typeInput.safeParse({
        name: 'T',
        fields: [
          { ...field, key: 'a' },
          { ...field, key: 'a' },
        ],
      }).success,
      false,
    );
  });

  it('refuse a bulk change as a whole where one case has another type', async () => {
    const input = { description: '', isDefault: false, position: 5 };
    const plan = {
      key: 'plan',
      label: 'Plan',
      kind: 'number' as const,
      choices: [],
      isRequired: false,
      isShown: false,
    };
    const type = await saveType(app, ben, undefined, { ...input, name: 'With plan', fields: [plan] });
    const [one, two] = [await aCase('One'), await aCase('Two')];
    await changeCases(app, ana, [one], { typeId: type.id });
    const before = [await read(one), await read(two)].map((row) => row.version);
    const wish = { fields: { plan: 3 }, handling: { assigneeId: ben.id } };
    await assert.rejects(changeCases(app, ana, [one, two], wish), { code: 'case.field_invalid' });
    const rows = [await read(one), await read(two)];
    assert.deepEqual(
      rows.map((row) => [row.version, row.values, row.assignees]),
      before.map((version) => [version, {}, []]),
    );
    const both = await changeCases(app, ana, [one, two, one], { ...wish, typeId: type.id });
    assert.deepEqual([(await read(two)).values, (await read(two)).assignees.length], [{ plan: 3 }, 1]);
    await undoCaseChange(app, ben, both.undo);
    assert.deepEqual([(await read(two)).values, (await read(two)).type.name], [{}, 'General']);
  });
});

describe('a case that leaves', () => {
  it('is whole, however many conversations, notes and links it has', async () => {
    const id = await aCase('Flood', 33);
    const threads = (await read(id)).threads;
    assert.equal(threads, 33);
    const { id: more, author } = await customer('acme, the last of all');
    await addThreads(app, ana, id, [more]);
    await company.hear(say(author, '9', 'acme, a second word', { minutesAgo: 1 }));
    await addTime(app, ana, id, { minutes: 7, what: 'on the <phone>', isMeasured: false });
    const json = JSON.parse((await exportCase(app, ana, id, 'json')).body) as Awaited<
      ReturnType<typeof read>
    >;
    assert.equal(json.threadsOf.length, 34);
    assert.equal(json.said.filter((one) => one.side === 'customer').length, 34);
    const html = (await exportCase(app, ana, id, 'html')).body;
    assert.equal(html.match(/<article class="customer">/g)?.length, 34);
    assert.ok(html.includes('acme, the last of all'));
  });

  it('runs nothing as a page, whatever names, notes, checks, files and labels it has', async () => {
    const id = await aCase();
    const texts = HOSTILE_TEXTS.filter((_, index) => index % 12 === 0).slice(0, 12);
    await changeCases(app, ana, [id], {
      title: texts[0]!.slice(0, 300),
      handling: { addLabels: texts.slice(0, 4).map((text) => text.slice(0, 60)) },
    });
    await addChecks(app, ana, id, texts);
    for (const text of texts) await addCaseNote(app, ana, id, { text });
    const bytes = Buffer.from('x');
    const file = await storeFile(app, { name: '<img src=x onerror=fire()>.txt', bytes, purpose: 'case' });
    await addFiles(app, ana, id, [file.id]);
    const { body } = await exportCase(app, ana, id, 'html');
    const tags = new Set(body.match(/<[^>]*>/g));
    const plain =
      /^<(!doctype html|html lang="en"|meta charset="utf-8"|article class="(customer|other|us|note)"|p class="files"|br|\/?[a-z0-9]+)>$/;
    assert.deepEqual(
      [...tags].filter((tag) => !plain.test(tag)),
      [],
    );
    assert.ok([...tags].every((tag) => !/script|img|svg|iframe|object|math/.test(tag)));
  });
});

function fitsAssignee(assignees: readonly { id: string }[], asked: string): boolean {
  if (asked === 'nobody') return assignees.length === 0;
  return assignees.some((one) => one.id === (asked === 'me' ? ana.id : asked));
}

async function newest(): Promise<{ id: string; conversationIds: string[] }> {
  const [row] = (await list({ limit: 1, q: 'Came meanwhile' })).items;
  const { threadsOf } = await read(row!.id);
  return { id: row!.id, conversationIds: threadsOf.map((thread) => thread.row.id) };
}
