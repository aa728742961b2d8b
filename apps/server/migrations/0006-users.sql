-- Users, how they sign in, the keys that they call with, and the groups of apps that they are in.

create table users (
  id text primary key,
  name text not null,
  -- In small letters, as it is looked for.
  email text not null check (email = lower(email)),
  email_verified boolean not null default false,
  image text,
  is_owner boolean not null default false,
  -- Set: he can neither sign in nor use a key.
  disabled_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index users_by_name on users (lower(name));
create unique index users_by_email on users (email);

-- The next three are better-auth's, with our spelling of columns. Tokens stand here as it keeps
-- them; a cookie that bears one is signed too.
create table sessions (
  id text primary key,
  user_id text not null references users (id) on delete cascade,
  token text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index sessions_by_user on sessions (user_id);

create table accounts (
  id text primary key,
  user_id text not null references users (id) on delete cascade,
  account_id text not null,
  provider_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  -- A slow hash.
  password text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index accounts_by_user on accounts (user_id);

create table verifications (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index verifications_by_identifier on verifications (identifier);

-- API keys and Web Hook Keys: 256 random bits each, of which the SHA-256 is kept.
create table user_keys (
  id text primary key,
  user_id text not null references users (id) on delete cascade,
  kind text not null check (kind in ('api', 'web-hook')),
  name text not null,
  digest bytea not null unique,
  created_at timestamptz not null default now()
);
create index user_keys_by_user on user_keys (user_id);

-- The free groups of an app; All Users and Admin are in every app and have no row.
create table groups (
  app_id text not null references apps (id),
  name text not null,
  created_at timestamptz not null default now(),
  primary key (app_id, name)
);

-- Who is in which group of an app, and with which role: 1 Staff Level 1, 2 Staff Level 2,
-- 3 Supervisor, 4 Manager, 5 Dept Lead.
create table memberships (
  user_id text not null references users (id) on delete cascade,
  app_id text not null references apps (id),
  group_name text not null,
  role smallint not null check (role between 1 and 5),
  primary key (user_id, app_id, group_name)
);
create index memberships_by_group on memberships (app_id, group_name);

-- The link by which the first owner makes himself known: the newest alone is good, and is known by
-- its SHA-256.
create table owner_links (
  only_row boolean primary key default true check (only_row),
  digest bytea not null,
  expires_at timestamptz not null
);

-- One key belongs to no app: it signs the cookies of sessions.
alter table data_keys alter column app_id drop not null;
alter table data_keys drop constraint data_keys_purpose_check;
alter table data_keys add constraint data_keys_purpose_check
  check (purpose in ('profile', 'contents', 'sessions') and (app_id is null) = (purpose = 'sessions'));
create unique index data_keys_one_for_sessions on data_keys (purpose) where app_id is null;
