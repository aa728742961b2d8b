-- Releases: numbered, immutable copies of an app's documents, one of which is live; and versions of
-- every document of the draft.

alter table apps add column last_release integer not null default 0;
alter table apps add column live_release integer;
alter table apps add column rules_version integer not null default 0;

-- A flow or connection that a release has is only marked as gone, and comes back as the same one.
alter table flows add column deleted_at timestamptz;
alter table connections add column deleted_at timestamptz;
alter table connections add column version integer not null default 1;

-- Profiles may be gone by then: versions and releases tell their ids and names alone.
create table connection_versions (
  connection_id text not null references connections (id) on delete cascade,
  version integer not null,
  profile_id text not null,
  profile_name text not null,
  sealed_settings bytea not null,
  saved_at timestamptz not null default now(),
  primary key (connection_id, version)
);

-- Who may do what in an app, as one document; version 0 is no rules at all.
create table rules_versions (
  app_id text not null references apps (id),
  version integer not null,
  document json not null,
  saved_at timestamptz not null default now(),
  primary key (app_id, version)
);

create table releases (
  app_id text not null references apps (id),
  number integer not null,
  note text not null,
  author text not null,
  rules json not null,
  -- What is different from the release that was live before, for people to read.
  changes json not null,
  created_at timestamptz not null default now(),
  primary key (app_id, number)
);

-- A version that a release has is kept as long as the release.
create table release_flows (
  app_id text not null,
  number integer not null,
  name text not null,
  flow_id text not null,
  kind text not null check (kind in ('web-hook', 'background-task', 'page')),
  version integer not null,
  -- When this version first went live.
  published_at timestamptz not null,
  primary key (app_id, number, name),
  foreign key (app_id, number) references releases (app_id, number),
  foreign key (flow_id, version) references flow_versions (flow_id, version)
);
create index release_flows_by_version on release_flows (flow_id, version);

create table release_connections (
  app_id text not null,
  number integer not null,
  name text not null,
  connection_id text not null references connections (id),
  service text not null,
  version integer not null,
  profile_id text not null,
  profile_name text not null,
  -- Sealed for the connection, as in its own row.
  sealed_settings bytea not null,
  primary key (app_id, number, name),
  foreign key (app_id, number) references releases (app_id, number)
);
create index release_connections_by_profile on release_connections (profile_id);
create index release_connections_by_connection on release_connections (connection_id);

alter table runs add column release integer;
