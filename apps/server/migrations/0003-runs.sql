-- Runs with their traces, what flows keep, and who looked at what.

-- A run's steps, log and request are one sealed trace: docs/decisions/0007 has why, and what rows
-- for steps cost. What may be searched stands in clear: it holds no number and no content. Like
-- attempts, runs have no foreign keys: they outlive their flows, and checks would lock the same
-- two rows for every run.
create table runs (
  app_id text not null,
  id text not null,
  flow_id text not null,
  flow_name text not null,
  kind text not null check (kind in ('web-hook', 'background-task', 'page')),
  version integer not null,
  is_draft boolean not null,
  trigger text not null,
  caller text not null,
  status text not null check (status in ('running', 'waiting', 'paused', 'finished', 'failed',
    'unknown', 'cancelled', 'interrupted')),
  -- The server that carries it out.
  server text not null,
  data_key_id text not null,
  started_at timestamptz not null,
  ended_at timestamptz,
  step_count integer not null default 0,
  error_code text,
  error_title text,
  error_message text,
  error_hint text,
  error_block text,
  -- Codes and masked words of every error in it, those that the flow dealt with included.
  error_text text,
  sealed_trace bytea,
  delete_after timestamptz not null,
  -- Ids grow with time, so this gives lists their order.
  primary key (app_id, id)
);
create index runs_by_flow on runs (app_id, flow_name, id);
create index runs_by_end on runs (app_id, status, id)
  where status in ('failed', 'unknown', 'cancelled', 'interrupted', 'waiting', 'paused');
create index runs_under_way on runs (server, app_id, id) where status = 'running';
create index runs_with_errors on runs (app_id, id) where error_text is not null;
-- Its order is about that of the rows: a block range tells enough, and costs writes nothing.
create index runs_to_delete on runs using brin (delete_after) with (autosummarize = on);

-- What flows keep. Keys are keyed hashes; values are sealed for their row.
create table kept_values (
  app_id text not null,
  key_hash bytea not null,
  data_key_id text not null,
  sealed_value bytea not null,
  -- The run and step that kept it: a replayed step finds its own value.
  kept_by text not null,
  expires_at timestamptz,
  primary key (app_id, key_hash)
);
create index kept_values_to_delete on kept_values (expires_at) where expires_at is not null;

-- Who did what, when, from where. Rows are added and never changed.
create table audit_entries (
  app_id text not null,
  id text not null,
  actor text not null,
  action text not null,
  -- What it was done to, such as the id of a run.
  subject text not null,
  -- The address that the request came from; null where there was none.
  origin text,
  at timestamptz not null default clock_timestamp(),
  primary key (app_id, id)
);
