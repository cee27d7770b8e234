import { z } from 'zod';
import { decodeCursor, pageOf, route, type Route } from '#platform/http/index.ts';
import { conversationId } from '#respond/inbox/index.ts';
import {
  acceptInput,
  approvalId,
  approvalShape,
  approveInput,
  askInput,
  countsShape,
  insistInput,
  linkId,
  listQuery,
  newLinkInput,
  newLinkResult,
  outlookInput,
  outlookShape,
  rejectInput,
  reviseInput,
  suggestInput,
} from '../schema.ts';
import { accept, insist, revise, withdraw } from '../service/author.ts';
import { approve, askForChange, handOverAgain, reject, suggest } from '../service/decide.ts';
import { delegate, revokeLink, showLink } from '../service/links.ts';
import { readOutlook } from '../service/outlook.ts';
import {
  countFor,
  listDecided,
  listMine,
  listOfConversation,
  listToDecide,
  readApproval,
} from '../service/present.ts';
import { voterOf } from '../service/state.ts';

const one = z.object({ id: approvalId });
const ofConversation = z.object({ id: conversationId });
const ofLink = z.object({ id: linkId });
const read = 'approvals.read';
const decide = 'approvals.decide';
const answer = 'approvals.answer';

const reading: readonly Route[] = [
  route({
    method: 'GET',
    url: '/approvals',
    permission: read,
    summary: 'Replies that wait for an approval: to be decided by the reader, his own, or decided',
    query: listQuery,
    response: pageOf(approvalShape),
    async handler({ app, actor, query: { list, cursor, limit } }) {
      if (list === 'decide') return { items: await listToDecide(app, actor) };
      if (list === 'mine') return listMine(app, actor, { cursor, limit });
      const [at, id] = cursor === undefined ? [] : decodeCursor(cursor, 2);
      const before = at === undefined ? undefined : { at: new Date(at), id: String(id) };
      return listDecided(app, actor, { before, limit });
    },
  }),
  route({
    method: 'GET',
    url: '/approvals/counts',
    permission: read,
    summary: 'How many replies the reader is to decide, and how many of his own need an answer',
    response: countsShape,
    handler: ({ app, actor }) => countFor(app, actor),
  }),
  route({
    method: 'GET',
    url: '/approvals/:id',
    permission: read,
    summary: 'One approval with everything that was said about it',
    params: one,
    response: approvalShape,
    handler: ({ app, actor, params }) => readApproval(app, actor, params.id),
  }),
  route({
    method: 'GET',
    url: '/inbox/:id/approvals',
    permission: read,
    summary: 'Approvals of the replies in a conversation, newest first',
    params: ofConversation,
    response: z.object({ items: z.array(approvalShape) }),
    handler: async ({ app, actor, params }) => ({ items: await listOfConversation(app, actor, params.id) }),
  }),
  route({
    method: 'POST',
    url: '/inbox/:id/approval-outlook',
    permission: answer,
    summary: 'Whether a reply that is being written would wait for an approval, why, and for whom',
    params: ofConversation,
    body: outlookInput,
    response: outlookShape,
    handler: ({ app, actor, params, body }) => readOutlook(app, actor, params.id, body),
  }),
];

