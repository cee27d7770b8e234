/** Spellings of each field that exports of other programs use, without case, spaces and signs. */
const SPELLINGS: Readonly<Record<string, readonly string[]>> = {
  id: [
    'id',
    'postid',
    'tweetid',
    'statusid',
    'messageid',
    'externalid',
    'guid',
    'uri',
    'reviewid',
    'commentid',
    'ticketid',
  ],
  text: [
    'text',
    'content',
    'body',
    'message',
    'post',
    'tweet',
    'fulltext',
    'comment',
    'review',
    'reviewtext',
    'description',
    'snippet',
    'mention',
    'feedback',
  ],
  title: ['title', 'subject', 'headline', 'reviewtitle', 'summary'],
  author: [
    'author',
    'user',
    'username',
    'handle',
    'screenname',
    'from',
    'authorhandle',
    'accountname',
    'userhandle',
    'nickname',
  ],
  authorName: [
    'authorname',
    'name',
    'displayname',
    'fullname',
    'reviewer',
    'customer',
    'customername',
    'sender',
  ],
  authorId: ['authorid', 'userid', 'accountid', 'did', 'customerid'],
  authorUrl: ['authorurl', 'profileurl', 'userurl'],
  followers: ['followers', 'followercount', 'followerscount', 'authorfollowers'],
  profileLocation: ['profilelocation', 'location', 'authorlocation', 'userlocation', 'place', 'city'],
  createdAt: [
    'createdat',
    'created',
    'date',
    'datetime',
    'time',
    'timestamp',
    'published',
    'publishedat',
    'pubdate',
    'postedat',
    'posted',
    'postdate',
    'publicationdate',
    'reviewdate',
  ],
  updatedAt: ['updatedat', 'updated', 'editedat', 'modified', 'lastmodified'],
  url: ['url', 'link', 'permalink', 'posturl', 'href', 'weburl', 'address'],
  lang: ['lang', 'language', 'locale', 'langs'],
  links: ['links', 'urls'],
  tags: ['tags', 'hashtags', 'labels', 'categories'],
  network: ['network', 'platform', 'channel', 'medium'],
  source: ['source', 'site', 'app', 'origin'],
  parentId: ['parentid', 'inreplyto', 'inreplytoid', 'replyto', 'inreplytostatusid'],
  rootId: ['rootid', 'threadid', 'conversationid'],
  kind: ['kind', 'type', 'posttype'],
};

const FIELDS = new Map(
  Object.entries(SPELLINGS).flatMap(([field, names]) => names.map((name) => [name, field] as const)),
);

/** The field that a column holds, or undefined for one that says nothing to us. */
export function fieldNamed(column: string): string | undefined {
  return FIELDS.get(
    column
      .normalize('NFKC')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]/gu, ''),
  );
}
