import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { accountKey, rememberAccounts } from '#people/accounts/index.ts';
import { createTestServer } from '../../../test/helpers/server.ts';
import { ideasFeature } from './feature.ts';

const test = await createTestServer([ideasFeature]);
const { app } = test;
after(() => test.close());
const owner = await test.staff('owner');
const agent = await test.staff('agent');
const viewer = await test.staff('viewer');
const API = '/api/v1';
const board = (await owner.post(`${API}/ideas/boards`, { name: 'Wishes' })).body;
const add = async (title: string) =>
  (await agent.post(`${API}/ideas`, { boardId: board.id, title, markdown: 'Text' })).body;
const account = async (name: string) => {
  const author = { externalId: `id-of-${name}`, handle: name, displayName: name };
  return (await rememberAccounts(app, [{ network: 'bluesky', author }])).get(
    accountKey('bluesky', author.externalId),
  )!;
};

describe('the routes of ideas', () => {
  it('let viewers read, agents vote and write, and managers decide', async () => {
    const idea = await add('One bill');
    for (const path of [
      '/ideas',
      '/ideas/boards',
      '/ideas/settings',
      `/ideas/${idea.id}`,
      '/changelog',
      '/ideas/mined',
    ])
      assert.equal((await viewer.get(`${API}${path}`)).status, 200, path);
    assert.equal((await viewer.post(`${API}/ideas`, { boardId: board.id, title: 'x' })).status, 403);
    assert.equal((await viewer.post(`${API}/ideas/${idea.id}/comments`, { markdown: 'x' })).status, 403);
    assert.equal((await agent.put(`${API}/ideas/${idea.id}/status`, { status: 'planned' })).status, 403);
    assert.equal((await agent.get(`${API}/ideas/export`)).status, 403);
    assert.equal((await agent.post(`${API}/changelog`, { title: 'x' })).status, 403);
    const decided = await owner.put(`${API}/ideas/${idea.id}/status`, {
      status: 'planned',
      reason: 'Soon',
      quarter: '2027-Q1',
    });
    assert.deepEqual([decided.status, decided.body.quarter], [200, '2027-Q1']);
    assert.equal((await owner.put(`${API}/ideas/${idea.id}/status`, { status: 'duplicate' })).status, 400);
    assert.equal(
      (await owner.put(`${API}/ideas/${idea.id}/status`, { status: 'open', quarter: 'soon' })).status,
      400,
    );
  });

  it('count a customer once for whom colleagues vote, and show who he is and who did it', async () => {
    const idea = await add('Pause a line');
    const accountId = await account('maya');
    const voted = await agent.post(`${API}/ideas/${idea.id}/votes`, { accountId, reason: 'In winter' });
    assert.equal(voted.status, 201);
    const [voter] = voted.body.voters;
    assert.deepEqual(
      [voter.name, voter.reason, voter.byName, voter.counts],
      ['maya', 'In winter', 'The agent', true],
    );
    assert.equal((await agent.post(`${API}/ideas/${idea.id}/votes`, { accountId })).status, 409);
    assert.equal((await agent.post(`${API}/ideas/${idea.id}/votes`, {})).status, 400, 'nobody is meant');
    assert.equal((await agent.delete(`${API}/ideas/votes/${voter.id}`)).status, 204);
    assert.equal((await agent.get(`${API}/ideas/${idea.id}`)).body.votes, 0);
  });

  it('merge with a preview and take it back', async () => {
    const [from, into] = [await add('Call me back'), await add('A number that is called back')];
    const both = await account('both');
    for (const { id } of [from, into]) await agent.post(`${API}/ideas/${id}/votes`, { accountId: both });
    const preview = await viewer.get(`${API}/ideas/${from.id}/merge?into=${into.id}`);
    assert.deepEqual([preview.body.votes, preview.body.both], [1, 1]);
    const { mergeId } = (await owner.post(`${API}/ideas/${from.id}/merge`, { into: into.id })).body;
    assert.equal((await viewer.get(`${API}/ideas/${into.id}`)).body.merged[0].mergeId, mergeId);
    assert.equal((await owner.post(`${API}/ideas/merges/${mergeId}/undo`)).body.id, from.id);
    assert.equal((await owner.post(`${API}/ideas/merges/${mergeId}/undo`)).status, 409);
    assert.equal((await viewer.get(`${API}/ideas/${from.id}`)).body.votes, 1);
  });

  it('keep boards with ideas, and addresses of their own', async () => {
    assert.equal((await owner.post(`${API}/ideas/boards`, { name: 'Wishes' })).status, 409);
    assert.equal((await owner.delete(`${API}/ideas/boards/${board.id}`)).status, 409);
    const spare = (await owner.post(`${API}/ideas/boards`, { name: 'Spare', whoSees: 'staff' })).body;
    assert.equal(
      (await owner.put(`${API}/ideas/boards/${spare.id}`, { name: 'Other', slug: 'wishes' })).status,
      409,
    );
    assert.equal((await owner.delete(`${API}/ideas/boards/${spare.id}`)).status, 204);
    assert.equal((await owner.put(`${API}/ideas/boards/${spare.id}`, { name: 'Gone' })).status, 404);
  });

  it('name nobody whose post it was not, and adopt nothing that is not there', async () => {
    const idea = await add('Of our own');
    const consent = { consent: 'given', name: 'Maya', how: 'by phone' };
    assert.equal((await owner.put(`${API}/ideas/${idea.id}/consent`, consent)).status, 404);
    const postIds = ['post_00000000000000000000000000'];
    assert.equal((await owner.post(`${API}/ideas/mined/adopt`, { postIds, boardId: board.id })).status, 404);
  });
});