const deciding: readonly Route[] = [
  route({
    method: 'POST',
    url: '/approvals/:id/approve',
    permission: decide,
    summary: 'Approve the text that was seen; with the last step it goes to the outbox',
    description:
      'Of several texts, `hash` picks one. A word about a text or step that is not current is refused.',
    params: one,
    body: approveInput,
    response: approvalShape,
    async handler({ app, actor, params, body }) {
      await approve(app, voterOf(actor), params.id, body);
      return readApproval(app, actor, params.id);
    },
  }),
  route({
    method: 'POST',
    url: '/approvals/:id/reject',
    permission: decide,
    summary: 'Reject the reply, with a reason',
    params: one,
    body: rejectInput,
    response: approvalShape,
    async handler({ app, actor, params, body }) {
      await reject(app, voterOf(actor), params.id, body);
      return readApproval(app, actor, params.id);
    },
  }),
  route({
    method: 'POST',
    url: '/approvals/:id/ask',
    permission: decide,
    summary: 'Ask the author for a change',
    params: one,
    body: askInput,
    response: approvalShape,
    async handler({ app, actor, params, body }) {
      await askForChange(app, voterOf(actor), params.id, body);
      return readApproval(app, actor, params.id);
    },
  }),
  route({
    method: 'POST',
    url: '/approvals/:id/suggest',
    permission: decide,
    summary: 'Suggest other words, approved once the author accepts them',
    params: one,
    body: suggestInput,
    response: approvalShape,
    async handler({ app, actor, params, body }) {
      await suggest(app, voterOf(actor), params.id, body);
      return readApproval(app, actor, params.id);
    },
  }),
  route({
    method: 'POST',
    url: '/approvals/:id/links',
    permission: decide,
    summary: 'Let somebody without an account decide by a link',
    description:
      'Who is asked gives his place to the person behind the address. The link works once and for a short time.',
    params: one,
    body: newLinkInput,
    response: newLinkResult,
    status: 201,
    perMinute: 30,
    handler: ({ app, actor, params, body }) => delegate(app, actor, params.id, body),
  }),
  route({
    method: 'DELETE',
    url: '/approval-links/:id',
    permission: decide,
    summary: 'Take a link to an approval back',
    params: ofLink,
    handler: ({ app, actor, params }) => revokeLink(app, actor, params.id),
  }),
  route({
    method: 'POST',
    url: '/approval-links/:id/show',
    permission: 'approvals.manage',
    summary: 'Show the address of a link, to give it to its person in another way',
    params: ofLink,
    response: z.object({ url: z.string() }),
    handler: ({ app, actor, params }) => showLink(app, actor, params.id),
  }),
];

const answering: readonly Route[] = [
  route({
    method: 'POST',
    url: '/approvals/:id/accept',
    permission: answer,
    summary: 'Take the words that were suggested; whoever suggested them approves them',
    params: one,
    body: acceptInput,
    response: approvalShape,
    async handler({ app, actor, params, body }) {
      await accept(app, actor, params.id, body.hash);
      return readApproval(app, actor, params.id);
    },
  }),
  route({
    method: 'POST',
    url: '/approvals/:id/insist',
    permission: answer,
    summary: 'Ask again with the reply as it is',
    params: one,
    body: insistInput,
    response: approvalShape,
    async handler({ app, actor, params, body }) {
      await insist(app, actor, params.id, body.note);
      return readApproval(app, actor, params.id);
    },
  }),
  route({
    method: 'PUT',
    url: '/approvals/:id/texts',
    permission: answer,
    summary: 'Change a reply that waits: the approval begins again',
    params: one,
    body: reviseInput,
    response: approvalShape,
    async handler({ app, actor, params, body }) {
      await revise(app, actor, params.id, body);
      return readApproval(app, actor, params.id);
    },
  }),
  route({
    method: 'POST',
    url: '/approvals/:id/withdraw',
    permission: answer,
    summary: 'Take back a reply that waits; its words go into the draft',
    params: one,
    response: approvalShape,
    async handler({ app, actor, params }) {
      await withdraw(app, actor, params.id);
      return readApproval(app, actor, params.id);
    },
  }),
  route({
    method: 'POST',
    url: '/approvals/:id/hand-over',
    permission: answer,
    summary: 'Hand over again what was approved and could not leave',
    params: one,
    response: approvalShape,
    async handler({ app, actor, params }) {
      await handOverAgain(app, voterOf(actor), params.id);
      return readApproval(app, actor, params.id);
    },
  }),
];

export const decisionRoutes: readonly Route[] = [...reading, ...deciding, ...answering];
