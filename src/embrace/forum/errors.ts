import { defineErrors } from '#platform/errors/index.ts';

export const forumErrors = defineErrors({
  'forum.not_found': { status: 404, text: 'There is no thread {id}, or it is not for everybody.' },
  'forum.no_post': { status: 404, text: 'There is no such post. It may have been deleted.' },
  'forum.no_category': { status: 404, text: 'There is no category {id}.' },
  'forum.slug_taken': {
    status: 409,
    text: 'There is a category with the address {slug} already. Nothing was changed.',
  },
  'forum.no_group': { status: 404, text: 'There is no group {id}. Nothing was changed.' },
  'forum.group_used': {
    status: 409,
    text: 'This group has categories. Give them to another group first. Nothing was changed.',
  },
  'forum.poll_bad': {
    status: 400,
    text: 'A poll has a question, two to twenty different options of one line, and an end that is still to come; a vote names options of it, each once. Nothing was changed.',
  },
  'forum.poll_there': { status: 409, text: 'This thread has a poll already. Nothing was changed.' },
  'forum.poll_closed': { status: 409, text: 'This poll is over. Your vote stands as it was.' },
  'forum.no_member': {
    status: 404,
    text: 'There is no member called {handle}. Nothing was changed.',
  },
  'forum.may_not': { status: 403, text: 'You may not do this here. Nothing was changed.' },
  'forum.closed': { status: 403, text: 'This thread is closed. Your text was kept as a draft.' },
  'forum.empty': { status: 400, text: 'There is nothing to post yet. Write something first.' },
  'forum.no_title': { status: 400, text: 'A thread needs a title. Your text was kept.' },
  'forum.too_long': {
    status: 400,
    text: 'Your text has {letters} letters; a post may have {most}. Shorten it, or post it in parts. Nothing was posted, your text is kept below.',
  },
  'forum.title_too_long': {
    status: 400,
    text: 'A title may have {most} letters. Nothing was posted, your text is kept below.',
  },
  'forum.too_many_mentions': {
    status: 400,
    text: 'You call {count} people; one post may call {most}. Nothing was posted, your text is kept below.',
  },
  'forum.overtaken': {
    status: 409,
    text: 'Somebody changed this post while you did. Nothing was lost: both texts are below.',
  },
  'forum.wiki_held': {
    status: 403,
    text: 'Something in your change has to be looked at by the team first, so the post stays as it was. Your text is kept below; change it, or ask the team.',
  },
  'forum.timer_past': {
    status: 400,
    text: 'This moment is over already. Choose one that is still to come. Nothing was changed.',
  },
  'forum.timer_order': {
    status: 400,
    text: 'This thread is open. Say when it closes, and a later moment at which it opens again. Nothing was changed.',
  },
  'forum.no_answer': {
    status: 400,
    text: 'Only a question has accepted answers, and the question itself is none.',
  },
  'forum.same_thread': { status: 400, text: 'Choose another thread to merge into. Nothing was changed.' },
  'forum.no_move': { status: 404, text: 'There is nothing to undo here. It may have been undone already.' },
  'forum.moved_on': {
    status: 409,
    text: 'The posts went on since: threads were merged, split or deleted, or somebody answered in the new one. Nothing was changed; merge or split them again by hand.',
  },
  'forum.whole_thread': {
    status: 400,
    text: 'Leave the first post where it is: choose others to split off. Nothing was changed.',
  },
  'forum.bad_link': {
    status: 400,
    text: 'Give an address that begins with https:// or http://. Nothing was changed.',
  },
  'forum.form_stale': {
    status: 400,
    text: 'Something of the form was missing. Nothing was changed; open the page again and repeat.',
  },
});
