import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Html, markup } from '#lib/html/index.ts';
import { addressOf } from '#platform/addresses/index.ts';
import type { App } from '#platform/app/index.ts';
import { openShown } from '#platform/files/index.ts';
import { atomOf, FEED_TYPES } from '#ui/feeds/index.ts';
import { dayIn, languageName, sendPicture, sendShared } from '#ui/site/index.ts';
import type { Member } from '../domain/member.ts';
import { memberFeedPort } from '../ports.ts';
import { isFace, memberByFeed, memberByHandle } from '../service/look-up.ts';
import { COMMUNITY, languageOf } from '../service/settings.ts';
import { wordsIn } from '../words/index.ts';
import { faceOf } from './face.ts';
import { profilePartsPort, showPage, type Visit } from './frame.ts';

/** What everybody sees of a member. */
export async function showMember(visit: Visit): Promise<unknown> {
  const { handle } = visit.request.params as { handle: string };
  const member = await memberByHandle(visit.app, handle.toLowerCase());
  const words = wordsIn(visit.language);
  if (!member || member.state === 'erased') {
    visit.reply.code(404);
    const body = markup`<h1>${words.notFoundTitle}</h1><p>${words.notFoundText}</p>`;
    return showPage(visit, { title: words.notFoundTitle, path: COMMUNITY, isHidden: true, body });
  }
  const path = `${COMMUNITY}/members/${member.handle}`;
  const parts = await Promise.all(
    (visit.app.find(profilePartsPort) ?? []).map((tell) => tell(visit, member)),
  );
  return showPage(visit, {
    title: member.displayName,
    path,
    kind: 'profile',
    // Nobody is found by a search engine by what he says of himself before he wrote anything.
    isHidden: member.bio === null,
    ...(member.bio ? { description: member.bio.slice(0, 160) } : {}),
    data: [
      {
        '@context': 'https://schema.org',
        '@type': 'ProfilePage',
        dateCreated: member.createdAt.toISOString(),
        mainEntity: {
          '@type': 'Person',
          name: member.displayName,
          alternateName: member.handle,
          ...(member.bio ? { description: member.bio } : {}),
        },
      },
    ],
    body: markup`${profileOf(visit, member)}${parts}`,
  });
}

function profileOf({ language }: Visit, member: Member): Html {
  const words = wordsIn(language);
  const spoken = member.languages.map(languageName).join(', ');
  return markup`<div class="row">
      ${faceOf(member, 'large')}
      <div>
        <h1>${member.displayName}</h1>
        <p class="quiet">@${member.handle}${member.pronouns ? ` · ${member.pronouns}` : ''}</p>
      </div>
    </div>
    ${member.bio ? markup`<p dir="auto">${linesOf(member.bio)}</p>` : null}
    <p class="quiet">
      ${words.memberSince} ${dayIn(member.createdAt, language)}${spoken ? ` · ${words.speaks}: ${spoken}` : ''}
    </p>`;
}

function linesOf(text: string): Html[] {
  return text.split('\n').map((line, i) => (i === 0 ? markup`${line}` : markup`<br />${line}`));
}

/** A member's picture; any other file is not there. */
export async function sendFace(app: App, id: string, reply: FastifyReply): Promise<FastifyReply> {
  const opened = (await isFace(app, id))
    ? await openShown(app, id, 'small').catch(() => undefined)
    : undefined;
  return sendPicture(reply, opened);
}

/** The private feed of a member: the address is the permission. */
export async function sendFeed(
  app: App,
  request: FastifyRequest<{ Params: { secret: string } }>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { secret } = request.params;
  const member = await memberByFeed(app, secret);
  reply.header('x-robots-tag', 'noindex, nofollow').header('referrer-policy', 'no-referrer');
  if (!member) return reply.code(404).type('text/plain; charset=utf-8').send('There is no such feed.');
  const parts = await Promise.all((app.find(memberFeedPort) ?? []).map((read) => read(app, member)));
  const home = addressOf(app, COMMUNITY);
  const body = atomOf({
    title: `${member.displayName}`,
    description: '',
    language: await languageOf(app, member),
    homeUrl: home,
    selfUrl: `${home}/feeds/${secret}.atom`,
    entries: parts
      .flat()
      .sort((a, b) => b.updatedAt.getTime() - a.updatedAt.getTime())
      .slice(0, 100),
  });
  return sendShared(request, reply, { body, type: FEED_TYPES.atom, cacheControl: 'private, max-age=0' });
}
