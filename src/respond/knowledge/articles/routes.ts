import { z } from 'zod';
import { languageTag, pageOf, route } from '#platform/http/index.ts';
import {
  articleChange,
  articleDetail,
  articleId,
  articleInput,
  articleShape,
  articlesQuery,
  bodyText,
  categoriesInput,
  categoryShape,
  titleText,
} from '../schema.ts';
import { listCategories, saveCategories } from './categories.ts';
import { renderMarkdown } from './markdown.ts';
import { listArticles, readArticle } from './read.ts';
import { addText, changeArticle, createArticle, removeArticle } from './service.ts';

const params = z.object({ id: articleId });
const [read, write, publish] = ['knowledge.read', 'knowledge.write', 'knowledge.publish'] as const;
const BIG = 2 * 1024 * 1024;

export const articleRoutes = [
  route({
    method: 'GET',
    url: '/knowledge/articles',
    permission: read,
    summary: 'Articles, newest first; best first where words are asked for',
    query: articlesQuery,
    response: pageOf(articleShape),
    handler: ({ app, query }) => listArticles(app, query),
  }),
  route({
    method: 'POST',
    url: '/knowledge/articles',
    permission: write,
    summary: 'Begin an article',
    body: articleInput,
    bodyLimit: BIG,
    response: z.object({ id: articleId }),
    status: 201,
    handler: ({ app, actor, body }) => createArticle(app, actor, body),
  }),
  route({
    method: 'GET',
    url: '/knowledge/articles/:id',
    permission: read,
    summary: 'An article with its texts, drafts and the questions it learned',
    params,
    response: articleDetail,
    handler: ({ app, params }) => readArticle(app, params.id),
  }),
  route({
    method: 'PATCH',
    url: '/knowledge/articles/:id',
    permission: publish,
    summary: 'Say who may read an article, where it stands and when it is looked at again, or put it away',
    params,
    body: articleChange,
    handler: ({ app, actor, params, body }) => changeArticle(app, actor, params.id, body),
  }),
  route({
    method: 'DELETE',
    url: '/knowledge/articles/:id',
    permission: publish,
    summary: 'Remove an article for good, with its versions',
    params,
    handler: ({ app, actor, params }) => removeArticle(app, actor, params.id),
  }),
  route({
    method: 'POST',
    url: '/knowledge/articles/:id/texts',
    permission: write,
    summary: 'Begin the text of an article in another language',
    params,
    body: z.object({ language: languageTag, title: titleText, body: bodyText }),
    bodyLimit: BIG,
    status: 204,
    handler: ({ app, actor, params, body }) => addText(app, actor, params.id, body),
  }),
  route({
    method: 'POST',
    url: '/knowledge/preview',
    permission: read,
    summary: 'Markdown as readers will see it',
    body: z.object({ body: bodyText }),
    bodyLimit: BIG,
    response: z.object({ html: z.string() }),
    handler: async ({ body }) => ({ html: renderMarkdown(body.body) }),
  }),
  route({
    method: 'GET',
    url: '/knowledge/categories',
    permission: read,
    summary: 'Categories in their order',
    response: z.object({ items: z.array(categoryShape) }),
    handler: async ({ app }) => ({ items: await listCategories(app) }),
  }),
  route({
    method: 'PUT',
    url: '/knowledge/categories',
    permission: publish,
    summary: 'Make the list of categories what it shall be',
    description: 'Categories that are left out go; their articles stand without one.',
    body: categoriesInput,
    response: z.object({ items: z.array(categoryShape) }),
    handler: async ({ app, actor, body }) => ({ items: await saveCategories(app, actor, body) }),
  }),
];
