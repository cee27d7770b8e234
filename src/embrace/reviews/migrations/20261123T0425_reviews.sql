-- Products, what buyers say of them, and how they were asked.
create table review_products (
  id text collate "C" primary key,
  slug text collate "C" not null unique,
  name text not null,
  text text not null default '',
  -- Of the shop: number of the article, and where it is sold.
  external_id text collate "C" unique,
  url text,
  picture_file_id text collate "C",
  -- Where the picture is still to be fetched from; null: there is none, or it is here.
  picture_url text,
  picture_problem text,
  -- Not sold any more: takes no new reviews and leaves the front page; what was said stays readable.
  is_archived boolean not null default false,
  -- Of the sample company, and goes with it. Nobody sets it afterwards.
  is_sample boolean not null default false,
  -- Reviews that everybody reads, by their stars: changed under the lock of this row.
  stars_1 integer not null default 0 check (stars_1 >= 0),
  stars_2 integer not null default 0 check (stars_2 >= 0),
  stars_3 integer not null default 0 check (stars_3 >= 0),
  stars_4 integer not null default 0 check (stars_4 >= 0),
  stars_5 integer not null default 0 check (stars_5 >= 0),
  created_at timestamptz not null default now(),
  changed_at timestamptz(3) not null default now()
);

-- How sure it is that people find something helpful: the lower bound of Wilson's interval at 95 %.
create function review_score(helpful integer, unhelpful integer) returns double precision language sql immutable as $$
  select case when helpful + unhelpful = 0 then 0 else
    (helpful + 1.9208::float8 - 1.96::float8 * sqrt(helpful::float8 * unhelpful / (helpful + unhelpful) + 0.9604::float8))
      / (helpful + unhelpful + 3.8416::float8) end
$$;

create table reviews (
  id text collate "C" primary key,
  product_id text collate "C" not null references review_products,
  -- `mem_…`, or `buyer:…` of somebody who came by a link; null: whoever wrote it has left.
  writer_id text collate "C",
  member_id text collate "C",
  -- SHA-256 of the proven mail address in small letters; who it is by a link is the same person as a member.
  buyer_hash text collate "C",
  author_name text not null,
  stars smallint not null check (stars between 1 and 5),
  title text not null,
  markdown text not null,
  html text not null,
  language text,
  -- By an order that was brought in, or by a link that the company sent.
  is_verified boolean not null default false,
  verified_by text check (verified_by in ('order', 'link')),
  -- What its author got for it. Shown always; see the trigger below.
  incentive text not null default 'none'
    check (incentive in ('none', 'free', 'discounted', 'rewarded', 'employee', 'other')),
  state text not null default 'shown' check (state in ('shown', 'held', 'removed')),
  removed_reason text check (removed_reason in
    ('spam', 'offensive', 'illegal', 'off-topic', 'private', 'fake', 'conflict', 'rules', 'withdrawn')),
  removed_note text not null default '',
  removed_at timestamptz,
  removed_by text,
  helpful integer not null default 0 check (helpful >= 0),
  unhelpful integer not null default 0 check (unhelpful >= 0),
  score double precision not null default 0,
  photos integer not null default 0 check (photos >= 0),
  form_id text collate "C",
  -- When everybody could read it first.
  shown_at timestamptz,
  version integer not null default 1,
  written_at timestamptz(3) not null default now(),
  changed_at timestamptz(3) not null default now(),
  -- The inbox has heard this version.
  heard_version integer not null default 0,
  case_id text collate "C",
  unique (product_id, member_id),
  unique (product_id, buyer_hash),
  unique (product_id, writer_id),
  check (is_verified = (verified_by is not null)),
  -- Nobody takes a review away without saying why.
  check ((state = 'removed') = (removed_reason is not null)),
  check ((state = 'removed') = (removed_at is not null)),
  check (score = review_score(helpful, unhelpful))
);
create index reviews_helpful on reviews (product_id, score desc, id desc) where state = 'shown';
create index reviews_newest on reviews (product_id, written_at desc, id desc) where state = 'shown';
create index reviews_all on reviews (written_at desc, id desc);
create index reviews_removed on reviews (product_id, removed_reason) where state <> 'shown';
create index reviews_member on reviews (member_id) where member_id is not null;
create index reviews_unheard on reviews (changed_at) where heard_version < version;

-- What a review said before it was changed.
create table review_versions (
  review_id text collate "C" not null references reviews on delete cascade,
  version integer not null,
  stars smallint not null,
  title text not null,
  markdown text not null,
  at timestamptz not null,
  primary key (review_id, version)
);

-- Every removal and what was shown again, with its reason: written once.
create table review_removals (
  id text collate "C" primary key,
  review_id text collate "C" not null references reviews on delete cascade,
  -- Null: shown again.
  reason text,
  note text not null default '',
  by_id text,
  by_name text not null,
  at timestamptz not null default now()
);
create index review_removals_review on review_removals (review_id, at);

