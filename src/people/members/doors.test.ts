import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openPeople, type People } from './testing/people.ts';

let people: People;
before(async () => {
  people = await openPeople();
});
after(() => people.made.close());

const ME = '/community/me';
const PAGES = {
  [ME]: ['profile', 'picture'],
  [`${ME}/account`]: ['mail', 'password', 'devices'],
  [`${ME}/privacy`]: ['blocks', 'feed', 'export', 'leave'],
} as const;

describe('doors that tell nothing', () => {
  it('count guesses at an address whether or not somebody has it, and answer alike to the letter', async () => {
    await people.join('ada');
    const guess = async (mail: string) => {
      const answers = [];
      for (let n = 0; n < 3; n++) {
        answers.push(
          await people.send(people.browser(), '/community/sign-in/password', {
            mail,
            password: `guess ${n}`,
          }),
        );
        // As after ten guesses.
        if (n === 1) await people.app.db.query('update sign_in_limits set count = 10 where count = 2');
      }
      return answers.map(({ status, headers, body, cookies }) => [
        status,
        headers['content-type'],
        cookies.length,
        String(body).replaceAll(mail, 'MAIL'),
      ]);
    };
    const known = await guess('ada@customer.example');
    const unknown = await guess('eve@customer.example');
    assert.deepEqual(known, unknown);
    assert.deepEqual([known[0]![0], known.at(-1)![0]], [400, 429]);
  });

  it('keep a link for both, and the same number of them', async () => {
    const kept = async (mail: string) => {
      for (const door of ['sign-in', 'join'])
        await people.send(people.browser(), `/community/${door}`, { mail, back: '/community' });
      return people.app.db.query('select kind, member_id, back from member_tickets where proof @> $1', [
        { mail },
      ]);
    };
    const known = await kept('ada@customer.example');
    assert.deepEqual(known, await kept('eve@customer.example'));
    assert.equal(known.length, 2);
  });
});

describe('links', () => {
  it('are over after their time, and work for nothing but what they were made for', async () => {
    const { own } = await people.join('bodo');
    const over = await people.ticketFor('bodo@customer.example');
    await people.app.db.query(
      'update member_tickets set expires_at = now() - make_interval(secs => 1) where hash = $1',
      [people.app.secrets.hash(over)],
    );
    const late = people.browser();
    for (const answer of [
      await late.get(`/community/enter?ticket=${over}`),
      await people.send(late, '/community/enter', { ticket: over, handle: 'bodo2', displayName: '' }),
    ])
      assert.deepEqual([answer.status, answer.cookies], [410, []]);
    const arrival = await people.ticketFor('victim@customer.example');
    assert.equal(
      (await own.get(`${ME}/mail?ticket=${arrival}`)).status,
      410,
      'a link to sign in changes no address',
    );
    const usable = await people.browser().get(`/community/enter?ticket=${arrival}`);
    assert.equal(usable.status, 200, 'and is not used up by trying');
    const secret = 'a-link-to-a-new-address';
    await people.app.db.query(
      `insert into member_tickets (hash, kind, member_id, proof, back, expires_at)
       values ($1, 'mail', $2, '{"mail": "bodo.new@customer.example"}', '/', now() + interval '1 hour')`,
      [people.app.secrets.hash(secret), await people.idOf('bodo')],
    );
    const { own: other } = await people.join('cora');
    const entered = await people.send(people.browser(), '/community/enter', {
      ticket: secret,
      handle: 'intruder',
      displayName: '',
    });
    assert.deepEqual([entered.status, entered.cookies], [410, []], 'a link to a new address signs nobody in');
    assert.equal((await other.get(`${ME}/mail?ticket=${secret}`)).status, 410, 'nor is it another member’s');
    assert.equal((await own.get(`${ME}/mail?ticket=${secret}`)).status, 303);
    assert.equal((await own.get(`${ME}/mail?ticket=${secret}`)).status, 410, 'once');
  });
});

describe('forms of members', () => {
  it('each take their own proof of their own session, and no other', async () => {
    const proofs = async (own: Awaited<ReturnType<People['join']>>['own']) => {
      const found = new Map<string, string>();
      for (const [page, forms] of Object.entries(PAGES)) {
        const html = String((await own.get(page)).body);
        for (const form of forms)
          found.set(
            form,
            new RegExp(`me/${form}"[^>]*><input type="hidden" name="proof" value="([^"]+)"`).exec(html)![1]!,
          );
      }
      return found;
    };
    const { own } = await people.join('dirk');
    const before = await proofs(own);
    assert.equal(new Set(before.values()).size, before.size);
    const ticket = await people.ticketFor('dirk@customer.example');
    await people.send(own, '/community/enter', { ticket });
    const now = await proofs(own);
    for (const [form, stale] of before) {
      const others = [...now].filter(([name]) => name !== form).map(([, proof]) => proof);
      for (const proof of [stale, others[form.length % others.length]!, now.get(form)!.toUpperCase()]) {
        const answer = await people.send(own, `${ME}/${form}`, {
          proof,
          now: 'yes',
          next: 'quiet otters swim',
        });
        assert.equal(answer.status, 400, form);
      }
    }
    assert.equal((await own.get(ME)).status, 200, 'nothing was done');
  });
});

describe('the staff’s routes of members', () => {
  it('open to the roles that may, and to no member or stranger', async () => {
    const { own } = await people.join('elke');
    const id = await people.idOf('elke');
    const {
      url: _url,
      hasHandOverSecret: _has,
      ...settings
    } = (await (await people.made.staff('owner')).get('/api/v1/community/settings')).body;
    const routes = [
      ['GET', '/members', undefined, ['admin', 'manager', 'agent', 'viewer']],
      ['GET', `/members/${id}`, undefined, ['admin', 'manager', 'agent', 'viewer']],
      ['GET', '/community/settings', undefined, ['admin', 'manager', 'agent', 'viewer']],
      ['PUT', `/members/${id}/state`, { state: 'active' }, ['admin', 'manager']],
      ['PUT', `/members/${id}/note`, { note: 'x' }, ['admin', 'manager']],
      ['PUT', '/community/settings', settings, ['admin']],
      ['POST', '/community/hand-over-secret', undefined, ['admin']],
    ] as const;
    for (const role of ['admin', 'manager', 'agent', 'viewer'] as const) {
      const staff = await people.made.staff(role);
      for (const [method, path, body, may] of routes) {
        const { status } = await staff.send(
          method,
          `/api/v1${path}`,
          method === 'GET' ? undefined : (body ?? {}),
        );
        assert.equal(
          status < 300,
          (may as readonly string[]).includes(role),
          `${role} ${method} ${path}: ${status}`,
        );
      }
    }
    for (const who of [own, people.browser()])
      for (const [method, path, body] of routes)
        assert.equal(
          (await who.send(method, `/api/v1${path}`, method === 'GET' ? undefined : (body ?? {}))).status,
          401,
          path,
        );
  });
});
