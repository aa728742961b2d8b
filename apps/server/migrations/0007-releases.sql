-- Releases: numbered, immutable copies of an app's documents, one of which is live; and versions of
-- every document of the draft.

alter table apps add column last_release integer not null default 0;
alter table apps add column live_release integer;
alter table apps add column rules_version integer not null default 0;

-- A flow that a release has, and every connection, is only marked as gone, and comes back as the
-- same one. A connection that is gone holds no profile.
alter table flows add column deleted_at timestamptz;
alter table connections add column deleted_at timestamptz;
alter table connections add column version integer not null default 1;
alter table connections alter column profile_id drop not null;
alter table connections add constraint connections_have_profiles
  check (profile_id is not null or deleted_at is not null);

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
  -- When this version went live.
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

-- What was live so far becomes the first release of each app.
insert into connection_versions (connection_id, version, profile_id, profile_name, sealed_settings,
  saved_at)
select c.id, 1, p.id, p.name, c.sealed_settings, c.updated_at
from connections c join profiles p on p.id = c.profile_id;

insert into releases (app_id, number, note, author, rules, changes, created_at)
select app_id, 1, 'What was live before this server had releases.', 'owner', '{}',
  json_agg(json_build_object('kind', kind, 'name', name, 'change', 'added') order by kind, name),
  now()
from (
  select app_id, 'flow' as kind, name from flows where live_version is not null
  union all
  select app_id, 'connection', name from connections
  where app_id in (select app_id from flows where live_version is not null)
) as documents
group by app_id;

insert into release_flows (app_id, number, name, flow_id, kind, version, published_at)
select f.app_id, 1, f.name, f.id, v.kind, v.version, coalesce(f.published_at, now())
from flows f join flow_versions v on v.flow_id = f.id and v.version = f.live_version;

insert into release_connections (app_id, number, name, connection_id, service, version, profile_id,
  profile_name, sealed_settings)
select c.app_id, 1, c.name, c.id, c.service, 1, p.id, p.name, c.sealed_settings
from connections c join profiles p on p.id = c.profile_id
where c.app_id in (select app_id from releases);

update apps set last_release = 1, live_release = 1 where id in (select app_id from releases);

alter table flows drop column live_version;
alter table flows drop column published_at;

-- Null for drafts, and for runs and calls from before there were releases.
alter table runs add column release integer;
alter table hook_calls add column release integer;

-- A release is never changed. It goes with its app alone: whoever deletes an app says so first, in
-- the same transaction, by set_config('trunkline.deleted_app', <the app's id>, true).
create function keep_release() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and current_setting('trunkline.deleted_app', true) = old.app_id then
    return old;
  end if;
  raise exception 'A release is never changed.' using errcode = 'integrity_constraint_violation';
end
$$;
create trigger releases_stay before update or delete on releases
  for each row execute function keep_release();
create trigger release_flows_stay before update or delete on release_flows
  for each row execute function keep_release();
create trigger release_connections_stay before update or delete on release_connections
  for each row execute function keep_release();
