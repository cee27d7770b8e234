import { AppError } from '#platform/errors/index.ts';
import { languageOf } from '#people/members/index.ts';
import type { ReplyByMail } from '#embrace/notifications/index.ts';
import { memberDoer } from '../doer.ts';
import { forumErrors } from '../errors.ts';
import { claimMailed, linkOf } from '../own/files.ts';
import { addPost } from '../talk/posts.ts';
import { findPost } from '../talk/read.ts';
import { wordsIn } from '../words/index.ts';

/** An answer by mail to what the forum told of is a post, as if its member had written it on the page. */
export const forumReplies: ReplyByMail = {
  kinds: ['forum.reply', 'forum.quote', 'forum.mention', 'forum.followed', 'forum.started', 'forum.solved'],
  async reply(app, member, { about, text, files, key }) {
    const doer = memberDoer(member);
    try {
      const found = about.item === null ? undefined : await findPost(app, doer, about.item);
      if (!found || found.post.deletedAt !== null) throw forumErrors('forum.no_post');
      for (const { id } of files) await claimMailed(app, id, member.id);
      const markdown = [text.trim(), ...files.map(linkOf)].filter((part) => part !== '').join('\n\n');
      await addPost(app, doer, found.thread.id, {
        markdown,
        replyTo: found.post.number,
        formId: key,
      });
    } catch (error) {
      throw inWords(error, await languageOf(app, member));
    }
  },
};

/** A refusal as its reader understands it. */
function inWords(error: unknown, language: string): unknown {
  if (!(error instanceof AppError)) return error;
  const text = wordsIn(language).errors[error.code];
  return text === undefined ? error : new AppError(error.code, error.status, text);
}
