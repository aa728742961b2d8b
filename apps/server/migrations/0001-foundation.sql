-- Apps, the keys that seal their contents, their profiles and connections, and the attempts of
-- commands that must not happen twice.

-- One row: by it a server notices that it was started with another master key.
create table vault_state (
  only_row boolean primary key default true check (only_row),
  check_key bytea not null,
  check_envelope bytea not null
);

create table apps (
  id text primary key,
  name text not null unique,
  created_at timestamptz not null default now()
);

-- Data keys, wrapped by a master key. Rotating the master key changes these rows and no others.
create table data_keys (
  id text primary key,
  app_id text not null references apps (id),
  purpose text not null check (purpose in ('profile', 'contents')),
  wrapped bytea not null,
  master_key_id text not null,
  created_at timestamptz not null default now()
);
create index data_keys_by_master_key on data_keys (master_key_id);
create unique index data_keys_one_for_contents on data_keys (app_id) where purpose = 'contents';

create table profiles (
  id text primary key,
  app_id text not null references apps (id),
  name text not null,
  service text not null,
  data_key_id text not null references data_keys (id),
  hints jsonb not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (app_id, name)
);

-- Each setting sealed by itself and bound to app, profile, service and field.
create table profile_values (
  profile_id text not null references profiles (id) on delete cascade,
  field text not null,
  sealed bytea not null,
  primary key (profile_id, field)
);

-- Settings are sealed as the app's contents are: they hold phone numbers.
create table connections (
  id text primary key,
  app_id text not null references apps (id),
  name text not null,
  service text not null,
  profile_id text not null references profiles (id),
  sealed_settings bytea not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (app_id, name)
);

-- An attempt outlives its connection: it says what was sent. It has no foreign keys: their checks
-- would lock the same two rows for every send, and neither apps nor their contents keys go away
-- while there are attempts.
create table attempts (
  app_id text not null,
  id text not null,
  connection_id text not null,
  connection_name text not null,
  command text not null,
  caller text not null,
  idempotency_key text not null,
  input_digest bytea not null,
  data_key_id text not null,
  sealed_input bytea,
  state text not null check (state in ('stored', 'done', 'not-done', 'unknown')),
  owner text not null,
  lease_until timestamptz not null,
  tries integer not null default 1,
  -- SHA-256 of the account's id, which is sealed with the profile.
  account text,
  sid text,
  sealed_result bytea,
  retryable boolean,
  error_code text,
  twilio_code integer,
  created_at timestamptz not null default now(),
  settled_at timestamptz,
  -- Ids grow with time, so this gives lists their order and retention its range.
  primary key (app_id, id)
);
create unique index attempts_by_key
  on attempts (app_id, caller, connection_id, command, idempotency_key);
create unique index attempts_by_sid on attempts (account, sid) where sid is not null;
create index attempts_unsettled on attempts (app_id, id) where state in ('stored', 'unknown');
