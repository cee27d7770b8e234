import { defineErrors } from '#platform/errors/index.ts';

export const knowledgeErrors = defineErrors({
  'article.not_found': { status: 404, text: 'There is no article {id}. It may have been removed.' },
  'article.no_text': {
    status: 404,
    text: 'The article is not written in {language} yet. Begin it there first.',
  },
  'article.text_taken': { status: 409, text: 'The article has a text in {language} already. Open that one.' },
  'article.slug_taken': {
    status: 409,
    text: 'Another article has the address {slug}. Nothing was published; choose another one.',
  },
  'article.empty': {
    status: 400,
    text: 'An article needs a title and a text before it is published. What you wrote is kept as a draft.',
  },
  'article.overtaken': {
    status: 409,
    text: '{who} saved this draft after you opened it. Yours was not saved; copy what you wrote, load theirs and join the two.',
  },
  'article.no_version': { status: 404, text: 'There is no version {version} of this text.' },
  'article.use_not_found': {
    status: 404,
    text: 'This use of an article is not known. It may have been taken back already.',
  },
  'article.not_published': {
    status: 409,
    text: 'The article is not published in {language}, so it cannot be used in an answer yet.',
  },
  'article.changed_since': {
    status: 409,
    text: 'The article was changed meanwhile. Nothing was published; look at both texts and join them.',
  },
  'article.draft_waits': {
    status: 409,
    text: 'A colleague is writing on this article. Nothing was published, the change is kept; publish or drop the draft first.',
  },
  'article.was_published': {
    status: 409,
    text: 'The article was published already, so it stays. Put it away or remove it under Knowledge.',
  },
  'knowledge.gap_not_found': { status: 404, text: 'This gap is not there any more. Load the list again.' },
  'knowledge.category_double': {
    status: 400,
    text: 'Two categories would have the address {slug}. Nothing was changed; give one another name.',
  },
  'knowledge.no_category': {
    status: 404,
    text: 'There is no category {id}. Nothing was changed; load the categories again and choose one of them.',
  },
  'knowledge.import_wrong': { status: 400, text: 'Nothing was imported. {reason}' },
});
