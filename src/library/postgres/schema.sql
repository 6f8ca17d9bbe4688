-- The library on a server. Everybody who may use the schema may read the index; what is private is kept by row security.

create table reftel (version bigint not null);

create table file (
  id bigint generated always as identity primary key,
  path bytea not null,
  size bigint not null,
  changed bigint not null,
  why text
);
-- A path may be longer than an index takes.
create unique index file_path on file (sha256(path));

create table cable (
  id bigint generated always as identity primary key,
  file bigint not null references file on delete cascade,
  place bigint not null,
  key text not null,
  sha text not null,
  date bigint,
  post text not null,
  class bigint,
  subject text not null,
  paragraphs bigint not null,
  searched boolean not null default false,
  subject_words text not null,
  sender_words text not null,
  tag_words text not null,
  marks text[] not null,
  words text not null,
  vector tsvector not null,
  -- Whether the vector lacks words, having no room for more.
  cut boolean not null
);
create index cable_file on cable (file, place);
create index cable_key on cable using hash (key);
create index cable_date on cable (date desc nulls last, id);
create index cable_nameless on cable (file, place) where not searched;
create index cable_cut on cable (id) where cut;
create index cable_vector on cable using gin (vector);

create table cite (id text not null, cable bigint not null references cable on delete cascade);
create index cite_id on cite using hash (id);
create index cite_name on cite using hash (ltrim(id, '0123456789'));
create index cite_cable on cite (cable);

create table name (
  id bigint generated always as identity primary key,
  cable bigint not null references cable on delete cascade,
  kind bigint not null,
  name text not null,
  aliases text[] not null,
  mentions bigint not null,
  paragraphs bigint[] not null,
  words text not null,
  vector tsvector not null,
  cut boolean not null
);
create index name_cable on name (cable);
create index name_cut on name (id) where cut;
create index name_vector on name using gin (vector);

-- What each reader has done and noted is for that reader alone.
create table standing (
  owner name not null default current_user,
  key text not null,
  notes bigint not null,
  read bigint not null,
  pinned boolean not null,
  primary key (owner, key)
);
create table remark (owner name not null default current_user, key text not null, words text not null);
create index remark_key on remark (owner, key);

-- Who writes as whom. Only the owner of the schema says so.
create table author (role name primary key, id text not null unique);

-- Entries of notes. They are only ever added.
create table entry (
  number bigint generated always as identity primary key,
  key text not null check (octet_length(key) <= 1024),
  sha text not null check (octet_length(sha) <= 128),
  author text not null check (octet_length(author) <= 128),
  replica text not null check (octet_length(replica) <= 128),
  hash text not null check (octet_length(hash) <= 128),
  private boolean not null,
  body bytea not null check (octet_length(body) <= 1048576),
  unique (author, replica, key, hash, private)
);

alter table standing enable row level security;
alter table standing force row level security;
create policy own on standing using (owner = current_user) with check (owner = current_user);
alter table remark enable row level security;
alter table remark force row level security;
create policy own on remark using (owner = current_user) with check (owner = current_user);
alter table entry enable row level security;
alter table entry force row level security;
create policy visible on entry for select
  using (not private or author = (select author.id from author where author.role = current_user));
create policy own on entry for insert
  with check (author = (select author.id from author where author.role = current_user));

grant select on reftel, file, cable, cite, name, author, entry to public;
grant select, insert, update, delete on standing, remark to public;
-- Not the number: entries come in the order in which they were added.
grant insert (key, sha, author, replica, hash, private, body) on entry to public;