create table review_photos (
  review_id text collate "C" not null references reviews on delete cascade,
  file_id text collate "C" not null,
  position integer not null,
  primary key (review_id, file_id)
);
create index review_photos_file on review_photos (file_id);

-- One a member.
create table review_votes (
  review_id text collate "C" not null references reviews on delete cascade,
  member_id text collate "C" not null,
  is_helpful boolean not null,
  at timestamptz not null default now(),
  primary key (review_id, member_id)
);
create index review_votes_member on review_votes (member_id);

-- The company's answer: one a review, from the console or from the inbox.
create table review_replies (
  id text collate "C" primary key,
  review_id text collate "C" not null unique references reviews on delete cascade,
  markdown text not null,
  html text not null,
  by_id text,
  by_name text not null,
  -- Of the outbox: the same twice is one.
  key text collate "C" unique,
  at timestamptz(3) not null default now(),
  changed_at timestamptz(3) not null default now(),
  heard_at timestamptz(3)
);

-- What was sold, as the shop told: of the buyer only the hash of his address.
create table review_orders (
  id text collate "C" primary key,
  product_id text collate "C" not null references review_products,
  number text collate "C" not null,
  buyer_hash text collate "C" not null,
  ordered_at timestamptz not null,
  delivered_at timestamptz,
  value numeric(14, 2),
  incentive text not null default 'none'
    check (incentive in ('none', 'free', 'discounted', 'rewarded', 'employee', 'other')),
  imported_at timestamptz not null default now(),
  unique (number, product_id)
);
create index review_orders_buyer on review_orders (buyer_hash, product_id);

-- Links by which buyers write: sent after a delivery, or handed out by a colleague.
create table review_invitations (
  id text collate "C" primary key,
  product_id text collate "C" not null references review_products,
  order_id text collate "C" unique references review_orders,
  -- Null: a link for whoever has it; then it is used once.
  buyer_hash text collate "C",
  -- Only until the mail has left.
  mail text,
  language text not null default 'en',
  incentive text not null
    check (incentive in ('none', 'free', 'discounted', 'rewarded', 'employee', 'other')),
  state text not null check (state in ('handed', 'planned', 'queued', 'sent', 'failed', 'dropped')),
  why text,
  due_at timestamptz,
  asked_at timestamptz,
  out_id text collate "C",
  message_id text,
  handed_at timestamptz,
  review_id text collate "C" references reviews on delete set null,
  by_name text not null,
  created_at timestamptz not null default now()
);
create index review_invitations_due on review_invitations (due_at) where state = 'planned';
create index review_invitations_buyer on review_invitations (buyer_hash, asked_at);
create index review_invitations_out on review_invitations (out_id);

-- Who wants to be asked no more.
create table review_refusals (
  buyer_hash text collate "C" primary key,
  at timestamptz not null default now()
);

create table review_settings (
  one boolean primary key default true check (one),
  settings jsonb not null,
  changed_at timestamptz not null default now()
);

-- What readers may rely on, whoever writes: a disclosure stays, a review stays with its product, and none is deleted but with the sample.
create function keep_review() returns trigger language plpgsql as $$
begin
  if tg_op = 'TRUNCATE' then raise exception 'Reviews are not emptied.'; end if;
  if tg_op = 'DELETE' then
    if exists (select from review_products p where p.id = old.product_id and p.is_sample) then return old; end if;
    raise exception 'A review is removed with a reason that everybody reads, never deleted.';
  end if;
  if old.incentive <> 'none' and new.incentive is distinct from old.incentive then
    raise exception 'What an author got for a review stays disclosed.';
  end if;
  if new.product_id is distinct from old.product_id then raise exception 'A review stays with its product.'; end if;
  return new;
end $$;
create trigger reviews_kept before update or delete on reviews for each row execute function keep_review();
create trigger reviews_not_emptied before truncate on reviews for each statement execute function keep_review();

create function keep_invitation() returns trigger language plpgsql as $$
begin
  if new.incentive is distinct from old.incentive then raise exception 'What an invitation offered stays as it was offered.'; end if;
  return new;
end $$;
create trigger review_invitations_kept before update on review_invitations for each row execute function keep_invitation();

create function keep_review_removal() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and not exists (select from reviews r where r.id = old.review_id) then return old; end if;
  raise exception 'What was done to reviews is written down once.';
end $$;
create trigger review_removals_kept before update or delete on review_removals for each row execute function keep_review_removal();

create function keep_product_kind() returns trigger language plpgsql as $$
begin
  if new.is_sample is distinct from old.is_sample then raise exception 'Whether a product is of the sample is said once.'; end if;
  return new;
end $$;
create trigger review_products_kept before update on review_products for each row execute function keep_product_kind();
