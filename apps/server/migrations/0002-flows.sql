-- Flows: what is edited (the draft), what is live, and the versions that both come from.

create table flows (
  id text primary key,
  app_id text not null references apps (id),
  name text not null,
  -- The draft's version; each save makes the next one.
  version integer not null,
  -- Null until it is published for the first time.
  live_version integer,
  published_at timestamptz,
  -- Sealed as the app's contents are, and bound to this row.
  sealed_signing_secret bytea,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (app_id, name)
);

-- A version is written once. Its document is the text that came, so that it is given back as it was.
create table flow_versions (
  flow_id text not null references flows (id) on delete cascade,
  version integer not null,
  kind text not null check (kind in ('web-hook', 'background-task', 'page')),
  document json not null,
  saved_at timestamptz not null default now(),
  primary key (flow_id, version)
);
