-- Boards, ideas, votes, comments and the changelog.
create table idea_boards (
  id text collate "C" primary key,
  slug text collate "C" not null unique,
  name text not null,
  text text not null default '',
  position integer not null default 0,
  -- `chosen`: the members of idea_board_members only.
  who_sees text not null default 'everybody' check (who_sees in ('everybody', 'members', 'chosen', 'staff')),
  -- Nothing is proposed there any more.
  is_archived boolean not null default false,
  created_at timestamptz not null default now()
);

create table idea_board_members (
  board_id text collate "C" not null references idea_boards on delete cascade,
  member_id text collate "C" not null,
  primary key (board_id, member_id)
);
create index idea_board_members_member on idea_board_members (member_id);

create table ideas (
  id text collate "C" primary key,
  board_id text collate "C" not null references idea_boards,
  title text not null,
  slug text not null,
  markdown text not null default '',
  html text not null default '',
  -- Null: a colleague for the company, or a customer whose post it was (see origin_post_id).
  author_id text collate "C",
  author_name text not null,
  status text not null default 'open'
    check (status in ('open', 'considering', 'planned', 'building', 'shipped', 'declined', 'duplicate')),
  status_at timestamptz not null default now(),
  -- Of the roadmap: `2027-Q1`; null: no date.
  quarter text check (quarter ~ '^20\d\d-Q[1-4]$'),
  -- Place on the roadmap within its quarter.
  position integer not null default 0,
  merged_into text collate "C" references ideas,
  -- Where it counts: itself, or the idea that it ended in over all merges.
  root_id text collate "C" not null references ideas deferrable initially deferred,
  -- Persons who wish it, thanks and comments that can be read, each with those of merged ideas: changed under the lock of this row.
  votes integer not null default 0 check (votes >= 0),
  thanks integer not null default 0 check (thanks >= 0),
  comments integer not null default 0 check (comments >= 0),
  -- Votes that were only counted where it was imported from: its own, and with those of merged ideas.
  own_before integer not null default 0 check (own_before >= 0),
  votes_before integer not null default 0 check (votes_before >= 0),
  -- The post of a customer that it was made of, who wrote that, and whether he may be named.
  origin_post_id text collate "C",
  origin_account_id text collate "C",
  consent text not null default 'none' check (consent in ('none', 'asked', 'given', 'refused')),
  consent_at timestamptz,
  -- The post in which it was given, or how else.
  consent_proof text,
  credit_name text check (credit_name is null or consent = 'given'),
  form_id text collate "C",
  -- Of the file that it was imported from, or of the post that it was adopted from: the same twice is one idea.
  key text collate "C" unique,
  terms tsvector not null default '',
  -- Goes up with everything that a reader could see.
  version integer not null default 1,
  created_at timestamptz not null default now(),
  changed_at timestamptz(3) not null default now(),
  deleted_at timestamptz,
  deleted_reason text,
  -- Taken away until a colleague looked at it: its author still sees it.
  is_held boolean not null default false check (not is_held or deleted_at is not null),
  unique (author_id, form_id),
  check ((status = 'duplicate') = (merged_into is not null)),
  check (merged_into is null or merged_into <> id)
);
create index ideas_votes on ideas (votes desc, id desc) where deleted_at is null;
create index ideas_new on ideas (created_at desc, id desc) where deleted_at is null;
create index ideas_status on ideas (status, status_at desc) where deleted_at is null;
create index ideas_root on ideas (root_id);
create index ideas_merged on ideas (merged_into) where merged_into is not null;
create index ideas_author on ideas (author_id, id desc);
create index ideas_terms on ideas using gin (terms);
create index ideas_origin on ideas (origin_post_id) where origin_post_id is not null;

-- Every status that an idea had, why, and since when.
create table idea_statuses (
  id text collate "C" primary key,
  idea_id text collate "C" not null references ideas on delete cascade,
  status text not null,
  reason text not null default '',
  quarter text,
  by_id text,
  by_name text not null,
  at timestamptz not null default now()
);
create index idea_statuses_idea on idea_statuses (idea_id, at);

-- One row a voter, kind and idea. `idea_id` is where it was given, `root_id` where it counts now; merging moves only the latter, so that
-- undoing is exact. `counts` is false where the same person voted for a merged idea as well.
create table idea_votes (
  id text collate "C" primary key,
  idea_id text collate "C" not null references ideas on delete cascade,
  root_id text collate "C" not null references ideas on delete cascade,
  kind text not null check (kind in ('vote', 'thanks')),
  -- `mem_…`, or `acct_…` of a customer for whom a colleague voted.
  voter_id text collate "C" not null,
  member_id text collate "C",
  -- Of the member, too: what tells whether two voters are one person.
  account_id text collate "C",
  reason text not null default '',
  -- The colleague who voted on behalf, and where it was said.
  by_id text,
  by_name text,
  conversation_id text collate "C",
  case_id text collate "C",
  post_id text collate "C",
  counts boolean not null default true,
  at timestamptz not null default now(),
  unique (idea_id, kind, voter_id),
  check ((member_id is null) <> (by_id is null)),
  check (member_id is not null or account_id is not null)
);
create unique index idea_votes_once on idea_votes (root_id, kind, voter_id) where counts;
create index idea_votes_root on idea_votes (root_id, kind, at);
create index idea_votes_voter on idea_votes (voter_id, kind) where counts;
create index idea_votes_account on idea_votes (account_id) where account_id is not null;
create index idea_votes_recent on idea_votes (at) where kind = 'vote' and counts;

create table idea_comments (
  id text collate "C" primary key,
  idea_id text collate "C" not null references ideas on delete cascade,
  author_id text collate "C",
  author_name text not null,
  markdown text not null,
  html text not null,
  form_id text collate "C",
  key text collate "C" unique,
  created_at timestamptz not null default now(),
  deleted_at timestamptz,
  deleted_by text,
  deleted_reason text,
  is_held boolean not null default false check (not is_held or deleted_at is not null),
  unique (author_id, form_id)
);
create index idea_comments_idea on idea_comments (idea_id, created_at);
create index idea_comments_author on idea_comments (author_id, id desc);

-- Whoever votes hears of an idea; who wants to hear without, or not any more, has a row here.
create table idea_follows (
  idea_id text collate "C" not null references ideas on delete cascade,
  member_id text collate "C" not null,
  is_on boolean not null,
  at timestamptz not null default now(),
  primary key (idea_id, member_id)
);
create index idea_follows_member on idea_follows (member_id);

-- Merges, so that they can be undone: what the idea was before.
create table idea_merges (
  id text collate "C" primary key,
  idea_id text collate "C" not null references ideas on delete cascade,
  into_id text collate "C" not null references ideas on delete cascade,
  status_before text not null,
  status_at_before timestamptz not null,
  by_name text not null,
  at timestamptz not null default now(),
  undone_at timestamptz
);
create unique index idea_merges_standing on idea_merges (idea_id) where undone_at is null;
create index idea_merges_into on idea_merges (into_id);

-- Whoever said it first is told there, once for each post.
create table idea_tellings (
  idea_id text collate "C" not null references ideas on delete cascade,
  post_id text collate "C" not null,
  state text not null default 'due' check (state in ('due', 'queued', 'failed')),
  reply_id text collate "C",
  problem text,
  at timestamptz not null default now(),
  primary key (idea_id, post_id)
);
create unique index idea_tellings_post on idea_tellings (post_id);

-- What the team decided about suggestions in posts: adopted (with the idea), or none.
create table idea_suggestions (
  post_id text collate "C" primary key,
  idea_id text collate "C" references ideas on delete cascade,
  by_name text not null,
  at timestamptz not null default now()
);

create table changelog_entries (
  id text collate "C" primary key,
  title text not null,
  slug text not null,
  kind text not null check (kind in ('new', 'better', 'mended')),
  markdown text not null,
  html text not null,
  -- Null: a draft. Readers see it from then on.
  publish_at timestamptz(3),
  -- When its ideas were shipped and their voters told.
  settled_at timestamptz,
  by_id text,
  by_name text not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  changed_at timestamptz(3) not null default now()
);
create index changelog_entries_published on changelog_entries (publish_at desc, id desc) where publish_at is not null;
create index changelog_entries_due on changelog_entries (publish_at) where publish_at is not null and settled_at is null;

create table changelog_ideas (
  entry_id text collate "C" not null references changelog_entries on delete cascade,
  idea_id text collate "C" not null references ideas on delete cascade,
  primary key (entry_id, idea_id)
);
create index changelog_ideas_idea on changelog_ideas (idea_id);

create table idea_settings (
  one boolean primary key default true check (one),
  settings jsonb not null,
  changed_at timestamptz not null default now()
);
